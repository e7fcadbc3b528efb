"""What a cart comes to: discount, shipping, tax, total. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tradewind.checkout.errors import CartProblem
from tradewind.checkout.models import AppliedDiscount, Destination, Line, ShippingChoice, TaxAmount
from tradewind.discounts.models import Discount, DiscountKind
from tradewind.discounts.rules import amount_off, find_refusal
from tradewind.kit.money import Money, allocate, zero
from tradewind.selling.models import REST_OF_WORLD, SellingSettings, ShippingRate, ShippingZone, TaxMode
from tradewind.selling.rules import (
    assumed_country,
    find_tax_rate,
    find_zone,
    price_of_rate,
    ships_to,
    tax_on,
    taxed_states,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingOption:
    """A way to ship this cart, and its price."""

    rate: ShippingRate
    price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """A priced cart. With ``problems`` it cannot be bought as it is; the amounts then leave out what is at fault.

    Attributes:
        options: ways to ship to the destination, as the merchant listed them.
        country: the destination it is priced for; empty while anywhere is as good.
        allowed_countries: where the payment page may ship to; empty is everywhere.
        taxed_states: states of ``country`` that are taxed apart; the cart names one of them, or any other word for the
            rest of the country.
    """

    lines: tuple[Line, ...]
    subtotal: Money
    total: Money
    discount: AppliedDiscount | None = None
    options: tuple[ShippingOption, ...] = ()
    shipping: ShippingChoice | None = None
    tax: TaxAmount | None = None
    country: str = ""
    allowed_countries: tuple[str, ...] = ()
    taxed_states: tuple[str, ...] = ()
    problems: tuple[CartProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    """Lines with their prices, and what the shopper said about them."""

    lines: Sequence[Line]
    currency: str
    destination: Destination
    email: str | None = None
    code: str = ""
    discount: Discount | None = None


def price_cart(cart: Cart, settings: SellingSettings, *, now: datetime) -> Pricing:
    """Work out discount, shipping, tax and total, in this order."""
    subtotal = sum((line.total for line in cart.lines), zero(cart.currency))
    problems: list[CartProblem] = []
    discount = _discount(cart, subtotal, now, problems)
    lines = _with_discount(cart.lines, discount.amount if discount else zero(cart.currency))
    goods = subtotal - discount.amount if discount else subtotal
    country = cart.destination.country or assumed_country(settings.shipping) or _only_taxed(settings)
    options, shipping = _shipping(cart, settings, goods, country, discount, problems)
    states = taxed_states(settings.taxes, country)
    if states and not cart.destination.state:
        problems.append(CartProblem(code="state_required", message="Choose the state it ships to: tax depends on it."))
    tax = _tax(settings, goods, shipping, country, cart.destination.state)
    lines = _with_tax(lines, tax)
    total = goods + shipping.price if shipping else goods
    if tax and not tax.included:
        total += tax.amount
    return Pricing(
        lines=lines,
        subtotal=subtotal,
        total=total,
        discount=discount,
        options=options,
        shipping=shipping,
        tax=tax,
        country=country,
        allowed_countries=_allowed(cart, settings, country),
        taxed_states=states,
        problems=tuple(problems),
    )


def _discount(cart: Cart, subtotal: Money, now: datetime, problems: list[CartProblem]) -> AppliedDiscount | None:
    if not cart.code:
        return None
    refusal = find_refusal(cart.discount, goods=subtotal, email=cart.email, now=now)
    if refusal or cart.discount is None:
        code, message = refusal or ("discount_unknown", "")
        problems.append(CartProblem(code=code, message=message))
        return None
    return AppliedDiscount(
        code=cart.discount.code,
        amount=amount_off(cart.discount, subtotal),
        free_shipping=cart.discount.kind is DiscountKind.FREE_SHIPPING,
        per_customer=cart.discount.per_customer_limit is not None,
    )


def _with_discount(lines: Sequence[Line], amount: Money) -> tuple[Line, ...]:
    """Each line with its share, in proportion to its price; the shares add up to the discount."""
    if amount.amount == 0:
        return tuple(lines)
    shares = allocate(amount, [line.total.amount for line in lines])
    return tuple(replace(line, discount=share) for line, share in zip(lines, shares, strict=True))


def _shipping(
    cart: Cart,
    settings: SellingSettings,
    goods: Money,
    country: str,
    discount: AppliedDiscount | None,
    problems: list[CartProblem],
) -> tuple[tuple[ShippingOption, ...], ShippingChoice | None]:
    if not settings.shipping.zones:
        return (), None
    zone = find_zone(settings.shipping, country)
    rates = _rates_in(zone, cart.currency)
    if not rates:
        problems.append(CartProblem(code="not_shipped_there", message=f"This store does not ship to {country}."))
        return (), None
    is_free = discount is not None and discount.free_shipping
    options = tuple(
        ShippingOption(rate=rate, price=zero(cart.currency) if is_free else price_of_rate(rate, goods))
        for rate in rates
    )
    wanted = cart.destination.rate_id
    chosen = next((option for option in options if option.rate.id == wanted), None)
    if wanted and chosen is None:
        problems.append(
            CartProblem(code="shipping_rate_gone", message="This way of shipping is no longer offered. Choose another.")
        )
    chosen = chosen or min(options, key=lambda option: option.price.amount)
    return options, ShippingChoice(
        rate_id=chosen.rate.id,
        name=chosen.rate.name,
        price=chosen.price,
        country=country,
        state=cart.destination.state,
        min_days=chosen.rate.min_days,
        max_days=chosen.rate.max_days,
    )


def _rates_in(zone: ShippingZone | None, currency: str) -> tuple[ShippingRate, ...]:
    """The zone's rates in the store's currency: it may have been another one when they were entered."""
    return tuple(rate for rate in zone.rates if rate.price.currency == currency) if zone else ()


def _only_taxed(settings: SellingSettings) -> str:
    """Without shipping zones, the first taxed country: a cart must not escape tax by not naming its destination."""
    rates = settings.taxes.rates if settings.taxes.mode is TaxMode.MANUAL else ()
    return rates[0].country if rates else ""


def _tax(
    settings: SellingSettings, goods: Money, shipping: ShippingChoice | None, country: str, state: str
) -> TaxAmount | None:
    taxes, nothing = settings.taxes, zero(goods.currency)
    included = taxes.prices_include_tax
    if taxes.mode is TaxMode.STRIPE:
        # Stripe works it out on its page, from the address entered there.
        return TaxAmount(mode=TaxMode.STRIPE, amount=nothing, on_shipping=nothing, included=included)
    rate = find_tax_rate(taxes, country, state) if taxes.mode is TaxMode.MANUAL else None
    if rate is None:
        return None
    on_goods = tax_on(goods, rate.basis_points, included=included)
    taxes_shipping = shipping is not None and rate.on_shipping
    on_shipping = (
        tax_on(shipping.price, rate.basis_points, included=included) if taxes_shipping and shipping else nothing
    )
    return TaxAmount(
        mode=TaxMode.MANUAL,
        name=rate.name,
        basis_points=rate.basis_points,
        included=included,
        amount=on_goods + on_shipping,
        on_shipping=on_shipping,
    )


def _with_tax(lines: tuple[Line, ...], tax: TaxAmount | None) -> tuple[Line, ...]:
    """Each line with its share of the tax on goods; the shares add up to it."""
    if tax is None or tax.amount.amount == 0:
        return lines
    shares = allocate(tax.amount - tax.on_shipping, [line.net.amount for line in lines])
    return tuple(replace(line, tax=share) for line, share in zip(lines, shares, strict=True))


def _allowed(cart: Cart, settings: SellingSettings, country: str) -> tuple[str, ...]:
    """Where the payment page may ship to, so that what was priced is what is shipped and taxed."""
    if cart.destination.country or (settings.taxes.mode is TaxMode.MANUAL and settings.taxes.rates):
        return (country,) if country else ()
    if not settings.shipping.zones:
        return ()
    zone = find_zone(settings.shipping, country)
    if zone is None:
        return ships_to(settings.shipping)
    # The rest of the world minus what other zones name cannot be said to the page: stay with the priced country.
    return (
        (country,)
        if REST_OF_WORLD in zone.countries and country
        else tuple(place for place in zone.countries if place != REST_OF_WORLD)
    )
