"""Send the mails an event calls for, each of them once."""

from dataclasses import dataclass

from tradewind.accounts.repository import AccountRepository
from tradewind.db import keys
from tradewind.mailing.content import Content, contents_of
from tradewind.mailing.ports import Mail, MailTransport, MailUnavailableError
from tradewind.mailing.render import render
from tradewind.mailing.repository import MailClaims
from tradewind.messaging.events import Event
from tradewind.orders.links import OrderLinks
from tradewind.orders.models import Order
from tradewind.orders.repository import OrderRepository
from tradewind.stores.branding import look_of
from tradewind.stores.models import Store
from tradewind.stores.repository import StoreRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDeps:
    """What sending needs."""

    claims: MailClaims
    transport: MailTransport
    orders: OrderRepository
    stores: StoreRepository
    accounts: AccountRepository
    links: OrderLinks
    sender: str
    storefront_url_template: str
    dashboard_url: str


def send_mails(deps: MailDeps, event: Event) -> dict[str, str]:
    """Send what an event calls for. Returns what was done by mail: ``sent``, ``skipped`` or ``no_address``.

    The claim comes before the send: a worker that dies between them leaves the claim at ``sending``, and nobody sends
    again, because the transport may have taken the mail. A refusal sets the claim free for the next delivery.

    Raises:
        MailUnavailableError: refused; the message comes again.
    """
    order = deps.orders.find(event.store_id, str(event.payload["order_id"]))
    store = deps.stores.find(event.store_id)
    if order is None or store is None:
        return {}
    return {content.name: _send(deps, store, order, content) for content in contents_of(event, order)}


def _send(deps: MailDeps, store: Store, order: Order, content: Content) -> str:
    owner = deps.accounts.find(store.user_id)
    owner_address = owner.email if owner else ""
    to = owner_address if content.is_for_merchant else order.customer_email
    if not to:
        return "no_address"
    message_id = f"{content.name.replace('#', '.')}.{order.id}"
    claim = keys.mail_claim(store.id, order.id, content.name)
    if not deps.claims.claim(claim, message_id=message_id):
        return "skipped"
    look = look_of(store.branding, store.niche)
    dashboard = f"{deps.dashboard_url.rstrip('/')}/stores/{store.id}/orders/{order.id}"
    home = deps.storefront_url_template.format(slug=store.slug)
    rendered = render(
        content.template,
        {
            **content.context,
            "order": order,
            "store": store,
            "store_url": home,
            "brand": store,
            "home_url": home,
            "action_url": dashboard if content.is_for_merchant else deps.links.url(store.slug, order.id),
            "accent": look.accent,
            "on_accent": look.on_accent,
        },
    )
    mail = Mail(
        to=to,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        sender=deps.sender,
        message_id=message_id,
        reply_to="" if content.is_for_merchant else store.contact_email or owner_address,
    )
    try:
        deps.transport.send(mail)
    except MailUnavailableError:
        deps.claims.record(claim, status="failed")
        raise
    deps.claims.record(claim, status="sent")
    return "sent"
