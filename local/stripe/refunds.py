"""Refunds, whole and partial, and the balance they come out of."""

from __future__ import annotations

from stripe.params import (
    BalanceRetrieveParams,
    RefundCreateParams,
    RefundListParams,
    RefundRetrieveParams,
    RefundUpdateParams,
)

from local.stripe import payment_objects, webhooks
from local.stripe.catalog import unsupported
from local.stripe.currency import format_amount
from local.stripe.standin import Call, Operation, list_page, merge_metadata
from local.stripe.wire import JsonObject, StripeError

_PATH = "/v1/refunds"


def _create(call: Call) -> JsonObject:
    for name in ("customer", "origin", "currency"):
        if name in call.params:
            raise unsupported(name)
    charge = _charge(call)
    amount = _amount(call, charge)
    fields = {name: call.params[name] for name in ("reason", "metadata") if call.params.get(name)}
    refund = payment_objects.refund(call.now, charge, amount=amount, **fields)
    entry = payment_objects.balance_transaction(
        call.now,
        kind="refund" if charge["payment_method_details"]["type"] == "card" else "payment_refund",
        source=refund["id"],
        amount=-amount,
        currency=charge["currency"],
        fees=[],
        description="Refund",
    )
    refund["balance_transaction"] = entry["id"]
    call.store.insert(entry, account=call.account)
    call.store.insert(refund, account=call.account)
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    call.store.save(charge)
    webhooks.emit(call.standin, "refund.created", refund, account=call.account, call=call)
    webhooks.emit(call.standin, "charge.refunded", charge, account=call.account, call=call)
    return refund


def _charge(call: Call) -> JsonObject:
    """Return the charge to refund, named directly or through its payment intent."""
    given = call.params
    if "charge" in given:
        charge = call.get("charge", given["charge"], param="charge")
        if given.get("payment_intent", charge["payment_intent"]) != charge["payment_intent"]:
            raise StripeError("The charge does not belong to the payment intent.", param="payment_intent")
    elif "payment_intent" in given:
        intent = call.get("payment_intent", given["payment_intent"], param="payment_intent")
        if not intent["latest_charge"]:
            raise StripeError("This PaymentIntent does not have a successful charge to refund.",
                              code="payment_intent_unexpected_state", param="payment_intent")  # fmt: skip
        charge = call.get("charge", intent["latest_charge"])
    else:
        raise StripeError("One of the following params should be provided for this request: payment_intent or charge.",
                          code="parameter_missing", param="payment_intent")  # fmt: skip
    if charge["status"] != "succeeded":
        raise StripeError(f"Charge {charge['id']} has not succeeded and cannot be refunded.", param="charge")
    return charge


def _amount(call: Call, charge: JsonObject) -> int:
    left = int(charge["amount"]) - int(charge["amount_refunded"])
    if left == 0:
        raise StripeError(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded", param="charge"
        )
    amount = int(call.params.get("amount", left))
    if amount < 1:
        raise StripeError("Invalid positive integer", code="parameter_invalid_integer", param="amount")
    if amount > left:
        currency = charge["currency"]
        raise StripeError(
            f"Refund amount ({format_amount(amount, currency)}) is greater than unrefunded amount on charge "
            f"({format_amount(left, currency)})",
            code="amount_too_large",
            param="amount",
        )
    return amount


def _retrieve(call: Call) -> JsonObject:
    return call.get("refund", call.path["id"])


def _update(call: Call) -> JsonObject:
    refund = call.get("refund", call.path["id"])
    refund["metadata"] = merge_metadata(refund["metadata"], call.params.get("metadata", {}))
    return call.store.save(refund)


def _list(call: Call) -> JsonObject:
    where: JsonObject = {name: call.params[name] for name in ("charge", "payment_intent") if name in call.params}
    return list_page(call, "refund", _PATH, where)


def _balance(call: Call) -> JsonObject:
    """Sum the entries: money becomes available two days after its charge, by the stand-in's clock."""
    sums: dict[str, dict[str, int]] = {"available": {}, "pending": {}}
    for entry in call.store.all("balance_transaction", account=call.account):
        side = sums["available" if entry["available_on"] <= call.now else "pending"]
        side[entry["currency"]] = side.get(entry["currency"], 0) + entry["net"]
    body: JsonObject = {"object": "balance", "livemode": False}
    for name, side in sums.items():
        body[name] = [
            {"amount": amount, "currency": currency, "source_types": {"card": amount}}
            for currency, amount in sorted((side or {"usd": 0}).items())
        ]
    return body


OPERATIONS = [
    Operation(method="POST", path=_PATH, params=RefundCreateParams, run=_create),
    Operation(method="GET", path=_PATH, params=RefundListParams, run=_list),
    Operation(method="GET", path=_PATH + "/{id}", params=RefundRetrieveParams, run=_retrieve),
    Operation(method="POST", path=_PATH + "/{id}", params=RefundUpdateParams, run=_update),
    Operation(method="GET", path="/v1/balance", params=BalanceRetrieveParams, run=_balance),
]
