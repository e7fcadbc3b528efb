"""The shopper's side of a checkout session: reading the form, paying, confirming, settling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from local.stripe import card_form, cards, coupons, disputes, objects, sessions, subscription_checkout, totals, webhooks
from local.stripe.cards import Decline, TestCard
from local.stripe.payments import Means, Payment
from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject

_DAY = 24 * 3600
SETTLES_AFTER_SECONDS = 3 * _DAY
# A script may leave fields out; a browser sends them all, so there an empty field is a mistake to point out.
_SAMPLE_ENTRY = {
    "method": "card",
    "card": "4242 4242 4242 4242",
    "expiry": "12 / 40",
    "cvc": "123",
    "debit": "succeeds",
    "email": "shopper@example.test",
    "name": "Sample Shopper",
    "phone": "+15555550100",
    "country": "US",
    "postal_code": "94107",
    "shipping_name": "Sample Shopper",
    "line1": "510 Townsend St",
    "line2": "",
    "city": "San Francisco",
    "state": "CA",
    "shipping_postal_code": "94103",
    "shipping_country": "US",
    "shipping_rate": "",
}
_OPTIONAL = {"line2", "state", "shipping_rate", "postal_code", "shipping_postal_code", "debit"}
_SHIPPING_FIELDS = ("shipping_name", "line1", "city", "shipping_country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How an attempt ended; `problems` maps form fields to what is wrong with them ("" is the whole payment).

    `changed` means that the total is not the one the shopper saw, so nothing was charged yet.
    """

    kind: Literal["complete", "confirm", "declined", "invalid", "changed", "closed"]
    problems: Mapping[str, str] = field(default_factory=dict)


def pay(standin: StandIn, session_id: str, form: Mapping[str, str], page_url: str) -> Result:
    """Try to pay a session with what the shopper entered.

    Paying a session twice, at once or later, takes the money once; an expired one stays unpaid.
    """
    sessions.expire_due(standin)
    with standin.store.transaction():
        session, account = _load(standin, session_id)
        if session["status"] != "open":
            return Result(kind="complete" if session["status"] == "complete" else "closed")
        entry = _SAMPLE_ENTRY | {name: value.strip() for name, value in form.items()}
        entry["email"] = known_email(standin, session) or entry["email"]
        problems = _problems(standin, session, entry)
        if problems:
            return Result(kind="invalid", problems=problems)
        _apply(standin, session, entry)
        if entry.get("shown_total", str(session["amount_total"])) != str(session["amount_total"]):
            return Result(kind="changed")
        if session["mode"] == "subscription":
            return _subscribe(standin, session, account, entry, page_url)
        if session["amount_total"] == 0:
            _complete(standin, session, account, payment_status="no_payment_required")
            return Result(kind="complete")
        return _attempt(standin, session, account, entry, page_url)


def confirm(standin: StandIn, session_id: str, *, accepted: bool) -> Result:
    """Answer the bank's question: go on with the payment that waits, or give it up."""
    sessions.expire_due(standin)
    with standin.store.transaction():
        session, account = _load(standin, session_id)
        private = standin.store.private(session_id)
        waiting = private.pop("waiting", None)
        payment = Payment.of(standin, session, account=account)
        if session["status"] != "open":
            return Result(kind="complete" if session["status"] == "complete" else "closed")
        if waiting is None or (payment is None and session["mode"] == "payment"):
            return Result(kind="invalid", problems={"": "There is no payment to confirm."})
        standin.store.save_private(session_id, private)
        if payment is None:
            refusal = subscription_checkout.confirm(standin, session, account, waiting, accepted=accepted)
            return _subscribed(standin, session, account, refusal)
        if not accepted:
            payment.refuse_confirmation(cards.NOT_AUTHENTICATED)
            return Result(kind="declined", problems={"": cards.NOT_AUTHENTICATED.message})
        means = Means(**waiting["means"])
        if waiting["decline"]:
            failure = Decline(**waiting["decline"])
            payment.decline(means, failure)
            return Result(kind="declined", problems={"": failure.message})
        payment.succeed(means)
        _complete(standin, session, account, payment_status="paid")
        return Result(kind="complete")


def known_email(standin: StandIn, session: JsonObject) -> str | None:
    """Return the email the store has set, for the session or on its customer."""
    customer = standin.store.find(session["customer"] or "", kind="customer", account=None)
    return session["customer_email"] or (customer["email"] if customer else None)


def kept_entry(standin: StandIn, session_id: str) -> dict[str, str]:
    """Return what the shopper entered before the bank asked for a confirmation."""
    return dict(standin.store.private(session_id).get("entry", {}))


def is_waiting(standin: StandIn, session_id: str) -> bool:
    """Tell whether a session waits for the shopper's confirmation."""
    return "waiting" in standin.store.private(session_id)


def is_settling(standin: StandIn, session_id: str) -> bool:
    """Tell whether a session waits for the answer to a bank debit."""
    return "settles" in standin.store.private(session_id)


def settle(standin: StandIn, session_id: str, *, succeeds: bool) -> bool:
    """Finish the bank debit of a session; return False when none is under way."""
    with standin.store.transaction():
        session, account = _load(standin, session_id)
        private = standin.store.private(session_id)
        payment = Payment.of(standin, session, account=account)
        if payment is None or private.pop("settles", None) is None:
            return False
        standin.store.save_private(session_id, private)
        payment.settle(failure=None if succeeds else cards.DEBIT_RETURNED)
        if succeeds:
            session["payment_status"] = "paid"
            standin.store.save(session)
        outcome = "succeeded" if succeeds else "failed"
        webhooks.emit(standin, f"checkout.session.async_payment_{outcome}", session, account=account)
        return True


def settle_due(standin: StandIn) -> int:
    """Finish every bank debit whose waiting time is over and return their number."""
    rows = standin.store.execute(
        "SELECT id, json_extract(private, '$.settles.succeeds') AS succeeds FROM objects "
        "WHERE kind = ? AND json_extract(private, '$.settles.at') <= ?",
        *(sessions.KIND, standin.now()),
    )
    return sum(settle(standin, row["id"], succeeds=bool(row["succeeds"])) for row in rows)


def _load(standin: StandIn, session_id: str) -> tuple[JsonObject, str]:
    session = standin.store.find(session_id, kind=sessions.KIND, account=None)
    if session is None:
        raise LookupError(session_id)
    return session, standin.store.account_of(session_id)


# Reading the form


def _takes_payment(session: JsonObject, entry: Mapping[str, str]) -> bool:
    if session["mode"] == "subscription":
        return subscription_checkout.wants_card(session, entry)
    return bool(session["amount_total"])


def _problems(standin: StandIn, session: JsonObject, entry: Mapping[str, str]) -> dict[str, str]:
    asked = ["email"]
    if _takes_payment(session, entry):
        asked += ["name", "country"]
    if session["phone_number_collection"]["enabled"]:
        asked.append("phone")
    if session["shipping_address_collection"]:
        asked += _SHIPPING_FIELDS
    found = {name: "Fill this in to continue." for name in asked if not entry[name] and name not in _OPTIONAL}
    if entry["email"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", entry["email"]):
        found["email"] = "This is not a complete email address."
    collection = session["shipping_address_collection"]
    if collection and entry["shipping_country"] not in ("", *collection["allowed_countries"]):
        found["shipping_country"] = "The store does not ship to this country."
    rates = [option["shipping_rate"] for option in session["shipping_options"]]
    if entry["shipping_rate"] and entry["shipping_rate"] not in rates:
        found["shipping_rate"] = "Choose one of the shipping options."
    if entry["method"] not in session["payment_method_types"]:
        found["method"] = "This way to pay is not offered here."
    elif entry["method"] == "card" and _takes_payment(session, entry):
        found |= card_form.problems(entry, standin.now())
    return found


def _apply(standin: StandIn, session: JsonObject, entry: Mapping[str, str]) -> None:
    """Write what the shopper entered to the session, with the total of the chosen shipping."""
    phone = entry["phone"] if session["phone_number_collection"]["enabled"] else None
    session["customer_details"] = {
        "address": objects.address(country=entry["country"], postal_code=entry["postal_code"]),
        "business_name": None,
        "email": entry["email"],
        "individual_name": None,
        "name": entry["name"] or None,
        "phone": phone,
        "tax_exempt": "none",
        "tax_ids": [],
    }
    if session["shipping_address_collection"]:
        session["collected_information"] = {
            "business_name": None,
            "individual_name": None,
            "shipping_details": {
                "address": objects.address(
                    line1=entry["line1"],
                    line2=entry["line2"],
                    city=entry["city"],
                    state=entry["state"],
                    postal_code=entry["shipping_postal_code"],
                    country=entry["shipping_country"],
                ),
                "name": entry["shipping_name"],
            },
        }
    chosen = entry["shipping_rate"] or (session["shipping_cost"] or {}).get("shipping_rate")
    totals.apply(standin, session, rate_id=chosen, country=taxed_country(session, entry))


def _billing(session: JsonObject) -> JsonObject:
    details = session["customer_details"]
    return {key: details[key] for key in ("address", "email", "name", "phone")} | {"tax_id": None}


def taxed_country(session: JsonObject, entry: Mapping[str, str]) -> str:
    """Return where a sale is taxed: where it is sent, else where the bill goes."""
    return entry["shipping_country"] if session["shipping_address_collection"] else entry["country"]


# Paying


def _attempt(standin: StandIn, session: JsonObject, account: str, entry: Mapping[str, str], page_url: str) -> Result:
    payment = Payment.start(standin, session, account=account)
    session["payment_intent"] = payment.intent["id"]
    standin.store.save(session)
    billing = _billing(session)
    if entry["method"] != "card":
        return _start_debit(standin, session, account, payment, billing, entry)
    card = card_form.test_card(entry)
    means = _card_means(card, session, billing, entry)
    payment.attach(means)
    if card.effect == "asks":
        waiting = {"means": asdict(means), "decline": asdict(card.decline) if card.decline else None}
        private = standin.store.private(session["id"])
        # The form comes back when the shopper refuses, so its entries are kept until then.
        standin.store.save_private(session["id"], private | {"waiting": waiting, "entry": dict(entry)})
        payment.ask(page_url)
        return Result(kind="confirm")
    if card.decline:
        payment.decline(means, card.decline)
        return Result(kind="declined", problems=card_form.decline_problems(card.decline))
    charge = payment.succeed(means)
    _complete(standin, session, account, payment_status="paid")
    if card.dispute_reason:
        disputes.open_dispute(standin, charge, account=account, reason=card.dispute_reason)
    return Result(kind="complete")


def _subscribe(standin: StandIn, session: JsonObject, account: str, entry: Mapping[str, str], page_url: str) -> Result:
    card = card_form.test_card(entry) if subscription_checkout.wants_card(session, entry) else None
    means = _card_means(card, session, _billing(session), entry) if card else None
    outcome = subscription_checkout.attempt(standin, session, account, card=card, means=means, page_url=page_url)
    if outcome == "confirm":
        private = standin.store.private(session["id"])
        standin.store.save_private(session["id"], private | {"entry": dict(entry)})
        return Result(kind="confirm")
    return _subscribed(standin, session, account, outcome)


def _subscribed(standin: StandIn, session: JsonObject, account: str, refusal: Decline | None) -> Result:
    if refusal:
        return Result(kind="declined", problems=card_form.decline_problems(refusal))
    _complete(standin, session, account, payment_status="paid" if session["amount_total"] else "no_payment_required")
    return Result(kind="complete")


def _card_means(card: TestCard, session: JsonObject, billing: JsonObject, entry: Mapping[str, str]) -> Means:
    year, month = card_form.expiry(entry)
    postal_code = bool(entry["postal_code"])
    return Means(
        kind="card",
        number=card.number,
        billing=billing,
        method_details=cards.method_details(card, month=month, year=year, postal_code=postal_code),
        charge_details=cards.card_details(
            card, month=month, year=year, amount=session["amount_total"], postal_code=postal_code
        ),
    )


def _start_debit(
    standin: StandIn, session: JsonObject, account: str, payment: Payment, billing: JsonObject,
    entry: Mapping[str, str],
) -> Result:  # fmt: skip
    """Accept a bank debit: the order is complete, the money follows in days (or does not)."""
    bank = {"fingerprint": cards.fingerprint(entry["method"]), "last4": "6789"}
    means = Means(kind=entry["method"], billing=billing, method_details=bank, charge_details=bank)
    payment.attach(means)
    payment.process(means)
    settles = {"at": standin.now() + SETTLES_AFTER_SECONDS, "succeeds": entry["debit"] != "fails"}
    private = standin.store.private(session["id"])
    standin.store.save_private(session["id"], private | {"settles": settles})
    _complete(standin, session, account, payment_status="unpaid")
    return Result(kind="complete")


def _complete(standin: StandIn, session: JsonObject, account: str, *, payment_status: str) -> None:
    if session["customer_creation"] == "always" and session["customer"] is None and session["mode"] == "payment":
        details = session["customer_details"]
        fields = {key: details[key] for key in ("address", "email", "name", "phone")}
        customer = standin.store.insert(objects.customer(standin.now(), **fields), account=account)
        session["customer"] = customer["id"]
        webhooks.emit(standin, "customer.created", customer, account=account)
    coupons.redeem(standin, session, account=account)
    session |= {"status": "complete", "payment_status": payment_status, "url": None}
    standin.store.save(session)
    webhooks.emit(standin, "checkout.session.completed", session, account=account)
