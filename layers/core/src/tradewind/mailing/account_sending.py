"""Sends the mails that ``account_mail`` asked for, each of them once."""

from dataclasses import dataclass
from typing import Any, Protocol

from tradewind.accounts.models import User
from tradewind.db import keys
from tradewind.db.records import load
from tradewind.kit.mail_tokens import MailTokens
from tradewind.mailing.account_mail import AccountMail
from tradewind.mailing.ports import Mail, MailTransport, MailUnavailableError
from tradewind.mailing.render import render
from tradewind.mailing.repository import MailClaims
from tradewind.messaging.events import Event
from tradewind.stores.branding import text_on

_ACCENT = "#0f766e"


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """Who writes: what a layout shows where a store's mails show the store."""

    name: str = "Tradewind"
    locale: str = "en"


class AccountFinder(Protocol):
    """Knows the accounts."""

    def find(self, user_id: str) -> User | None:
        """A user by id."""

    def find_by_email(self, email: str) -> User | None:
        """A user by address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountMailDeps:
    """What sending needs."""

    claims: MailClaims
    transport: MailTransport
    accounts: AccountFinder
    tokens: MailTokens
    sender: str
    dashboard_url: str


def send_account_mail(deps: AccountMailDeps, event: Event) -> dict[str, str]:
    """Send the mail of an event, once, as ``service.send_mails`` does for orders. Returns what was done.

    Raises:
        MailUnavailableError: refused; the message comes again.
    """
    mail = load(AccountMail, event.payload["mail"])
    to = mail.to or _address(deps, mail)
    if not to:
        return {mail.template: "no_address"}
    claim = keys.account_mail_claim(event.id)
    message_id = f"{mail.template}.{event.id}"
    if not deps.claims.claim(claim, message_id=message_id):
        return {mail.template: "skipped"}
    rendered = render(mail.template, {**mail.context, **_frame(deps, mail, to)})
    try:
        deps.transport.send(
            Mail(
                to=to,
                subject=rendered.subject,
                text=rendered.text,
                html=rendered.html,
                sender=deps.sender,
                message_id=message_id,
            )
        )
    except MailUnavailableError:
        deps.claims.record(claim, status="failed")
        raise
    deps.claims.record(claim, status="sent")
    return {mail.template: "sent"}


def _address(deps: AccountMailDeps, mail: AccountMail) -> str:
    user = deps.accounts.find_by_email(mail.account_email) if mail.account_email else deps.accounts.find(mail.user_id)
    return user.email if user and user.is_active else ""


def _frame(deps: AccountMailDeps, mail: AccountMail, to: str) -> dict[str, Any]:
    home = deps.dashboard_url.rstrip("/")
    action = f"{home}{mail.path}"
    if mail.link:
        token = deps.tokens.make(purpose=mail.link.purpose, subject=mail.link.subject, nonce=mail.link.nonce)
        # Behind "#", so that no server on the way writes it down.
        action = f"{home}{mail.link.path}#token={token}"
    return {
        "brand": Platform(),
        "home_url": home,
        "email": to,
        "action_url": action,
        "accent": _ACCENT,
        "on_accent": text_on(_ACCENT),
    }
