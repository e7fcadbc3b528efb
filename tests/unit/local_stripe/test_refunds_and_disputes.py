"""Money that goes back: by the shop, by somebody at Stripe's dashboard, by the shopper's bank."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from local.stripe.testing import StripeServer, http
from tests.unit.local_stripe.conftest import NOW, Shop, cart

DAY = 24 * 3600


@pytest.fixture
def intent(server: StripeServer, client: stripe.StripeClient) -> str:
    """Return the intent of a paid session that carries the shop's metadata."""
    return _pay(server, client)


def _pay(server: StripeServer, client: stripe.StripeClient, **fields: str) -> str:
    session = client.v1.checkout.sessions.create(cart(payment_intent_data={"metadata": {"order": "7"}}))
    assert server.pay(session.url, **fields).status_code == 303
    return str(client.v1.checkout.sessions.retrieve(session.id).payment_intent)


def _charge(client: stripe.StripeClient, intent: str) -> stripe.Charge:
    return client.v1.charges.list({"payment_intent": intent}).data[0]


# Refunds


def test_a_refund_at_the_dashboard_knows_nothing_of_the_shop(
    server: StripeServer, client: stripe.StripeClient, shop: Shop, intent: str
) -> None:
    server.deliver()
    shop.received.clear()

    made = server.control("/_test/refunds", payment_intent=intent, amount=1000).json()

    assert (made["amount"], made["metadata"], made["reason"], made["status"]) == (1000, {}, None, "succeeded")
    server.deliver()
    assert shop.types() == ["refund.created", "charge.refunded"]
    assert shop.received[1].data.object.amount_refunded == 1000
    assert server.control("/_test/refunds", payment_intent=intent).json()["amount"] == 2998
    assert server.control("/_test/refunds", payment_intent=intent).json()["error"]["code"] == "charge_already_refunded"
    assert server.control("/_test/refunds", payment_intent="pi_x").status_code == 404
    assert server.control("/_test/refunds").json()["error"]["code"] == "parameter_missing"


def test_a_held_refund_succeeds_later(server: StripeServer, client: stripe.StripeClient, intent: str) -> None:
    server.control("/_test/faults", pending_refunds=1)
    refund = client.v1.refunds.create({"payment_intent": intent, "amount": 500, "metadata": {"return": "r1"}})
    assert (refund.status, refund.pending_reason) == ("pending", "processing")
    assert client.v1.refunds.create({"payment_intent": intent, "amount": 1}).status == "succeeded"

    server.control(f"/_test/refunds/{refund.id}/settle", outcome="succeeds")

    read = client.v1.refunds.retrieve(refund.id)
    assert (read.status, read.metadata.to_dict()) == ("succeeded", {"return": "r1"})  # type: ignore[union-attr]
    assert [event["type"] for event in server.events()][-2:] == ["refund.updated", "charge.refund.updated"]
    again = server.control(f"/_test/refunds/{refund.id}/settle", outcome="succeeds")
    assert again.status_code == 400


@pytest.mark.parametrize("held", [0, 1])
def test_a_failed_refund_gives_the_money_back_to_the_account(
    server: StripeServer, client: stripe.StripeClient, intent: str, held: int
) -> None:
    server.control("/_test/faults", pending_refunds=held)
    refund = client.v1.refunds.create({"payment_intent": intent})
    assert _charge(client, intent).refunded

    server.control(f"/_test/refunds/{refund.id}/settle", outcome="fails")

    read = client.v1.refunds.retrieve(refund.id, {"expand": ["failure_balance_transaction"]})
    entry: Any = read.failure_balance_transaction
    assert (read.status, read.failure_reason, entry.amount) == ("failed", "expired_or_canceled_card", 3998)
    charge = _charge(client, intent)
    assert (charge.amount_refunded, charge.refunded) == (0, False)
    assert [event["type"] for event in server.events()][-3:] == [
        "refund.updated", "charge.refund.updated", "refund.failed"
    ]  # fmt: skip
    assert client.v1.refunds.create({"payment_intent": intent}).status == "succeeded"


def test_reasons_are_stripes(client: stripe.StripeClient, intent: str) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.refunds.create({"payment_intent": intent, "reason": "changed_mind"})
    assert refusal.value.param == "reason"
    assert client.v1.refunds.create({"payment_intent": intent, "reason": "duplicate"}).reason == "duplicate"


# Disputes


@pytest.mark.parametrize(
    ("card", "reason"), [("4000 0000 0000 0259", "fraudulent"), ("4000 0000 0000 2685", "product_not_received")]
)
def test_a_card_pays_and_is_disputed(
    server: StripeServer, client: stripe.StripeClient, shop: Shop, card: str, reason: str
) -> None:
    intent = _pay(server, client, card=card)

    server.deliver()
    assert shop.types() == [
        "payment_intent.succeeded",
        "charge.succeeded",
        "checkout.session.completed",
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
    ]
    (dispute,) = client.v1.disputes.list({"payment_intent": intent}).data
    assert (dispute.status, dispute.reason, dispute.amount, dispute.currency) == (
        "needs_response", reason, 3998, "usd"
    )  # fmt: skip
    assert dispute.evidence_details.due_by == NOW + 9 * DAY
    assert dispute.metadata.to_dict() == {}
    (entry,) = dispute.balance_transactions
    assert (entry.amount, entry.fee, entry.net, entry.reporting_category) == (-3998, 1500, -5498, "dispute")
    charge = _charge(client, intent)
    assert (charge.id, charge.disputed, charge.metadata.to_dict()) == (dispute.charge, True, {"order": "7"})


def test_a_disputed_charge_cannot_be_refunded(server: StripeServer, client: stripe.StripeClient) -> None:
    intent = _pay(server, client, card="4000000000000259")
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.refunds.create({"payment_intent": intent})
    assert refusal.value.code == "charge_disputed"
    dispute = client.v1.disputes.list().data[0]
    server.control(f"/_test/disputes/{dispute.id}/settle", outcome="won")
    assert client.v1.refunds.create({"payment_intent": intent}).status == "succeeded"


def test_evidence_is_staged_then_submitted_once(server: StripeServer, client: stripe.StripeClient, intent: str) -> None:
    dispute = server.control("/_test/disputes", payment_intent=intent, reason="product_not_received").json()["id"]
    staged = client.v1.disputes.update(dispute, {"evidence": {"shipping_carrier": "DHL"}, "submit": False})
    assert (staged.status, staged.evidence_details.has_evidence) == ("needs_response", True)
    sent = client.v1.disputes.update(
        dispute, {"evidence": {"shipping_tracking_number": "JD014"}, "metadata": {"by": "lea"}}
    )
    assert (sent.status, sent.evidence_details.submission_count) == ("under_review", 1)
    assert (sent.evidence.shipping_carrier, sent.evidence.shipping_tracking_number) == ("DHL", "JD014")
    with pytest.raises(stripe.InvalidRequestError, match="already been submitted"):
        client.v1.disputes.update(dispute, {"evidence": {"shipping_carrier": "UPS"}})
    unknown: Any = {"colour": "red"}
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.disputes.update(dispute, {"evidence": unknown})
    assert refusal.value.param == "evidence[colour]"
    assert len(server.events("charge.dispute.updated")) == 2


@pytest.mark.parametrize("outcome", ["won", "lost"])
def test_the_bank_decides(server: StripeServer, client: stripe.StripeClient, intent: str, outcome: str) -> None:
    dispute = server.control("/_test/disputes", payment_intent=intent, amount=1000).json()["id"]

    closed = server.control(f"/_test/disputes/{dispute}/settle", outcome=outcome).json()

    won = outcome == "won"
    assert closed["status"] == outcome
    read = client.v1.disputes.retrieve(dispute)
    assert [entry.amount for entry in read.balance_transactions] == ([-1000, 1000] if won else [-1000])
    told = [event["type"] for event in server.events() if "dispute" in event["type"]][2:]
    assert told == (["charge.dispute.funds_reinstated"] if won else []) + ["charge.dispute.closed"]
    assert server.control(f"/_test/disputes/{dispute}/settle", outcome="won").status_code == 400
    with pytest.raises(stripe.InvalidRequestError, match="already closed"):
        client.v1.disputes.close(dispute)


def test_a_loss_can_be_accepted(server: StripeServer, client: stripe.StripeClient, intent: str) -> None:
    dispute = server.control("/_test/disputes", payment_intent=intent).json()["id"]
    assert client.v1.disputes.close(dispute).status == "lost"
    assert [event["type"] for event in server.events()][-1] == "charge.dispute.closed"
    assert server.control("/_test/disputes", payment_intent=intent).status_code == 400


def test_disputes_of_an_account_carry_it(server: StripeServer, client: stripe.StripeClient) -> None:
    account = server.connect_account()
    session = client.v1.checkout.sessions.create(cart(), {"stripe_account": account})
    server.pay(session.url, card="4000000000000259")
    told = server.events("charge.dispute.created", "charge.dispute.funds_withdrawn")
    assert [event["account"] for event in told] == [account, account]
    assert client.v1.disputes.list().data == []
    assert len(client.v1.disputes.list({}, {"stripe_account": account}).data) == 1


def test_the_overview_has_buttons_for_it(server: StripeServer, client: stripe.StripeClient, intent: str) -> None:
    charge = _charge(client, intent).id
    account = server.connect_account(email="lea@example.com")
    server.control("/_test/faults", pending_refunds=1)
    page = server.get("/").text
    for text in ("Refund at Stripe", "Dispute", "lea@example.com", "Restrict"):
        assert text in page
    form = {"charge": charge, "amount": ""}
    assert http().post(f"{server.url}/_test/refunds", data=form | {"amount": "100"}).status_code == 303
    assert "Pending refunds" in server.get("/").text
    refund = client.v1.refunds.list().data[0]
    http().post(f"{server.url}/_test/refunds/{refund.id}/settle", data={"outcome": "fails"})
    http().post(f"{server.url}/_test/disputes", data=form)
    page = server.get("/").text
    assert "needs response" in page
    assert "Account wins" in page
    http().post(f"{server.url}/_test/disputes/{client.v1.disputes.list().data[0].id}/settle", data={"outcome": "lost"})
    http().post(f"{server.url}/_test/accounts/{account}", data={"charges_enabled": "false"})
    page = server.get("/").text
    assert "tag-lost" in page
    assert "tag-disabled" in page


# Fees and lists


def test_the_fee_is_read_through_the_intent(client: stripe.StripeClient, intent: str) -> None:
    read = client.v1.payment_intents.retrieve(intent, {"expand": ["latest_charge.balance_transaction"]})
    charge: Any = read.latest_charge
    assert charge.balance_transaction.fee == 146
    assert charge.metadata.to_dict() == read.metadata.to_dict() == {"order": "7"}
    alone: Any = client.v1.charges.retrieve(charge.id, {"expand": ["balance_transaction"]}).balance_transaction
    assert client.v1.balance_transactions.retrieve(alone.id).net == 3998 - 146


def test_sessions_are_listed_by_time_and_status(server: StripeServer, client: stripe.StripeClient) -> None:
    old = client.v1.checkout.sessions.create(cart())
    server.pay(old.url)
    server.advance(100)
    paid = [client.v1.checkout.sessions.create(cart()) for _ in range(3)]
    for session in paid:
        server.pay(session.url)
    client.v1.checkout.sessions.create(cart())
    found = client.v1.checkout.sessions.list({"created": {"gte": NOW + 100}, "status": "complete", "limit": 2})
    assert [session.id for session in found.auto_paging_iter()] == [session.id for session in paid[::-1]]
