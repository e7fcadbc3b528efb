"""Wire shapes of shipping, taxes, checkout policy and the payment account."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from tradewind.http.schemas import Country, Input, MoneyModel, OneLine, Output, State, Timestamp, known_country, upper
from tradewind.selling.models import (
    MAX_RATES,
    MAX_TAX_RATES,
    MAX_ZONES,
    REST_OF_WORLD,
    CheckoutSettings,
    ImpossiblePolicy,
    PaymentAccount,
    ShippingRate,
    ShippingSettings,
    ShippingZone,
    TaxMode,
    TaxRate,
    TaxSettings,
)


def _known_place(code: str) -> str:
    return code if code == REST_OF_WORLD else known_country(code)


Place = Annotated[str, BeforeValidator(upper), AfterValidator(_known_place)]
"""A country, or ``*`` for every other one."""
Days = Annotated[int, Field(strict=True, ge=0, le=180)]


class ShippingRateModel(Input):
    """A way to ship. ``free_over`` compares with the goods after discount; days are business days, door to door."""

    id: Annotated[str, Field(max_length=40)] = ""
    name: Annotated[OneLine, Field(min_length=1, max_length=60)]
    price: MoneyModel
    free_over: MoneyModel | None = None
    min_days: Days | None = None
    max_days: Days | None = None

    def to_rate(self) -> ShippingRate:
        """As the domain's value."""
        return ShippingRate(
            id=self.id,
            name=self.name,
            price=self.price.to_money(),
            free_over=self.free_over.to_money() if self.free_over else None,
            min_days=self.min_days,
            max_days=self.max_days,
        )

    @classmethod
    def of(cls, rate: ShippingRate) -> "ShippingRateModel":
        """From the domain's value."""
        return cls(
            id=rate.id,
            name=rate.name,
            price=MoneyModel.of(rate.price),
            free_over=MoneyModel.maybe(rate.free_over),
            min_days=rate.min_days,
            max_days=rate.max_days,
        )


class ShippingZoneModel(Input):
    """Countries that share rates; ``*`` stands for every country no other zone names."""

    id: Annotated[str, Field(max_length=40)] = ""
    name: Annotated[OneLine, Field(min_length=1, max_length=60)]
    countries: Annotated[list[Place], Field(max_length=250)]
    rates: Annotated[list[ShippingRateModel], Field(max_length=MAX_RATES)]

    def to_zone(self) -> ShippingZone:
        """As the domain's value."""
        rates = tuple(rate.to_rate() for rate in self.rates)
        return ShippingZone(id=self.id, name=self.name, countries=tuple(self.countries), rates=rates)

    @classmethod
    def of(cls, zone: ShippingZone) -> "ShippingZoneModel":
        """From the domain's value."""
        rates = [ShippingRateModel.of(rate) for rate in zone.rates]
        return cls(id=zone.id, name=zone.name, countries=list(zone.countries), rates=rates)


class ShippingRequest(Input):
    """The zones, whole. Without zones the store ships everywhere for nothing."""

    zones: Annotated[list[ShippingZoneModel], Field(max_length=MAX_ZONES)]
    default_country: Country | None = None
    version: int | None = None

    def to_settings(self) -> ShippingSettings:
        """As the domain's value."""
        zones = tuple(zone.to_zone() for zone in self.zones)
        return ShippingSettings(zones=zones, default_country=self.default_country or "")


class ShippingResponse(Output):
    """Where the store ships, and what for."""

    zones: list[ShippingZoneModel]
    default_country: str | None
    version: int

    @classmethod
    def of(cls, settings: ShippingSettings) -> "ShippingResponse":
        """From the domain's value."""
        return cls(
            zones=[ShippingZoneModel.of(zone) for zone in settings.zones],
            default_country=settings.default_country or None,
            version=settings.version,
        )


class TaxRateModel(Input):
    """A rate for a country, or for one state of it. ``basis_points``: 1900 is 19 %."""

    country: Country
    state: State = ""
    name: Annotated[OneLine, Field(min_length=1, max_length=40)]
    basis_points: Annotated[int, Field(strict=True, ge=0, le=10_000)]
    on_shipping: bool = True

    def to_rate(self) -> TaxRate:
        """As the domain's value."""
        return TaxRate(**self.model_dump())


class TaxRequest(Input):
    """The tax settings, whole."""

    mode: TaxMode
    prices_include_tax: bool = False
    rates: Annotated[list[TaxRateModel], Field(max_length=MAX_TAX_RATES)] = Field(default_factory=list)
    version: int | None = None

    def to_settings(self) -> TaxSettings:
        """As the domain's value."""
        rates = tuple(rate.to_rate() for rate in self.rates)
        return TaxSettings(mode=self.mode, prices_include_tax=self.prices_include_tax, rates=rates)


class TaxResponse(Output):
    """How the store taxes."""

    mode: TaxMode
    prices_include_tax: bool
    rates: list[TaxRateModel]
    version: int

    @classmethod
    def of(cls, settings: TaxSettings) -> "TaxResponse":
        """From the domain's value."""
        return cls(
            mode=settings.mode,
            prices_include_tax=settings.prices_include_tax,
            rates=[
                TaxRateModel(
                    country=rate.country,
                    state=rate.state,
                    name=rate.name,
                    basis_points=rate.basis_points,
                    on_shipping=rate.on_shipping,
                )
                for rate in settings.rates
            ],
            version=settings.version,
        )


class CheckoutPolicyRequest(Input):
    """The checkout policy, whole."""

    impossible_orders: ImpossiblePolicy
    consent_text: Annotated[OneLine, Field(max_length=300)] = ""
    version: int | None = None

    def to_settings(self) -> CheckoutSettings:
        """As the domain's value."""
        return CheckoutSettings(impossible_orders=self.impossible_orders, consent_text=self.consent_text)


class CheckoutPolicyResponse(Output):
    """What happens to a payment for goods that are gone, and the wording of the marketing tick (empty: none)."""

    impossible_orders: ImpossiblePolicy
    consent_text: str
    version: int

    @classmethod
    def of(cls, settings: CheckoutSettings) -> "CheckoutPolicyResponse":
        """From the domain's value."""
        return cls(
            impossible_orders=settings.impossible_orders,
            consent_text=settings.consent_text,
            version=settings.version,
        )


class PaymentsResponse(Output):
    """How the store is paid.

    ``mode`` is ``connect`` (an account of the store's own) or ``single`` (the deployment's). ``can_sell`` says whether
    a checkout can be paid now; with ``test_only`` only by test cards, into the platform's test account.
    """

    mode: str
    can_sell: bool
    test_only: bool
    account_id: str | None
    country: str | None
    charges_enabled: bool
    payouts_enabled: bool
    details_submitted: bool
    requirements_due: list[str]
    disabled_reason: str | None
    updated_at: Timestamp | None

    @classmethod
    def of(cls, account: PaymentAccount | None, *, connects: bool, is_test: bool) -> "PaymentsResponse":
        """From the domain's account and the deployment's way of being paid."""
        ready = account is not None and account.charges_enabled
        test_only = connects and account is None and is_test
        return cls(
            mode="connect" if connects else "single",
            can_sell=not connects or ready or test_only,
            test_only=test_only,
            account_id=account.account_id if account else None,
            country=account.country or None if account else None,
            charges_enabled=bool(account and account.charges_enabled),
            payouts_enabled=bool(account and account.payouts_enabled),
            details_submitted=bool(account and account.details_submitted),
            requirements_due=list(account.requirements_due) if account else [],
            disabled_reason=account.disabled_reason or None if account else None,
            updated_at=account.updated_at if account else None,
        )


class OnboardingRequest(Input):
    """Where Stripe sends the merchant afterwards: paths of the dashboard."""

    country: Country = "US"
    return_path: Annotated[str, Field(max_length=300, pattern=r"^/([^/\\\s][^\\\s]*)?$")]


class RedirectResponse(Output):
    """A single-use page to send the browser to."""

    url: str
