"""Train the trend model and write its data file: ``make train-research DAILY=days.csv.gz``.

The same file gives the same bytes. The walk-forward figures and the calibration come from dates the models of the walk
had not seen; the model that is written then learns from every complete outcome of the file.
"""

import argparse
import json
from datetime import date
from pathlib import Path
from statistics import fmean
from typing import Any

from tradewind.research.backtest import report, walk
from tradewind.research.backtest.boosting import train
from tradewind.research.backtest.history import History, read_history
from tradewind.research.backtest.panel import GROWN, Replay
from tradewind.research.scoring.features import FEATURES
from tradewind.research.scoring.listing import ListingCalendar
from tradewind.research.scoring.model import MODEL_FILE, SHORT_HISTORY_DAYS
from tradewind.research.scoring.trees import Ensemble, Tree

HORIZON = 28
TOP = 20
CLASSES = 20
CALENDAR_STEP_DAYS = 14


def main() -> None:
    """Read the arguments, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--daily", type=Path, required=True, help="recorded days, CSV, plain or gzip")
    parser.add_argument("--out", type=Path, default=MODEL_FILE)
    arguments = parser.parse_args()
    history = read_history(arguments.daily)
    document = train_document(history)
    arguments.out.write_text(as_text(document))
    print(json.dumps(document["walk_forward"], indent=1))
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes, trained to {document['trained_to']}")


def train_document(history: History) -> dict[str, Any]:
    """The data file's content."""
    days = walk.evaluation_days(history, HORIZON)
    scored = [
        one
        for one in walk.walk(history, horizon=HORIZON, days=days)
        if one.trained_to is not None and len(one.scores) >= walk.SMALLEST_PANEL
    ]
    figures = [report.evaluate(one, TOP) for one in scored]
    replay = Replay(history, horizon=HORIZON)
    lessons = walk.Lessons()
    for day in walk.training_days(history):
        if day + HORIZON <= history.last_day:
            lessons.add(replay.panel(day))
    rows = lessons.rows()
    if rows is None or lessons.last_day is None or not scored:
        raise SystemExit("Too few complete outcomes to learn from: give a file of more days.")
    ensemble = train(*rows, walk.SETTINGS)
    return {
        "trained_to": date.fromordinal(lessons.last_day).isoformat(),
        "horizon_days": HORIZON,
        "walk_forward": {
            "mean": report.mean_of(figures),
            "cold_start": report.mean_of(one["cold_start"] for one in figures),
        },
        "features": list(FEATURES),
        "calibration": calibration(scored),
        "listing_calendar": thinned(replay.calendar),
        "base": _short(ensemble.base),
        "trees": trees(ensemble),
    }


def calibration(scored: list[walk.Scored]) -> dict[str, Any]:
    """Share that grown per class of scores (never falling), and the mean error in points."""
    seen = []
    for one in scored:
        wanted = walk.target_of(one.panel, walk.PLAN.rank_share)
        for index, score in enumerate(one.scores):
            grown = one.panel.outcomes[index] > GROWN
            seen.append((score, grown, abs(score - float(wanted[index])), one.panel.candidates[index].cold))
    seen.sort(key=lambda entry: entry[0])
    size = len(seen) / CLASSES
    groups = [seen[round(number * size) : round((number + 1) * size)] for number in range(CLASSES)]
    shares: list[int] = []
    for group in groups:
        share = round(100 * fmean(entry[1] for entry in group))
        shares.append(max(share, shares[-1] if shares else 0))
    return {
        "scores": [_short(group[0][0]) for group in groups],
        "grown": shares,
        "spread_short": round(100 * fmean(entry[2] for entry in seen if entry[3])),
        "spread_long": round(100 * fmean(entry[2] for entry in seen if not entry[3])),
        "short_history_days": SHORT_HISTORY_DAYS,
    }


def thinned(calendar: ListingCalendar) -> dict[str, list[Any]]:
    """The calendar at steps of two weeks, and its end."""
    days: list[int] = []
    numbers: list[float] = []
    for day, number in zip(calendar.days, calendar.numbers, strict=True):
        if not days or day - days[-1] >= CALENDAR_STEP_DAYS or day == calendar.days[-1]:
            days.append(day)
            numbers.append(round(number, 3))
    return {"days": days, "numbers": numbers}


def trees(ensemble: Ensemble) -> list[list[list[float] | list[int]]]:
    """Per tree: features, thresholds, left children, values."""
    return [_tree(tree) for tree in ensemble.trees]


def _tree(tree: Tree) -> list[list[float] | list[int]]:
    return [
        list(tree.feature),
        [
            _short(threshold) if feature >= 0 else 0
            for feature, threshold in zip(tree.feature, tree.threshold, strict=True)
        ],
        list(tree.left),
        [_short(value) if feature < 0 else 0 for feature, value in zip(tree.feature, tree.value, strict=True)],
    ]


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def as_text(document: dict[str, Any]) -> str:
    """JSON with one tree a line, so that a review can tell what changed."""
    lines = []
    for key, value in document.items():
        if key == "trees":
            rows = ",\n  ".join(json.dumps(tree, separators=(",", ":")) for tree in value)
            lines.append(f' "trees": [\n  {rows}\n ]')
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main()
