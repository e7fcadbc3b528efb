"""What merchants do with imports; the work is done by the worker, see ``job_work``."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim, find_result
from tradewind.db.transactions import Transaction
from tradewind.importing.job_errors import ImportJobNotFoundError, JobMovedError, WrongJobStateError
from tradewind.importing.job_models import (
    RESUMABLE,
    UNFINISHED,
    ImportJob,
    JobStatus,
    StepState,
    StepStatus,
)
from tradewind.importing.job_repository import PREFIX, ClaimedError, JobRepository
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id
from tradewind.kit.pagination import Page
from tradewind.stores.models import Store
from tradewind.suppliers.models import SupplierProduct, SupplierRef
from tradewind.suppliers.references import reference_of


class WatchedItems(Protocol):
    """Research items, as far as imports touch them. Every write rides in the import's own transaction."""

    def find_reference(self, store_id: str, item_id: str) -> SupplierRef | None:
        """The supplier's product behind an item of the store."""

    def find_title(self, store_id: str, item_id: str) -> str:
        """What the item of the store is called; empty for one that is gone."""

    def add_importing(self, tx: Transaction, store_id: str, item_id: str) -> None:
        """Mark the item as being imported."""

    def add_imported(self, tx: Transaction, store_id: str, item_id: str, *, product_id: str) -> None:
        """Mark the item as imported."""

    def add_given_back(self, tx: Transaction, store_id: str, item_id: str) -> None:
        """Make the item new again: its import came to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDeps:
    """What the use cases of merchants need."""

    jobs: JobRepository
    watched: WatchedItems
    clock: Clock
    new_id: IdFactory


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One thing to import: exactly one of the three."""

    url: str = ""
    research_item_id: str = ""
    row: SupplierProduct | None = None


def start(
    deps: JobDeps, *, store: Store, wanted: Sequence[Wanted], once: IdempotencyClaim | None = None
) -> list[ImportJob]:
    """One job for each of ``wanted``; the same request again answers with the same jobs.

    What cannot be imported at all (an unknown address, an item that is gone) is a failed job beside the others.
    """
    if once and (earlier := find_result(once)):
        return _found(deps, store.id, earlier)
    jobs = [(_new(deps, store, each), each.row) for each in wanted]
    try:
        deps.jobs.create(jobs, once=once)
    except AlreadyDoneError as done:
        return _found(deps, store.id, done.result_id)
    return [job for job, _ in jobs]


def get_job(deps: JobDeps, *, store_id: str, job_id: str) -> ImportJob:
    """A job of the store.

    Raises:
        ImportJobNotFoundError: unknown, or another store's.
    """
    job = deps.jobs.find(store_id, job_id) if is_id(job_id, PREFIX) else None
    if job is None:
        raise ImportJobNotFoundError
    return job


def list_jobs(deps: JobDeps, *, store_id: str, limit: int, cursor: str | None) -> Page[ImportJob]:
    """Jobs, newest first."""
    return deps.jobs.list_of_store(store_id, limit=limit, cursor=cursor)


def retry(deps: JobDeps, *, store_id: str, job_id: str) -> ImportJob:
    """Go on where a job stopped (a rate was missing, something failed): finished steps stay done.

    Raises:
        ImportJobNotFoundError. WrongJobStateError: it neither failed nor waits.
    """
    job = get_job(deps, store_id=store_id, job_id=job_id)
    if job.status in UNFINISHED:
        return job
    if job.status not in RESUMABLE:
        raise _wrong(job, "tried again")
    steps = tuple(
        replace(state, status=StepStatus.PENDING, detail="") if state.status is StepStatus.FAILED else state
        for state in job.steps
    )
    again = replace(
        job, status=JobStatus.QUEUED, steps=steps, problem="", problem_code="", problem_extra={}, busy_until=None
    )
    try:
        return deps.jobs.update(again, due=True, also=lambda tx: _take_again(deps, tx, again))
    except ClaimedError as claimed:
        message = "Another import works on this product now."
        raise WrongJobStateError(message, extra={"state": job.status.value, "job_id": claimed.job_id}) from None


def _take_again(deps: JobDeps, tx: Transaction, job: ImportJob) -> None:
    """Failing let go of the supplier's product and the research item."""
    if job.source:
        deps.jobs.add_claim(tx, job, job.source)
        if job.research_item_id:
            deps.watched.add_importing(tx, job.store_id, job.research_item_id)


def cancel(deps: JobDeps, *, store_id: str, job_id: str) -> ImportJob:
    """Stop before the next step. Pictures that were fetched stay unused; nothing was published.

    Raises:
        ImportJobNotFoundError. WrongJobStateError: it is over.
    """
    for _ in range(10):
        job = get_job(deps, store_id=store_id, job_id=job_id)
        if job.status is JobStatus.CANCELLED:
            return job
        if job.status not in UNFINISHED | RESUMABLE:
            raise _wrong(job, "cancelled")
        try:
            return _cancelled(deps, job)
        except JobMovedError:
            # The worker wrote its progress in between.
            continue
    raise JobMovedError


def _cancelled(deps: JobDeps, job: ImportJob) -> ImportJob:
    over = replace(job, status=JobStatus.CANCELLED, busy_until=None)
    return deps.jobs.update(over, also=lambda tx: let_go(deps, tx, job))


def let_go(deps: JobDeps, tx: Transaction, job: ImportJob) -> None:
    """Give supplier's product and research item back, in the transaction that ends ``job`` without a product."""
    deps.jobs.drop_claim(tx, job)
    if job.research_item_id:
        deps.watched.add_given_back(tx, job.store_id, job.research_item_id)


def failed(job: ImportJob, code: str, detail: str) -> ImportJob:
    """``job`` ended by a problem, shown at the step it met."""
    step = job.next_step
    steps = tuple(
        replace(state, status=StepStatus.FAILED, detail=detail) if state.step is step else state for state in job.steps
    )
    return replace(job, status=JobStatus.FAILED, steps=steps, problem_code=code, problem=detail, busy_until=None)


def _new(deps: JobDeps, store: Store, wanted: Wanted) -> ImportJob:
    now = deps.clock()
    job = ImportJob(id=deps.new_id(PREFIX), store_id=store.id, created_at=now, updated_at=now)
    if wanted.row is not None:
        return replace(job, label=wanted.row.title, source=None)
    if wanted.research_item_id:
        title = deps.watched.find_title(store.id, wanted.research_item_id)
        return replace(job, label=title or wanted.research_item_id, research_item_id=wanted.research_item_id)
    job = replace(job, label=wanted.url, url=wanted.url)
    return job if reference_of(wanted.url) else failed(job, *_UNKNOWN)


_UNKNOWN = (
    "unknown_supplier_address",
    "This is not the address of a product of a supplier we know. Paste the product's own page, or enter a row.",
)


def steps_with(job: ImportJob, state: StepState) -> tuple[StepState, ...]:
    """The steps of ``job`` with one replaced."""
    return tuple(state if each.step is state.step else each for each in job.steps)


def _found(deps: JobDeps, store_id: str, joined: str) -> list[ImportJob]:
    return [job for job_id in joined.split(",") if (job := deps.jobs.find(store_id, job_id))]


def _wrong(job: ImportJob, verb: str) -> WrongJobStateError:
    return WrongJobStateError(
        f"This import is {job.status.replace('_', ' ')} and cannot be {verb} now.", extra={"state": job.status.value}
    )
