"""One customer's whole life with a plan, told through checkout, portal, clock and webhooks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import stripe

from local.stripe.app import create_stripe_app, run_clockwork
from local.stripe.clock import Clock
from local.stripe.renewals import travel
from local.stripe.testing import StripeServer, http
from tests.unit.local_stripe.billing import DAY, again, period, price, subscribe, trial
from tests.unit.local_stripe.conftest import NOW, Shop


def _portal(client: stripe.StripeClient, subscription: stripe.Subscription, do: str, **fields: str) -> int:
    session = client.v1.billing_portal.sessions.create(
        {"customer": str(subscription.customer), "return_url": "https://app.test/billing"}
    )
    return http().post(session.url, data={"do": do, **fields}).status_code


def test_from_a_trial_without_a_card_to_the_end(server: StripeServer, client: stripe.StripeClient, shop: Shop) -> None:
    server.control("/_test/billing", after_retries="unpaid")
    growth, pro = price(client, lookup_key="growth"), price(client, 7900, name="Pro", lookup_key="pro")
    subscription = subscribe(
        server, client, do="start", price_id=growth, subscription_data=trial(), payment_method_collection="if_required"
    )
    assert subscription.status == "trialing"

    server.advance(15 * DAY)
    assert again(client, subscription).status == "paused"

    assert _portal(client, subscription, "card") == 303
    first = again(client, subscription)
    assert (first.status, period(first)[0]) == ("active", NOW + 15 * DAY)

    server.control(f"/_test/customers/{subscription.customer}/card", outcome="declines")
    server.control(f"/_test/subscriptions/{subscription.id}/advance", to="renewal")
    assert again(client, subscription).status == "past_due"
    assert _portal(client, subscription, "change", price=pro) == 400
    server.advance(7 * DAY)
    assert again(client, subscription).status == "unpaid"

    assert _portal(client, subscription, "card", card="5555555555554444") == 303
    assert again(client, subscription).status == "active"

    assert _portal(client, subscription, "change", price=pro) == 303
    assert again(client, subscription)["items"].data[0].price.lookup_key == "pro"
    server.control(f"/_test/subscriptions/{subscription.id}/advance", to="renewal")
    upgraded = client.v1.invoices.list().data[0]
    assert [line.amount > 0 for line in upgraded.lines.data] == [False, True, True]

    assert _portal(client, subscription, "cancel") == 303
    server.control(f"/_test/subscriptions/{subscription.id}/advance", to="renewal")
    assert again(client, subscription).status == "canceled"
    server.advance(365 * DAY)

    server.deliver(rounds=100)
    statuses: list[str] = []
    for event in shop.received:
        told: Any = event.data.object
        if event.type.startswith("customer.subscription.") and told.status not in statuses[-1:]:
            statuses.append(told.status)
    assert statuses == ["trialing", "paused", "active", "past_due", "unpaid", "active", "canceled"]
    assert [event.type for event in shop.received][-1] == "customer.subscription.deleted"
    paid = [invoice.amount_paid for invoice in client.v1.invoices.list({"status": "paid"}).data]
    assert sum(paid) == sum(charge.amount for charge in client.v1.charges.list({"limit": 100}).data if charge.paid)


def test_lost_answers_and_disturbed_events_do_no_harm(
    server: StripeServer, client: stripe.StripeClient, shop: Shop
) -> None:
    subscription = subscribe(server, client, subscription_data=trial())
    server.deliver()
    server.control("/_test/faults", next=1, after=True, path_prefix="/v1/subscriptions")
    other = price(client, 7900)
    item = subscription["items"].data[0].id
    params: Any = {"items": [{"id": item, "price": other}], "trial_end": "now"}
    key: Any = {"idempotency_key": "upgrade:1"}
    with pytest.raises(stripe.APIError):
        server.client(max_network_retries=0).v1.subscriptions.update(subscription.id, params, key)
    changed = client.v1.subscriptions.update(subscription.id, params, key)
    assert (changed.status, changed["items"].data[0].price.id) == ("active", other)
    assert len(client.v1.charges.list().data) == 1

    server.control("/_test/faults", duplicate_events=3, shuffle_events=True, delay_events_seconds=60)
    server.control(f"/_test/subscriptions/{subscription.id}/advance", to="renewal")
    server.deliver()
    before = len(shop.received)
    server.advance(60)
    server.deliver()
    kinds = shop.types()[before:]
    assert len(kinds) == 7 + 3
    assert kinds[:3] != ["invoice.created", "customer.subscription.updated", "invoice.finalized"]


def test_everything_survives_a_restart(server: StripeServer, client: stripe.StripeClient, state: Path) -> None:
    """What is planned lives in the state file: nothing is kept in memory between two moments."""
    subscription = subscribe(server, client)
    server.control(f"/_test/customers/{subscription.customer}/card", outcome="declines_next")
    app = create_stripe_app(state, Clock.stopped_at(NOW), background=False)
    travel(app.state.standin, 40 * DAY, run_clockwork)
    app.state.standin.store.close()
    assert again(client, subscription).status == "active"
    assert len(client.v1.invoices.list().data) == 2
    assert len(server.events("invoice.payment_failed")) == 1
