"""What the demo store's checkout is set up with."""

from tradewind.bootstrap import Container
from tradewind.discounts.models import DiscountKind
from tradewind.discounts.service import create_discount
from tradewind.kit.money import Money
from tradewind.selling.models import CheckoutSettings, ShippingRate, ShippingSettings, ShippingZone
from tradewind.selling.service import save_checkout, save_shipping
from tradewind.stores.models import Store


def set_up_selling(container: Container, store: Store) -> None:
    """Two shipping zones, two codes, and the marketing tick."""
    save_shipping(container.selling_deps, store=store, shipping=_shipping(), expected_version=None)
    checkout = CheckoutSettings(consent_text=f"Tell me about new things at {store.name} by mail, at most once a month.")
    save_checkout(container.selling_deps, store=store, checkout=checkout, expected_version=None)
    deps = container.discount_deps
    welcome = {"kind": DiscountKind.PERCENT, "basis_points": 1000, "per_customer_limit": 1}
    create_discount(deps, store=store, code="WELCOME10", terms=welcome)
    shipping = {"kind": DiscountKind.FREE_SHIPPING, "usage_limit": 200}
    create_discount(deps, store=store, code="SHIPFREE", terms=shipping)


def _shipping() -> ShippingSettings:
    def rate(name: str, price: int, days: tuple[int, int], free_over: int | None = None) -> ShippingRate:
        return ShippingRate(
            id="",
            name=name,
            price=Money(price, "USD"),
            free_over=Money(free_over, "USD") if free_over else None,
            min_days=days[0],
            max_days=days[1],
        )

    domestic = ShippingZone(
        id="",
        name="United States",
        countries=("US",),
        rates=(rate("Standard", 0, (6, 12)), rate("Express", 990, (3, 5), free_over=9_000)),
    )
    abroad = ShippingZone(
        id="",
        name="Canada and Europe",
        countries=("CA", "GB", "IE", "DE", "FR", "NL", "BE", "AT", "ES", "IT", "SE", "DK", "FI"),
        rates=(rate("Tracked parcel", 890, (8, 16), free_over=8_000),),
    )
    return ShippingSettings(zones=(domestic, abroad), default_country="US")
