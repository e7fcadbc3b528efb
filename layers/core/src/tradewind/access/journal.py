"""Entries of the audit log for what nobody asked for at that moment: models that wrote, rules that were carried out."""

from collections.abc import Mapping
from typing import Protocol

from tradewind.access.audit import AuditEntry
from tradewind.access.models import Actor, ActorKind
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory

AI = Actor(kind=ActorKind.AI, id="ai")
SYSTEM = Actor(kind=ActorKind.SYSTEM, id="system")


class AuditLog(Protocol):
    """Where entries are kept."""

    def write(self, entry: AuditEntry) -> None:
        """Write one entry."""

    def add(self, tx: Transaction, entry: AuditEntry) -> None:
        """Write one entry with the change it tells of."""


class Journal:
    """Writes a worker's entries."""

    def __init__(self, log: AuditLog, *, clock: Clock, new_id: IdFactory) -> None:
        self._log = log
        self._clock = clock
        self._new_id = new_id

    def add(
        self,
        tx: Transaction,
        actor: Actor,
        action: str,
        *,
        store_id: str,
        label: str = "",
        targets: Mapping[str, str],
        fields: tuple[str, ...] = (),
    ) -> None:
        """Add an entry to the transaction of what it tells of."""
        self._log.add(tx, self._entry(actor, action, store_id, label, targets, fields))

    def write(self, actor: Actor, action: str, *, store_id: str, label: str = "", targets: Mapping[str, str]) -> None:
        """Write an entry on its own."""
        self._log.write(self._entry(actor, action, store_id, label, targets, ()))

    def _entry(
        self, actor: Actor, action: str, store_id: str, label: str, targets: Mapping[str, str], fields: tuple[str, ...]
    ) -> AuditEntry:
        return AuditEntry(
            id=self._new_id("aud"),
            store_id=store_id,
            at=self._clock(),
            actor=actor,
            action=action,
            label=label,
            targets=targets,
            fields=fields,
        )
