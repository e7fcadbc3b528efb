"""Imports in the table: the job, the facts it works on, and the claim that keeps two jobs off one product."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from pynamodb.attributes import UnicodeAttribute

from tradewind.db import keys
from tradewind.db.idempotency import IdempotencyClaim, claim
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.importing.job_errors import JobMovedError
from tradewind.importing.job_models import ImportJob, JobStatus
from tradewind.kit.clock import Clock, to_epoch
from tradewind.kit.ids import IdFactory
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.messaging.outbox import add_event
from tradewind.suppliers.models import SupplierProduct, SupplierRef

_KEPT_FOR = timedelta(days=90)
_CLAIMED_FOR = timedelta(days=7)
PREFIX = "ipj"


class ImportJobItem(Item, discriminator="ImportJob"):
    """A job; ``data`` is the model."""


class ImportFactsItem(Item, discriminator="ImportFacts"):
    """The supplier's product of a job; ``data`` is the model."""


class ImportClaimItem(Item, discriminator="ImportClaim"):
    """The job that works on a supplier's product."""

    job_id = UnicodeAttribute()


class ClaimedError(Exception):
    """Internal: another job works on this product."""

    def __init__(self, job_id: str) -> None:
        self.job_id = job_id
        super().__init__(job_id)


class JobRepository:
    """Jobs. Whoever writes one names the version it read; work to do is announced in the same transaction."""

    def __init__(self, *, clock: Clock, new_id: IdFactory, cursors: CursorSigner) -> None:
        self._clock = clock
        self._new_id = new_id
        self._cursors = cursors

    def create(
        self, jobs: Sequence[tuple[ImportJob, SupplierProduct | None]], *, once: IdempotencyClaim | None
    ) -> None:
        """Write new jobs (those of rows with their facts) and call the worker for each, all or none.

        Raises:
            AlreadyDoneError: ``once`` was used by the same request; its result are the ids, joined by commas.
        """
        tx = Transaction()
        if once:
            claim(tx, once, result_id=",".join(job.id for job, _ in jobs), clock=self._clock)
        for job, facts in jobs:
            tx.put(self._item(job), condition=ImportJobItem.pk.does_not_exist())
            if facts is not None:
                tx.put(self._facts_item(job, facts))
            if job.status is JobStatus.QUEUED:
                self._announce(tx, job)
        tx.commit()

    def find(self, store_id: str, job_id: str) -> ImportJob | None:
        """A job as it is now."""
        try:
            item = ImportJobItem.get(*keys.import_job(store_id, job_id), consistent_read=True)
        except ImportJobItem.DoesNotExist:
            return None
        return load(ImportJob, item.data or "")

    def list_of_store(self, store_id: str, *, limit: int, cursor: str | None) -> Page[ImportJob]:
        """Jobs, newest first: one query."""
        scope = f"import-jobs:{store_id}"
        base = keys.import_job(store_id, "")
        rows = ImportJobItem.query(
            base.pk,
            ImportJobItem.sk.startswith(base.sk),
            scan_index_forward=False,
            limit=limit,
            page_size=limit,
            last_evaluated_key=self._cursors.unpack(scope, cursor) if cursor else None,
        )
        items = [load(ImportJob, row.data or "") for row in rows]
        last = rows.last_evaluated_key
        return Page(items, self._cursors.pack(scope, last) if last else None)

    def update(
        self, job: ImportJob, *, due: bool = False, also: Callable[[Transaction], None] | None = None
    ) -> ImportJob:
        """Write the next version of ``job``; ``due`` calls the worker, ``also`` adds writes.

        Raises:
            JobMovedError: somebody else wrote it first.
        """
        tx = Transaction()
        following = self.add(tx, job)
        if due:
            self._announce(tx, following)
        if also:
            also(tx)
        tx.commit()
        return following

    def add(self, tx: Transaction, job: ImportJob) -> ImportJob:
        """Put the next version of ``job`` into a transaction; returns it."""
        following = replace(job, version=job.version + 1, updated_at=self._clock())
        tx.put(
            self._item(following),
            condition=ImportJobItem.version == job.version,
            otherwise=lambda _: JobMovedError(),
        )
        return following

    def find_facts(self, job: ImportJob) -> SupplierProduct | None:
        """What the supplier said."""
        try:
            item = ImportFactsItem.get(*keys.import_facts(job.store_id, job.id), consistent_read=True)
        except ImportFactsItem.DoesNotExist:
            return None
        return load(SupplierProduct, item.data or "")

    def add_facts(self, tx: Transaction, job: ImportJob, facts: SupplierProduct) -> None:
        """Remember what the supplier said."""
        tx.put(self._facts_item(job, facts))

    def add_claim(self, tx: Transaction, job: ImportJob, ref: SupplierRef) -> None:
        """Make ``job`` the only one that works on a supplier's product.

        Raises on commit:
            ClaimedError: another one is.
        """
        item = ImportClaimItem(*keys.import_claim(job.store_id, ref.supplier, ref.reference), job_id=job.id)
        item.ttl = to_epoch(self._clock() + _CLAIMED_FOR)
        tx.put(
            item,
            condition=ImportClaimItem.pk.does_not_exist() | (ImportClaimItem.job_id == job.id),
            otherwise=lambda old: ClaimedError(old["job_id"]["S"] if old else ""),
        )

    def drop_claim(self, tx: Transaction, job: ImportJob) -> None:
        """Let others work on the product again; only if it is ours to let go."""
        if job.source and not job.other_job_id:
            key = keys.import_claim(job.store_id, job.source.supplier, job.source.reference)
            tx.delete(ImportClaimItem(*key))

    def replace_claim(self, job: ImportJob, ref: SupplierRef, other_job_id: str) -> None:
        """Take over the claim of a job that is over without having let go."""
        ImportClaimItem(*keys.import_claim(job.store_id, ref.supplier, ref.reference)).delete(
            condition=ImportClaimItem.job_id == other_job_id
        )

    def _item(self, job: ImportJob) -> ImportJobItem:
        item = ImportJobItem(*keys.import_job(job.store_id, job.id), data=dump(job))
        item.version = job.version
        item.status = job.status
        item.ttl = to_epoch(job.created_at + _KEPT_FOR)
        return item

    def _facts_item(self, job: ImportJob, facts: SupplierProduct) -> ImportFactsItem:
        item = ImportFactsItem(*keys.import_facts(job.store_id, job.id), data=dump(facts))
        item.ttl = to_epoch(job.created_at + _KEPT_FOR)
        return item

    def _announce(self, tx: Transaction, job: ImportJob) -> None:
        add_event(
            tx,
            type="ImportDue",
            store_id=job.store_id,
            clock=self._clock,
            new_id=self._new_id,
            payload={"job_id": job.id},
        )
