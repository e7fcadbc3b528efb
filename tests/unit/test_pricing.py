"""What a cart comes to: discount, shipping, tax, total; and what a refund of a part of it comes to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradewind.checkout.models import Destination, Line
from tradewind.checkout.pricing import Cart, Pricing, price_cart
from tradewind.discounts.models import Discount, DiscountKind, DiscountStatus
from tradewind.kit.money import Money, allocate, charge_step, fraction
from tradewind.orders.ledger import money_moved, profit_of, refund_entry, sale_entry
from tradewind.orders.models import Order, OrderStatus, Payment, Refund, RefundedLine, RefundStatus
from tradewind.orders.refunding import planned_refund, price_of_lines, with_refund
from tradewind.selling.models import (
    SellingSettings,
    ShippingRate,
    ShippingSettings,
    ShippingZone,
    TaxMode,
    TaxRate,
    TaxSettings,
)

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def usd(amount: int) -> Money:
    return Money(amount, "USD")


def line(amount: int, quantity: int = 1, *, id: str = "var_1", currency: str = "USD", cost: int | None = None) -> Line:
    return Line(
        product_id="prd_1",
        variant_id=id,
        title="Mug",
        variant_name="",
        sku="",
        quantity=quantity,
        unit_price=Money(amount, currency),
        unit_cost=Money(cost, currency) if cost is not None else None,
    )


def zone(*countries: str, price: int = 500, free_over: int | None = None, currency: str = "USD") -> ShippingZone:
    rate = ShippingRate(
        id=f"shr_{countries[0]}",
        name="Standard",
        price=Money(price, currency),
        free_over=Money(free_over, currency) if free_over is not None else None,
        min_days=2,
        max_days=4,
    )
    return ShippingZone(id=f"shz_{countries[0]}", name=countries[0], countries=countries, rates=(rate,))


def ships(*zones: ShippingZone, default_country: str = "") -> SellingSettings:
    return SellingSettings(shipping=ShippingSettings(zones=zones, default_country=default_country))


def taxed(*rates: TaxRate, included: bool = False, mode: TaxMode = TaxMode.MANUAL) -> TaxSettings:
    return TaxSettings(mode=mode, prices_include_tax=included, rates=rates)


def percent(basis_points: int, **terms: object) -> Discount:
    return code(DiscountKind.PERCENT, basis_points=basis_points, **terms)


def code(kind: DiscountKind, **terms: object) -> Discount:
    return Discount(store_id="str_1", code="SAVE", kind=kind, created_at=NOW, updated_at=NOW, **terms)  # type: ignore[arg-type]


def priced(*lines: Line, settings: SellingSettings | None = None, to: str = "", **cart: object) -> Pricing:
    if "discount" in cart:
        cart.setdefault("code", "SAVE")
    currency = lines[0].unit_price.currency
    basket = Cart(lines=lines, currency=currency, destination=Destination(country=to), **cart)  # type: ignore[arg-type]
    return price_cart(basket, settings or SellingSettings(), now=NOW)


def test_without_any_settings_the_goods_are_the_total() -> None:
    pricing = priced(line(1250, 2), line(300, id="var_2"))
    assert (pricing.total, pricing.shipping, pricing.tax, pricing.allowed_countries) == (usd(2800), None, None, ())


def test_the_named_zone_wins_over_the_rest_of_the_world() -> None:
    settings = ships(zone("*", price=2000), zone("US", "CA", price=500))
    assert priced(line(1000), settings=settings, to="US").total == usd(1500)
    assert priced(line(1000), settings=settings, to="JP").total == usd(3000)


def test_a_country_outside_every_zone_is_a_typed_problem() -> None:
    pricing = priced(line(1000), settings=ships(zone("US")), to="JP")
    assert [problem.code for problem in pricing.problems] == ["not_shipped_there"]


def test_shipping_is_free_over_its_bound_after_discount() -> None:
    settings = ships(zone("US", free_over=5000))
    assert priced(line(5000), settings=settings, to="US").total == usd(5000)
    assert priced(line(4999), settings=settings, to="US").total == usd(5499)
    assert priced(line(5000), settings=settings, to="US", discount=percent(1000)).total == usd(4500 + 500)


def test_a_rate_that_is_gone_is_a_typed_problem() -> None:
    cart = Cart(lines=[line(1000)], currency="USD", destination=Destination(country="US", rate_id="shr_old"))
    pricing = price_cart(cart, ships(zone("US")), now=NOW)
    assert [problem.code for problem in pricing.problems] == ["shipping_rate_gone"]


def test_a_cart_that_names_no_country_is_priced_for_the_default_one() -> None:
    settings = ships(zone("DE"), zone("US", "CA"), default_country="US")
    pricing = priced(line(1000), settings=settings)
    assert (pricing.country, pricing.allowed_countries) == ("US", ("US", "CA"))
    assert priced(line(1000), settings=settings, to="CA").allowed_countries == ("CA",)


@pytest.mark.parametrize(("included", "total", "tax"), [(False, 11900, 1900), (True, 10000, 1597)])
def test_tax_on_top_or_inside(included: bool, total: int, tax: int) -> None:
    settings = SellingSettings(taxes=taxed(TaxRate(country="DE", name="VAT", basis_points=1900), included=included))
    pricing = priced(line(10000), settings=settings, to="DE")
    assert pricing.tax is not None
    assert (pricing.total, pricing.tax.amount) == (usd(total), usd(tax))


def test_a_state_s_rate_wins_and_elsewhere_nothing_is_taxed() -> None:
    rates = (
        TaxRate(country="US", name="Sales tax", basis_points=500),
        TaxRate(country="US", state="NY", name="NY tax", basis_points=800, on_shipping=False),
    )
    settings = replace(ships(zone("US")), taxes=taxed(*rates))
    cart = Cart(lines=[line(1000)], currency="USD", destination=Destination(country="US", state="NY"))
    assert price_cart(cart, settings, now=NOW).total == usd(1000 + 500 + 80)
    unsaid = priced(line(1000), settings=settings, to="US")
    assert (unsaid.taxed_states, [problem.code for problem in unsaid.problems]) == (("NY",), ["state_required"])
    elsewhere = replace(cart, destination=Destination(country="US", state="ELSEWHERE"))
    assert price_cart(elsewhere, settings, now=NOW).total == usd(1500 + 75)
    assert not price_cart(elsewhere, settings, now=NOW).problems
    assert priced(line(1000), settings=SellingSettings(taxes=taxed(*rates)), to="FR").tax is None


def test_tax_is_on_goods_after_discount_and_on_shipping() -> None:
    settings = replace(ships(zone("DE", price=500)), taxes=taxed(TaxRate(country="DE", name="VAT", basis_points=2000)))
    pricing = priced(line(2000), settings=settings, to="DE", discount=percent(5000))
    assert pricing.tax is not None
    assert (pricing.tax.amount, pricing.tax.on_shipping, pricing.total) == (usd(300), usd(100), usd(1800))


def test_stripe_tax_leaves_the_amount_to_the_payment_page() -> None:
    pricing = priced(line(1000), settings=SellingSettings(taxes=taxed(mode=TaxMode.STRIPE)), to="DE")
    assert pricing.tax is not None
    assert (pricing.tax.mode, pricing.total) == (TaxMode.STRIPE, usd(1000))


def test_a_discount_never_takes_more_than_the_goods_cost() -> None:
    discount = code(DiscountKind.AMOUNT, amount=usd(5000))
    pricing = priced(line(1250), settings=ships(zone("US")), to="US", discount=discount)
    assert pricing.discount is not None
    assert (pricing.discount.amount, pricing.total) == (usd(1250), usd(500))


def test_free_shipping_takes_nothing_off_the_goods() -> None:
    pricing = priced(line(1250), settings=ships(zone("US")), to="US", discount=code(DiscountKind.FREE_SHIPPING))
    assert pricing.total == usd(1250)


@pytest.mark.parametrize(
    ("discount", "expected"),
    [
        (None, "discount_unknown"),
        (percent(1000, status=DiscountStatus.DISABLED), "discount_unknown"),
        (percent(1000, starts_at=NOW + timedelta(seconds=1)), "discount_not_started"),
        (percent(1000, ends_at=NOW), "discount_ended"),
        (percent(1000, usage_limit=3, uses=3), "discount_used_up"),
        (percent(1000, minimum=usd(1001)), "discount_minimum"),
        (percent(1000, per_customer_limit=1), "email_required"),
        (code(DiscountKind.AMOUNT, amount=Money(100, "EUR")), "discount_unknown"),
    ],
)
def test_a_code_that_does_not_apply_is_a_typed_problem(discount: Discount | None, expected: str) -> None:
    pricing = priced(line(1000), discount=discount)
    assert [problem.code for problem in pricing.problems] == [expected]
    assert pricing.total == usd(1000)


@pytest.mark.parametrize(
    ("currency", "amount", "basis_points", "expected"),
    [("JPY", 999, 1000, 100), ("KWD", 12_340, 3333, 4110), ("USD", 333, 5000, 167), ("ISK", 99_900, 1000, 10_000)],
)
def test_amounts_are_rounded_half_up_to_what_can_be_charged(
    currency: str, amount: int, basis_points: int, expected: int
) -> None:
    assert fraction(Money(amount, currency), basis_points, 10_000) == Money(expected, currency)


AMOUNTS = st.integers(1, 5_000)
CURRENCIES = st.sampled_from(["USD", "JPY", "KWD", "ISK"])


@given(
    total=st.integers(0, 100_000),
    weights=st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any),
    currency=CURRENCIES,
)
def test_parts_add_up_exactly(total: int, weights: list[int], currency: str) -> None:
    parts = allocate(Money(total, currency), weights)
    assert sum(part.amount for part in parts) == total
    assert all(part.amount >= 0 for part in parts)


@st.composite
def pricings(draw: st.DrawFn) -> Pricing:
    """Carts with every setting there is, in currencies of every kind."""
    currency = draw(CURRENCIES)
    step = charge_step(currency)
    count = draw(st.integers(1, 4))
    lines = [
        line(draw(AMOUNTS) * step, draw(st.integers(1, 5)), id=f"var_{number}", currency=currency, cost=step)
        for number in range(count)
    ]
    rate = TaxRate(country="US", name="Tax", basis_points=draw(st.integers(0, 3000)), on_shipping=draw(st.booleans()))
    settings = SellingSettings(
        shipping=ShippingSettings(
            zones=(zone("US", price=draw(st.integers(0, 900)) * step, currency=currency),)
            if draw(st.booleans())
            else ()
        ),
        taxes=taxed(rate, included=draw(st.booleans())) if draw(st.booleans()) else TaxSettings(),
    )
    discount = draw(
        st.sampled_from(
            [
                None,
                percent(draw(st.integers(1, 10_000))),
                code(DiscountKind.AMOUNT, amount=Money(draw(AMOUNTS) * step, currency)),
                code(DiscountKind.FREE_SHIPPING),
            ]
        )
    )
    return priced(*lines, settings=settings, to="US", **({"discount": discount} if discount else {}))


def order_of(pricing: Pricing) -> Order:
    return Order(
        id="ord_1",
        store_id="str_1",
        number=1,
        status=OrderStatus.PAID,
        lines=pricing.lines,
        total=pricing.total,
        placed_at=NOW,
        paid_at=NOW,
        payment=Payment(session_id="cs_1"),
        discount=pricing.discount,
        shipping=pricing.shipping,
        tax=pricing.tax,
    )


@given(pricing=pricings())
def test_a_priced_cart_adds_up(pricing: Pricing) -> None:
    currency = pricing.total.currency
    assert pricing.total.amount >= 0
    assert all(amount.amount % charge_step(currency) == 0 for amount in (pricing.total, pricing.subtotal))
    taken_off = sum((line.discount.amount for line in pricing.lines if line.discount), 0)
    assert taken_off == (pricing.discount.amount.amount if pricing.discount else 0)
    assert all(line.net.amount >= 0 for line in pricing.lines)
    entry = sale_entry(order_of(pricing), NOW)
    assert money_moved([entry], currency) == pricing.total
    tax = pricing.tax.amount if pricing.tax else Money(0, currency)
    costs = sum(line.unit_cost.amount * line.quantity for line in pricing.lines if line.unit_cost)
    assert profit_of([entry], currency).amount == pricing.total.amount - tax.amount - costs


@given(pricing=pricings(), data=st.data())
def test_refunds_of_parts_never_exceed_what_was_paid(pricing: Pricing, data: st.DataObject) -> None:
    order = order_of(pricing)
    entries = [sale_entry(order, NOW)]
    for number in range(4):
        units = tuple(
            RefundedLine(variant_id=bought.variant_id, quantity=data.draw(st.integers(0, left)))
            for bought in order.lines
            if (left := bought.quantity - order.returned_of(bought.variant_id))
        )
        lines = tuple(unit for unit in units if unit.quantity)
        amount = price_of_lines(order, lines)
        if amount.amount == 0:
            continue
        refund = planned_refund(order, id=f"rfd_{number}", lines=lines, shipping=None, amount=None, reason="", at=NOW)
        refund = replace(refund, status=RefundStatus.SUCCEEDED)
        order = with_refund(order, refund)
        entries.append(refund_entry(order, refund, NOW))
    assert order.refunded.amount <= order.total.amount
    if order.refundable.amount:
        rest = planned_refund(order, id="rfd_rest", lines=(), shipping=None, amount=order.refundable, reason="", at=NOW)
        order = with_refund(order, replace(rest, status=RefundStatus.SUCCEEDED))
        entries.append(refund_entry(order, rest, NOW))
    currency = order.total.currency
    assert money_moved(entries, currency).amount == 0
    refunded_tax = sum(refund.tax.amount for refund in order.refunds if refund.tax)
    assert refunded_tax == (order.tax.amount.amount if order.tax and order.refunded.amount else 0)


def test_a_refund_names_what_is_left() -> None:
    order = order_of(priced(line(1000, 2)))
    half = Refund(id="rfd_1", amount=usd(1500), status=RefundStatus.SUCCEEDED, created_at=NOW)
    with pytest.raises(Exception, match=r"At most 5\.00 USD"):
        planned_refund(
            with_refund(order, half), id="rfd_2", lines=(), shipping=None, amount=usd(501), reason="", at=NOW
        )
