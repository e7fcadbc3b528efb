"""What research needs from outside, and what its parts need from each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tradewind.pricing.models import PricingRules
from tradewind.pricing.rates import RateBook
from tradewind.research.candidate_models import Analysis, Candidate, Score
from tradewind.research.models import Mentions, Series
from tradewind.research.run_models import AnalysisReport
from tradewind.stores.models import Store
from tradewind.suppliers.models import SupplierProduct


class TrendSource(Protocol):
    """A place where people talk. One contract suite drives every adapter (tests/contracts/trends.py)."""

    @property
    def code(self) -> str:
        """Stable name."""

    def mentions(self, terms: Sequence[str]) -> Sequence[Mentions]:
        """How often each term was mentioned lately, in the order of ``terms``; nothing found is a count of zero.

        Raises:
            ThrottledError, DeniedError, SupplierUnavailableError.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreInput:
    """What is known of one product today. What is not known is None, never zero.

    Attributes:
        series: daily observations with today's.
        mentions: of the keyword that found it; None where no source was asked or none answered.
        similar: how many other finds of this run share its keyword.
    """

    product: SupplierProduct
    series: Series
    mentions: Mentions | None = None
    similar: int | None = None


class Scorer(Protocol):
    """Turns what is known into scores; pure, the same answer for the same question."""

    def score(
        self,
        inputs: Sequence[ScoreInput],
        *,
        day: date,
        rules: PricingRules,
        book: RateBook,
        weights: Mapping[str, int],
    ) -> Sequence[Score]:
        """A score for each input, in order. Margins are of the price ``rules`` would set, in ``book``'s currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """Notes by candidate id, and how it went; without notes ``report`` says why.

    ``waits_for`` names work that goes on outside; whoever started it comes back and asks ``collect``.
    """

    notes: Mapping[str, Analysis]
    report: AnalysisReport
    waits_for: str = ""


class Analyst(Protocol):
    """Reads the best candidates and says what it thinks of them. Never raises for what a model does."""

    def analyse(self, store: Store, candidates: Sequence[Candidate], *, now: bool) -> Analysed:
        """Notes at once (``now``), or work that is collected later."""

    def collect(self, store: Store, candidates: Sequence[Candidate], waits_for: str) -> Analysed | None:
        """What became of work started earlier; None while it is under way."""
