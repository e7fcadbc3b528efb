"""Which event sends which mail."""

from dataclasses import dataclass

from tradewind.mailing.ports import Mail, MailTransport, MailUnavailableError
from tradewind.mailing.render import render
from tradewind.mailing.repository import MailClaims
from tradewind.messaging.events import Event
from tradewind.orders.repository import OrderRepository
from tradewind.stores.repository import StoreRepository

ORDER_CONFIRMATION = "order_confirmation"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDeps:
    """What sending needs."""

    claims: MailClaims
    transport: MailTransport
    orders: OrderRepository
    stores: StoreRepository
    sender: str
    storefront_url_template: str


def send_order_confirmation(deps: MailDeps, event: Event) -> str:
    """Confirm an order to its shopper, once. Returns what was done: ``sent``, ``skipped`` or ``no_address``.

    The claim comes before the send: a worker that dies between them leaves the claim at ``sending``, and nobody sends
    again, because the transport may have taken the mail. A refusal sets the claim free for the next delivery.

    Raises:
        MailUnavailableError: refused; the message comes again.
    """
    order_id = str(event.payload["order_id"])
    order = deps.orders.find(event.store_id, order_id)
    store = deps.stores.find(event.store_id)
    if order is None or store is None:
        return "skipped"
    if not order.customer_email:
        return "no_address"
    message_id = f"{ORDER_CONFIRMATION}.{order.id}"
    if not deps.claims.claim(store.id, order.id, ORDER_CONFIRMATION, message_id=message_id):
        return "skipped"
    content = render(
        ORDER_CONFIRMATION,
        {"order": order, "store": store, "store_url": deps.storefront_url_template.format(slug=store.slug)},
    )
    mail = Mail(
        to=order.customer_email,
        subject=content.subject,
        text=content.text,
        html=content.html,
        sender=deps.sender,
        message_id=message_id,
    )
    try:
        deps.transport.send(mail)
    except MailUnavailableError:
        deps.claims.record(store.id, order.id, ORDER_CONFIRMATION, status="failed")
        raise
    deps.claims.record(store.id, order.id, ORDER_CONFIRMATION, status="sent")
    return "sent"
