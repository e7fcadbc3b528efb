"""Mails to merchants about their account: asked for in the transaction that calls for them, sent by a worker."""

from dataclasses import dataclass, field
from typing import Any

from tradewind.db.records import dump
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.messaging.outbox import add_event

EVENT = "AccountMailDue"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLink:
    """A link with a token into the dashboard. The token is made by the worker: no event carries one."""

    path: str
    purpose: str
    subject: str
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountMail:
    """A mail to be sent.

    Attributes:
        template: ``account_<name>``.
        user_id: who gets it, at the address the account has when it is sent; or
        to: an address; or
        account_email: an address that gets it only if an account has it (folded): asking costs the same either way.
        path: where its button leads in the dashboard, unless ``link`` says so.
        context: what the template shows: strings and numbers.
    """

    template: str
    user_id: str = ""
    to: str = ""
    account_email: str = ""
    path: str = ""
    link: MailLink | None = None
    context: dict[str, Any] = field(default_factory=dict)


def ask_for_mail(tx: Transaction, mail: AccountMail, *, partition: str, clock: Clock, new_id: IdFactory) -> None:
    """Add the mail to ``tx``; ``partition`` is that of the change it tells of (``USER#...``, ``STORE#...``)."""
    add_event(
        tx, type=EVENT, store_id="", partition=partition, clock=clock, new_id=new_id, payload={"mail": dump(mail)}
    )
