"""Requests for new texts in the table."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tradewind.db import keys
from tradewind.db.idempotency import IdempotencyClaim, claim
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.importing.copy_models import CopyRequest
from tradewind.importing.job_errors import JobMovedError
from tradewind.kit.clock import Clock, to_epoch
from tradewind.kit.ids import IdFactory
from tradewind.messaging.outbox import add_event

_KEPT_FOR = timedelta(days=7)


class CopyRequestItem(Item, discriminator="CopyRequest"):
    """A request; ``data`` is the model."""


class CopyRepository:
    """Requests. Whoever writes one names the version it read."""

    def __init__(self, *, clock: Clock, new_id: IdFactory) -> None:
        self._clock = clock
        self._new_id = new_id

    def create(self, request: CopyRequest, *, once: IdempotencyClaim | None) -> None:
        """Write a new request and call the worker.

        Raises:
            AlreadyDoneError: ``once`` was used by the same request before.
        """
        tx = Transaction()
        if once:
            claim(tx, once, result_id=request.id, clock=self._clock)
        tx.put(self._item(request), condition=CopyRequestItem.pk.does_not_exist())
        add_event(
            tx,
            type="CopyDue",
            store_id=request.store_id,
            clock=self._clock,
            new_id=self._new_id,
            payload={"copy_id": request.id},
        )
        tx.commit()

    def find(self, store_id: str, request_id: str) -> CopyRequest | None:
        """A request as it is now."""
        try:
            item = CopyRequestItem.get(*keys.copy_request(store_id, request_id), consistent_read=True)
        except CopyRequestItem.DoesNotExist:
            return None
        return load(CopyRequest, item.data or "")

    def add(self, tx: Transaction, request: CopyRequest) -> CopyRequest:
        """Put the next version into a transaction; returns it.

        Raises on commit:
            JobMovedError: somebody else wrote it first.
        """
        following = replace(request, version=request.version + 1)
        tx.put(
            self._item(following),
            condition=CopyRequestItem.version == request.version,
            otherwise=lambda _: JobMovedError(),
        )
        return following

    def update(self, request: CopyRequest, *, also: Callable[[Transaction], None] | None = None) -> CopyRequest:
        """Write the next version."""
        tx = Transaction()
        following = self.add(tx, request)
        if also:
            also(tx)
        tx.commit()
        return following

    def _item(self, request: CopyRequest) -> CopyRequestItem:
        item = CopyRequestItem(*keys.copy_request(request.store_id, request.id), data=dump(request))
        item.version = request.version
        item.ttl = to_epoch(request.created_at + _KEPT_FOR)
        return item
