"""What can keep a cart from becoming a checkout. ``extra["problems"]`` lists the lines concerned."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from tradewind.errors import DomainError, ErrorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CartProblem:
    """One thing that keeps a cart from being bought as it is.

    Attributes:
        code: of a line: ``sold_out``, ``not_enough_stock``, ``unavailable``, ``price_changed``; of the cart:
            ``not_shipped_there``, ``shipping_rate_gone``, ``email_required`` and the ``discount_...`` codes.
        product_id, variant_id: the line concerned; None for the whole cart.
        available: how many can be had, where that is the question.
    """

    code: str
    message: str
    product_id: str | None = None
    variant_id: str | None = None
    available: int | None = None


class CartProblemError(DomainError):
    """The cart and the shelf disagree; nothing was reserved."""

    code = "cart_problem"
    kind = ErrorKind.CONFLICT
    detail = "Some items in your cart can't be bought as they are."

    def __init__(self, problems: Sequence[CartProblem]) -> None:
        codes = {problem.code for problem in problems}
        if codes <= {"sold_out", "not_enough_stock"}:
            self.code = "sold_out"
        super().__init__(problems[0].message, extra={"problems": [asdict(problem) for problem in problems]})


class AlreadyPaidError(DomainError):
    """The checkout that was to be replaced has been paid; ``extra["order_id"]`` names its order."""

    code = "already_paid"
    kind = ErrorKind.CONFLICT
    detail = "Your earlier checkout was already paid. Look at that order before buying again."


class StoreClosedError(DomainError):
    code = "store_paused"
    kind = ErrorKind.UNAVAILABLE
    detail = "This store is taking a break and does not take orders now."


class BelowMinimumError(DomainError):
    code = "below_minimum"
    detail = "The total is below what the payment provider can charge. Add something to the cart."


class PaymentUnavailableError(DomainError):
    """The provider did not answer; the reservation stands and the same Idempotency-Key resumes."""

    code = "payment_unavailable"
    kind = ErrorKind.UPSTREAM
    detail = "The payment provider did not answer. Nothing was charged; try again in a moment."


class PaymentRefusedError(DomainError):
    """The provider refused the request for good."""

    code = "payment_refused"
    kind = ErrorKind.UPSTREAM
    detail = "The payment provider refused this checkout."

    def __init__(self, detail: str | None = None, *, provider_code: str = "", param: str = "") -> None:
        self.provider_code = provider_code
        self.param = param
        super().__init__(detail)


class CheckoutNotFoundError(DomainError):
    code = "checkout_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such checkout."


class CartNotFoundError(DomainError):
    code = "cart_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such cart, or it has been too long. Put what you want into a new one."


class BadSignatureError(DomainError):
    code = "bad_signature"
    kind = ErrorKind.MALFORMED
    detail = "The event's signature does not match. It was not accepted."
