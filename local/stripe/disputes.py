"""Disputes: a shopper's bank takes a payment back, the account answers with evidence, the bank decides."""

from __future__ import annotations

from stripe.params import DisputeCloseParams, DisputeListParams, DisputeRetrieveParams, DisputeUpdateParams

from local.stripe import fees, payment_objects, webhooks
from local.stripe.catalog import unsupported
from local.stripe.currency import exponent
from local.stripe.standin import Call, Operation, StandIn, list_page, merge_metadata
from local.stripe.wire import JsonObject, StripeError, missing

KIND = "dispute"
_PATH = "/v1/disputes"
FEE_MAJOR_UNITS = 15
# Reasons as the SDK documents them, with the card network's code where one is typical.
REASONS: dict[str, str | None] = {
    "bank_cannot_process": None, "check_returned": None, "credit_not_processed": "13.6", "customer_initiated": None,
    "debit_not_authorized": None, "duplicate": "12.6.1", "fraudulent": "10.4", "general": None,
    "incorrect_account_details": None, "insufficient_funds": None, "noncompliant": None,
    "product_not_received": "13.1", "product_unacceptable": "13.3", "subscription_canceled": "13.2",
    "unrecognized": None,
}  # fmt: skip
_FILES_AND_MORE = frozenset({
    "appeal", "cancellation_policy", "customer_communication", "customer_signature", "duplicate_charge_documentation",
    "enhanced_evidence", "receipt", "refund_policy", "service_documentation", "shipping_documentation",
    "uncategorized_file",
})  # fmt: skip
_OPEN = ("needs_response", "under_review")


def open_dispute(
    standin: StandIn, charge: JsonObject, *, account: str, reason: str = "fraudulent", amount: int | None = None
) -> JsonObject:
    """Take a charge back on behalf of the shopper's bank: the amount and a fee leave the balance at once.

    Without `amount` it is all that was not refunded. Raises StripeError for charges nobody can dispute.
    """
    if charge["status"] != "succeeded" or charge["disputed"]:
        raise StripeError(f"Charge {charge['id']} cannot be disputed (again).", param="charge")
    if reason not in REASONS:
        raise StripeError(f"Invalid reason: must be one of {', '.join(REASONS)}", param="reason")
    amount = charge["amount"] - charge["amount_refunded"] if amount is None else amount
    if not 0 < amount <= charge["amount"]:
        raise StripeError("The amount must be positive and no more than the charge.", param="amount")
    dispute = payment_objects.dispute(standin.now(), charge, amount=amount, reason=reason, network_code=REASONS[reason])
    fee = FEE_MAJOR_UNITS * 10 ** exponent(charge["currency"])
    _book(standin, dispute, -amount, fee, account, f"Chargeback withdrawal for {charge['id']}")
    standin.store.insert(dispute, account=account)
    standin.store.save(charge | {"disputed": True})
    webhooks.emit(standin, "charge.dispute.created", dispute, account=account)
    webhooks.emit(standin, "charge.dispute.funds_withdrawn", dispute, account=account)
    return dispute


def settle(standin: StandIn, dispute_id: str, *, won: bool) -> JsonObject:
    """Let the bank decide. What is won comes back, the fee does not.

    Raises StripeError for unknown disputes and for those that are over.
    """
    with standin.store.transaction():
        dispute = standin.store.find(dispute_id, kind=KIND, account=None)
        if dispute is None:
            raise missing(KIND, dispute_id)
        _require_open(dispute)
        account = standin.store.account_of(dispute_id)
        dispute |= {"status": "won" if won else "lost", "is_charge_refundable": won}
        if won:
            text = f"Chargeback reversal for {dispute['charge']}"
            _book(standin, dispute, dispute["amount"], 0, account, text, category="dispute_reversal")
            webhooks.emit(standin, "charge.dispute.funds_reinstated", dispute, account=account)
        standin.store.save(dispute)
        webhooks.emit(standin, "charge.dispute.closed", dispute, account=account)
        return dispute


def _book(
    standin: StandIn, dispute: JsonObject, amount: int, fee: int, account: str, text: str, category: str = "dispute"
) -> None:
    currency = dispute["currency"]
    entry = payment_objects.balance_transaction(
        standin.now(),
        kind="adjustment",
        source=dispute["id"],
        amount=amount,
        currency=currency,
        fees=[fees.detail(fee, currency, "stripe_fee", "Dispute fee")] if fee else [],
        description=text,
        category=category,
    )
    standin.store.insert(entry, account=account)
    dispute["balance_transactions"].append(entry)


def _require_open(dispute: JsonObject) -> None:
    if dispute["status"] not in _OPEN:
        raise StripeError(f"This dispute is already closed, its status is {dispute['status']}.", param="dispute")


def _update(call: Call) -> JsonObject:
    dispute = call.get(KIND, call.path["id"], param="dispute")
    given = call.params
    if "intended_submission_method" in given:
        raise unsupported("intended_submission_method")
    if "metadata" in given:
        dispute["metadata"] = merge_metadata(dispute["metadata"], given["metadata"])
    evidence = given.get("evidence", {})
    if "evidence" in given or given.get("submit"):
        _require_open(dispute)
        if dispute["status"] == "under_review":
            raise StripeError("The evidence of this dispute has already been submitted.", param="evidence")
        _stage(dispute, evidence)
        if given.get("submit", True):
            dispute["status"] = "under_review"
            dispute["evidence_details"] |= {
                "submission_count": dispute["evidence_details"]["submission_count"] + 1,
                "submission_method": "manual",
            }
    call.store.save(dispute)
    webhooks.emit(call.standin, "charge.dispute.updated", dispute, account=call.account, call=call)
    return dispute


def _stage(dispute: JsonObject, evidence: JsonObject) -> None:
    for name in evidence.keys() & _FILES_AND_MORE:
        raise unsupported(f"evidence[{name}]")
    if sum(len(text) for text in evidence.values()) > 150_000:
        raise StripeError("The combined character count of all evidence is limited to 150,000.", param="evidence")
    dispute["evidence"] |= evidence
    dispute["evidence_details"]["has_evidence"] |= bool(evidence)


def _close(call: Call) -> JsonObject:
    """Accept the loss."""
    dispute = call.get(KIND, call.path["id"], param="dispute")
    _require_open(dispute)
    call.store.save(dispute | {"status": "lost"})
    webhooks.emit(call.standin, "charge.dispute.closed", dispute | {"status": "lost"}, account=call.account, call=call)
    return dispute | {"status": "lost"}


def _list(call: Call) -> JsonObject:
    where: JsonObject = {name: call.params[name] for name in ("charge", "payment_intent") if name in call.params}
    return list_page(call, KIND, _PATH, where)


OPERATIONS = [
    Operation(method="GET", path=_PATH, params=DisputeListParams, run=_list),
    Operation(
        method="GET",
        path=_PATH + "/{id}",
        params=DisputeRetrieveParams,
        run=lambda call: call.get(KIND, call.path["id"], param="dispute"),
    ),
    Operation(method="POST", path=_PATH + "/{id}", params=DisputeUpdateParams, run=_update),
    Operation(method="POST", path=_PATH + "/{id}/close", params=DisputeCloseParams, run=_close),
]
