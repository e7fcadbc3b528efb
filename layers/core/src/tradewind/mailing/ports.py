"""Outgoing mail."""

from dataclasses import dataclass
from typing import Protocol

from tradewind.errors import DomainError, ErrorKind


class MailUnavailableError(DomainError):
    """The transport refused or did not answer before taking the mail; it may be tried again."""

    code = "mail_unavailable"
    kind = ErrorKind.UPSTREAM
    detail = "The mail could not be handed over."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail with both parts. ``message_id`` is stable per purpose, so that a repeated one can be recognised."""

    to: str
    subject: str
    text: str
    html: str
    sender: str
    message_id: str
    reply_to: str = ""


class MailTransport(Protocol):
    """Hands mails to somebody who delivers them."""

    def send(self, mail: Mail) -> None:
        """Deliver or queue ``mail``.

        Raises:
            MailUnavailableError: certainly not taken.
        """
