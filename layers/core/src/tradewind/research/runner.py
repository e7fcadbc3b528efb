"""The worker's side of a run: ask, observe, score, keep the best, have them analysed.

Everything it writes is found again by what it is about (a day's observation, a product's candidate), so a run that was
killed, comes twice or is repeated changes nothing but freshness. Progress moves under the run's version: of two workers
the slower stops at its next step.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.pricing.models import PricingRules
from tradewind.pricing.rates import RateBook
from tradewind.research.candidate_models import Analysis, Candidate, CandidateStatus
from tradewind.research.candidate_repository import CandidateRepository
from tradewind.research.errors import CandidateMovedError
from tradewind.research.finds import Find, merge, observe, wanted
from tradewind.research.gathering import Gathered, gather
from tradewind.research.keeping import keep_best
from tradewind.research.models import Observation, Series
from tradewind.research.observation_repository import ObservationRepository, ObservedMarket
from tradewind.research.ports import Analysed, Analyst, ScoreInput, Scorer, TrendSource
from tradewind.research.run_models import OVER, AnalysisReport, AnalysisState, Run, RunStatus, SourceReport, SourceState
from tradewind.research.run_repository import RunMovedError, RunRepository
from tradewind.research.settings_models import ResearchSettings
from tradewind.stores.models import Store
from tradewind.suppliers.ports import Supplier

LEASE = timedelta(minutes=12)
"""How long a worker has a run to itself; longer than its function may take."""
ANALYSED = 20
ANALYSIS_KEPT = timedelta(days=3)
"""A candidate is judged again after that, if it still is among the best."""
ANALYSIS_PATIENCE = timedelta(hours=26)
"""A batch takes a day at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerDeps:
    """What a run needs.

    Attributes:
        source_status: every source there could be, connected or not.
        prices: a store's pricing rules and what it may convert with today.
    """

    runs: RunRepository
    candidates: CandidateRepository
    observations: ObservationRepository
    suppliers: Mapping[str, Supplier]
    trends: Mapping[str, TrendSource]
    source_status: Mapping[str, bool]
    scorer: Scorer
    prices: Callable[[Store], tuple[PricingRules, RateBook]]
    analyst: Analyst | None
    clock: Clock
    new_id: IdFactory


def run_research(deps: RunnerDeps, store: Store, settings: ResearchSettings, run: Run) -> Run | None:
    """Work on a run that is queued, or that its worker left behind; None if it is over or somebody else has it."""
    now = deps.clock()
    if run.status in OVER or (run.working_until and run.working_until > now):
        return None
    step = _Step(deps, run)
    try:
        step.write(status=RunStatus.FETCHING, started_at=now, working_until=now + LEASE, done=0, total=0, sources=())
        return _work(deps, store, settings, step)
    except RunMovedError:
        return None


@dataclass(slots=True)
class _Step:
    """The run as it was last written."""

    deps: RunnerDeps
    run: Run

    def write(self, **changes: object) -> Run:
        self.run = self.deps.runs.write(replace(self.run, **changes), previous=self.run)  # type: ignore[arg-type]
        return self.run


def _work(deps: RunnerDeps, store: Store, settings: ResearchSettings, step: _Step) -> Run:
    gathered = gather(
        deps.suppliers,
        deps.trends,
        settings=settings,
        currency=store.currency,
        progress=lambda done, total: _tell(step, done, total),
    )
    reports = tuple(gathered.reports) + tuple(
        SourceReport(source=name, state=SourceState.NOT_CONNECTED, detail="It is not connected to this deployment.")
        for name, connected in deps.source_status.items()
        if not connected
    )
    if not gathered.is_usable:
        return _finish(step, RunStatus.FAILED, reports, problem="No supplier answered, so nothing was changed.")
    step.write(status=RunStatus.SCORING, sources=reports)
    finds = [find for find in merge(gathered.rows) if wanted(find, settings)]
    inputs = observe_finds(deps, finds, gathered, day=step.run.day, market=market_of(store, settings))
    rules, book = deps.prices(store)
    scores = deps.scorer.score(inputs, day=step.run.day, rules=rules, book=book, weights=settings.weights)
    kept = keep_best(deps.candidates, store_id=store.id, run=step.run, finds=finds, inputs=inputs, scores=scores,
                     now=deps.clock(), new_id=deps.new_id)  # fmt: skip
    step.write(
        status=RunStatus.ANALYSING,
        found=len(finds),
        created=kept.created,
        updated=kept.updated,
        unchanged=kept.unchanged,
    )
    best = kept.best(ANALYSED)
    analysed = analyse(deps, store, step.run, best)
    missing = any(report.state in (SourceState.FAILED, SourceState.PARTIAL) for report in reports)
    status = RunStatus.DEGRADED if missing else RunStatus.DONE
    step.run = replace(step.run, waits_for=analysed.waits_for, analysed_ids=tuple(each.id for each in best))
    return _finish(step, status, reports, analysis=analysed.report)


def market_of(store: Store, settings: ResearchSettings) -> ObservedMarket:
    """Where a store's prices are asked for."""
    return ObservedMarket(ship_to=settings.ship_to, currency=store.currency)


def observe_finds(
    deps: RunnerDeps, finds: Sequence[Find], gathered: Gathered, *, day: date, market: ObservedMarket
) -> list[ScoreInput]:
    """Write down what was seen today, and put it beside what was known before."""
    known = deps.observations.read_many([find.product.ref for find in finds], market, day=day)
    blank = Observation(day=day, price=None, orders=None)
    # A price in another currency than the market's would poison the series; orders and ratings are worth keeping.
    seen = {
        find.product.ref: (
            observation
            if find.product.cost.currency == market.currency
            else replace(observation, price=None, list_price=None)
        )
        for find in finds
        for observation in (observe(find.product, blank),)
    }
    deps.observations.record(seen, market, known)
    beside = Counter(find.keyword for find in finds)
    inputs = []
    for find in finds:
        today = seen[find.product.ref]
        earlier = known.get(find.product.ref)
        series = Series(
            currency=market.currency,
            first_seen=earlier.first_seen if earlier else day,
            observations=(*(each for each in (earlier.observations if earlier else ()) if each.day != day), today),
        )
        mentions = gathered.mentions.get(find.keyword) if gathered.mentions and find.keyword else None
        similar = beside[find.keyword] - 1 if find.keyword else None
        inputs.append(ScoreInput(product=find.product, series=series, mentions=mentions, similar=similar))
    return inputs


def _tell(step: _Step, done: int, total: int) -> None:
    step.write(done=done, total=total)


def analyse(deps: RunnerDeps, store: Store, run: Run, best: Sequence[Candidate]) -> Analysed:
    """Have the best candidates judged that were not judged lately; nothing that was paid for is asked again."""
    if deps.analyst is None:
        return _skipped("No AI key is set, so nothing was analysed.")
    now = deps.clock()
    fresh = [each for each in best if each.analysis is None or now - each.analysis.at > ANALYSIS_KEPT]
    if not fresh:
        return _skipped(
            "The best products were analysed in the last days." if best else "There was nothing to analyse."
        )
    analysed = deps.analyst.analyse(store, fresh, now=run.trigger == "manual")
    keep_notes(deps, fresh, analysed)
    return analysed


def collect_analysis(deps: RunnerDeps, store: Store, run: Run) -> bool:
    """Ask for an analysis that was started earlier; False while it is under way."""
    if deps.analyst is None or not run.waits_for:
        return True
    found = (deps.candidates.find(store.id, id) for id in run.analysed_ids)
    candidates = [candidate for candidate in found if candidate]
    analysed = deps.analyst.collect(store, candidates, run.waits_for)
    if analysed is None:
        if deps.clock() - run.updated_at < ANALYSIS_PATIENCE:
            return False
        analysed = _skipped("The analysis did not arrive within a day, so it was given up.")
    keep_notes(deps, candidates, analysed)
    try:
        deps.runs.write(replace(run, analysis=analysed.report, waits_for=""), previous=run)
    except RunMovedError:
        # The day's research was started anew: that start asks for itself.
        return True
    return True


def keep_notes(deps: RunnerDeps, candidates: Sequence[Candidate], analysed: Analysed) -> None:
    """Write each note to its candidate."""
    for candidate in candidates:
        note = analysed.notes.get(candidate.id)
        if note:
            add_note(deps.candidates, candidate, note)


def _skipped(detail: str) -> Analysed:
    return Analysed(notes={}, report=AnalysisReport(state=AnalysisState.SKIPPED, detail=detail))


def add_note(candidates: CandidateRepository, candidate: Candidate, note: Analysis) -> None:
    """Keep what was thought of a candidate, whatever else happens to it meanwhile."""
    for _ in range(5):
        try:
            candidates.update(replace(candidate, analysis=note), previous=candidate)
        except CandidateMovedError:
            present = candidates.find(candidate.store_id, candidate.id)
            if present is None or present.status is CandidateStatus.DISMISSED:
                return
            candidate = present
        else:
            return


def _finish(
    step: _Step,
    status: RunStatus,
    reports: tuple[SourceReport, ...],
    *,
    problem: str = "",
    analysis: AnalysisReport | None = None,
) -> Run:
    return step.write(
        status=status,
        sources=reports,
        problem=problem,
        analysis=analysis or AnalysisReport(state=AnalysisState.SKIPPED, detail="The run did not get that far."),
        finished_at=step.deps.clock(),
        working_until=None,
    )
