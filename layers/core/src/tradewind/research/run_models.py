"""One day's research of one store."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RunStatus(StrEnum):
    """Life of a run. ``degraded`` is done with something missing, ``failed`` left everything as it was."""

    QUEUED = "queued"
    FETCHING = "fetching"
    SCORING = "scoring"
    ANALYSING = "analysing"
    DONE = "done"
    DEGRADED = "degraded"
    FAILED = "failed"


OVER = frozenset({RunStatus.DONE, RunStatus.DEGRADED, RunStatus.FAILED})


class SourceState(StrEnum):
    """How a source did: ``partial`` answered some of its questions."""

    OK = "ok"
    EMPTY = "empty"
    PARTIAL = "partial"
    FAILED = "failed"
    NOT_CONNECTED = "not_connected"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What one source gave, with a sentence where it was not all."""

    source: str
    state: SourceState
    found: int = 0
    detail: str = ""


class AnalysisState(StrEnum):
    """How the analysis of the best candidates did."""

    NONE = "none"
    PENDING = "pending"
    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisReport:
    """``detail`` says what is missing and why."""

    state: AnalysisState = AnalysisState.NONE
    asked: int = 0
    answered: int = 0
    cost_micros: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The research of a store on one of its days; repeating it refreshes it.

    Attributes:
        id: ``run_20261125``: one a local day.
        trigger: ``nightly`` or ``manual``, of the last start.
        starts: how often it was started; ``manual_starts`` by the merchant.
        done, total: questions to sources, while fetching.
        found: distinct products seen; of them ``created`` and ``updated`` became candidates or were, ``unchanged`` were
            dismissed or imported before.
        waits_for: what the analysis of the best candidates waits for, in the analyst's own words;
            ``analysed_ids`` are these candidates.
        working_until: until then a worker has it; a later one may take over.
    """

    id: str
    store_id: str
    day: date
    status: RunStatus
    trigger: str
    starts: int
    manual_starts: int
    queued_at: datetime
    updated_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    working_until: datetime | None = None
    done: int = 0
    total: int = 0
    found: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    sources: tuple[SourceReport, ...] = ()
    analysis: AnalysisReport = AnalysisReport()
    waits_for: str = ""
    analysed_ids: tuple[str, ...] = ()
    problem: str = ""
    version: int = 1


def run_id(day: date) -> str:
    """The id of a store's run of one of its days."""
    return f"run_{day:%Y%m%d}"
