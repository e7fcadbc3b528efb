"""The audit log in the table."""

from datetime import timedelta

from tradewind.access.audit import AuditEntry, AuditFilter
from tradewind.db import access_keys as keys
from tradewind.db.keys import store as store_key
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import to_epoch
from tradewind.kit.ids import ulid
from tradewind.kit.pagination import CursorSigner, Page

KEPT_FOR = timedelta(days=400)
_READ_AT_ONCE = 100
_READS = 5
"""A page looks at most at this many times ``_READ_AT_ONCE`` entries for the ones a filter wants."""


class AuditItem(Item, discriminator="Audit"):
    """One entry; ``data`` is the model."""


class AuditRepository:
    """What was done in stores, by whom."""

    def __init__(self, *, cursors: CursorSigner) -> None:
        self._cursors = cursors

    def write(self, entry: AuditEntry) -> None:
        """Write one entry (one write unit)."""
        _item(entry).save()

    def add(self, tx: Transaction, entry: AuditEntry) -> None:
        """Write one entry with the change it tells of."""
        tx.put(_item(entry))

    def list_entries(self, store_id: str, wanted: AuditFilter, *, limit: int, cursor: str | None) -> Page[AuditEntry]:
        """Newest first. A page that found fewer than ``limit`` within what it may read has a cursor to go on from."""
        scope = f"audit:{store_id}"
        first = f"{keys.AUDIT_PREFIX}aud_{ulid(wanted.since, 0)}" if wanted.since else keys.AUDIT_PREFIX
        before = f"{keys.AUDIT_PREFIX}aud_{ulid(wanted.until, 0)}" if wanted.until else f"{keys.AUDIT_PREFIX}~"
        if cursor:
            before = str(self._cursors.unpack(scope, cursor))
        found: list[AuditEntry] = []
        for _ in range(_READS):
            rows = self._read(store_id, first, before)
            for row in rows:
                if len(found) == limit:
                    return Page(found, self._cursors.pack(scope, before))
                entry = load(AuditEntry, row.data or "")
                before = row.sk
                if wanted.matches(entry):
                    found.append(entry)
            if len(rows) < _READ_AT_ONCE:
                return Page(found)
        return Page(found, self._cursors.pack(scope, before))

    def _read(self, store_id: str, first: str, before: str) -> list[AuditItem]:
        """Entries from ``first`` up to but without ``before``, newest first."""
        if before <= first:
            return []
        rows = AuditItem.query(
            store_key(store_id).pk,
            AuditItem.sk.between(first, before),
            scan_index_forward=False,
            limit=_READ_AT_ONCE + 1,
            page_size=_READ_AT_ONCE + 1,
            consistent_read=True,
        )
        return [row for row in rows if row.sk != before][:_READ_AT_ONCE]


def _item(entry: AuditEntry) -> AuditItem:
    item = AuditItem(*keys.audit_entry(entry.store_id, entry.id), data=dump(entry))
    item.ttl = to_epoch(entry.at + KEPT_FOR)
    return item
