"""Shipping zones and rates, taxes, the payment account, checkout policy."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tradewind.kit.money import Money

MAX_ZONES = 40
MAX_RATES = 5
"""Stripe offers a shopper at most five rates."""
MAX_TAX_RATES = 250
REST_OF_WORLD = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingRate:
    """A way to ship within a zone.

    Attributes:
        free_over: goods after discount at or above this ship for nothing; None is never.
        min_days, max_days: estimated business days from order to door; None is not promised.
    """

    id: str
    name: str
    price: Money
    free_over: Money | None = None
    min_days: int | None = None
    max_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingZone:
    """Countries (ISO 3166 alpha-2, or ``*`` for every other one) that share rates, cheapest way first as listed."""

    id: str
    name: str
    countries: tuple[str, ...]
    rates: tuple[ShippingRate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingSettings:
    """Where a store ships. Without zones it ships everywhere for nothing.

    ``default_country`` is assumed for a cart that names none.
    """

    zones: tuple[ShippingZone, ...] = ()
    default_country: str = ""
    version: int = 0


class TaxMode(StrEnum):
    """Who works the tax out: nobody, the rates of the store, or Stripe Tax on the payment page."""

    NONE = "none"
    MANUAL = "manual"
    STRIPE = "stripe"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRate:
    """A rate for shipments to a country, or to one state of it."""

    country: str
    name: str
    basis_points: int
    state: str = ""
    on_shipping: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxSettings:
    """How a store taxes. With ``prices_include_tax`` the shelf price is what is paid."""

    mode: TaxMode = TaxMode.NONE
    prices_include_tax: bool = False
    rates: tuple[TaxRate, ...] = ()
    version: int = 0


class ImpossiblePolicy(StrEnum):
    """What becomes of a payment for goods that are gone: the merchant decides, or it goes back at once."""

    HOLD = "hold"
    REFUND = "refund"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutSettings:
    """How a store's checkout behaves.

    Attributes:
        consent_text: wording of the marketing tick; empty shows none.
    """

    impossible_orders: ImpossiblePolicy = ImpossiblePolicy.HOLD
    consent_text: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentAccount:
    """A store's connected Stripe account, as Stripe last described it.

    Attributes:
        requirements_due: what Stripe still asks for, in its own names (``individual.verification.document``).
    """

    account_id: str
    country: str = ""
    charges_enabled: bool = False
    payouts_enabled: bool = False
    details_submitted: bool = False
    requirements_due: tuple[str, ...] = ()
    disabled_reason: str = ""
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SellingSettings:
    """All of it, as the checkout reads it in one item."""

    shipping: ShippingSettings = field(default_factory=ShippingSettings)
    taxes: TaxSettings = field(default_factory=TaxSettings)
    checkout: CheckoutSettings = field(default_factory=CheckoutSettings)
    account: PaymentAccount | None = None
