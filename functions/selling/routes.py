"""Shipping, taxes, checkout policy and payments of a store."""

from fastapi import APIRouter

from tradewind.bootstrap import Container
from tradewind.http.auth import CurrentPrincipal, Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import OwnStore
from tradewind.http.problems import responses
from tradewind.selling import service
from tradewind.selling.models import PaymentAccount
from tradewind.selling.schemas import (
    CheckoutPolicyRequest,
    CheckoutPolicyResponse,
    OnboardingRequest,
    PaymentsResponse,
    RedirectResponse,
    ShippingRequest,
    ShippingResponse,
    TaxRequest,
    TaxResponse,
)

router = APIRouter(prefix="/stores/{store_id}", tags=["selling"])

_READ = responses(401, 404)
_CHANGE = responses(401, 404, 409)
_PROVIDER = responses(401, 404, 409, 502)


@router.get("/shipping", responses=_READ)
def get_shipping(store: OwnStore, services: Services) -> ShippingResponse:
    """Where the store ships, and what for."""
    return ShippingResponse.of(service.get_settings(services.selling_deps, store_id=store.id).shipping)


@router.put("/shipping", responses=_CHANGE)
def save_shipping(body: ShippingRequest, store: OwnStore, services: Services) -> ShippingResponse:
    """Replace the zones. With ``version`` a stale edit answers 409 and the current copy."""
    with telling_current(lambda: get_shipping(store, services)):
        saved = service.save_shipping(
            services.selling_deps, store=store, shipping=body.to_settings(), expected_version=body.version
        )
    return ShippingResponse.of(saved)


@router.get("/taxes", responses=_READ)
def get_taxes(store: OwnStore, services: Services) -> TaxResponse:
    """How the store taxes."""
    return TaxResponse.of(service.get_settings(services.selling_deps, store_id=store.id).taxes)


@router.put("/taxes", responses=_CHANGE)
def save_taxes(body: TaxRequest, store: OwnStore, services: Services) -> TaxResponse:
    """Replace the tax settings. With ``version`` a stale edit answers 409 and the current copy."""
    with telling_current(lambda: get_taxes(store, services)):
        saved = service.save_taxes(
            services.selling_deps, store=store, taxes=body.to_settings(), expected_version=body.version
        )
    return TaxResponse.of(saved)


@router.get("/checkout-policy", responses=_READ)
def get_checkout_policy(store: OwnStore, services: Services) -> CheckoutPolicyResponse:
    """What happens to payments for goods that are gone, and the marketing tick."""
    return CheckoutPolicyResponse.of(service.get_settings(services.selling_deps, store_id=store.id).checkout)


@router.put("/checkout-policy", responses=_CHANGE)
def save_checkout_policy(body: CheckoutPolicyRequest, store: OwnStore, services: Services) -> CheckoutPolicyResponse:
    """Replace the policy. With ``version`` a stale edit answers 409 and the current copy."""
    with telling_current(lambda: get_checkout_policy(store, services)):
        saved = service.save_checkout(
            services.selling_deps, store=store, checkout=body.to_settings(), expected_version=body.version
        )
    return CheckoutPolicyResponse.of(saved)


@router.get("/payments", responses=_READ)
def get_payments(store: OwnStore, services: Services) -> PaymentsResponse:
    """How the store is paid, as Stripe last said."""
    return _payments(services, service.get_settings(services.selling_deps, store_id=store.id).account)


@router.post("/payments/refresh", responses=_PROVIDER)
def refresh_payments(store: OwnStore, services: Services) -> PaymentsResponse:
    """Ask Stripe how the account stands: the merchant just came back from its pages."""
    return _payments(services, service.refresh_account(services.selling_deps, store_id=store.id).account)


@router.post("/payments/onboarding", responses=_PROVIDER)
def start_onboarding(
    body: OnboardingRequest, store: OwnStore, principal: CurrentPrincipal, services: Services
) -> RedirectResponse:
    """Stripe's page for connecting the store's account; it is made the first time."""
    user = services.accounts.find(principal.user_id)
    dashboard = services.storefront_settings.dashboard_url.rstrip("/")
    url = service.start_onboarding(
        services.selling_deps,
        store=store,
        email=user.email if user else "",
        country=body.country,
        return_url=f"{dashboard}{body.return_path}",
        refresh_url=f"{dashboard}{body.return_path}",
    )
    return RedirectResponse(url=url)


@router.post("/payments/dashboard", responses=_PROVIDER)
def open_payments_dashboard(store: OwnStore, services: Services) -> RedirectResponse:
    """Stripe's own dashboard of the store's account: payouts, disputes, bank details."""
    return RedirectResponse(url=service.open_dashboard(services.selling_deps, store_id=store.id))


def _payments(services: Container, account: PaymentAccount | None) -> PaymentsResponse:
    deps = services.selling_deps
    return PaymentsResponse.of(account, connects=deps.connects, is_test=deps.is_test)
