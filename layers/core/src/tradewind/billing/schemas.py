"""Wire shapes of plans and subscriptions."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from tradewind.ai.models import MICROS_PER_CENT
from tradewind.billing.entitlement import Standing
from tradewind.billing.models import SubscriptionStatus
from tradewind.billing.overview import Overview, Preview, StoreUse
from tradewind.billing.plans import Limits, Plan, PlanCode
from tradewind.http.schemas import Input, MoneyModel, Output, Timestamp
from tradewind.stores.models import HoldReason

OwnPath = Annotated[str, Field(max_length=300, pattern=r"^/([^/\\\s][^\\\s]*)?$")]
"""A path of the dashboard; ``//host`` would be another site."""


class SubscribeRequest(Input):
    """The plan to subscribe to, and where Stripe's page leads back to in the dashboard."""

    plan: Literal["starter", "growth", "pro"]
    success_path: OwnPath = "/account/billing"
    cancel_path: OwnPath = "/pricing"


class PortalRequest(Input):
    """Where Stripe's page leads back to in the dashboard."""

    return_path: OwnPath = "/account/billing"


class ChangePlanRequest(Input):
    """The plan to move to."""

    plan: PlanCode


class KeptStoresRequest(Input):
    """Stores that stay open, at most as many as the plan has; the oldest of the others fill what is left."""

    store_ids: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=100)]


class LimitsModel(Output):
    """What a plan allows: open stores, products of each (archived ones not counted), AI credits of all a month."""

    stores: int
    products: int
    ai_credits: int

    @classmethod
    def of(cls, limits: Limits) -> "LimitsModel":
        """From the domain's limits."""
        return cls(stores=limits.stores, products=limits.products, ai_credits=limits.ai_credits)


class PlanModel(Output):
    """A plan. One AI credit is one US cent of what models cost."""

    code: PlanCode
    name: str
    summary: str
    monthly_price: MoneyModel
    limits: LimitsModel

    @classmethod
    def of(cls, plan: Plan) -> "PlanModel":
        """From the domain's plan."""
        return cls(
            code=plan.code,
            name=plan.name,
            summary=plan.summary,
            monthly_price=MoneyModel.of(plan.monthly_price),
            limits=LimitsModel.of(plan.limits),
        )


class PlansResponse(Output):
    """Every plan, cheapest first, and what all of them include. Empty where the deployment has no plans."""

    items: list[PlanModel]
    included: list[str]

    @classmethod
    def of(cls, plans: Sequence[Plan], included: Sequence[str]) -> "PlansResponse":
        """From the domain's plans."""
        return cls(items=[PlanModel.of(plan) for plan in plans], included=list(included))


class StoreUseModel(Output):
    """An open store. ``stays`` says whether it is one of those that stay open under the plan in question."""

    id: str
    name: str
    products: int
    held: HoldReason | None
    stays: bool

    @classmethod
    def of(cls, use: StoreUse) -> "StoreUseModel":
        """From the domain's value."""
        return cls(id=use.id, name=use.name, products=use.products, held=use.held, stays=use.stays)


class UsageModel(Output):
    """What is used of the limits. ``ai_credits`` counts what running calls may cost too, rounded up."""

    stores: list[StoreUseModel]
    ai_credits: int
    ai_resets_at: Timestamp


class SubscriptionResponse(Output):
    """How the account stands. Without plans ``billing`` is ``off`` and everything else null or empty.

    ``plan`` is the one whose limits hold now; ``subscribed_plan`` the one paid for, which need not be the same.
    """

    billing: Literal["on", "off"]
    plan: PlanModel | None = None
    subscribed_plan: PlanCode | None = None
    status: SubscriptionStatus | None = None
    standing: Standing | None = None
    limits: LimitsModel | None = None
    usage: UsageModel | None = None
    current_period_end: Timestamp | None = None
    trial_end: Timestamp | None = None
    trial_days: int = Field(default=0, description="Free days that a first subscription of this account would have.")
    cancel_at: Timestamp | None = None
    has_card: bool = False
    grace_until: Timestamp | None = None
    over_limit_until: Timestamp | None = Field(
        default=None, description="There are more stores than the plan has; after this the others are held."
    )
    hold: HoldReason | None = None
    is_managed: bool = Field(default=False, description="There is a page at Stripe with cards and invoices.")

    @classmethod
    def without_plans(cls) -> "SubscriptionResponse":
        """Of a deployment that has none."""
        return cls(billing="off")

    @classmethod
    def of(cls, found: Overview) -> "SubscriptionResponse":
        """From the domain's overview."""
        account, entitlement = found.account, found.entitlement
        micros = found.ai.used_micros + found.ai.reserved_micros
        return cls(
            billing="on",
            plan=PlanModel.of(entitlement.plan),
            subscribed_plan=account.plan if account.status else None,
            status=account.status,
            standing=entitlement.standing,
            limits=LimitsModel.of(entitlement.limits),
            usage=UsageModel(
                stores=[StoreUseModel.of(use) for use in found.stores],
                ai_credits=-(-micros // MICROS_PER_CENT),
                ai_resets_at=found.ai.resets_at,
            ),
            current_period_end=account.current_period_end,
            trial_end=account.trial_end if account.status is SubscriptionStatus.TRIALING else None,
            trial_days=found.trial_days,
            cancel_at=account.cancel_at if account.is_running else None,
            has_card=account.has_card,
            grace_until=account.grace_until,
            over_limit_until=account.over_limit_until,
            hold=found.hold,
            is_managed=bool(account.customer_id),
        )


class PreviewResponse(Output):
    """What choosing a plan would do. ``effective_at`` null is at once; nothing is ever deleted.

    Stores that do not stay are held after ``held_after``; ``crowded`` ones get no further products.
    """

    kind: Literal["subscribe", "upgrade", "downgrade", "cancel", "resume", "none"]
    plan: PlanModel
    effective_at: Timestamp | None
    stores: list[StoreUseModel]
    held_after: Timestamp | None
    crowded: list[str]
    ai_over: bool

    @classmethod
    def of(cls, found: Preview) -> "PreviewResponse":
        """From the domain's preview."""
        return cls(
            kind=found.kind,
            plan=PlanModel.of(found.plan),
            effective_at=found.effective_at,
            stores=[StoreUseModel.of(use) for use in found.stores],
            held_after=found.held_after,
            crowded=list(found.crowded),
            ai_over=found.ai_over,
        )


class CheckoutAnswer(Output):
    """Stripe's page to subscribe on."""

    checkout_url: str
    session_id: str


class PortalAnswer(Output):
    """Stripe's page of the account."""

    url: str
