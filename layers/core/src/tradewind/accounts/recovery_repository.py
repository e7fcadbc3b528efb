"""What links in mails are made with, and what happened to an account, in the table."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from tradewind.accounts.errors import LinkEndedError
from tradewind.accounts.models import SecurityEvent
from tradewind.db import account_keys as keys
from tradewind.db.keys import Key
from tradewind.db.keys import user as user_key
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import to_epoch

_EVENTS_KEPT_FOR = timedelta(days=400)


class MailLinkItem(Item, discriminator="MailLink"):
    """What a link in a mail was made with: a new one ends the last."""

    nonce = UnicodeAttribute()
    email = UnicodeAttribute()
    expires_at = NumberAttribute()


class SecurityEventItem(Item, discriminator="SecurityEvent"):
    """Something that happened to an account; ``data`` is the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that works: ``email`` is the address it was sent about."""

    key: Key
    nonce: str
    email: str


class RecoveryRepository:
    """Links in mails, and security events."""

    def add_link(self, tx: Transaction, key: Key, *, nonce: str, email: str, expires_at: datetime) -> None:
        """Write a link over any older one of its kind."""
        item = MailLinkItem(*key, nonce=nonce, email=email, expires_at=to_epoch(expires_at))
        item.ttl = to_epoch(expires_at)
        tx.put(item)

    def find_link(self, key: Key, *, now: datetime) -> Link | None:
        """A link that is not used up and not too old, strongly consistent."""
        try:
            item = MailLinkItem.get(*key, consistent_read=True)
        except MailLinkItem.DoesNotExist:
            return None
        if int(item.expires_at) <= to_epoch(now):
            return None
        return Link(key=key, nonce=item.nonce, email=item.email)

    def add_use(self, tx: Transaction, link: Link) -> None:
        """Use a link up.

        Raises on commit:
            LinkEndedError: it was used or replaced meanwhile.
        """
        tx.delete(
            MailLinkItem(*link.key), condition=MailLinkItem.nonce == link.nonce, otherwise=lambda _: LinkEndedError()
        )

    def add_end(self, tx: Transaction, key: Key) -> None:
        """End a link; there may be none."""
        tx.delete(MailLinkItem(*key))

    def add_event(self, tx: Transaction, event: SecurityEvent) -> None:
        """Write down what happened, with what made it happen."""
        tx.put(_event_item(event))

    def record(self, event: SecurityEvent) -> None:
        """Write down what happened (one write unit)."""
        _event_item(event).save()

    def list_events(self, user_id: str, *, limit: int) -> list[SecurityEvent]:
        """Newest first: one query."""
        rows = SecurityEventItem.query(
            user_key(user_id).pk,
            SecurityEventItem.sk.startswith(keys.SECURITY_PREFIX),
            scan_index_forward=False,
            limit=limit,
            page_size=limit,
            consistent_read=True,
        )
        return [load(SecurityEvent, row.data or "") for row in rows]


def _event_item(event: SecurityEvent) -> SecurityEventItem:
    item = SecurityEventItem(*keys.security_event(event.user_id, event.id), data=dump(event))
    item.ttl = to_epoch(event.at + _EVENTS_KEPT_FOR)
    return item
