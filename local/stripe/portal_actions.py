"""What a customer does about their own subscription: another plan, another card, leave, stay, pay what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from local.stripe import (
    card_form,
    invoices,
    objects,
    payment_methods,
    portal,
    subscription_changes,
    subscriptions,
    webhooks,
)
from local.stripe.cards import Decline
from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject

SAMPLE_CARD = {"card": "4242 4242 4242 4242", "expiry": "12 / 40", "cvc": "123", "name": "", "postal_code": "94107",
               "country": "US"}  # fmt: skip
CARD_FIELDS = ("card", "expiry", "cvc")
_OWING = ("past_due", "unpaid", "incomplete")
_NOT_RUNNING = ("unpaid", "incomplete", "paused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How an action ended; `problems` maps form fields to what is wrong with them ("" is the whole action)."""

    kind: Literal["done", "declined", "invalid"]
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One customer inside the portal, with what the configuration lets them do."""

    standin: StandIn
    customer: JsonObject
    features: JsonObject
    account: str

    @property
    def subscriptions(self) -> list[JsonObject]:
        """Return what the customer subscribes to, oldest first."""
        return subscriptions.of_customer(self.standin, self.customer["id"], account=self.account)

    def prices(self, subscription: JsonObject) -> list[JsonObject]:
        """Return the active recurring prices a subscription can be put on, cheapest first, its own among them."""
        allowed = [price for each in self.features["subscription_update"]["products"] or [] for price in each["prices"]]
        where: JsonObject = {"active": True, "type": "recurring", "currency": subscription["currency"]}
        found = self.standin.store.all("price", account=self.account, where=where)
        own = subscription["items"]["data"][0]["price"]["id"]
        shown = [price for price in found if not allowed or price["id"] in (*allowed, own)]
        return sorted(shown, key=lambda price: (price["recurring"]["interval"], price["unit_amount"]))


def visit(standin: StandIn, session: JsonObject) -> Visit | None:
    """Return the visit a session stands for, while the customer exists."""
    account = standin.store.account_of(session["id"])
    customer = standin.store.find(session["customer"], kind="customer", account=account)
    configuration = standin.store.find(session["configuration"], kind=portal.CONFIGURATION, account=account)
    if customer is None or configuration is None:
        return None
    return Visit(standin=standin, customer=customer, features=configuration["features"], account=account)


def act(visit: Visit, form: Mapping[str, str]) -> Result:
    """Carry out `do`, for the `subscription` that is named or the only one, inside one transaction."""
    actions = {"change": _change, "cancel": _cancel, "keep": _keep, "resume": _resume, "card": _card, "pay": _pay}
    run = actions.get(form.get("do", ""))
    chosen = form.get("subscription", "")
    known = [each for each in visit.subscriptions if chosen in ("", each["id"])]
    if run is None or (run is not _card and not known):
        return Result(kind="invalid", problems={"": "There is nothing here that this could be done to."})
    with visit.standin.store.transaction():
        return run(visit, known[0] if known else None, form)


def _off(visit: Visit, feature: str) -> Result | None:
    if visit.features[feature]["enabled"]:
        return None
    return Result(kind="invalid", problems={"": "The store does not let customers do this themselves."})


def _ended(failure: Decline | None) -> Result:
    if failure:
        return Result(kind="declined", problems={"": failure.message})
    return Result(kind="done")


def _change(visit: Visit, subscription: JsonObject | None, form: Mapping[str, str]) -> Result:
    assert subscription is not None  # noqa: S101 - `act` finds one
    if refusal := _off(visit, "subscription_update"):
        return refusal
    price = next((each for each in visit.prices(subscription) if each["id"] == form.get("price")), None)
    item = subscription["items"]["data"][0]
    if price is None or len(subscription["items"]["data"]) > 1:
        return Result(kind="invalid", problems={"price": "Choose one of the plans."})
    if price["id"] == item["price"]["id"]:
        return Result(kind="invalid", problems={"price": "This is the plan you have."})
    if subscription["status"] in _OWING:
        return Result(kind="invalid", problems={"price": "Pay what is open before changing the plan."})
    failure = subscription_changes.change_items(
        visit.standin,
        subscription,
        [(price, item["quantity"], item["metadata"])],
        account=visit.account,
        proration=visit.features["subscription_update"]["proration_behavior"],
        on_session=True,
    )
    return _ended(failure)


def _cancel(visit: Visit, subscription: JsonObject | None, form: Mapping[str, str]) -> Result:
    assert subscription is not None  # noqa: S101 - `act` finds one
    if refusal := _off(visit, "subscription_cancel"):
        return refusal
    wish = visit.features["subscription_cancel"]
    feedback = form.get("feedback") or None
    if feedback and feedback not in wish["cancellation_reason"]["options"]:
        return Result(kind="invalid", problems={"feedback": "Choose one of the reasons."})
    subscription["cancellation_details"] |= {"feedback": feedback, "comment": form.get("comment") or None}
    if wish["mode"] == "immediately" or subscription["status"] in _NOT_RUNNING:
        subscriptions.end(visit.standin, subscription, account=visit.account, reason="cancellation_requested")
        return Result(kind="done")
    subscription_changes.set_cancellation(visit.standin, subscription, at_period_end=True)
    subscriptions.save(visit.standin, subscription, account=visit.account)
    return Result(kind="done")


def _keep(visit: Visit, subscription: JsonObject | None, _: Mapping[str, str]) -> Result:
    assert subscription is not None  # noqa: S101 - `act` finds one
    if not subscription["cancel_at"]:
        return Result(kind="invalid", problems={"": "This subscription is not going to end."})
    subscription_changes.set_cancellation(visit.standin, subscription, at_period_end=False)
    subscription["cancellation_details"] |= {"feedback": None, "comment": None}
    subscriptions.save(visit.standin, subscription, account=visit.account)
    return Result(kind="done")


def _resume(visit: Visit, subscription: JsonObject | None, _: Mapping[str, str]) -> Result:
    assert subscription is not None  # noqa: S101 - `act` finds one
    if subscription["status"] != "paused":
        return Result(kind="invalid", problems={"": "This subscription is not paused."})
    if subscriptions.method_of(visit.standin, subscription) is None:
        return Result(kind="invalid", problems={"": "Add a card first."})
    return _ended(subscriptions.resume(visit.standin, subscription, account=visit.account, on_session=True))


def _pay(visit: Visit, subscription: JsonObject | None, _: Mapping[str, str]) -> Result:
    assert subscription is not None  # noqa: S101 - `act` finds one
    method = subscriptions.method_of(visit.standin, subscription)
    if method is None:
        return Result(kind="invalid", problems={"": "Add a card first."})
    return _ended(pay_open(visit.standin, subscription, method, account=visit.account))


def _card(visit: Visit, _: JsonObject | None, form: Mapping[str, str]) -> Result:
    if refusal := _off(visit, "payment_method_update"):
        return refusal
    return use_new_card(visit.standin, visit.customer, form, account=visit.account)


def use_new_card(standin: StandIn, customer: JsonObject, form: Mapping[str, str], *, account: str) -> Result:
    """Make a card the one everything is paid with from now on, pay what is open, and go on with what is paused.

    The customer answers their bank on the spot, so a card that asks is taken. A card that can be kept stays even when
    the payment of what is open is declined.
    """
    entry = SAMPLE_CARD | {name: value.strip() for name, value in form.items()}
    found = card_form.problems(entry, standin.now())
    if found:
        return Result(kind="invalid", problems=found)
    card = card_form.test_card(entry)
    if card.decline and not card.can_be_saved:
        return Result(kind="declined", problems=card_form.decline_problems(card.decline))
    address = objects.address(country=entry["country"], postal_code=entry["postal_code"])
    billing = {"address": address, "email": customer["email"], "name": entry["name"] or customer["name"],
               "phone": customer["phone"], "tax_id": None}  # fmt: skip
    method = payment_methods.keep_card(
        standin, card, expiry=card_form.expiry(entry), billing=billing, account=account, customer=customer["id"]
    )
    settings = customer["invoice_settings"] | {"default_payment_method": method["id"]}
    customer |= {"invoice_settings": settings}
    standin.store.save(customer)
    webhooks.emit(standin, "customer.updated", customer, account=account)
    failure: Decline | None = None
    for subscription in subscriptions.of_customer(standin, customer["id"], account=account):
        if subscription["default_payment_method"]:
            subscription["default_payment_method"] = method["id"]
            subscriptions.save(standin, subscription, account=account)
        if subscription["status"] == "paused":
            failure = subscriptions.resume(standin, subscription, account=account, on_session=True) or failure
        else:
            failure = pay_open(standin, subscription, method, account=account) or failure
    return Result(kind="declined", problems=card_form.decline_problems(failure)) if failure else Result(kind="done")


def pay_open(standin: StandIn, subscription: JsonObject, method: JsonObject, *, account: str) -> Decline | None:
    """Pay the open invoices of a subscription with a kept card, and return the first refusal."""
    for invoice in invoices.open_ones(standin, subscription["id"], account=account):
        failure = invoices.collect(standin, invoice, method, account=account, on_session=True)
        subscriptions.after_payment(standin, invoice, failure, account=account)
        if failure:
            return failure
    return None
