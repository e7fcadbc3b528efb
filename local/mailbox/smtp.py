"""The SMTP side: accepts every mail, except for addresses that ask to be turned away."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from local.mailbox.store import Mailbox

# Local parts that make the server misbehave, for trying out what the sender does then.
_REPLIES = {
    "refuse": "550 5.1.1 This mailbox refuses mail, as its name says",
    "defer": "451 4.2.0 Try again later, as the mailbox's name says",
}
_LARGEST_BYTES = 25 * 1024 * 1024


class _Handler:
    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = _REPLIES.get(address.partition("@")[0].lower())
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        if not isinstance(content, bytes):
            return "554 5.6.0 The mail has no content"
        await asyncio.to_thread(
            self._mailbox.add, content, sender=envelope.mail_from or "", recipients=envelope.rcpt_tos
        )
        return "250 2.0.0 Kept"


@contextmanager
def smtp_server(mailbox: Mailbox, port: int) -> Iterator[None]:
    """Accept mail on a loopback port, in a thread, while the block lasts."""
    controller = Controller(_Handler(mailbox), hostname="127.0.0.1", port=port, data_size_limit=_LARGEST_BYTES)
    controller.start()
    try:
        yield
    finally:
        controller.stop()
