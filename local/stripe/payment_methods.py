"""Cards that customers keep: the API for payment methods, and how a charge of a kept card ends."""

from __future__ import annotations

from typing import Any

from stripe.params import (
    PaymentMethodAttachParams,
    PaymentMethodCreateParams,
    PaymentMethodDetachParams,
    PaymentMethodListParams,
    PaymentMethodRetrieveParams,
    PaymentMethodUpdateParams,
)

from local.stripe import cards, objects, payment_objects, webhooks
from local.stripe.cards import Decline, TestCard
from local.stripe.catalog import unsupported
from local.stripe.payments import Means
from local.stripe.standin import Call, Operation, StandIn, list_page, merge_metadata
from local.stripe.wire import JsonObject, StripeError

KIND = "payment_method"
_PATH = "/v1/payment_methods"
_LABEL = "PaymentMethod"
# Stripe's names for its test cards: `pm_card_visa` can be attached, `tok_visa` makes a payment method.
_NAMED_CARDS = {
    "visa": "4242424242424242",
    "mastercard": "5555555555554444",
    "amex": "378282246310005",
    "authenticationRequired": "4000002760003184",
    "chargeCustomerFail": "4000000000000341",
    "chargeDeclined": "4000000000000002",
    "chargeDeclinedInsufficientFunds": "4000000000009995",
}
OUTCOMES = ("pays", "declines", "declines_next")


def refused(decline: Decline, *, kept: bool = False) -> StripeError:
    """Return the 402 of a card that was declined; `kept` when the attempt is to be remembered."""
    return StripeError(
        decline.message, status=402, kind="card_error", code=decline.code, decline_code=decline.decline_code, kept=kept
    )


def keep_card(
    standin: StandIn, card: TestCard, *, expiry: tuple[int, int], billing: JsonObject, account: str,
    customer: str | None, call: Call | None = None, **given: Any,
) -> JsonObject:  # fmt: skip
    """Store a card as a payment method, kept by `customer` if there is one; `expiry` is year and month."""
    year, month = expiry
    postal_code = bool((billing["address"] or {}).get("postal_code"))
    method = payment_objects.payment_method(
        standin.now(),
        kind="card",
        billing=billing,
        details=cards.method_details(card, month=month, year=year, postal_code=postal_code),
        customer=customer,
        **given,
    )
    standin.store.insert(method, account=account, private={"card": card.number})
    if customer:
        webhooks.emit(standin, "payment_method.attached", method, account=account, call=call)
    return method


def means(method: JsonObject, amount: int) -> Means:
    """Return a kept card as the means of a payment of `amount`."""
    kept = method["card"]
    card = TestCard(number="", label="", brand=kept["brand"], country=kept["country"])
    details = cards.card_details(
        card, month=kept["exp_month"], year=kept["exp_year"], amount=amount,
        postal_code=kept["checks"]["address_postal_code_check"] == "pass",
    ) | {"last4": kept["last4"], "fingerprint": kept["fingerprint"]}  # fmt: skip
    return Means(kind="card", billing=method["billing_details"], method_details=kept, charge_details=details)


def card_of(standin: StandIn, method: JsonObject) -> TestCard:
    """Return the test card behind a payment method."""
    number = standin.store.private(method["id"]).get("card", "")
    return cards.find_card(number) or cards.unknown_card(number)


def refusal(standin: StandIn, method: JsonObject, *, on_session: bool) -> Decline | None:
    """Return why the bank refuses a charge of a kept card now, or None; a wish for the next charge is used up."""
    private = standin.store.private(method["id"])
    wish = private.get("outcome")
    if wish == "declines_next":
        standin.store.save_private(method["id"], private | {"outcome": None})
    if wish in ("declines", "declines_next"):
        return cards.DECLINED
    if wish == "pays":
        return None
    card = card_of(standin, method)
    return card.decline or (None if on_session else card.off_session)


def set_outcome(standin: StandIn, customer: JsonObject, outcome: str) -> int:
    """Decide how charges of a customer's present cards end, whatever their numbers say; return how many there are."""
    methods = standin.store.all(KIND, account=None, where={"customer": customer["id"]})
    for method in methods:
        standin.store.save_private(method["id"], standin.store.private(method["id"]) | {"outcome": outcome})
    return len(methods)


def of_customer(call: Call, method_id: str, customer: str, *, param: str) -> JsonObject:
    """Return a payment method that a customer keeps.

    Raises StripeError for one that does not exist or is not theirs.
    """
    method = call.get(KIND, method_id, param=param, label=_LABEL)
    if method["customer"] != customer:
        raise StripeError(
            f"The customer does not have a payment method with the ID {method_id}. The payment method must be attached "
            "to the customer.",
            code="resource_missing", param=param,
        )  # fmt: skip
    return method


def attach(call: Call, method_id: str, customer: str, *, param: str = "payment_method") -> JsonObject:
    """Let a customer keep a payment method; a named test card becomes a new one.

    Raises StripeError for unknown methods, for those of others and, 402, for cards the bank refuses to save.
    """
    named = _named("pm_card_", method_id)
    if named:
        method = _store(call, named, (_year(call) + 4, 12), {})
    else:
        method = call.get(KIND, method_id, param=param, label=_LABEL)
    if method["customer"] == customer:
        return method
    if method["customer"]:
        raise StripeError("The payment method you provided has already been attached to a customer.", param=param)
    card = card_of(call.standin, method)
    if not card.can_be_saved and card.decline:
        raise refused(card.decline)
    method["customer"] = customer
    call.store.save(method)
    webhooks.emit(call.standin, "payment_method.attached", method, account=call.account, call=call)
    return method


def _named(prefix: str, name: str) -> TestCard | None:
    number = _NAMED_CARDS.get(name.removeprefix(prefix)) if name.startswith(prefix) else None
    return cards.find_card(number) if number else None


def _year(call: Call) -> int:
    return cards.year_and_month(call.now)[0]


def _store(call: Call, card: TestCard, expiry: tuple[int, int], given: JsonObject) -> JsonObject:
    details = given.get("billing_details", {})
    address = details.get("address") or {}
    billing = {name: details.get(name) or None for name in ("email", "name", "phone")}
    billing |= {"address": objects.address(**address), "tax_id": None}
    return keep_card(
        call.standin, card, expiry=expiry, billing=billing, account=call.account, customer=None,
        metadata=given.get("metadata") or {}, allow_redisplay=given.get("allow_redisplay", "unspecified"),
    )  # fmt: skip


# API


def _create(call: Call) -> JsonObject:
    given = call.params
    if given.get("type", "card") != "card" or "card" not in given:
        raise unsupported("type")
    for name in ("customer", "payment_method"):
        if name in given:
            raise unsupported(name)
    data = given["card"]
    if "token" in data:
        card = _named("tok_", data["token"])
        if card is None:
            raise StripeError(f"No such token: '{data['token']}'", code="resource_missing", param="card[token]")
        return _store(call, card, (_year(call) + 4, 12), given)
    if not cards.is_card_number(data.get("number", "")):
        raise StripeError("Your card number is incorrect.", status=402, kind="card_error",
                          code="incorrect_number", param="number")  # fmt: skip
    year, month = data.get("exp_year", 0), data.get("exp_month", 0)
    year += 2000 if year < 100 else 0
    if not 1 <= month <= 12 or (year, month) < cards.year_and_month(call.now):
        raise StripeError("Your card's expiration date is invalid.", status=402, kind="card_error",
                          code="invalid_expiry_year", param="exp_year")  # fmt: skip
    card = cards.find_card(data["number"]) or cards.unknown_card(data["number"])
    return _store(call, card, (year, month), given)


def _attach(call: Call) -> JsonObject:
    customer = call.get("customer", call.params.get("customer", ""), param="customer")
    return attach(call, call.path["id"], customer["id"])


def _detach(call: Call) -> JsonObject:
    """Take a payment method from its customer; subscriptions paid with it have to find another."""
    method = _retrieve(call)
    if not method["customer"]:
        raise StripeError("The payment method you provided is not attached to a customer so detachment is impossible.",
                          param="payment_method")  # fmt: skip
    customer = call.get("customer", method["customer"])
    if customer["invoice_settings"]["default_payment_method"] == method["id"]:
        customer["invoice_settings"]["default_payment_method"] = None
        call.store.save(customer)
    for subscription in call.store.all(
        "subscription", account=call.account, where={"default_payment_method": method["id"]}
    ):
        call.store.save(subscription | {"default_payment_method": None})
    method["customer"] = None
    call.store.save(method)
    webhooks.emit(call.standin, "payment_method.detached", method, account=call.account, call=call)
    return method


def _update(call: Call) -> JsonObject:
    method = _retrieve(call)
    for name in call.params.keys() - {"metadata", "expand", "allow_redisplay", "billing_details"}:
        raise unsupported(name)
    method["metadata"] = merge_metadata(method["metadata"], call.params.get("metadata", {}))
    method["allow_redisplay"] = call.params.get("allow_redisplay", method["allow_redisplay"])
    details = dict(call.params.get("billing_details", {}))
    if "address" in details:
        details["address"] = objects.address(**(details["address"] or {}))
    method["billing_details"] |= {name: value or None for name, value in details.items()}
    call.store.save(method)
    webhooks.emit(call.standin, "payment_method.updated", method, account=call.account, call=call)
    return method


def _retrieve(call: Call) -> JsonObject:
    return call.get(KIND, call.path["id"], label=_LABEL)


def _list(call: Call) -> JsonObject:
    return list_page(
        call, KIND, _PATH, {name: call.params[name] for name in ("customer", "type") if name in call.params}
    )


OPERATIONS = [
    Operation(method="POST", path=_PATH, params=PaymentMethodCreateParams, run=_create),
    Operation(method="GET", path=_PATH, params=PaymentMethodListParams, run=_list),
    Operation(method="GET", path=_PATH + "/{id}", params=PaymentMethodRetrieveParams, run=_retrieve),
    Operation(method="POST", path=_PATH + "/{id}", params=PaymentMethodUpdateParams, run=_update),
    Operation(method="POST", path=_PATH + "/{id}/attach", params=PaymentMethodAttachParams, run=_attach),
    Operation(method="POST", path=_PATH + "/{id}/detach", params=PaymentMethodDetachParams, run=_detach),
]
