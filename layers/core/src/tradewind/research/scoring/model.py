"""The trained trend model: a reviewed data file beside this module, evaluated in plain Python.

``make train-research`` writes the file; ADR 20 says how it was chosen and how good it is.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from tradewind.research.scoring.features import FEATURES, features
from tradewind.research.scoring.listing import ListingCalendar
from tradewind.research.scoring.tracks import Track
from tradewind.research.scoring.trees import Ensemble, Tree

MODEL_FILE = Path(__file__).with_name("model.json")
SHORT_HISTORY_DAYS = 3


class ModelMismatchError(ValueError):
    """The data file was trained for other features than this code computes: train it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What became of candidates by score, measured on dates the model had not seen.

    Attributes:
        scores: lower ends of the classes, rising.
        grown: per class, the share in percent whose orders grew by more than a quarter in the horizon.
        spread_short, spread_long: mean error of the score in points (0-100), for products known for
            ``SHORT_HISTORY_DAYS`` at most and for longer known ones.
    """

    scores: tuple[float, ...]
    grown: tuple[int, ...]
    spread_short: int
    spread_long: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What the model says of one product.

    Attributes:
        points: 0 to 100; where it stands among candidates of a day, and how surely it grows.
        grown_percent: share of candidates with such a score that grew by more than a quarter.
        spread: mean error of ``points``.
        known_days: days since it was first seen.
        features: what the model looked at, by name; NaN is not known.
    """

    points: int
    grown_percent: int
    spread: int
    known_days: int
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendModel:
    """The trees with what is needed around them.

    Attributes:
        trained_to: last day whose outcome was learned.
        horizon_days: days ahead the model looks.
    """

    trained_to: date
    horizon_days: int
    ensemble: Ensemble
    calendar: ListingCalendar
    calibration: Calibration

    def forecast(self, track: Track, *, day: date, reference: str) -> Forecast:
        """Judge a product by what was known on ``day``; ``track`` has an entry by then.

        Args:
            reference: the supplier's number, which may tell how long it has been listed.
        """
        number = day.toordinal()
        row = features(track, number, self.calendar.age(reference, number))
        value = self.ensemble.predict(row)
        known_days = max(0, number - track.first_seen)
        calibration = self.calibration
        group = max(0, bisect_right(calibration.scores, value) - 1)
        return Forecast(
            points=min(100, max(0, round(100 * value))),
            grown_percent=calibration.grown[group],
            spread=calibration.spread_short if known_days <= SHORT_HISTORY_DAYS else calibration.spread_long,
            known_days=known_days,
            features=dict(zip(FEATURES, row, strict=True)),
        )


def model_from(document: Mapping[str, Any]) -> TrendModel:
    """The model in a data file.

    Raises:
        ModelMismatchError: its features are not the ones this code computes.
    """
    if tuple(document["features"]) != FEATURES:
        raise ModelMismatchError("the trend model was trained for other features: run make train-research")
    calendar, calibration = document["listing_calendar"], document["calibration"]
    return TrendModel(
        trained_to=date.fromisoformat(document["trained_to"]),
        horizon_days=document["horizon_days"],
        ensemble=Ensemble(
            base=document["base"],
            trees=tuple(
                Tree(feature=tuple(feature), threshold=tuple(threshold), left=tuple(left), value=tuple(value))
                for feature, threshold, left, value in document["trees"]
            ),
        ),
        calendar=ListingCalendar(days=list(calendar["days"]), numbers=list(calendar["numbers"])),
        calibration=Calibration(
            scores=tuple(calibration["scores"]),
            grown=tuple(calibration["grown"]),
            spread_short=calibration["spread_short"],
            spread_long=calibration["spread_long"],
        ),
    )


@lru_cache(maxsize=1)
def trend_model() -> TrendModel:
    """The model this version ships with; read once."""
    return model_from(json.loads(MODEL_FILE.read_text()))
