"""A shopper starts over: the stock that their own earlier checkout holds must not stand in their way."""

from tradewind.checkout.errors import AlreadyPaidError, PaymentRefusedError
from tradewind.checkout.models import CheckoutStatus
from tradewind.checkout.ports import PaymentGateway
from tradewind.checkout.repository import CheckoutRepository, DecidedError
from tradewind.kit.ids import is_id, same_ulid


def give_up_earlier(
    checkouts: CheckoutRepository, payments: PaymentGateway, store_id: str, order_id: str, session_id: str
) -> None:
    """Close the payment page of an open checkout and give its units back; anything else is left as it is.

    The page is closed first: once the provider says it is expired, nobody can pay for what is given back.

    Raises:
        AlreadyPaidError: the page was paid meanwhile. PaymentUnavailableError.
    """
    earlier = checkouts.find(store_id, same_ulid(order_id, "chk")) if is_id(order_id, "ord") else None
    if earlier is None or earlier.session_id != session_id:
        return
    if earlier.status in (CheckoutStatus.PAID, CheckoutStatus.AWAITING):
        raise AlreadyPaidError(extra={"order_id": order_id})
    if earlier.status is not CheckoutStatus.OPEN:
        return
    try:
        state = payments.expire_session(session_id, account_id=earlier.account_id).state
    except PaymentRefusedError:
        return
    if state == "complete":
        raise AlreadyPaidError(extra={"order_id": order_id})
    if state == "expired":
        try:
            checkouts.release(earlier, CheckoutStatus.EXPIRED, event_id=None)
        except DecidedError:
            # Its own expiry event was faster.
            return
