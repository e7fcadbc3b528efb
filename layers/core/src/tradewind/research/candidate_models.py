"""A product research proposes to one store, and what the merchant made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tradewind.kit.money import Money
from tradewind.research.models import Mentions

SPARK_DAYS = 30


class CandidateStatus(StrEnum):
    """``new`` until the merchant decides; ``importing`` and ``imported`` are set by imports."""

    NEW = "new"
    SAVED = "saved"
    DISMISSED = "dismissed"
    IMPORTING = "importing"
    IMPORTED = "imported"


class Quality(StrEnum):
    """How much of what a figure needs was there."""

    FULL = "full"
    PARTIAL = "partial"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubScore:
    """One part of a score.

    Attributes:
        value: 0 to 100; None where its inputs are missing, which widens the range and is never a zero.
        weight: share of the whole in per cent, as the merchant set it.
        inputs: what it was made of, by name; amounts in minor units.
        age_days: of the oldest input.
    """

    name: str
    value: int | None = None
    weight: int
    quality: Quality
    inputs: Mapping[str, int | float | str | None] = field(default_factory=dict)
    age_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something to look at before selling it. ``severity`` is ``block``, ``warn`` or ``info``."""

    code: str
    severity: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """``value`` 0 to 100 with the range it may be in; wide where inputs are missing."""

    value: int
    low: int
    high: int
    quality: Quality
    parts: tuple[SubScore, ...] = ()
    flags: tuple[Flag, ...] = ()
    margin_basis_points: int | None = None
    price: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What a model thinks of a candidate: advice with the ids of the evidence it rests on."""

    demand: str
    risks: tuple[str, ...]
    angle: str
    confidence: str
    evidence_ids: tuple[str, ...]
    model: str
    at: datetime
    price_low: Money | None = None
    price_high: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something a figure rests on. ``kind`` is ``supplier``, ``orders`` or ``mention``."""

    id: str
    kind: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSource:
    """One supplier that has the product. ``via`` says how it was found: ``search``, ``hot``."""

    supplier: str
    reference: str
    url: str
    cost: Money
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A product proposed to a store.

    Attributes:
        sources: the first one is where prices, orders and history come from.
        identities: every name it is found again by: its sources, and title with picture.
        keyword: the store's keyword that found it; empty for the supplier's hot list.
        found_at: when it was first proposed to this store; survives everything.
        seen_at: when a run last saw it.
        listed: whether it still is among the store's best; what is not seen for long goes off the list.
        spark: orders of the trailing 30 days, day by day up to ``spark_day``; None where a day is not known.
        product_id: what it was imported as.
    """

    id: str
    store_id: str
    status: CandidateStatus
    title: str
    sources: tuple[CandidateSource, ...]
    identities: tuple[str, ...]
    found_at: datetime
    seen_at: datetime
    score: Score
    image_url: str = ""
    category: str = ""
    shop: str = ""
    keyword: str = ""
    list_price: Money | None = None
    shipping: Money | None = None
    orders_30d: int | None = None
    rating_basis_points: int | None = None
    commission_basis_points: int | None = None
    delivery_days: int | None = None
    mentions: Mentions | None = None
    spark_day: date | None = None
    spark: tuple[int | None, ...] = ()
    analysis: Analysis | None = None
    listed: bool = True
    product_id: str = ""
    version: int = 1

    @property
    def cost(self) -> Money:
        """What the first source asks."""
        return self.sources[0].cost

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where to look for oneself: each supplier's page, the observed orders, posts that mention it."""
        found = [
            Evidence(id=f"s{number}", kind="supplier", text=f"{source.supplier} {source.reference}", url=source.url)
            for number, source in enumerate(self.sources, start=1)
        ]
        known = [orders for orders in self.spark if orders is not None]
        if known:
            text = f"{known[-1]} orders in 30 days, {known[0]} when first observed in this period"
            found.append(Evidence(id="o1", kind="orders", text=text, url=self.sources[0].url))
        for number, link in enumerate(self.mentions.links if self.mentions else (), start=1):
            text = f"{self.mentions.month if self.mentions else 0} posts mention {self.keyword} in 30 days"
            found.append(Evidence(id=f"m{number}", kind="mention", text=text, url=link))
        return tuple(found)
