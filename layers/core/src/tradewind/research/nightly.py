"""What the worker does with its messages: wait, begin, work."""

from dataclasses import dataclass
from datetime import datetime

from tradewind.messaging.events import Event
from tradewind.messaging.ports import MessageQueue
from tradewind.research.fanout import LONGEST_DELAY_SECONDS, QUEUE
from tradewind.research.run_models import OVER, Run
from tradewind.research.run_repository import RunMovedError
from tradewind.research.runner import RunnerDeps, collect_analysis, run_research
from tradewind.research.service import local_now, queued
from tradewind.research.settings_models import default_settings
from tradewind.research.settings_repository import ResearchSettingsRepository
from tradewind.stores.models import Store
from tradewind.stores.repository import StoreRepository

ANALYSIS_DUE = "ResearchAnalysisDue"


@dataclass(frozen=True, slots=True, kw_only=True)
class NightDeps:
    """What the worker needs."""

    runner: RunnerDeps
    stores: StoreRepository
    settings: ResearchSettingsRepository
    queue: MessageQueue


def handle_event(deps: NightDeps, event: Event) -> Run | None:
    """Do what one message calls for; the run it worked on, if it did."""
    store = deps.stores.find(event.store_id)
    if store is None or not store.is_selling:
        return None
    if event.type == ANALYSIS_DUE:
        _collect(deps, store, event)
        return None
    if event.type == "ResearchDue":
        run = _begin(deps, store, event)
    else:
        run = deps.runner.runs.find(store.id, str(event.payload["run_id"]))
    if run is None:
        return None
    settings = deps.settings.find(store.id) or default_settings(store)
    finished = run_research(deps.runner, store, settings, run)
    # A worker may have died between finishing the run and this message, so a finished run is looked at too.
    waiting = finished or run
    if waiting.status in OVER and waiting.waits_for:
        _ask_later(deps, waiting)
    return finished


def _ask_later(deps: NightDeps, run: Run) -> None:
    event = Event(
        id=deps.runner.new_id("evt"),
        type=ANALYSIS_DUE,
        store_id=run.store_id,
        at=deps.runner.clock(),
        payload={"run_id": run.id, "starts": run.starts},
    )
    deps.queue.send_delayed(QUEUE, [(event.to_json(), LONGEST_DELAY_SECONDS)])


def _collect(deps: NightDeps, store: Store, event: Event) -> None:
    """Look for an analysis that was started earlier, and again in a quarter of an hour if it is not there yet."""
    run = deps.runner.runs.find(store.id, str(event.payload["run_id"]))
    if run is None or run.starts != event.payload["starts"]:
        return
    if not collect_analysis(deps.runner, store, run):
        _ask_later(deps, run)


def _begin(deps: NightDeps, store: Store, event: Event) -> Run | None:
    """Tonight's run; None if it is too early yet, or if it was done."""
    now = deps.runner.clock()
    early = (datetime.fromisoformat(str(event.payload["due"])) - now).total_seconds()
    if early > 0:
        deps.queue.send_delayed(QUEUE, [(event.to_json(), min(LONGEST_DELAY_SECONDS, int(early) + 1))])
        return None
    local = local_now(store, now)
    run = queued(store, None, now=now, local=local, trigger="nightly")
    present = deps.runner.runs.find(store.id, run.id)
    if present:
        if present.status not in OVER:
            return present
        if present.starts > present.manual_starts:
            return None
        run = queued(store, present, now=now, local=local, trigger="nightly")
    try:
        return deps.runner.runs.write(run, previous=present)
    except RunMovedError:
        return None
