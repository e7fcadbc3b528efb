"""What every trend source does."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tradewind.research.ports import TrendSource
from tradewind.suppliers.errors import DeniedError, SupplierUnavailableError, ThrottledError


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendSubject:
    """A source before its stand-in; ``talked_about`` is mentioned there, ``selling`` only by people who sell."""

    source: TrendSource
    talked_about: str
    break_it: Callable[[str], None]


class TrendContract:
    """Subclasses give the fixture ``subject``."""

    def test_terms_are_counted_in_order(self, subject: TrendSubject) -> None:
        known, unknown = subject.source.mentions([subject.talked_about, "zeppelin hangar"])
        assert (known.term, unknown.term) == (subject.talked_about, "zeppelin hangar")
        assert known.month > 0
        assert known.month >= known.week
        assert 0 < len(known.links) <= 3
        assert all(link.startswith("https://") for link in known.links)
        assert (unknown.month, unknown.week, unknown.links) == (0, 0, ())

    @pytest.mark.parametrize(
        ("kind", "error"),
        [
            ("rate_limited", ThrottledError),
            ("denied", DeniedError),
            ("malformed", SupplierUnavailableError),
            ("slow", SupplierUnavailableError),
            ("down", SupplierUnavailableError),
        ],
    )
    def test_what_goes_wrong_has_a_name(self, subject: TrendSubject, kind: str, error: type[Exception]) -> None:
        subject.break_it(kind)
        with pytest.raises(error):
            subject.source.mentions([subject.talked_about])

    def test_an_empty_answer_counts_nothing(self, subject: TrendSubject) -> None:
        subject.break_it("empty")
        (found,) = subject.source.mentions([subject.talked_about])
        assert (found.month, found.links) == (0, ())
