"""A trend score by hand, for when there is nothing yet to learn from."""

from collections.abc import Sequence

from tradewind.research.scoring.features import FEATURES

_AT = {name: index for index, name in enumerate(FEATURES)}


def prior_growth(row: Sequence[float]) -> float:
    """Expected logarithmic growth over four weeks by rule of thumb.

    The change of the last week (or, of a shorter history, of what there is) plus a little for a young listing and for
    a run rate above the count.
    """
    weekly = 0.0
    for days in (7, 5, 3, 2, 1):
        change = row[_AT[f"change_{days}d"]]
        if change == change:
            weekly = change * min(7 / days, 2.0)
            break
    listing = row[_AT["listing_age"]]
    youth = max(0.0, 1 - listing / 90) if listing == listing else 0.0
    return weekly + 0.3 * youth + 0.1 * row[_AT["run_rate_10d"]]
