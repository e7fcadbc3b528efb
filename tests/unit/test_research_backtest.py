"""The replay: what it prints, that it never looks ahead, and that a ruined file does not stop it."""

import json
import math
import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from scripts.train_research import as_text, train_document
from tests.research_days import FIRST_DAY, HEADER, rows, write
from tradewind.cli import app
from tradewind.research.backtest import walk
from tradewind.research.backtest.boosting import Settings, predict, train
from tradewind.research.backtest.history import UnusableHistoryError, read_history
from tradewind.research.backtest.measures import precision_at_top, rank_ic, ranks
from tradewind.research.backtest.panel import Replay
from tradewind.research.scoring.model import model_from

LAST_WITH_OUTCOME = 81


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("days") / "daily.csv.gz", rows())


@pytest.fixture(scope="module")
def scores(daily: Path) -> dict[str, float]:
    return _scores(daily)


def test_the_command_prints_one_json_object_with_every_baseline(daily: Path) -> None:
    # When
    result = CliRunner().invoke(app, ["research", "backtest", "--daily", str(daily)])

    # Then
    assert result.exit_code == 0, result.stderr
    printed = json.loads(result.stdout)
    assert set(printed) == {"mean", "cold_start", "dates", "protocol"}
    for figures in (printed["mean"], printed["cold_start"], *printed["dates"]):
        assert {"precision_at_top", "rank_ic", "base_rate"} <= set(figures)
        assert set(figures["baselines"]) == {"random", "orders", "momentum_7d", "naive_weighted"}
        assert all(set(line) == {"precision_at_top", "rank_ic"} for line in figures["baselines"].values())
    assert [one["date"] for one in printed["dates"]] == [
        (FIRST_DAY + timedelta(days=day)).isoformat() for day in (60, 67, 74, 81)
    ]
    assert [one["scored_by"] for one in printed["dates"]] == ["prior", "model", "model", "model"]
    assert printed["mean"]["precision_at_top"] > printed["mean"]["base_rate"]
    assert printed["mean"]["rank_ic"] > 0.6


def test_from_and_to_choose_evaluation_dates_without_moving_them(daily: Path) -> None:
    dates = ["--from", "2025-03-03", "--to", "2025-03-16"]
    result = CliRunner().invoke(app, ["research", "backtest", "--daily", str(daily), *dates, "--top", "5"])

    assert [one["date"] for one in json.loads(result.stdout)["dates"]] == ["2025-03-09", "2025-03-16"]


def test_a_file_that_cannot_be_replayed_is_named_with_the_remedy(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("date,product_id\n2025-01-01,1\n")

    result = CliRunner().invoke(app, ["research", "backtest", "--daily", str(wrong)])

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "lacks the columns lastest_volume" in result.stderr


def test_without_numpy_the_command_says_how_to_get_it(daily: Path) -> None:
    program = "import sys; sys.modules['numpy'] = None; from tradewind.cli import app; app()"

    ended = subprocess.run(
        [sys.executable, "-c", program, "research", "backtest", "--daily", str(daily)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "uv run --group research" in ended.stderr


def test_broken_rows_are_counted_and_left_out(tmp_path: Path) -> None:
    good = ["2025-01-01", "1005000000000001", "12", "1.0", "XXX", "nan", "", "", ""]
    broken = [
        ["not a day", *good[1:]],
        [*good[:2], "", *good[3:]],
        [*good[:2], "-4", *good[3:]],
        [*good[:2], "inf", *good[3:]],
        ["2025-01-01"],
        [],
    ]

    history = read_history(write(tmp_path / "daily.csv.gz", [good, *broken]))

    assert history.rows - history.left_out == 1
    track = history.tracks["1005000000000001"]
    assert track.orders == [12]
    assert track.discounts == [None]
    with pytest.raises(UnusableHistoryError):
        read_history(write(tmp_path / "empty.csv.gz", broken))


def test_rows_may_come_in_any_order(scores: dict[str, float], tmp_path: Path) -> None:
    shuffled = rows()
    random.Random(4).shuffle(shuffled)

    assert _scores(write(tmp_path / "shuffled.csv.gz", shuffled)) == scores


def test_what_happens_after_a_date_never_changes_its_scores(scores: dict[str, float], tmp_path: Path) -> None:
    # Given the same days up to the scored one, and another future: counts turned upside down, prices gone
    today = (FIRST_DAY + timedelta(days=LAST_WITH_OUTCOME)).isoformat()
    other = [row if row[0] <= today else [*row[:2], str(90_000 // (1 + int(row[2]))), "", *row[4:]] for row in rows()]

    # Then
    assert _scores(write(tmp_path / "other.csv.gz", other)) == scores


def test_what_happened_before_a_date_does_change_its_scores(scores: dict[str, float], tmp_path: Path) -> None:
    early = (FIRST_DAY + timedelta(days=50)).isoformat()
    other = [row if row[0] >= early else [*row[:2], str(90_000 // (1 + int(row[2]))), *row[3:]] for row in rows()]

    assert _scores(write(tmp_path / "other.csv.gz", other)) != scores


def test_only_complete_outcomes_are_learned(daily: Path) -> None:
    for scored in walk.walk(read_history(daily), horizon=28, days=[_day(60), _day(LAST_WITH_OUTCOME)]):
        assert scored.trained_to is None or scored.trained_to + 28 <= scored.panel.day


def test_a_count_is_carried_forward_two_days_and_no_more(tmp_path: Path) -> None:
    row = ["1005000000000001", "12", "1.0", "USD", "1.0", "90%", "7%", "0%"]
    table = [["2025-01-01", *row], ["2025-01-29", *row], ["2025-02-20", *row]]
    replay = Replay(read_history(write(tmp_path / "daily.csv.gz", table)), horizon=28)

    assert [len(replay.panel(_day(offset)).candidates) for offset in range(5)] == [1, 1, 1, 0, 0]


def test_ranks_average_ties() -> None:
    assert ranks([3.0, 1.0, 3.0, 2.0]) == [3.5, 1.0, 3.5, 2.0]
    assert rank_ic([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert rank_ic([1, 2, 2, 4], [4, 3, 2, 1]) == pytest.approx(-0.9486832980505138)
    assert rank_ic([1, 1, 1], [1, 2, 3]) == 0


def test_precision_is_the_share_of_the_picks_that_grew_by_more_than_a_quarter() -> None:
    grown, flat = math.log(1.26), math.log(1.25)

    assert precision_at_top([4, 3, 2, 1], [grown, flat, grown, grown], 2, [0, 0, 0, 0]) == 0.5
    assert precision_at_top([1, 1], [grown, flat], 1, [0.2, 0.1]) == 0
    assert precision_at_top([], [], 20, []) == 0


def test_plain_evaluation_of_a_trained_ensemble_equals_the_vectorised_one() -> None:
    # Given columns of which one is often unknown, one always, and one is constant
    rng = np.random.default_rng(3)
    table = rng.normal(size=(600, 4))
    table[rng.random(600) < 0.3, 1] = np.nan
    table[:, 2] = np.nan
    table[:, 3] = 7
    target = np.where(np.isnan(table[:, 1]), -1.0, table[:, 1]) + (table[:, 0] > 0.5)

    # When
    ensemble = train(table, target, Settings(trees=40, rate=0.2, depth=4, smallest_leaf=10))

    # Then
    fast = predict(ensemble, table)
    assert [ensemble.predict(row) for row in table.tolist()] == pytest.approx(fast.tolist(), abs=1e-12)
    assert np.corrcoef(fast, target)[0, 1] > 0.95


def test_training_writes_the_same_readable_file_each_time(daily: Path) -> None:
    # When
    history = read_history(daily)
    texts = {as_text(train_document(read)) for read in (history, read_history(daily))}

    # Then
    (text,) = texts
    model = model_from(json.loads(text))
    forecasts = [
        model.forecast(track, day=date.fromordinal(history.last_day), reference=product)
        for product, track in history.tracks.items()
        if track.value(history.last_day) is not None
    ]
    assert len({forecast.points for forecast in forecasts}) > 10
    best = max(forecasts, key=lambda forecast: forecast.points)
    worst = min(forecasts, key=lambda forecast: forecast.points)
    assert best.grown_percent > worst.grown_percent
    assert list(model.calibration.grown) == sorted(model.calibration.grown)


def test_columns_of_the_file_are_the_ones_the_reader_needs() -> None:
    from tradewind.research.backtest.history import COLUMNS

    assert set(COLUMNS) <= set(HEADER)


def _day(offset: int) -> int:
    return FIRST_DAY.toordinal() + offset


def _scores(file: Path) -> dict[str, float]:
    """Scores of the last date, by product, by a model that was refitted for it."""
    (scored,) = walk.walk(read_history(file), horizon=28, days=[_day(LAST_WITH_OUTCOME)])
    assert scored.trained_to is not None
    return {candidate.product: score for candidate, score in zip(scored.panel.candidates, scored.scores, strict=True)}
