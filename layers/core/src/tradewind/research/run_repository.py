"""Runs in the table: one a store and local day."""

from dataclasses import replace
from datetime import timedelta

from pynamodb.exceptions import PutError
from pynamodb.expressions.condition import Condition

from tradewind.db import research_keys as keys
from tradewind.db.idempotency import IdempotencyClaim, claim
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock, to_epoch
from tradewind.kit.ids import IdFactory
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.messaging.outbox import add_event
from tradewind.research.run_models import Run

_KEPT_FOR = timedelta(days=400)


class RunItem(Item, discriminator="ResearchRun"):
    """A run; ``data`` is the model."""


class RunMovedError(Exception):
    """Internal: somebody else wrote the run first."""


class RunRepository:
    """Runs of a store. Whoever writes one names the version it read."""

    def __init__(self, *, clock: Clock, new_id: IdFactory, cursors: CursorSigner) -> None:
        self._clock = clock
        self._new_id = new_id
        self._cursors = cursors

    def find(self, store_id: str, run_id: str) -> Run | None:
        """A run as it is now."""
        try:
            item = RunItem.get(*keys.research_run(store_id, run_id), consistent_read=True)
        except RunItem.DoesNotExist:
            return None
        return load(Run, item.data or "")

    def list_of_store(self, store_id: str, *, limit: int, cursor: str | None) -> Page[Run]:
        """Runs, latest day first: one query."""
        scope = f"research_runs:{store_id}"
        base = keys.research_run(store_id, "")
        rows = RunItem.query(
            base.pk,
            RunItem.sk.startswith(base.sk),
            scan_index_forward=False,
            limit=limit,
            page_size=limit,
            last_evaluated_key=self._cursors.unpack(scope, cursor) if cursor else None,
        )
        items = [load(Run, row.data or "") for row in rows]
        last = rows.last_evaluated_key
        return Page(items, self._cursors.pack(scope, last) if last else None)

    def write(
        self, run: Run, *, previous: Run | None, announce: bool = False, once: IdempotencyClaim | None = None
    ) -> Run:
        """Write the next version of a run, or its first; ``announce`` calls the worker.

        Raises:
            RunMovedError: somebody else wrote it first. AlreadyDoneError: ``once`` was used before.
        """
        following = replace(run, version=previous.version + 1 if previous else 1, updated_at=self._clock())
        condition = RunItem.version == previous.version if previous else RunItem.pk.does_not_exist()
        if not announce and not once:
            self._put(following, condition)
            return following
        tx = Transaction()
        if once:
            claim(tx, once, result_id=run.id, clock=self._clock)
        tx.put(
            _item(following),
            condition=condition,
            otherwise=lambda _: RunMovedError(),
        )
        if announce:
            add_event(
                tx,
                type="ResearchRunRequested",
                store_id=run.store_id,
                clock=self._clock,
                new_id=self._new_id,
                payload={"run_id": run.id, "starts": run.starts},
            )
        tx.commit()
        return following

    def _put(self, run: Run, condition: Condition) -> None:
        """One conditional write: a transaction of one would cost twice as much."""
        try:
            _item(run).save(condition=condition)
        except PutError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            raise RunMovedError from error


def _item(run: Run) -> RunItem:
    item = RunItem(*keys.research_run(run.store_id, run.id), data=dump(run))
    item.version, item.status = run.version, run.status
    item.ttl = to_epoch(run.queued_at + _KEPT_FOR)
    return item
