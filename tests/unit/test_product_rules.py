"""Prices that can be charged, mistakes that are only pointed at, and what one change does to many prices."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradewind.catalog.bulk_rules import (
    BulkAction,
    BulkKind,
    PriceMode,
    PriceTarget,
    Rounding,
    before_of,
    changes_of,
    undo_changes,
)
from tradewind.catalog.models import Product, ProductImage, ProductStatus, Variant
from tradewind.catalog.rules import check_product, warnings_of
from tradewind.errors import InvalidInputError
from tradewind.kit.money import Money, charge_step
from tradewind.stores.models import Store, StoreStatus

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def store(currency: str = "USD") -> Store:
    return Store(
        id="str_1",
        user_id="usr_1",
        name="Shop",
        slug="shop",
        niche="pets",
        description="",
        status=StoreStatus.ACTIVE,
        currency=currency,
        locale="en-US",
        timezone="UTC",
        created_at=NOW,
        updated_at=NOW,
    )


def product(
    price: int = 2500, *, currency: str = "USD", variants: tuple[Variant, ...] = (), **fields: object
) -> Product:
    base = Product(
        id="prd_1",
        store_id="str_1",
        title="Mug",
        slug="mug",
        description="",
        status=ProductStatus.ACTIVE,
        price=Money(price, currency),
        cost=Money(900, currency),
        images=(ProductImage(id="img_1"),),
        variants=variants or (Variant(id="var_1", name="Default"),),
        created_at=NOW,
        updated_at=NOW,
    )
    from dataclasses import replace

    return replace(base, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("currency", "step"), [("USD", 1), ("JPY", 1), ("KWD", 10), ("TND", 10), ("ISK", 100)])
def test_the_step_of_a_charge(currency: str, step: int) -> None:
    assert charge_step(currency) == step


@pytest.mark.parametrize(
    ("currency", "amount", "fits", "near"),
    [("KWD", 1005, 1000, "1.010"), ("ISK", 150, 200, "2.00"), ("KWD", 4, 10, "0.010")],
)
def test_prices_off_the_step_are_refused_with_the_next_one(currency: str, amount: int, fits: int, near: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_product(product(amount, currency=currency, cost=None), store(currency))
    assert (refused.value.fields[0].field, refused.value.fields[0].code) == ("price", "not_chargeable")
    assert near in refused.value.detail
    check_product(product(fits, currency=currency, cost=None), store(currency))
    variant = Variant(id="var_1", name="Red", price=Money(amount, currency))
    with pytest.raises(InvalidInputError) as refused:
        check_product(product(fits, currency=currency, cost=None, variants=(variant,)), store(currency))
    assert refused.value.fields[0].field == "variants.0.price"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, set()),
        ({"compare_at_price": Money(2500, "USD")}, {("compare_at_price", "compare_at_not_above")}),
        ({"compare_at_price": Money(2501, "USD")}, set()),
        ({"cost": Money(2500, "USD")}, {("cost", "cost_not_below")}),
        ({"cost": None}, {("cost", "no_cost")}),
        ({"cost": None, "status": ProductStatus.DRAFT}, set()),
        ({"images": ()}, {("images", "no_image")}),
        (
            {"variants": (Variant(id="var_1", name="Red", price=Money(800, "USD")),)},
            {("variants.0.cost", "cost_not_below")},
        ),
        (
            {"variants": (Variant(id="var_1", name="Red", compare_at_price=Money(2000, "USD")),)},
            {("variants.0.compare_at_price", "compare_at_not_above")},
        ),
        ({"cost": None, "variants": (Variant(id="var_1", name="Red", cost=Money(100, "USD")),)}, set()),
    ],
)
def test_probable_mistakes_are_warned_of(fields: dict[str, object], expected: set[tuple[str, str]]) -> None:
    subject = product(**fields)  # type: ignore[arg-type]
    check_product(subject, store())
    assert {(warning.field, warning.code) for warning in warnings_of(subject)} == expected


def priced(mode: PriceMode, value: int, **fields: object) -> BulkAction:
    return BulkAction(kind=BulkKind.PRICE, mode=mode, value=value, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        (priced(PriceMode.PERCENT, -1000), 2500, 2250),
        (priced(PriceMode.PERCENT, 333), 1050, 1085),
        (priced(PriceMode.AMOUNT, -501), 2500, 1999),
        (priced(PriceMode.SET, 1234), 2500, 1234),
        (priced(PriceMode.PERCENT, 0, rounding=Rounding.NINETY_NINE), 2997, 2999),
        (priced(PriceMode.PERCENT, 0, rounding=Rounding.NINETY_NINE), 3000, 3099),
        (priced(PriceMode.PERCENT, 0, rounding=Rounding.NINETY_NINE), 2999, 2999),
    ],
)
def test_a_price_moves_as_asked(action: BulkAction, before: int, after: int) -> None:
    changes = changes_of(action, product(before))
    assert changes.get("price", Money(before, "USD")) == Money(after, "USD")


def test_only_own_amounts_of_variants_move_and_missing_ones_stay_missing() -> None:
    variants = (Variant(id="a", name="A"), Variant(id="b", name="B", price=Money(3000, "USD")))
    subject = product(2000, variants=variants)
    moved = changes_of(priced(PriceMode.AMOUNT, 100), subject)
    assert [variant.price for variant in moved["variants"]] == [None, Money(3100, "USD")]
    assert changes_of(priced(PriceMode.PERCENT, 1000, target=PriceTarget.COMPARE_AT), subject) == {}
    given = changes_of(priced(PriceMode.SET, 4000, target=PriceTarget.COMPARE_AT), subject)
    assert given["compare_at_price"] == Money(4000, "USD")


def test_moved_prices_of_coarse_currencies_can_be_charged() -> None:
    moved = changes_of(priced(PriceMode.PERCENT, 333), product(1500, currency="KWD", cost=None))
    assert moved["price"] == Money(1550, "KWD")


AMOUNT = st.one_of(st.none(), st.integers(min_value=1, max_value=10**6).map(lambda amount: Money(amount, "USD")))


@given(
    st.integers(min_value=1, max_value=10**6),
    st.lists(AMOUNT, min_size=1, max_size=4),
    st.sampled_from(list(PriceTarget)),
    st.sampled_from(list(PriceMode)),
    st.integers(min_value=0, max_value=9000),
)
def test_undo_gives_back_exactly_what_was(
    price: int, own: list[Money | None], target: PriceTarget, mode: PriceMode, value: int
) -> None:
    from dataclasses import replace

    variants = tuple(Variant(id=str(number), name="V", cost=money, price=money) for number, money in enumerate(own))
    before = product(price, variants=variants)
    action = priced(mode, value, target=target)
    after = replace(before, **changes_of(action, before))
    assert replace(after, **undo_changes(before_of(action, before), after)) == before
