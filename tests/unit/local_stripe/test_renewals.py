"""Time passes: trials end, periods renew, cards fail and recover, subscriptions end."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from local.stripe.testing import StripeServer
from tests.unit.local_stripe.billing import DAY, DECLINED_LATER, again, order, period, price, subscribe, trial
from tests.unit.local_stripe.conftest import NOW, Shop

PAID = ["payment_intent.succeeded", "charge.succeeded", "invoice.paid", "invoice.payment_succeeded"]
FAILED = ["payment_intent.payment_failed", "charge.failed", "invoice.payment_failed"]
RENEWED = ["invoice.created", "customer.subscription.updated", "invoice.finalized"]


def _new_events(server: StripeServer, shop: Shop) -> list[str]:
    before = len(shop.received)
    server.deliver(rounds=100)
    return shop.types()[before:]


def _card(server: StripeServer, subscription: stripe.Subscription, outcome: str) -> None:
    answer = server.control(f"/_test/customers/{subscription.customer}/card", outcome=outcome)
    assert answer.json() == {"cards": 1}


def test_a_trial_warns_three_days_before_and_becomes_active(
    server: StripeServer, client: stripe.StripeClient, shop: Shop
) -> None:
    subscription = subscribe(server, client, subscription_data=trial())
    server.deliver()
    server.advance(11 * DAY - 1)
    assert _new_events(server, shop) == []
    server.advance(1)
    assert _new_events(server, shop) == ["customer.subscription.trial_will_end"]
    server.advance(3 * DAY)
    assert _new_events(server, shop) == [*RENEWED, *PAID]
    now = again(client, subscription)
    assert (now.status, now.trial_end) == ("active", NOW + 14 * DAY)
    assert period(now) == (NOW + 14 * DAY, NOW + 14 * DAY + 30 * DAY)  # to the same day of the next month
    assert client.v1.invoices.retrieve(str(now.latest_invoice)).amount_paid == 2900


@pytest.mark.parametrize(
    ("missing", "status", "told"),
    [
        ("pause", "paused", ["customer.subscription.updated", "customer.subscription.paused"]),
        ("cancel", "canceled", ["customer.subscription.deleted"]),
        ("create_invoice", "past_due", [*RENEWED, "invoice.payment_failed", "customer.updated",
                                        "customer.subscription.updated"]),
    ],
)  # fmt: skip
def test_a_trial_without_a_card_ends_as_it_was_told_to(
    server: StripeServer, client: stripe.StripeClient, shop: Shop, missing: str, status: str, told: list[str]
) -> None:
    subscription = subscribe(
        server, client, do="start", subscription_data=trial(missing=missing), payment_method_collection="if_required"
    )
    server.advance(12 * DAY)
    server.deliver()
    server.advance(2 * DAY)
    assert _new_events(server, shop) == told
    assert again(client, subscription).status == status
    server.advance(60 * DAY)
    if status == "paused":
        assert _new_events(server, shop) == []


def test_a_short_trial_warns_at_once(server: StripeServer, client: stripe.StripeClient) -> None:
    subscribe(server, client, subscription_data=trial(days=2))
    assert len(server.events("customer.subscription.trial_will_end")) == 1
    server.advance(3 * DAY)
    assert len(server.events("customer.subscription.trial_will_end")) == 1


def test_a_paused_subscription_is_resumed_with_a_card(
    server: StripeServer, client: stripe.StripeClient, shop: Shop
) -> None:
    subscription = subscribe(
        server, client, do="start", subscription_data=trial(), payment_method_collection="if_required"
    )
    server.advance(20 * DAY)
    with pytest.raises(stripe.InvalidRequestError, match="no attached payment source"):
        client.v1.subscriptions.resume(subscription.id)
    customer = str(subscription.customer)
    card = client.v1.payment_methods.attach("pm_card_visa", {"customer": customer})
    client.v1.subscriptions.update(subscription.id, {"default_payment_method": card.id})
    server.deliver()
    resumed = client.v1.subscriptions.resume(subscription.id)
    assert (resumed.status, period(resumed)[0]) == ("active", NOW + 20 * DAY)
    assert _new_events(server, shop) == [*RENEWED, *PAID, "customer.subscription.resumed"]


def test_a_resumption_that_cannot_be_paid(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(
        server, client, do="start", subscription_data=trial(), payment_method_collection="if_required"
    )
    server.advance(20 * DAY)
    card = client.v1.payment_methods.attach("pm_card_chargeCustomerFail", {"customer": str(subscription.customer)})
    client.v1.subscriptions.update(subscription.id, {"default_payment_method": card.id})
    with pytest.raises(stripe.CardError):
        client.v1.subscriptions.resume(subscription.id, {"payment_behavior": "resume_on_payment_success"})
    assert again(client, subscription).status == "paused"
    assert client.v1.subscriptions.resume(subscription.id).status == "past_due"


def test_a_period_renews_on_its_day(server: StripeServer, client: stripe.StripeClient, shop: Shop) -> None:
    subscription = subscribe(server, client)
    end = period(subscription)[1]
    server.deliver()
    server.advance(end - NOW - 1)
    assert _new_events(server, shop) == []
    server.advance(1)
    assert _new_events(server, shop) == [*RENEWED, *PAID]
    renewed = again(client, subscription)
    assert period(renewed)[0] == end
    invoice = client.v1.invoices.retrieve(str(renewed.latest_invoice))
    assert (invoice.billing_reason, invoice.period_start, invoice.created) == ("subscription_cycle", NOW, end)
    assert invoice.number
    assert invoice.number.endswith("-0002")


def test_a_long_jump_does_everything_at_its_own_time(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    server.advance(365 * DAY)
    invoices = client.v1.invoices.list({"limit": 100, "subscription": subscription.id}).data
    assert len(invoices) == 13
    starts = [invoice.lines.data[0].period.start for invoice in reversed(invoices)]
    assert [invoice.created for invoice in reversed(invoices)] == starts
    assert period(again(client, subscription))[0] == NOW + 365 * DAY


def test_a_failed_renewal_is_tried_on_the_schedule_and_then_cancelled(
    server: StripeServer, client: stripe.StripeClient, shop: Shop
) -> None:
    subscription = subscribe(server, client)
    end = period(subscription)[1]
    _card(server, subscription, "declines")
    server.deliver()
    server.advance(end - NOW)
    assert _new_events(server, shop) == [*RENEWED, *FAILED, "customer.updated", "customer.subscription.updated"]
    overdue = again(client, subscription)
    assert overdue.status == "past_due"
    assert client.v1.customers.retrieve(str(subscription.customer)).delinquent is True
    for attempt, (day, later) in enumerate([(1, 3), (3, 5), (5, 7)], start=1):
        invoice = client.v1.invoices.retrieve(str(overdue.latest_invoice))
        assert (invoice.attempt_count, invoice.next_payment_attempt) == (attempt, end + day * DAY)
        server.advance(end + day * DAY - server.standin.now())
        assert _new_events(server, shop) == FAILED
        assert client.v1.invoices.retrieve(invoice.id).next_payment_attempt == end + later * DAY
    server.advance(2 * DAY)
    assert _new_events(server, shop) == [*FAILED, "customer.subscription.deleted"]
    gone = again(client, subscription)
    assert gone.cancellation_details
    assert (gone.status, gone.cancellation_details.reason) == ("canceled", "payment_failed")
    invoice = client.v1.invoices.retrieve(str(overdue.latest_invoice))
    assert (invoice.status, invoice.attempt_count, invoice.next_payment_attempt) == ("open", 5, None)


def test_a_retry_may_succeed(server: StripeServer, client: stripe.StripeClient, shop: Shop) -> None:
    subscription = subscribe(server, client)
    _card(server, subscription, "declines_next")
    server.advance(period(subscription)[1] - NOW)
    assert again(client, subscription).status == "past_due"
    server.deliver()
    server.advance(DAY)
    assert _new_events(server, shop) == [*PAID, "customer.updated", "customer.subscription.updated"]
    assert again(client, subscription).status == "active"
    assert client.v1.customers.retrieve(str(subscription.customer)).delinquent is False
    invoice = client.v1.invoices.list().data[0]
    assert (invoice.attempt_count, invoice.next_payment_attempt) == (2, None)


@pytest.mark.parametrize(("after", "status"), [("unpaid", "unpaid"), ("past_due", "past_due")])
def test_what_follows_the_last_retry_is_a_setting(
    server: StripeServer, client: stripe.StripeClient, after: str, status: str
) -> None:
    answer = server.control("/_test/billing", retry_days=[2], after_retries=after)
    assert answer.json() == {"retry_days": [2], "after_retries": after}
    subscription = subscribe(server, client, subscription_data=trial(), card=DECLINED_LATER)
    server.advance(16 * DAY)
    assert again(client, subscription).status == status
    assert len(server.events("invoice.payment_failed")) == 2


def test_an_unpaid_subscription_makes_drafts_until_it_is_paid(
    server: StripeServer, client: stripe.StripeClient
) -> None:
    server.control("/_test/billing", retry_days=[1], after_retries="unpaid")
    subscription = subscribe(server, client)
    _card(server, subscription, "declines")
    server.advance(62 * DAY)
    assert [invoice.status for invoice in client.v1.invoices.list().data] == ["draft", "open", "paid"]
    _card(server, subscription, "pays")
    owed = client.v1.invoices.list({"status": "open"}).data[0]
    client.v1.invoices.pay(owed.id)
    assert again(client, subscription).status == "active"


def test_a_card_that_always_asks_fails_without_its_owner(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(order(price(client), subscription_data=trial(days=5)))
    server.pay(session.url, card="4000002760003184")
    server.pay(session.url, do="confirm")
    subscription = client.v1.subscriptions.list().data[0]
    server.advance(5 * DAY)
    assert again(client, subscription).status == "past_due"
    owed = str(again(client, subscription).latest_invoice)
    with pytest.raises(stripe.CardError, match="requires authentication"):
        client.v1.invoices.pay(owed)
    assert client.v1.invoices.pay(owed, {"off_session": False}).status == "paid"


def test_a_planned_end_comes(server: StripeServer, client: stripe.StripeClient, shop: Shop) -> None:
    subscription = subscribe(server, client)
    end = period(subscription)[1]
    client.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": True})
    server.deliver()
    server.advance(end - NOW)
    assert _new_events(server, shop) == ["customer.subscription.deleted"]
    gone = again(client, subscription)
    assert (gone.status, gone.canceled_at, gone.ended_at) == ("canceled", NOW, end)


def test_an_end_that_was_planned_can_come_sooner(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    client.v1.subscriptions.update(subscription.id, {"cancel_at": NOW + 10 * DAY})
    server.advance(DAY)
    other = subscribe(server, client)
    client.v1.subscriptions.update(other.id, {"cancel_at_period_end": True})
    server.advance(DAY)
    gone = client.v1.subscriptions.cancel(other.id)
    assert (gone.canceled_at, gone.ended_at) == (NOW + 2 * DAY, NOW + 2 * DAY)
    server.advance(8 * DAY)
    ended = again(client, subscription)
    assert (ended.status, ended.canceled_at, ended.ended_at) == ("canceled", NOW, NOW + 10 * DAY)


def test_a_trial_that_was_cancelled_ends_without_a_charge(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client, subscription_data=trial())
    leaving = client.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": True})
    assert leaving.cancel_at == subscription.trial_end
    server.advance(14 * DAY)
    assert again(client, subscription).status == "canceled"
    assert client.v1.charges.list().data == []


def test_the_last_day_of_a_month_does_not_drift(server: StripeServer, client: stripe.StripeClient) -> None:
    server.advance(1_901_188_800 - NOW)  # 31 March 2030
    subscription = subscribe(server, client)
    ends = []
    for _ in range(4):
        ends.append(period(again(client, subscription))[1])
        server.advance(ends[-1] - server.standin.now())
    days = [(end - 1_901_188_800) // DAY for end in ends]
    assert days == [30, 61, 91, 122]  # 30 April, 31 May, 30 June, 31 July


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/_test/billing", {"retry_days": [3, 1]}),
        ("/_test/billing", {"retry_days": "1,3"}),
        ("/_test/billing", {"after_retries": "explode"}),
        ("/_test/customers/cus_gone/card", {"outcome": "pays"}),
    ],
)
def test_wrong_switches_are_refused(server: StripeServer, path: str, body: dict[str, Any]) -> None:
    assert server.control(path, **body).status_code in (400, 404)
