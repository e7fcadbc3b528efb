"""One JSON object from a walk: figures per date, their means, and the protocol."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tradewind.research.backtest.baselines import BASELINES, lots
from tradewind.research.backtest.measures import precision_at_top, rank_ic, share_grown
from tradewind.research.backtest.walk import Scored

COLD_TOP = 10
_PLACES = 4
Figures = dict[str, Any]


def evaluate(scored: Scored, top: int) -> Figures:
    """Figures of one date. ``counted`` says whether there are at least five candidates per pick.

    Cold-start figures count with two candidates per pick: with fewer, even the best order could not succeed.
    """
    panel = scored.panel
    lines = {name: score(panel.candidates, panel.day) for name, score in BASELINES.items()}
    every = list(range(len(panel.candidates)))
    cold = [index for index in every if panel.candidates[index].cold]
    return {
        "date": date.fromordinal(panel.day).isoformat(),
        "scored_by": "prior" if scored.trained_to is None else "model",
        "trained_to": None if scored.trained_to is None else date.fromordinal(scored.trained_to).isoformat(),
        **_figures(scored, lines, every, top),
        "counted": len(every) >= 5 * top,
        "cold_start": {**_figures(scored, lines, cold, COLD_TOP), "counted": len(cold) >= 2 * COLD_TOP},
    }


def _figures(scored: Scored, lines: dict[str, list[float]], chosen: Sequence[int], top: int) -> Figures:
    outcomes = [scored.panel.outcomes[index] for index in chosen]
    tie_break = lots(len(scored.scores), scored.panel.day + 1)
    drawn = [tie_break[index] for index in chosen]

    def of(scores: Sequence[float]) -> Figures:
        picked = [scores[index] for index in chosen]
        return {
            "precision_at_top": _round(precision_at_top(picked, outcomes, top, drawn)),
            "rank_ic": _round(rank_ic(picked, outcomes)),
        }

    return {
        "candidates": len(chosen),
        **of(scored.scores),
        "base_rate": _round(share_grown(outcomes)),
        "baselines": {name: of(scores) for name, scores in lines.items()},
    }


def mean_of(figures: Iterable[Figures]) -> Figures:
    """Means over the dates that count; null where none does."""
    counted = [one for one in figures if one["counted"]]

    def mean(values: list[float]) -> float | None:
        return _round(sum(values) / len(values)) if values else None

    return {
        "dates": len(counted),
        "candidates": sum(one["candidates"] for one in counted),
        **{key: mean([one[key] for one in counted]) for key in ("precision_at_top", "rank_ic", "base_rate")},
        "baselines": {
            name: {
                key: mean([one["baselines"][name][key] for one in counted]) for key in ("precision_at_top", "rank_ic")
            }
            for name in BASELINES
        },
    }


def _round(value: float) -> float:
    return round(value, _PLACES)
