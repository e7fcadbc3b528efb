"""``/api/v1/subscriptions`` (spec feature 7): the plan of the caller's account."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from tradewind.accounts.errors import SessionEndedError
from tradewind.accounts.models import User
from tradewind.accounts.throttling import throttle
from tradewind.billing import overview, service
from tradewind.billing.plans import PlanCode, all_plans, included
from tradewind.billing.schemas import (
    ChangePlanRequest,
    CheckoutAnswer,
    KeptStoresRequest,
    PlansResponse,
    PortalAnswer,
    PortalRequest,
    PreviewResponse,
    SubscribeRequest,
    SubscriptionResponse,
)
from tradewind.bootstrap import Container
from tradewind.http.auth import CurrentPrincipal, Services
from tradewind.http.deps import IdempotencyKey, user_claim
from tradewind.http.problems import responses

router = APIRouter(prefix="/subscriptions", tags=["subscriptions"])

_PROVIDER = responses(401, 403, 409, 429, 502, 503)
STRIPE_CALLS = 40
"""Of one account in a quarter of an hour: people click a few times, pages that wait for Stripe ask a dozen."""


def _current_user(principal: CurrentPrincipal, services: Services) -> User:
    user = services.accounts.find(principal.user_id)
    if user is None or not user.is_active:
        raise SessionEndedError
    return user


CurrentUser = Annotated[User, Depends(_current_user)]


def _asking_user(user: CurrentUser, services: Services) -> User:
    """Each of these calls asks Stripe, whose allowance all accounts share. Without plans nobody is asked."""
    if services.billing_settings.is_on:
        throttle(services.accounts, services.clock, f"stripe:{user.id}", STRIPE_CALLS)
    return user


AskingUser = Annotated[User, Depends(_asking_user)]
"""The caller, who has some calls of Stripe left in this quarter of an hour."""


@router.get("/plans", responses=responses(401))
def list_plans(principal: CurrentPrincipal, services: Services) -> PlansResponse:
    """The plans there are, cheapest first; none where the deployment has none."""
    is_on = services.billing_settings.is_on
    return PlansResponse.of(all_plans() if is_on else (), included() if is_on else ())


@router.get("/current", responses=responses(401))
def get_subscription(user: CurrentUser, services: Services) -> SubscriptionResponse:
    """The account's plan, what it allows and what is used of it."""
    return _current(services, user)


@router.post("/refresh", responses=_PROVIDER)
def refresh_subscription(user: AskingUser, services: Services) -> SubscriptionResponse:
    """Ask Stripe how the subscription stands: its owner just came back from a page there."""
    service.refresh(services.billing_deps, user_id=user.id)
    return _current(services, user)


@router.get("/preview", responses=responses(401, 409))
def preview_plan(user: CurrentUser, services: Services, plan: Annotated[PlanCode, Query()]) -> PreviewResponse:
    """What choosing a plan would do: when, and to which stores."""
    return PreviewResponse.of(overview.preview(services.billing_deps, services.ai_ledger, user, plan))


@router.post("/checkout", status_code=201, responses=_PROVIDER)
def subscribe(
    body: SubscribeRequest, user: AskingUser, services: Services, idempotency_key: IdempotencyKey = None
) -> CheckoutAnswer:
    """A page of Stripe to subscribe on. Who has a subscription changes that instead."""
    page = service.start_checkout(
        services.billing_deps,
        user=user,
        code=PlanCode(body.plan),
        success_url=_dashboard(services, body.success_path),
        cancel_url=_dashboard(services, body.cancel_path),
        once=user_claim(user.id, "subscribe", idempotency_key, body.model_dump(mode="json")),
    )
    return CheckoutAnswer(checkout_url=page.url, session_id=page.id)


@router.post("/portal", responses=_PROVIDER)
def open_portal(body: PortalRequest, user: AskingUser, services: Services) -> PortalAnswer:
    """The caller's own page at Stripe: cards, invoices, cancelling."""
    return_url = _dashboard(services, body.return_path)
    return PortalAnswer(url=service.open_portal(services.billing_deps, user=user, return_url=return_url))


@router.post("/change", responses=_PROVIDER)
def change_plan(body: ChangePlanRequest, user: AskingUser, services: Services) -> SubscriptionResponse:
    """Move the subscription to another plan; a larger one is charged for at once, ``free`` ends it when used up."""
    service.change_plan(services.billing_deps, user_id=user.id, code=body.plan)
    return _current(services, user)


@router.put("/kept-stores", responses=responses(401, 409))
def choose_kept_stores(body: KeptStoresRequest, user: CurrentUser, services: Services) -> SubscriptionResponse:
    """Which stores stay open while there are more than the plan has."""
    service.keep_stores(services.billing_deps, user_id=user.id, store_ids=body.store_ids)
    return _current(services, user)


def _current(services: Container, user: User) -> SubscriptionResponse:
    if not services.billing_settings.is_on:
        return SubscriptionResponse.without_plans()
    return SubscriptionResponse.of(overview.overview(services.billing_deps, services.ai_ledger, user))


def _dashboard(services: Container, path: str) -> str:
    return f"{services.storefront_settings.dashboard_url.rstrip('/')}{path}"
