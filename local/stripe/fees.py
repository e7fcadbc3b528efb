"""Fees: what Stripe keeps of every payment and what the platform keeps of a direct charge."""

from __future__ import annotations

from stripe.params import ApplicationFeeListParams, ApplicationFeeRetrieveParams

from local.stripe import account_objects, payment_objects, webhooks
from local.stripe.currency import exponent
from local.stripe.standin import Call, Operation, StandIn, list_page
from local.stripe.wire import JsonObject, StripeError

_KIND = "application_fee"
_PATH = "/v1/application_fees"
_PLATFORM = ""
# The shape of a card fee in the United States; enough for a ledger to show that fees exist.
_BASIS_POINTS = 290
_FIXED_MINOR_UNITS = 30


def of_charge(charge: JsonObject) -> list[JsonObject]:
    """Return the fee details of a charge's balance entry."""
    currency = charge["currency"]
    fixed = _FIXED_MINOR_UNITS if exponent(currency) == 2 else 0
    amount = (charge["amount"] * _BASIS_POINTS + 5_000) // 10_000 + fixed
    details = [detail(amount, currency, "stripe_fee", "Stripe processing fees")]
    if charge["application_fee_amount"]:
        details.append(application_detail(charge["application_fee_amount"], currency, "application fee"))
    return details


def detail(amount: int, currency: str, kind: str, description: str, application: str | None = None) -> JsonObject:
    """Return one entry of a balance entry's `fee_details`."""
    return {
        "amount": amount, "application": application, "currency": currency, "description": description, "type": kind
    }  # fmt: skip


def application_detail(amount: int, currency: str, description: str) -> JsonObject:
    """Return the entry of the platform's fee; negative when it is given back."""
    return detail(amount, currency, "application_fee", description, account_objects.PLATFORM_APPLICATION)


def check(call: Call, total: int) -> None:
    """Raise StripeError for an application fee that cannot be taken of this session."""
    data = call.params.get("payment_intent_data", {})
    if "application_fee_amount" not in data:
        return
    param = "payment_intent_data[application_fee_amount]"
    if not call.account and "transfer_data" not in data:
        raise StripeError(
            "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an "
            "OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).",
            param=param,
        )
    if data["application_fee_amount"] < 0:
        raise StripeError("Invalid non-negative integer", code="parameter_invalid_integer", param=param)
    if data["application_fee_amount"] > total:
        raise StripeError(
            "The application fee must be no more than the total amount of the Checkout Session.",
            code="amount_too_large", param=param,
        )  # fmt: skip


def take(standin: StandIn, charge: JsonObject, *, account: str) -> None:
    """Give the platform its part of a charge that went through."""
    if not account or not charge["application_fee_amount"]:
        return
    fee = account_objects.application_fee(standin.now(), charge, account=account)
    fee["balance_transaction"] = _book(standin, fee["id"], fee["amount"], fee["currency"], kind=_KIND)
    standin.store.insert(fee, account=_PLATFORM)
    charge["application_fee"] = fee["id"]
    webhooks.emit(standin, "application_fee.created", fee, account=_PLATFORM)


def give_back(standin: StandIn, charge: JsonObject, amount: int) -> list[JsonObject]:
    """Return the platform's part of `amount` to the account and the fee details of the refund's balance entry.

    Raises StripeError for a charge without an application fee.
    """
    fee = standin.store.find(charge["application_fee"] or "", kind=_KIND, account=_PLATFORM)
    if fee is None:
        raise StripeError(
            "You cannot refund the application fee of a charge that has none.", param="refund_application_fee"
        )
    left = int(fee["amount"]) - int(fee["amount_refunded"])
    is_rest = charge["amount_refunded"] + amount == charge["amount"]
    part = left if is_rest else min(left, (fee["amount"] * amount * 2 + charge["amount"]) // (2 * charge["amount"]))
    if part == 0:
        return []
    refund = account_objects.fee_refund(standin.now(), fee, amount=part)
    refund["balance_transaction"] = _book(
        standin, refund["id"], -part, fee["currency"], kind="application_fee_refund"
    )  # fmt: skip
    fee["amount_refunded"] += part
    fee["refunded"] = fee["amount_refunded"] == fee["amount"]
    fee["refunds"]["data"].insert(0, refund)
    standin.store.save(fee)
    webhooks.emit(standin, "application_fee.refunded", fee, account=_PLATFORM)
    return [application_detail(-part, fee["currency"], "application fee refund")]


def _book(standin: StandIn, source: str, amount: int, currency: str, *, kind: str) -> str:
    entry = payment_objects.balance_transaction(
        standin.now(), kind=kind, source=source, amount=amount, currency=currency, fees=[], description=None
    )
    return str(standin.store.insert(entry, account=_PLATFORM)["id"])


def _list(call: Call) -> JsonObject:
    where = {"charge": call.params["charge"]} if "charge" in call.params else None
    return list_page(call, _KIND, _PATH, where)


OPERATIONS = [
    Operation(method="GET", path=_PATH, params=ApplicationFeeListParams, run=_list),
    Operation(
        method="GET",
        path=_PATH + "/{id}",
        params=ApplicationFeeRetrieveParams,
        run=lambda call: call.get(_KIND, call.path["id"], label="application fee"),
    ),
]
