"""Change shipping, taxes and checkout policy; connect a payment account."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.selling.errors import NoPaymentAccountError, PaymentsByPlatformError
from tradewind.selling.models import (
    CheckoutSettings,
    SellingSettings,
    ShippingSettings,
    ShippingZone,
    TaxSettings,
)
from tradewind.selling.ports import PaymentAccounts
from tradewind.selling.repository import SellingRepository
from tradewind.selling.rules import check_shipping, check_taxes
from tradewind.stores.errors import StaleVersionError
from tradewind.stores.models import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SellingDeps:
    """What these use cases need.

    Attributes:
        connects: stores are paid into accounts of their own; otherwise everything goes to the platform's.
        is_test: the platform's key is a test key, so a store without an account may be tried out with test cards.
    """

    settings: SellingRepository
    accounts: Callable[[], PaymentAccounts]
    clock: Clock
    new_id: IdFactory
    connects: bool
    is_test: bool
    storefront_url_template: str


def get_settings(deps: SellingDeps, *, store_id: str) -> SellingSettings:
    """Everything a store's checkout is set up with."""
    return deps.settings.get(store_id)


def save_shipping(
    deps: SellingDeps, *, store: Store, shipping: ShippingSettings, expected_version: int | None
) -> ShippingSettings:
    """Replace the shipping zones; new zones and rates get ids.

    Raises:
        InvalidInputError, StaleVersionError.
    """
    shipping = replace(shipping, zones=tuple(_identified(deps, zone) for zone in shipping.zones))
    check_shipping(shipping, store.currency)
    current = deps.settings.get(store.id).shipping
    changed = replace(shipping, version=_next_version(current.version, expected_version))
    deps.settings.save(store.id, changed, previous_version=current.version)
    return changed


def _identified(deps: SellingDeps, zone: ShippingZone) -> ShippingZone:
    rates = tuple(rate if rate.id else replace(rate, id=deps.new_id("shr")) for rate in zone.rates)
    return replace(zone, id=zone.id or deps.new_id("shz"), rates=rates)


def save_taxes(deps: SellingDeps, *, store: Store, taxes: TaxSettings, expected_version: int | None) -> TaxSettings:
    """Replace the tax settings.

    Raises:
        InvalidInputError, StaleVersionError.
    """
    check_taxes(taxes)
    current = deps.settings.get(store.id).taxes
    changed = replace(taxes, version=_next_version(current.version, expected_version))
    deps.settings.save(store.id, changed, previous_version=current.version)
    return changed


def save_checkout(
    deps: SellingDeps, *, store: Store, checkout: CheckoutSettings, expected_version: int | None
) -> CheckoutSettings:
    """Replace the checkout policy.

    Raises:
        StaleVersionError.
    """
    current = deps.settings.get(store.id).checkout
    changed = replace(checkout, version=_next_version(current.version, expected_version))
    deps.settings.save(store.id, changed, previous_version=current.version)
    return changed


def _next_version(current: int, expected: int | None) -> int:
    if expected is not None and expected != current:
        raise StaleVersionError
    return current + 1


def start_onboarding(
    deps: SellingDeps, *, store: Store, email: str, country: str, return_url: str, refresh_url: str
) -> str:
    """Stripe's onboarding page for the store's account, which is made the first time.

    A crash between making and remembering it is harmless: Stripe answers the repeated call with the same account.

    Raises:
        PaymentsByPlatformError, PaymentRefusedError, PaymentUnavailableError.
    """
    if not deps.connects:
        raise PaymentsByPlatformError
    account = deps.settings.get(store.id).account
    if account is None:
        url = deps.storefront_url_template.format(slug=store.slug)
        account = deps.accounts().create_account(store_id=store.id, country=country, email=email, url=url)
        if not deps.settings.connect(store.id, replace(account, updated_at=deps.clock())):
            account = deps.settings.get(store.id).account or account
    return deps.accounts().onboarding_url(account.account_id, return_url=return_url, refresh_url=refresh_url)


def refresh_account(deps: SellingDeps, *, store_id: str) -> SellingSettings:
    """Ask Stripe how the account stands (the merchant just came back from its pages)."""
    settings = deps.settings.get(store_id)
    if settings.account is None:
        return settings
    account = replace(deps.accounts().get_account(settings.account.account_id), updated_at=deps.clock())
    deps.settings.refresh_account(store_id, account)
    return replace(settings, account=account)


def open_dashboard(deps: SellingDeps, *, store_id: str) -> str:
    """Stripe's own dashboard of the store's account.

    Raises:
        NoPaymentAccountError, PaymentUnavailableError.
    """
    account = deps.settings.get(store_id).account
    if account is None:
        raise NoPaymentAccountError
    return deps.accounts().dashboard_url(account.account_id)
