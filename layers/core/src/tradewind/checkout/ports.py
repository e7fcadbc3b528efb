"""The payment provider as checkout sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tradewind.checkout.models import AppliedDiscount, Line, PaymentNotice, ShippingChoice, TaxAmount
from tradewind.kit.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRequest:
    """Everything a hosted payment page needs.

    Attributes:
        account_id: the connected account that is paid; None is the platform's own.
        platform_fee: what the platform keeps of it.
        allowed_countries: where it may ship to; empty is everywhere the provider knows.
    """

    store_id: str
    checkout_id: str
    order_id: str
    lines: Sequence[Line]
    locale: str
    success_url: str
    cancel_url: str
    expires_at: datetime
    customer_email: str | None
    discount: AppliedDiscount | None = None
    shipping: ShippingChoice | None = None
    tax: TaxAmount | None = None
    account_id: str | None = None
    platform_fee: Money | None = None
    allowed_countries: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSession:
    """A hosted payment page. ``state`` is ``open``, ``complete`` or ``expired``; ``is_paid`` says money moved."""

    id: str
    url: str
    state: str = "open"
    is_paid: bool = False


class PaymentGateway(Protocol):
    """Creates and asks after hosted payment pages. ``account_id`` None is the platform's own account."""

    def create_session(self, request: SessionRequest, *, key: str) -> PaymentSession:
        """A session; the same ``key`` and request give the same session.

        Raises:
            PaymentRefusedError: will never work as asked. PaymentUnavailableError: may work later.
        """

    def get_session(self, session_id: str, *, account_id: str | None) -> PaymentSession:
        """The present state of a session."""

    def expire_session(self, session_id: str, *, account_id: str | None) -> PaymentSession:
        """Close an open session, so that nobody pays it any more; answers with the state it is then in."""

    def list_paid_sessions(self, *, account_id: str | None, since: datetime) -> Iterable[PaymentNotice]:
        """Every paid session that was created after ``since``, as the notice its event would have been."""
