"""What else was tried for the trend model: ``python -m scripts.compare_research --daily days.csv.gz``.

Each line is a whole walk with one thing changed. Takes minutes.
"""

import argparse
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from tradewind.research.backtest import report, walk
from tradewind.research.backtest.boosting import Floats, Settings, predict, train
from tradewind.research.backtest.history import History, read_history
from tradewind.research.scoring.features import FEATURES

HORIZON = 28
TOP = 20


def ridge(table: Floats, target: Floats, *, strength: float = 30.0) -> walk.Predictor:
    """Linear in standardised features; what is not known counts as the mean, with a column that says so."""
    unknown = np.isnan(table)
    middle = np.where(unknown.all(axis=0), 0.0, np.nansum(table, axis=0) / np.maximum(1, (~unknown).sum(axis=0)))
    spread = np.sqrt(np.nansum((table - middle) ** 2, axis=0) / np.maximum(1, (~unknown).sum(axis=0)))
    spread[spread == 0] = 1

    def columns(rows: Floats) -> Floats:
        gone = np.isnan(rows)
        scaled = np.clip(np.where(gone, 0.0, (rows - middle) / spread), -4, 4)
        return np.concatenate([scaled, gone, np.ones((len(rows), 1))], axis=1)

    known = columns(table)
    solved = np.linalg.solve(known.T @ known + strength * np.eye(known.shape[1]), known.T @ target)
    return lambda rows: columns(rows) @ solved


def trees_of(settings: Settings) -> Callable[[Floats, Floats], walk.Predictor]:
    """Trees grown otherwise."""
    return lambda table, target: partial(predict, train(table, target, settings))


def without(*names: str) -> Callable[[Floats, Floats], walk.Predictor]:
    """The model's trees with some features unknown."""
    hidden = [FEATURES.index(name) for name in names]

    def hide(table: Floats) -> Floats:
        shown = table.copy()
        shown[:, hidden] = np.nan
        return shown

    def fit(table: Floats, target: Floats) -> walk.Predictor:
        model = walk.fit_trees(hide(table), target)
        return lambda rows: model(hide(rows))

    return fit


SETTINGS, PLAN = walk.SETTINGS, walk.PLAN
RATES = [name for name in FEATURES if name.startswith("run_rate")]
PRICES = [name for name in FEATURES if name.startswith("price") or name == "discount"]
PLANS = {
    "as decided": PLAN,
    "hand-made prior only": replace(PLAN, fit=None),
    "ridge": replace(PLAN, fit=ridge),
    "target: rank only": replace(PLAN, rank_share=1.0),
    "target: grown only": replace(PLAN, rank_share=0.0),
    "refit every 7 days": replace(PLAN, refit_days=7),
    "refit every 28 days": replace(PLAN, refit_days=28),
    "first model kept for ever": replace(PLAN, refit_days=10_000),
    "half the trees": replace(PLAN, fit=trees_of(replace(SETTINGS, trees=60, rate=0.1))),
    "twice the trees": replace(PLAN, fit=trees_of(replace(SETTINGS, trees=240))),
    "depth 4": replace(PLAN, fit=trees_of(replace(SETTINGS, depth=4))),
    "another seed": replace(PLAN, fit=trees_of(replace(SETTINGS, seed=21))),
    "without listing age": replace(PLAN, fit=without("listing_age")),
    "without run rates": replace(PLAN, fit=without(*RATES)),
    "without prices and discount": replace(PLAN, fit=without(*PRICES)),
}


def line(history: History, plan: walk.Plan) -> str:
    """The four figures of one walk."""
    days = walk.evaluation_days(history, HORIZON)
    dates = [report.evaluate(one, TOP) for one in walk.walk(history, horizon=HORIZON, days=days, plan=plan)]
    warm = report.mean_of(dates)
    cold = report.mean_of(one["cold_start"] for one in dates)
    figures = [part[key] for part in (warm, cold) for key in ("precision_at_top", "rank_ic")]
    return "  ".join(f"{figure:10.3f}" for figure in figures)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--daily", type=Path, required=True, help="recorded days, CSV, plain or gzip")
    history = read_history(parser.parse_args().daily)
    print(f"{'':30}{'precision':>10}{'rank IC':>12}{'cold prec.':>12}{'cold IC':>12}")
    for name, plan in PLANS.items():
        print(f"{name:30}{line(history, plan)}", flush=True)


if __name__ == "__main__":
    main()
