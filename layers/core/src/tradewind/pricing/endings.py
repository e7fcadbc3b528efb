"""Endings of prices, by currency. The amounts a currency's prices may end at are one fixed set, whatever the cost:

========================  ===============================  ==================================================
currency                  from ... on                      prices end in
========================  ===============================  ==================================================
two decimals              5.00                             .99
two decimals              below 5.00                       9 cents
JPY                       1000 / 100 / below               80 / 8 / any
others without decimals   10000 / 1000 / below             900 / 90 / 9
three decimals            5.000 / below                    .990 / .090
ISK                       1000 / below                     90 / 9, in whole krónur
========================  ===============================  ==================================================

Because the set is fixed, the next member above and the nearest member both keep the order of the amounts they are
given: a dearer product never ends up cheaper by rounding.
"""

from tradewind.kit.money import charge_step, exponent

type _Band = tuple[int, int, int]
"""From this amount on: amounts that leave ``rest`` when divided by ``step``."""

_TWO: tuple[_Band, ...] = ((0, 10, 9), (500, 100, 99))
_THREE: tuple[_Band, ...] = ((0, 100, 90), (5_000, 1_000, 990))
_YEN: tuple[_Band, ...] = ((0, 1, 0), (100, 10, 8), (1_000, 100, 80))
_NONE: tuple[_Band, ...] = ((0, 10, 9), (1_000, 100, 90), (10_000, 1_000, 900))
_KRONA: tuple[_Band, ...] = ((0, 1_000, 900), (100_000, 10_000, 9_000))


def _bands(currency: str) -> tuple[_Band, ...]:
    if currency == "JPY":
        return _YEN
    if currency == "ISK":
        return _KRONA
    return {0: _NONE, 2: _TWO, 3: _THREE}[exponent(currency)]


def is_ending(amount: int, currency: str) -> bool:
    """Whether prices may end at ``amount``."""
    return next_up(amount, currency) == amount


def next_up(amount: int, currency: str) -> int:
    """The smallest ending that is not below ``amount``."""
    bands = _bands(currency)
    for index, (start, step, rest) in enumerate(bands):
        end = bands[index + 1][0] if index + 1 < len(bands) else None
        floor = max(amount, start, 1)
        found = floor + (rest - floor) % step
        if end is None or found < end:
            return found
    raise AssertionError("the last band has no end")


def next_down(amount: int, currency: str) -> int | None:
    """The largest ending that is not above ``amount``; None if there is none."""
    for start, step, rest in reversed(_bands(currency)):
        if amount < start:
            continue
        found = amount - (amount - rest) % step
        if found >= max(start, 1):
            return found
        amount = start - 1
    return None


def nearest(amount: int, currency: str) -> int:
    """The ending closest to ``amount``; of two equally close ones the higher."""
    above, below = next_up(amount, currency), next_down(amount, currency)
    return below if below is not None and amount - below < above - amount else above


def chargeable_up(amount: int, currency: str) -> int:
    """The smallest amount that can be charged and is not below ``amount``."""
    step = charge_step(currency)
    return max(step, -(-amount // step) * step)


def chargeable_down(amount: int, currency: str) -> int:
    """The largest amount that can be charged and is not above ``amount``; 0 if there is none."""
    step = charge_step(currency)
    return max(0, amount // step * step)
