"""Refunds, whole and partial, and the balance they come out of."""

from __future__ import annotations

from typing import Any

from stripe.params import (
    BalanceRetrieveParams,
    RefundCreateParams,
    RefundListParams,
    RefundRetrieveParams,
    RefundUpdateParams,
)

from local.stripe import fees, payment_objects, webhooks
from local.stripe.catalog import unsupported
from local.stripe.currency import format_amount
from local.stripe.standin import Call, Operation, StandIn, list_page, merge_metadata
from local.stripe.wire import JsonObject, StripeError, missing

_PATH = "/v1/refunds"


def _create(call: Call) -> JsonObject:
    for name in ("customer", "origin", "currency"):
        if name in call.params:
            raise unsupported(name)
    if call.params.get("reverse_transfer"):
        raise unsupported("reverse_transfer")
    charge = _charge(call)
    fields = {name: call.params[name] for name in ("reason", "metadata") if call.params.get(name)}
    return refund(
        call.standin,
        charge,
        account=call.account,
        amount=call.params.get("amount"),
        with_fee=call.params.get("refund_application_fee", False),
        call=call,
        **fields,
    )


def refund(
    standin: StandIn, charge: JsonObject, *, account: str, amount: int | None, with_fee: bool = False,
    call: Call | None = None, **fields: Any,
) -> JsonObject:  # fmt: skip
    """Give back `amount`, or what is left, of a charge; `with_fee` takes a part of the platform's fee along.

    The refund succeeds at once unless the switch `pending_refunds` holds it. Raises StripeError for a charge that
    was disputed or refunded, and for too much.
    """
    if charge["disputed"] and not _is_refundable(standin, charge, account):
        raise StripeError(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.",
            code="charge_disputed", param="charge",
        )  # fmt: skip
    amount = _amount(charge, amount)
    body = payment_objects.refund(standin.now(), charge, amount=amount, **fields)
    if standin.faults.take_refund():
        body |= {"status": "pending", "pending_reason": "processing"}
    card = charge["payment_method_details"]["type"] == "card"
    returned = fees.give_back(standin, charge, amount) if with_fee else []
    body["balance_transaction"] = _book(
        standin, body, -amount, kind="refund" if card else "payment_refund", account=account, fee_details=returned
    )
    standin.store.insert(body, account=account)
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    standin.store.save(charge)
    webhooks.emit(standin, "refund.created", body, account=account, call=call)
    webhooks.emit(standin, "charge.refunded", charge, account=account, call=call)
    return body


def settle(standin: StandIn, refund_id: str, *, succeeds: bool) -> JsonObject:
    """End a pending refund, or let the bank send one back that had gone through.

    Raises StripeError for an unknown refund and for one that cannot end so.
    """
    with standin.store.transaction():
        body = standin.store.find(refund_id, kind="refund", account=None)
        if body is None:
            raise missing("refund", refund_id)
        if body["status"] not in (("pending",) if succeeds else ("pending", "succeeded")):
            raise StripeError(f"A refund with status {body['status']} cannot change any more.", param="id")
        account = standin.store.account_of(refund_id)
        body.pop("pending_reason", None)
        if succeeds:
            body["status"] = "succeeded"
        else:
            _fail(standin, body, account)
        standin.store.save(body)
        for kind in ("refund.updated", "charge.refund.updated", *(() if succeeds else ("refund.failed",))):
            webhooks.emit(standin, kind, body, account=account)
        return body


def _fail(standin: StandIn, body: JsonObject, account: str) -> None:
    """The bank refused: the money is back in the balance, the charge has that much left again."""
    entry = _book(standin, body, body["amount"], kind="refund_failure", account=account, fee_details=[])
    body |= {
        "status": "failed",
        "failure_reason": "expired_or_canceled_card",
        "failure_balance_transaction": entry,
    }
    charge = standin.store.find(body["charge"], kind="charge", account=account)
    assert charge is not None  # noqa: S101 - a refund has its charge
    charge |= {"amount_refunded": charge["amount_refunded"] - body["amount"], "refunded": False}
    standin.store.save(charge)


def _book(
    standin: StandIn, body: JsonObject, amount: int, *, kind: str, account: str, fee_details: list[JsonObject]
) -> str:
    entry = payment_objects.balance_transaction(
        standin.now(),
        kind=kind,
        source=body["id"],
        amount=amount,
        currency=body["currency"],
        fees=fee_details,
        description="Refund failure" if kind == "refund_failure" else "Refund",
    )
    return str(standin.store.insert(entry, account=account)["id"])


def _is_refundable(standin: StandIn, charge: JsonObject, account: str) -> bool:
    disputes = standin.store.all("dispute", account=account, where={"charge": charge["id"]})
    return all(dispute["is_charge_refundable"] for dispute in disputes)


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


def _amount(charge: JsonObject, given: int | None) -> int:
    left = int(charge["amount"]) - int(charge["amount_refunded"])
    if left == 0:
        raise StripeError(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded", param="charge"
        )
    amount = left if given is None else given
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
    call.store.save(refund)
    for kind in ("refund.updated", "charge.refund.updated"):
        webhooks.emit(call.standin, kind, refund, account=call.account, call=call)
    return refund


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
