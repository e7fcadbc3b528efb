"""Moves an import on, step by step, until it is done, waits, or its time is up."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from tradewind.errors import RETRYABLE, DomainError
from tradewind.importing.job_deps import ImportWorkDeps, leased
from tradewind.importing.job_errors import JobBusyError, JobMovedError
from tradewind.importing.job_models import UNFINISHED, ImportJob, JobStatus, StepStatus
from tradewind.importing.job_steps import STEPS, OutOfTimeError
from tradewind.importing.jobs import failed, let_go, steps_with
from tradewind.pricing.errors import NeedsRateError
from tradewind.stores.models import Store

SLICE_SECONDS = 60.0
"""With the longest step after it (a model that is asked three times) still within the worker's time."""
MAX_ATTEMPTS = 4
"""Below the queue's limit, so that a job says why it failed before its message goes to the dead letters."""
_INTERNAL = (
    "internal_error",
    "Something failed on our side. What was done is kept; try again.",
)


def work_on(deps: ImportWorkDeps, store: Store, job_id: str, *, seconds: float = SLICE_SECONDS) -> ImportJob | None:
    """Do what is left of a job, up to ``seconds``; the rest is announced as further work.

    A message that is delivered twice, or comes back after a crash, goes on where the job stands.

    Raises:
        JobBusyError: another worker is on it. A retryable DomainError: what is outside does not answer now.
    """
    job = deps.work.jobs.find(store.id, job_id)
    if job is None or job.status not in UNFINISHED:
        return job
    if job.busy_until and job.busy_until > deps.work.clock():
        raise JobBusyError
    ends = deps.monotonic() + seconds
    try:
        job = deps.work.jobs.update(_started(deps, job))
        return _run(deps, store, job, lambda: deps.monotonic() < ends)
    except JobMovedError:
        # Cancelled, or taken by another delivery of the same message: it is theirs.
        return deps.work.jobs.find(store.id, job_id)


def _started(deps: ImportWorkDeps, job: ImportJob) -> ImportJob:
    step = job.next_step
    if step:
        job = replace(job, steps=steps_with(job, replace(job.state(step), status=StepStatus.RUNNING)))
    return leased(deps, job, status=JobStatus.RUNNING, attempts=job.attempts + 1)


def _run(deps: ImportWorkDeps, store: Store, job: ImportJob, has_time: Callable[[], bool]) -> ImportJob:
    try:
        while job.status is JobStatus.RUNNING and (step := job.next_step):
            if not has_time():
                raise OutOfTimeError(job)
            job = STEPS[step](deps, store, job, has_time)
        return job
    except OutOfTimeError as late:
        return deps.work.jobs.update(replace(late.job, busy_until=None), due=True)
    except JobMovedError:
        raise
    except NeedsRateError as error:
        return _waiting(deps, _fresh(deps, job), error)
    except DomainError as error:
        job = _fresh(deps, job)
        if error.kind in RETRYABLE and job.attempts < MAX_ATTEMPTS:
            deps.work.jobs.update(replace(job, busy_until=None))
            raise
        return _ended(deps, job, error.code, error.detail)
    except Exception:
        # Free the job, so that the message's next delivery can go on at once.
        with suppress(DomainError):
            job = _fresh(deps, job)
            if job.attempts >= MAX_ATTEMPTS:
                _ended(deps, job, *_INTERNAL)
            else:
                deps.work.jobs.update(replace(job, busy_until=None))
        raise


def _fresh(deps: ImportWorkDeps, job: ImportJob) -> ImportJob:
    """The job with what its last step had written before it failed."""
    found = deps.work.jobs.find(job.store_id, job.id)
    if found is None or found.status is not JobStatus.RUNNING:
        raise JobMovedError
    return found


def _waiting(deps: ImportWorkDeps, job: ImportJob, error: NeedsRateError) -> ImportJob:
    step = job.next_step
    assert step is not None  # noqa: S101 (a step raised)
    steps = steps_with(job, replace(job.state(step), status=StepStatus.PENDING, detail=error.detail))
    return deps.work.jobs.update(
        replace(
            job,
            status=JobStatus.NEEDS_RATE,
            steps=steps,
            problem_code=error.code,
            problem=error.detail,
            problem_extra=error.extra,
            busy_until=None,
        )
    )


def _ended(deps: ImportWorkDeps, job: ImportJob, code: str, detail: str) -> ImportJob:
    return deps.work.jobs.update(failed(job, code, detail), also=lambda tx: let_go(deps.work, tx, job))
