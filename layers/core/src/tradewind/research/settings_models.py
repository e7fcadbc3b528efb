"""What a store's research looks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tradewind.kit.countries import COUNTRIES
from tradewind.kit.money import Money
from tradewind.stores.models import Store

WEIGHTS: Mapping[str, int] = {"trend": 40, "margin": 25, "competition": 10, "social": 10, "supplier": 15}
"""Parts of a score and their weights unless the merchant sets others."""
DEFAULT_HOUR = 5

NICHE_KEYWORDS: Mapping[str, tuple[str, ...]] = {
    "fashion": ("linen shirt", "tote bag", "scarf", "sunglasses", "belt", "jewellery"),
    "beauty": ("face roller", "hair clip", "makeup brush", "nail set", "bath", "mirror"),
    "home-garden": ("lamp", "shelf", "planter", "cushion", "kitchen storage", "bath"),
    "electronics": ("charger", "cable", "keyboard", "headphones", "lamp", "stand"),
    "sports-outdoors": ("yoga mat", "water bottle", "resistance band", "tent", "bike", "backpack"),
    "toys-games": ("puzzle", "building blocks", "card game", "plush", "fidget", "craft kit"),
    "pets": ("dog", "cat", "bird feeder", "pet bed", "leash", "grooming"),
    "health-wellness": ("massage", "diffuser", "sleep mask", "yoga mat", "posture", "candle"),
    "automotive": ("car organiser", "phone holder", "car vacuum", "seat cover", "dash camera", "tyre"),
    "baby-kids": ("baby blanket", "night light", "kids backpack", "bib", "stacking toy", "bath"),
    "other": ("lamp", "organiser", "bag", "bottle", "mat", "clock"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchSettings:
    """A store's settings.

    Attributes:
        keywords: searched one by one; ``excluded`` words keep a title out.
        min_cost, max_cost: what one piece may cost at the supplier, in the store's currency.
        ship_to: ISO 3166 country of the shoppers; ``language`` ISO 639.
        hour: of the store's day, when the nightly run starts.
        weights: by part of the score, whole numbers.
        version: counts edits; 0 was never saved.
    """

    keywords: tuple[str, ...]
    ship_to: str
    language: str
    excluded: tuple[str, ...] = ()
    min_cost: Money | None = None
    max_cost: Money | None = None
    hour: int = DEFAULT_HOUR
    enabled: bool = True
    weights: Mapping[str, int] = field(default_factory=lambda: dict(WEIGHTS))
    version: int = 0


def default_settings(store: Store) -> ResearchSettings:
    """What a store starts with: words of its niche, its own country and language."""
    language, _, region = store.locale.partition("-")
    country = store.address.country if store.address else region.rpartition("-")[2].upper()
    return ResearchSettings(
        keywords=NICHE_KEYWORDS.get(store.niche, NICHE_KEYWORDS["other"]),
        ship_to=country if country in COUNTRIES else "US",
        language=language.lower() or "en",
    )
