"""How a checkout in subscription mode ends: with a customer, their card, a subscription and its first invoice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Literal

from local.stripe import (
    cards,
    objects,
    payment_methods,
    payment_objects,
    subscription_api,
    subscription_objects,
    subscriptions,
    webhooks,
)
from local.stripe.cards import Decline, TestCard
from local.stripe.payments import Means, Payment
from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject

START = "start"


def may_go_without_card(session: JsonObject) -> bool:
    """Tell whether a trial can begin before there is a card."""
    return bool(session["payment_method_collection"] == "if_required" and session["amount_total"] == 0)


def wants_card(session: JsonObject, entry: Mapping[str, str]) -> bool:
    """Tell whether the entries of a page have to include a card."""
    if not may_go_without_card(session):
        return True
    return entry.get("do") != START and any(entry[name] for name in ("card", "expiry", "cvc"))


def attempt(
    standin: StandIn, session: JsonObject, account: str, *, card: TestCard | None, means: Means | None, page_url: str
) -> Decline | Literal["confirm"] | None:
    """Subscribe with a card, or without one in a trial. Return a refusal, `confirm` when the bank asks, or None.

    A refusal leaves no subscription; what is due today is charged before there is one.
    """
    due = session["amount_total"] > 0
    if card is None or means is None:
        _finish(standin, session, account, means=None)
        return None
    payment = _begin_payment(standin, session, account, means) if due else None
    if card.effect == "asks":
        waiting = {"means": asdict(means), "decline": asdict(card.decline) if card.decline else None}
        private = standin.store.private(session["id"])
        standin.store.save_private(session["id"], private | {"waiting": waiting})
        if payment:
            payment.ask(page_url)
        return "confirm"
    refusal = card.decline if due or not card.can_be_saved else None
    if refusal:
        if payment:
            payment.decline(means, refusal)
        return refusal
    _finish(standin, session, account, means=means)
    return None


def confirm(
    standin: StandIn, session: JsonObject, account: str, waiting: JsonObject, *, accepted: bool
) -> Decline | None:
    """Go on with what waits for the bank's question, or give it up; return a refusal."""
    means = Means(**waiting["means"])
    payment = _payment(standin, session, account)
    if not accepted:
        if payment:
            payment.refuse_confirmation(cards.NOT_AUTHENTICATED)
        return cards.NOT_AUTHENTICATED
    if waiting["decline"]:
        refusal = Decline(**waiting["decline"])
        if payment:
            payment.decline(means, refusal)
        return refusal
    _finish(standin, session, account, means=means)
    return None


def _payment(standin: StandIn, session: JsonObject, account: str) -> Payment | None:
    intent_id = standin.store.private(session["id"]).get("intent", "")
    intent = standin.store.find(intent_id, kind="payment_intent", account=account)
    return Payment(standin, intent, account=account) if intent else None


def _begin_payment(standin: StandIn, session: JsonObject, account: str, means: Means) -> Payment:
    payment = _payment(standin, session, account)
    if payment is None:
        intent = payment_objects.payment_intent(
            standin.now(),
            amount=session["amount_total"],
            currency=session["currency"],
            description="Subscription creation",
            setup_future_usage="off_session",
        )
        standin.store.insert(intent, account=account)
        private = standin.store.private(session["id"])
        standin.store.save_private(session["id"], private | {"intent": intent["id"]})
        payment = Payment(standin, intent, account=account)
    payment.attach(means)
    standin.store.save(payment.intent)
    return payment


def _finish(standin: StandIn, session: JsonObject, account: str, *, means: Means | None) -> None:
    private = standin.store.private(session["id"])
    data = private["subscription_data"]
    customer = _customer(standin, session, account, private["customer_update"])
    payment = _payment(standin, session, account)
    method = _keep(standin, means, payment, customer["id"], account) if means else None
    body, _ = subscriptions.begin(
        standin,
        customer=customer,
        terms=[(line["price"], line["quantity"], line["metadata"]) for line in private["line_items"]],
        account=account,
        base_url=private["base_url"],
        trial_end=subscription_api.trial_end(data, standin.now(), "subscription_data"),
        payment=payment,
        means=means,
        default_payment_method=method["id"] if method else None,
        description=data.get("description"),
        metadata=data.get("metadata") or {},
        automatic_tax=_automatic_tax(session),
        **_chosen(data),
    )
    session |= {"customer": customer["id"], "subscription": body["id"], "invoice": body["latest_invoice"]}


def _chosen(data: JsonObject) -> JsonObject:
    fields = {name: data[name] for name in ("trial_settings",) if name in data}
    if "billing_mode" in data:
        fields["billing_mode"] = subscription_objects.billing_mode(data["billing_mode"]["type"])
    return fields


def _customer(standin: StandIn, session: JsonObject, account: str, update: JsonObject) -> JsonObject:
    """Return who subscribes: the session's customer, or a new one with what the page collected."""
    details = session["customer_details"]
    customer = standin.store.find(session["customer"] or "", kind="customer", account=account)
    if customer is None:
        fields = {name: details[name] for name in ("address", "email", "name", "phone")}
        customer = standin.store.insert(objects.customer(standin.now(), **fields), account=account)
        webhooks.emit(standin, "customer.created", customer, account=account)
        return customer
    changed = {name: details[name] for name in ("address", "name") if update.get(name) == "auto"}
    if changed:
        customer |= changed
        standin.store.save(customer)
        webhooks.emit(standin, "customer.updated", customer, account=account)
    return customer


def _keep(standin: StandIn, means: Means, payment: Payment | None, customer: str, account: str) -> JsonObject:
    """Let the customer keep the card for the renewals."""
    if payment is None:
        details = means.method_details
        card = cards.find_card(means.number) or cards.unknown_card(means.number)
        return payment_methods.keep_card(
            standin, card, expiry=(details["exp_year"], details["exp_month"]), billing=means.billing,
            account=account, customer=customer,
        )  # fmt: skip
    payment.intent["customer"] = customer
    method = standin.store.find(payment.intent["payment_method"], account=account)
    assert method is not None  # noqa: S101 - attached by the attempt
    method["customer"] = customer
    standin.store.save(method)
    webhooks.emit(standin, "payment_method.attached", method, account=account)
    return method


def _automatic_tax(session: JsonObject) -> JsonObject:
    on = session["automatic_tax"]["enabled"]
    return {"disabled_reason": None, "enabled": on, "liability": {"type": "self"} if on else None}
