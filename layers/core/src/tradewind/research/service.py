"""What merchants do with research: read, decide, set it up, start it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim, find_result
from tradewind.errors import InvalidInputError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id
from tradewind.kit.pagination import Page
from tradewind.research.candidate_models import Candidate, CandidateStatus
from tradewind.research.candidate_repository import CandidateRepository
from tradewind.research.errors import (
    CandidateImportedError,
    CandidateMovedError,
    CandidateNotFoundError,
    NoSourceError,
    RunNotFoundError,
    StorePausedError,
    TooManyRunsError,
)
from tradewind.research.models import Series
from tradewind.research.observation_repository import ObservationRepository, ObservedMarket
from tradewind.research.run_models import OVER, Run, RunStatus, run_id
from tradewind.research.run_repository import RunMovedError, RunRepository
from tradewind.research.settings_models import ResearchSettings, default_settings
from tradewind.research.settings_repository import ResearchSettingsRepository
from tradewind.stores.errors import StaleVersionError
from tradewind.stores.models import Store
from tradewind.suppliers.models import SupplierRef

MANUAL_RUNS = 6
"""How often a merchant can start research on one day."""
_DECIDED = frozenset({CandidateStatus.IMPORTING, CandidateStatus.IMPORTED})
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchDeps:
    """What these use cases need. ``source_status`` has every source there could be, and whether it is connected."""

    candidates: CandidateRepository
    observations: ObservationRepository
    runs: RunRepository
    settings: ResearchSettingsRepository
    source_status: Mapping[str, bool]
    clock: Clock
    new_id: IdFactory


def get_candidate(deps: ResearchDeps, *, store_id: str, item_id: str) -> Candidate:
    """A candidate of the store.

    Raises:
        CandidateNotFoundError: unknown, or another store's.
    """
    found = deps.candidates.find(store_id, item_id) if is_id(item_id, "itm") else None
    if found is None:
        raise CandidateNotFoundError
    return found


def read_history(deps: ResearchDeps, *, store: Store, candidate: Candidate) -> Series | None:
    """What was observed of a candidate's leading source in the store's market, up to 400 days back."""
    leader = candidate.sources[0]
    market = ObservedMarket(ship_to=get_settings(deps, store).ship_to, currency=store.currency)
    ref = SupplierRef(supplier=leader.supplier, reference=leader.reference)
    return deps.observations.read_history(ref, market, day=local_now(store, deps.clock()).date())


def decide(deps: ResearchDeps, *, store_id: str, item_id: str, status: CandidateStatus) -> Candidate:
    """Save, dismiss or bring back a candidate; deciding the same again changes nothing.

    Raises:
        CandidateNotFoundError. CandidateImportedError: it is on its way to the shelf.
    """
    return move(deps.candidates, lambda: get_candidate(deps, store_id=store_id, item_id=item_id), status)


def move(candidates: CandidateRepository, read: Callable[[], Candidate], status: CandidateStatus) -> Candidate:
    """Give a candidate another status, whoever else writes it meanwhile."""
    for _ in range(_ATTEMPTS):
        candidate = read()
        if candidate.status is status:
            return candidate
        if candidate.status in _DECIDED:
            extra = {"product_id": candidate.product_id} if candidate.product_id else {}
            raise CandidateImportedError(extra=extra)
        try:
            return candidates.update(_decided(candidate, status), previous=candidate)
        except CandidateMovedError:
            continue
    raise CandidateMovedError


def _decided(candidate: Candidate, status: CandidateStatus) -> Candidate:
    """With another status. No run refreshes what is dismissed, so its links to posts go at once."""
    mentions = None if status is CandidateStatus.DISMISSED else candidate.mentions
    return replace(candidate, status=status, mentions=mentions, listed=True)


def get_settings(deps: ResearchDeps, store: Store) -> ResearchSettings:
    """What the store set up, or what it starts with."""
    return deps.settings.find(store.id) or default_settings(store)


def check_currency(store: Store, currency: str) -> None:
    """Bounds of prices are in the store's currency.

    Raises:
        InvalidInputError.
    """
    if currency != store.currency:
        raise InvalidInputError.field("min_cost", f"Give price bounds in the store's currency, {store.currency}.")


def save_settings(
    deps: ResearchDeps, *, store: Store, settings: ResearchSettings, expected_version: int | None
) -> ResearchSettings:
    """Replace the settings; the next run goes by them.

    Raises:
        StaleVersionError: somebody else changed them first.
    """
    current = get_settings(deps, store)
    if expected_version is not None and expected_version != current.version:
        raise StaleVersionError
    changed = replace(settings, version=current.version + 1)
    deps.settings.save(store.id, changed, previous_version=current.version)
    return changed


def start_run(deps: ResearchDeps, *, store: Store, once: IdempotencyClaim | None = None) -> Run:
    """Research now: starts today's run, or starts it anew; one under way is answered as it is.

    Raises:
        NoSourceError, StorePausedError, TooManyRunsError, IdempotencyMismatchError.
    """
    if once and (done := find_result(once)):
        return get_run(deps, store_id=store.id, id=done)
    if not store.is_selling:
        raise StorePausedError
    if not any(deps.source_status[name] for name in ("aliexpress", "cj")):
        raise NoSourceError
    now = deps.clock()
    local = local_now(store, now)
    for _ in range(_ATTEMPTS):
        present = deps.runs.find(store.id, run_id(local.date()))
        if present and present.status not in OVER and not _is_left_behind(present, now):
            return present
        if present and present.manual_starts >= MANUAL_RUNS:
            raise TooManyRunsError(retry_after_seconds=_seconds_to_midnight(local))
        try:
            run = queued(store, present, now=now, local=local, trigger="manual")
            return deps.runs.write(run, previous=present, announce=True, once=once)
        except RunMovedError:
            continue
        except AlreadyDoneError as done_before:
            return get_run(deps, store_id=store.id, id=done_before.result_id)
    raise CandidateMovedError("Research was started somewhere else at the same moment. Look again.")


def queued(store: Store, present: Run | None, *, now: datetime, local: datetime, trigger: str) -> Run:
    """Today's run, waiting for a worker; what its last start found stays until it is replaced."""
    manual = int(trigger == "manual")
    if present is None:
        return Run(
            id=run_id(local.date()),
            store_id=store.id,
            day=local.date(),
            status=RunStatus.QUEUED,
            trigger=trigger,
            starts=1,
            manual_starts=manual,
            queued_at=now,
            updated_at=now,
        )
    return replace(
        present,
        status=RunStatus.QUEUED,
        trigger=trigger,
        starts=present.starts + 1,
        manual_starts=present.manual_starts + manual,
        queued_at=now,
        started_at=None,
        finished_at=None,
        working_until=None,
        waits_for="",
        done=0,
        total=0,
        problem="",
    )


def get_run(deps: ResearchDeps, *, store_id: str, id: str) -> Run:
    """A run of the store.

    Raises:
        RunNotFoundError.
    """
    found = deps.runs.find(store_id, id) if id.startswith("run_") else None
    if found is None:
        raise RunNotFoundError
    return found


def list_runs(deps: ResearchDeps, *, store_id: str, limit: int, cursor: str | None) -> Page[Run]:
    """Runs, latest day first."""
    return deps.runs.list_of_store(store_id, limit=limit, cursor=cursor)


def local_now(store: Store, now: datetime) -> datetime:
    """The moment on the store's own clock."""
    return now.astimezone(ZoneInfo(store.timezone))


def _is_left_behind(run: Run, now: datetime) -> bool:
    """Whether a run that is not over has nobody working on it for long: its message may be lost."""
    return now - run.updated_at > timedelta(minutes=30)


def _seconds_to_midnight(local: datetime) -> int:
    midnight = datetime.combine(local.date() + timedelta(days=1), datetime.min.time(), local.tzinfo)
    return max(60, int((midnight - local).total_seconds()))
