"""The demo merchant's plan: subscribed to on the stand-in's own page and paid, as anybody's is."""

import httpx2

from tradewind.billing.plans import PlanCode, plan_of
from tradewind.billing.ports import PlanCheckout
from tradewind.billing.service import with_customer
from tradewind.billing.sync import sync_account
from tradewind.bootstrap import Container

_CARD = "4242424242424242"


def subscribe_demo(email: str) -> None:
    """Give the account a paid ``growth`` plan, unless it has had one."""
    container = Container()
    user = container.accounts.find_by_email(email)
    deps = container.billing_deps
    if user is None or not deps.is_on or deps.plans.get(user.id).status:
        return
    dashboard = container.storefront_settings.dashboard_url
    page = deps.gateway().start_checkout(
        PlanCheckout(
            user_id=user.id,
            customer_id=with_customer(deps, deps.plans.get(user.id), user).customer_id,
            plan=plan_of(PlanCode.GROWTH),
            trial_days=0,
            success_url=f"{dashboard}/account/billing",
            cancel_url=f"{dashboard}/pricing",
        ),
        key=f"seed:{user.id}",
    )
    httpx2.post(page.url, data={"do": "pay", "card": _CARD, "name": "Ann Example"}, timeout=20)
    sync_account(deps, user.id)
