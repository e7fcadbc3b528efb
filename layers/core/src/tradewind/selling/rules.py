"""Which rate ships where, which tax applies, and what makes settings acceptable. Pure functions."""

from collections.abc import Iterable, Sequence

from tradewind.errors import FieldProblem, InvalidInputError
from tradewind.kit.money import Money, charge_step, fraction, zero
from tradewind.selling.models import (
    REST_OF_WORLD,
    ShippingRate,
    ShippingSettings,
    ShippingZone,
    TaxMode,
    TaxRate,
    TaxSettings,
)


def find_zone(settings: ShippingSettings, country: str) -> ShippingZone | None:
    """The zone that names ``country``, else the one for the rest of the world, else None: not shipped there."""
    named = next((zone for zone in settings.zones if country in zone.countries), None)
    return named or next((zone for zone in settings.zones if REST_OF_WORLD in zone.countries), None)


def assumed_country(settings: ShippingSettings) -> str:
    """The country a cart without one is priced for: the store's default, else the first a zone names, else none."""
    if settings.default_country:
        return settings.default_country
    named = (country for zone in settings.zones for country in zone.countries if country != REST_OF_WORLD)
    return next(named, "")


def ships_to(settings: ShippingSettings) -> tuple[str, ...]:
    """Every country a zone names, sorted; empty when the rest of the world is shipped to as well."""
    countries = {country for zone in settings.zones for country in zone.countries}
    return () if REST_OF_WORLD in countries else tuple(sorted(countries))


def price_of_rate(rate: ShippingRate, goods: Money) -> Money:
    """What ``rate`` costs for goods that come to ``goods`` after discount."""
    return zero(goods.currency) if rate.free_over and goods.amount >= rate.free_over.amount else rate.price


def find_tax_rate(settings: TaxSettings, country: str, state: str) -> TaxRate | None:
    """The rate for the state if there is one, else for the whole country."""
    here = [rate for rate in settings.rates if rate.country == country]
    exact = next((rate for rate in here if rate.state and rate.state == state), None)
    return exact or next((rate for rate in here if not rate.state), None)


def taxed_states(settings: TaxSettings, country: str) -> tuple[str, ...]:
    """The states of ``country`` with a rate of their own, sorted: a cart that goes there has to name its state."""
    if settings.mode is not TaxMode.MANUAL:
        return ()
    return tuple(sorted(rate.state for rate in settings.rates if rate.country == country and rate.state))


def tax_on(amount: Money, basis_points: int, *, included: bool) -> Money:
    """The tax of ``amount``: inside it when ``included``, else on top of it. Rounded half up, once."""
    whole = 10_000 + basis_points if included else 10_000
    return fraction(amount, basis_points, whole)


def check_shipping(settings: ShippingSettings, currency: str) -> None:
    """Raise InvalidInputError with every problem of shipping zones at once."""
    problems: list[FieldProblem] = []
    seen: dict[str, str] = {}
    for index, zone in enumerate(settings.zones):
        place = f"zones.{index}"
        if not zone.rates:
            problems.append(FieldProblem(f"{place}.rates", "Add at least one rate, even a free one.", "empty"))
        if not zone.countries:
            problems.append(FieldProblem(f"{place}.countries", "Name at least one country.", "empty"))
        for country in zone.countries:
            if country in seen:
                message = f"{country} is already in {seen[country]}. A country belongs to one zone."
                problems.append(FieldProblem(f"{place}.countries", message, "duplicate"))
            seen[country] = zone.name
        for number, rate in enumerate(zone.rates):
            problems += _rate_problems(f"{place}.rates.{number}", rate, currency)
    default = settings.default_country
    if default and settings.zones and find_zone(settings, default) is None:
        problems.append(FieldProblem("default_country", "Choose a country that a zone ships to.", "not_shipped_there"))
    _raise(problems)


def _rate_problems(place: str, rate: ShippingRate, currency: str) -> Iterable[FieldProblem]:
    for name, money in (("price", rate.price), ("free_over", rate.free_over)):
        if money is not None:
            yield from check_amount(f"{place}.{name}", money, currency)
    if rate.min_days is not None and rate.max_days is not None and rate.min_days > rate.max_days:
        yield FieldProblem(f"{place}.max_days", "The longest time is shorter than the shortest.", "out_of_range")


def check_amount(field: str, money: Money, currency: str) -> list[FieldProblem]:
    """Problems of an amount that a store sets: currency, sign, and the step its currency is charged in."""
    if money.currency != currency:
        message = f"The store sells in {currency}; this amount is in {money.currency}."
        return [FieldProblem(field, message, "currency_mismatch")]
    if money.amount < 0:
        return [FieldProblem(field, "Use an amount of zero or more.", "out_of_range")]
    step = charge_step(currency)
    if money.amount % step:
        return [FieldProblem(field, f"{currency} is charged in steps of {step} minor units.", "not_chargeable")]
    return []


def check_taxes(settings: TaxSettings) -> None:
    """Raise InvalidInputError with every problem of tax rates at once."""
    problems: list[FieldProblem] = []
    seen: set[tuple[str, str]] = set()
    for index, rate in enumerate(settings.rates):
        place = (rate.country, rate.state)
        if place in seen:
            message = f"There are two rates for {rate.country}{' ' + rate.state if rate.state else ''}. Keep one."
            problems.append(FieldProblem(f"rates.{index}.country", message, "duplicate"))
        seen.add(place)
    _raise(problems)


def _raise(problems: Sequence[FieldProblem]) -> None:
    if problems:
        raise InvalidInputError(problems[0].message, fields=problems)
