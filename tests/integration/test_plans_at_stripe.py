"""The product's own adapter and workers against the Stripe stand-in: hosted pages, its clock, its events."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from local.stripe.testing import StripeServer, stripe_server
from local.stripe.webhooks import WebhookTarget
from tests.billing_world import Subscriber
from tests.world import Json, World
from tradewind.adapters.stripe_billing import StripeBilling
from tradewind.billing.plans import paid_plans
from tradewind.settings import StripeSettings

BACK = "https://dashboard.example.com/account/billing"


@pytest.fixture
def stripe(world: World, tmp_path: Path) -> Iterator[StripeServer]:
    """The stand-in, whose events go to the webhook of the world."""

    def send(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        answer = world.client.post(url, content=body, headers=dict(headers))
        return int(answer.status_code)

    target = WebhookTarget(url="http://dashboard.test/api/v1/webhooks/stripe", secret="whsec_new")
    with stripe_server(tmp_path / "stripe.sqlite3", webhook_target=target, send=send) as server:
        settings = StripeSettings(stripe_secret_key=SecretStr("sk_test_x"), stripe_api_base=server.url)
        world.container.__dict__.update(billing_gateway=StripeBilling(settings))
        yield server


@pytest.fixture
def ann(world: World, stripe: StripeServer) -> Subscriber:
    world.container.billing_gateway.set_up(paid_plans(), return_url=BACK)
    return Subscriber(world)


def arrive(ann: Subscriber, stripe: StripeServer) -> Json:
    """Let events come and workers finish; how the account stands then."""
    stripe.deliver()
    ann.world.drain()
    return ann.current


def subscribe(ann: Subscriber, stripe: StripeServer, plan: str = "growth", **fields: str) -> Json:
    page = ann.checkout(plan)
    assert page.status_code == 201, page.text
    paid = stripe.pay(page.json()["checkout_url"], **fields)
    assert paid.status_code == 303, paid.text
    return arrive(ann, stripe)


def test_setting_up_again_makes_nothing_new(ann: Subscriber, stripe: StripeServer) -> None:
    gateway: Any = ann.world.container.billing_gateway
    assert all("was made" not in line for line in gateway.set_up(paid_plans(), return_url=BACK))
    assert len(stripe.client().v1.prices.list({"limit": 100}).data) == len(paid_plans())


def test_a_trial_begins_on_stripes_page_and_is_charged_when_it_ends(ann: Subscriber, stripe: StripeServer) -> None:
    found = subscribe(ann, stripe, card="4242424242424242")
    assert (found["status"], found["plan"]["code"], found["has_card"]) == ("trialing", "growth", True)
    stripe.advance(timedelta(days=14, hours=2).total_seconds())
    found = arrive(ann, stripe)
    assert (found["status"], found["trial_end"]) == ("active", None)


def test_a_plan_is_changed_cancelled_and_taken_up_again(ann: Subscriber, stripe: StripeServer) -> None:
    subscribe(ann, stripe, "starter", card="4242424242424242")
    for plan, code in (("pro", "pro"), ("growth", "growth")):
        answer = ann.merchant.post("/subscriptions/change", {"plan": plan})
        assert (answer.status_code, answer.json()["plan"]["code"]) == (200, code), answer.text
    ending = ann.merchant.post("/subscriptions/change", {"plan": "free"}).json()
    assert (ending["plan"]["code"], ending["cancel_at"] is not None) == ("growth", True)
    assert ann.merchant.post("/subscriptions/change", {"plan": "growth"}).json()["cancel_at"] is None
    assert arrive(ann, stripe)["plan"]["code"] == "growth"


def test_an_upgrade_that_cannot_be_paid_changes_nothing(ann: Subscriber, stripe: StripeServer) -> None:
    subscribe(ann, stripe, "starter", card="4242424242424242")
    stripe.advance(timedelta(days=15).total_seconds())
    assert arrive(ann, stripe)["status"] == "active"
    stripe.control(f"/_test/customers/{ann.stored.customer_id}/card", outcome="declines")
    refused = ann.merchant.post("/subscriptions/change", {"plan": "pro"})
    assert (refused.status_code, refused.json()["code"]) == (409, "plan_payment_failed"), refused.text
    assert ann.current["plan"]["code"] == "starter"


def test_a_renewal_fails_and_is_paid_again(ann: Subscriber, stripe: StripeServer) -> None:
    subscribe(ann, stripe, card="4242424242424242")
    stripe.advance(timedelta(days=15).total_seconds())
    arrive(ann, stripe)
    stripe.control(f"/_test/customers/{ann.stored.customer_id}/card", outcome="declines")
    stripe.control(f"/_test/subscriptions/{ann.stored.subscription_id}/advance", to="renewal")
    stripe.advance(7200)
    found = arrive(ann, stripe)
    assert (found["status"], found["standing"], found["grace_until"] is not None) == ("past_due", "grace", True)
    stripe.control(f"/_test/customers/{ann.stored.customer_id}/card", outcome="pays")
    open_invoice = stripe.client().v1.invoices.list({"customer": ann.stored.customer_id, "status": "open"}).data[0]
    stripe.client().v1.invoices.pay(open_invoice.id or "")
    found = arrive(ann, stripe)
    assert (found["status"], found["standing"], found["grace_until"]) == ("active", "good", None)


def test_a_trial_without_a_card_pauses(ann: Subscriber, stripe: StripeServer) -> None:
    found = subscribe(ann, stripe, do="start")
    assert (found["status"], found["has_card"]) == ("trialing", False)
    stripe.advance(timedelta(days=14, hours=2).total_seconds())
    found = arrive(ann, stripe)
    assert (found["status"], found["standing"], found["hold"]) == ("paused", "unpaid", "unpaid")


def test_the_second_of_two_paid_pages_is_refunded(ann: Subscriber, stripe: StripeServer) -> None:
    subscribe(ann, stripe, "starter", card="4242424242424242")
    customer = ann.stored.customer_id
    price = stripe.client().v1.prices.list({"lookup_keys": ["tradewind_pro_monthly"]}).data[0].id
    session: Any = {
        "mode": "subscription",
        "customer": customer,
        "line_items": [{"price": price, "quantity": 1}],
        "success_url": BACK,
    }
    page = stripe.client().v1.checkout.sessions.create(session)
    assert stripe.pay(page.url or "", card="4242424242424242").status_code == 303
    assert arrive(ann, stripe)["plan"]["code"] == "starter"
    refunds = stripe.client().v1.refunds.list().data
    assert [refund.amount for refund in refunds] == [12900]
    assert "Your second subscription was cancelled and refunded" in ann.mails()
