"""Walk-forward: every date is scored by a model that saw only outcomes complete by then."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from tradewind.research.backtest.boosting import Floats, Settings, predict, train
from tradewind.research.backtest.history import History
from tradewind.research.backtest.measures import ranks
from tradewind.research.backtest.panel import GROWN, Candidate, Panel, Replay
from tradewind.research.scoring.prior import prior_growth

FIRST_EVALUATION = 60
EVERY = 7
TRAINING_STRIDE = 4
WARM_UP_DAYS = 7
SMALLEST_PANEL = 50
SMALLEST_TRAINING = 1_000
LARGEST_TRAINING = 20_000
SETTINGS = Settings()
Predictor = Callable[[Floats], Floats]


def fit_trees(table: Floats, target: Floats) -> Predictor:
    """The model of the product."""
    return partial(predict, train(table, target, SETTINGS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to learn on the way; the defaults are what ADR 20 settled on.

    Attributes:
        refit_days: age at which a model is replaced.
        rank_share: of the target, see ``target_of``.
        fit: makes a predictor of rows and targets; None scores everything by the hand-made prior.
    """

    refit_days: int = 14
    rank_share: float = 0.6
    fit: Callable[[Floats, Floats], Predictor] | None = fit_trees


PLAN = Plan()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A date's panel with its scores.

    Attributes:
        trained_to: last day whose outcomes the model knew; None is the hand-made prior.
    """

    panel: Panel
    scores: list[float]
    trained_to: int | None


@dataclass(slots=True, kw_only=True)
class Lessons:
    """Training rows, filled day by day as outcomes complete."""

    rank_share: float = PLAN.rank_share
    tables: list[Floats] = field(default_factory=list)
    targets: list[Floats] = field(default_factory=list)
    last_day: int | None = None

    def add(self, panel: Panel) -> None:
        """Take in a day whose outcomes are complete; thin days teach nothing."""
        if len(panel.candidates) < SMALLEST_PANEL:
            return
        self.tables.append(np.array([candidate.features for candidate in panel.candidates]))
        self.targets.append(target_of(panel, self.rank_share))
        self.last_day = panel.day

    def rows(self) -> tuple[Floats, Floats] | None:
        """The newest rows and their targets, or None while there are too few."""
        kept, rows = 0, 0
        for table in reversed(self.tables):
            if rows + len(table) > LARGEST_TRAINING:
                break
            kept, rows = kept + 1, rows + len(table)
        if rows < SMALLEST_TRAINING:
            return None
        return np.concatenate(self.tables[-kept:]), np.concatenate(self.targets[-kept:])


def target_of(panel: Panel, rank_share: float) -> Floats:
    """What the model learns: the rank of a candidate's growth among its day's, and whether it grew by a quarter."""
    rank = np.array(ranks(panel.outcomes)) / (len(panel.outcomes) + 1)
    return rank_share * rank + (1 - rank_share) * (np.array(panel.outcomes) > GROWN)


def evaluation_days(history: History, horizon: int) -> range:
    """Every seventh day from the 61st day up to the last one with an outcome."""
    return range(history.first_day + FIRST_EVALUATION, history.last_day - horizon + 1, EVERY)


def training_days(history: History) -> Iterator[int]:
    """Days that teach: every fourth one after a week of history."""
    yield from range(history.first_day + WARM_UP_DAYS, history.last_day + 1, TRAINING_STRIDE)


def walk(
    history: History,
    *,
    horizon: int,
    days: Sequence[int],
    plan: Plan = PLAN,
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[Scored]:
    """Score ``days`` (rising), refitting when the model is ``plan.refit_days`` old."""
    replay = Replay(history, horizon=horizon)
    lessons = Lessons(rank_share=plan.rank_share)
    waiting = training_days(history)
    upcoming = next(waiting, None)
    model: Predictor | None = None
    fitted_on: int | None = None
    trained_to: int | None = None
    for day in days:
        while upcoming is not None and upcoming + horizon <= day:
            lessons.add(replay.panel(upcoming))
            upcoming = next(waiting, None)
        panel = replay.panel(day)
        due = fitted_on is None or day - fitted_on >= plan.refit_days
        if plan.fit and due and panel.candidates and lessons.last_day != trained_to and (rows := lessons.rows()):
            model, fitted_on, trained_to = plan.fit(*rows), day, lessons.last_day
            say(f"fitted on the complete outcomes of {len(lessons.targets)} days")
        yield Scored(panel=panel, scores=_scores(model, panel.candidates), trained_to=trained_to)


def _scores(model: Predictor | None, candidates: Sequence[Candidate]) -> list[float]:
    rows = [candidate.features for candidate in candidates]
    if model is None:
        return [prior_growth(row) for row in rows]
    return [float(score) for score in model(np.array(rows))] if rows else []
