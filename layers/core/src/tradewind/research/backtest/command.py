"""``tradewind research backtest``: replay recorded days and print one JSON object."""

import json
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from tradewind.errors import DomainError
from tradewind.research.backtest.history import History, read_history

app = typer.Typer(no_args_is_help=True, help="What is starting to sell, and the proof.")

NEEDS_NUMPY = (
    "The backtest needs numpy, which the platform itself does not: run it in the repository with "
    "`uv run --group research tradewind research backtest ...`."
)


@app.callback()
def research() -> None:
    """What is starting to sell, and the proof."""


@app.command("backtest")
def backtest(
    daily: Annotated[Path, typer.Option(help="Recorded days: CSV, plain or gzip, one row per product and day.")],
    horizon: Annotated[int, typer.Option(min=1, max=365, help="Days ahead at which growth is measured.")] = 28,
    top: Annotated[int, typer.Option(min=1, max=1000, help="Picks per date.")] = 20,
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First evaluation date.")
    ] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last evaluation date.")] = None,
) -> None:
    """Replay history: score each date with what was known that day, and compare with what came of it.

    Prints one JSON object; what happens meanwhile is told on standard error.
    """
    try:
        from tradewind.research.backtest import report, walk
    except ModuleNotFoundError as error:
        if error.name != "numpy":
            raise
        typer.echo(NEEDS_NUMPY, err=True)
        raise typer.Exit(2) from None
    started = time.perf_counter()
    try:
        history = read_history(daily)
    except DomainError as error:
        typer.echo(error.detail, err=True)
        raise typer.Exit(2) from None
    _say(f"{history.rows} rows, {len(history.tracks)} products", started)
    days = _within(walk.evaluation_days(history, horizon), first, last)
    dates = []
    for scored in walk.walk(history, horizon=horizon, days=days, say=lambda text: _say(text, started)):
        figures = report.evaluate(scored, top)
        dates.append(figures)
        _say(f"{figures['date']}: {figures['candidates']} candidates", started)
    result = {
        "mean": report.mean_of(dates),
        "cold_start": report.mean_of(one["cold_start"] for one in dates),
        "dates": dates,
        "protocol": _protocol(history, horizon, top, dates) | {"seconds": round(time.perf_counter() - started, 1)},
    }
    typer.echo(json.dumps(result, indent=1, allow_nan=False))


def _say(text: str, started: float) -> None:
    typer.echo(f"{time.perf_counter() - started:6.1f} s  {text}", err=True)


def _within(days: Sequence[int], first: datetime | None, last: datetime | None) -> list[int]:
    lowest = first.toordinal() if first else 0
    highest = last.toordinal() if last else date.max.toordinal()
    return [day for day in days if lowest <= day <= highest]


def _protocol(history: History, horizon: int, top: int, dates: list[dict[str, Any]]) -> dict[str, Any]:
    from tradewind.research.backtest import baselines, panel, report, walk
    from tradewind.research.scoring.features import FEATURES
    from tradewind.research.scoring.tracks import CARRY_DAYS

    share = walk.PLAN.rank_share
    return {
        "file": {
            "rows": history.rows,
            "left_out": history.left_out,
            "products": len(history.tracks),
            "first_day": date.fromordinal(history.first_day).isoformat(),
            "last_day": date.fromordinal(history.last_day).isoformat(),
        },
        "horizon_days": horizon,
        "top": top,
        "carry_days": CARRY_DAYS,
        "evaluation": (
            f"every {walk.EVERY}th calendar day from day {walk.FIRST_EVALUATION + 1} of the file to the last day minus "
            "the horizon; candidates have a count on the day and a horizon later"
        ),
        "outcome": "ln((orders at the horizon + 10) / (orders + 10)); grown means above ln(1.25)",
        "means": (
            "over dates with at least five candidates per pick; with fewer the pick is no choice. The others are "
            "listed with counted = false"
        ),
        "cold_start": (
            f"candidates first seen within {panel.COLD_DAYS} days, best {report.COLD_TOP}; means over dates with at "
            "least two candidates per pick"
        ),
        "ties": "equal scores are picked by a seeded lot; a score that is the same for all has rank_ic 0",
        "walk_forward": {
            "rule": "a model learns from a day only when its outcome was complete by the date it scores",
            "refit_every_days": walk.PLAN.refit_days,
            "training_days": f"every {walk.TRAINING_STRIDE}th day, the newest {walk.LARGEST_TRAINING} rows",
            "target": f"{share} x rank of growth within the day + {1 - share:.1f} x grown",
            "before_enough_outcomes": f"hand-made prior below {walk.SMALLEST_TRAINING} outcomes",
            "trained_to": sorted({one["trained_to"] for one in dates if one["trained_to"]}),
        },
        "model": {
            "kind": "boosted trees with random split points",
            "features": list(FEATURES),
            **{name: getattr(walk.SETTINGS, name) for name in walk.SETTINGS.__slots__},
        },
        "naive_weighted": baselines.WEIGHTS,
    }
