"""What a run makes of scores: parts by name, prices by the store's rules, nothing invented."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tradewind.kit.money import Money
from tradewind.pricing.models import PricingRules
from tradewind.pricing.rates import OperatorRates, RateBook
from tradewind.research.candidate_models import Quality, Score
from tradewind.research.model_scorer import ModelScorer
from tradewind.research.models import Mentions, Observation, Series
from tradewind.research.ports import ScoreInput
from tradewind.research.scoring.score import Weights
from tradewind.research.settings_models import WEIGHTS
from tradewind.suppliers.models import SupplierProduct

TODAY = date(2026, 4, 20)
RULES = PricingRules()
BOOK = RateBook(
    currency="USD",
    today=TODAY,
    max_age_days=7,
    operator=OperatorRates(per_dollar={"USD": Decimal(1), "CNY": Decimal("7.1")}, as_of=TODAY),
)
SEEN = Observation(day=TODAY, price=1_000, orders=120)
LAMP = SupplierProduct(
    supplier="aliexpress",
    reference="1005011900000001",
    title="Mushroom lamp",
    url="https://supplier.test/1",
    cost=Money(1_000, "USD"),
    image_urls=(),
    shipping=Money(200, "USD"),
    category="Lamps",
    orders_30d=120,
    rating_basis_points=9_700,
    delivery_days=9,
)
KNOWN = ScoreInput(
    product=LAMP,
    series=Series(
        currency="USD",
        first_seen=TODAY - timedelta(days=20),
        observations=tuple(replace(SEEN, day=TODAY - timedelta(days=back)) for back in range(20, -1, -1)),
    ),
    mentions=Mentions(term="lamp", week=1, month=4),
    similar=12,
)


def scored(*inputs: ScoreInput, book: RateBook = BOOK) -> list[Score]:
    return list(ModelScorer().score(inputs, day=TODAY, rules=RULES, book=book, weights=WEIGHTS))


def test_parts_are_named_as_settings_name_their_weights() -> None:
    (score,) = scored(KNOWN)

    assert {part.name: part.weight for part in score.parts} == dict(WEIGHTS)
    assert Weights() == Weights(**WEIGHTS)
    assert score.low <= score.value <= score.high


def test_the_margin_is_of_the_price_the_stores_rules_would_set() -> None:
    (score,) = scored(KNOWN)

    # 12.00 landed, two and a half times that, next ending: 30.99; less 2.9 % (0.90) leaves 18.09
    assert score.price == Money(3_099, "USD")
    assert score.margin_basis_points == 1_809 * 10_000 // 3_099


def test_without_a_rate_there_is_no_price_and_no_made_up_margin() -> None:
    foreign = replace(KNOWN, product=replace(LAMP, cost=Money(7_100, "CNY"), shipping=None))
    (with_rate,), (without,) = scored(foreign), scored(foreign, book=replace(BOOK, operator=OperatorRates()))

    assert with_rate.price is not None
    assert (without.price, without.margin_basis_points) == (None, None)
    margin = next(part for part in without.parts if part.name == "margin")
    assert (margin.value, margin.quality) == (None, Quality.MISSING)
    assert without.high - without.low > with_rate.high - with_rate.low


def test_everything_known_is_full_and_anything_missing_is_partial() -> None:
    lamps = [replace(KNOWN, product=replace(LAMP, reference=f"100501190000000{n}")) for n in range(5)]

    assert scored(*lamps)[0].quality is Quality.FULL
    assert scored(replace(KNOWN, mentions=None))[0].quality is Quality.PARTIAL


def test_flags_say_what_was_found_and_leave_the_points_alone() -> None:
    branded = replace(KNOWN, product=replace(LAMP, title="Hello Kitty lamp, 헬로 키티"))
    (plain,), (flagged,) = scored(KNOWN), scored(branded)

    assert [(flag.code, flag.severity) for flag in flagged.flags] == [("trademark", "block")]
    assert flagged.flags[0].detail.endswith("Found: hello kitty.")
    assert (plain.flags, plain.value) == ((), flagged.value)
