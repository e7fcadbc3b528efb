"""Builders of the objects that a payment leaves behind: intent, charge, method, refund and balance entries."""

from __future__ import annotations

from typing import Any

from local.stripe.wire import JsonObject, new_id

_CATEGORIES = {
    "application_fee": "platform_earning",
    "application_fee_refund": "platform_earning_refund",
    "charge": "charge",
    "payment": "charge",
    "payment_refund": "refund",
    "refund": "refund",
    "refund_failure": "refund_failure",
}


def payment_method(created: int, *, kind: str, billing: JsonObject, details: JsonObject, **given: Any) -> JsonObject:
    """Return a payment method of a kind (`card`, `sepa_debit`, ...) with that kind's details."""
    body: JsonObject = {
        "id": new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "limited",
        "billing_details": billing,
        "created": created,
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": {},
        "type": kind,
        kind: details,
    }
    return body | given


def payment_intent(created: int, *, amount: int, currency: str, **given: Any) -> JsonObject:
    """Return a payment intent that still waits for a payment method."""
    intent_id = new_id("pi")
    body: JsonObject = {
        "id": intent_id,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "client_secret": new_id(f"{intent_id}_secret", 25),
        "confirmation_method": "automatic",
        "created": created,
        "currency": currency,
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "managed_payments": {"enabled": False},
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
    }
    return body | given


def charge(created: int, intent: JsonObject, *, billing: JsonObject, details: JsonObject, **given: Any) -> JsonObject:
    """Return the charge of a payment intent; `details` is its `payment_method_details`."""
    prefix = "ch" if details["type"] == "card" else "py"
    body: JsonObject = {
        "id": new_id(prefix),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"],
        "amount_refunded": 0,
        "application": intent["application"],
        "application_fee": None,
        "application_fee_amount": intent["application_fee_amount"],
        "balance_transaction": None,
        "billing_details": billing,
        "calculated_statement_descriptor": "LOCAL STAND-IN" if prefix == "ch" else None,
        "captured": True,
        "created": created,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {},
        "livemode": False,
        "metadata": intent["metadata"],
        "on_behalf_of": intent["on_behalf_of"],
        "outcome": outcome(),
        "paid": True,
        "payment_intent": intent["id"],
        "payment_method": intent["payment_method"],
        "payment_method_details": details,
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": intent["shipping"],
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "succeeded",
        "transfer_data": intent["transfer_data"],
        "transfer_group": intent["transfer_group"],
    }
    return body | given


def outcome(decline_code: str | None = None) -> JsonObject:
    """Return what the network said: approved, or declined with a code."""
    declined = decline_code is not None
    return {
        "advice_code": "try_again_later" if declined else None,
        "network_advice_code": None,
        "network_decline_code": "01" if declined else None,
        "network_status": "declined_by_network" if declined else "approved_by_network",
        "reason": decline_code,
        "risk_level": "normal",
        "risk_score": 7,
        "seller_message": "The bank declined the payment." if declined else "Payment complete.",
        "type": "issuer_declined" if declined else "authorized",
    }


def balance_transaction(
    created: int, *, kind: str, source: str, amount: int, currency: str, fees: list[JsonObject],
    description: str | None, category: str | None = None,
) -> JsonObject:  # fmt: skip
    """Return an entry in an account's balance; `amount` is negative for what leaves it.

    `category` is for the kinds that Stripe reports under several.
    """
    fee = sum(entry["amount"] for entry in fees)
    return {
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": created + 2 * 24 * 3600,
        "balance_type": "payments",
        "created": created,
        "currency": currency,
        "description": description,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": fees,
        "net": amount - fee,
        "reporting_category": category or _CATEGORIES[kind],
        "source": source,
        "status": "pending",
        "type": kind,
    }


def refund(created: int, charge_object: JsonObject, *, amount: int, **given: Any) -> JsonObject:
    """Return a refund of a charge that has gone through."""
    kind = charge_object["payment_method_details"]["type"]
    details: JsonObject = {"type": kind}
    if kind == "card":
        details["card"] = {
            "reference_status": "pending",
            "reference_type": "acquirer_reference_number",
            "type": "refund",
        }
    body: JsonObject = {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge_object["id"],
        "created": created,
        "currency": charge_object["currency"],
        "customer": charge_object["customer"],
        "customer_account": None,
        "destination_details": details,
        "metadata": {},
        "payment_intent": charge_object["payment_intent"],
        "payment_method": charge_object["payment_method"],
        "reason": None,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }
    return body | given


_EVIDENCE = (
    "access_activity_log", "billing_address", "cancellation_policy", "cancellation_policy_disclosure",
    "cancellation_rebuttal", "customer_communication", "customer_email_address", "customer_name",
    "customer_purchase_ip", "customer_signature", "duplicate_charge_documentation", "duplicate_charge_explanation",
    "duplicate_charge_id", "product_description", "receipt", "refund_policy", "refund_policy_disclosure",
    "refund_refusal_explanation", "service_date", "service_documentation", "shipping_address", "shipping_carrier",
    "shipping_date", "shipping_documentation", "shipping_tracking_number", "uncategorized_file", "uncategorized_text",
)  # fmt: skip
_ANSWER_SECONDS = 9 * 24 * 3600


def dispute(
    created: int, charge_object: JsonObject, *, amount: int, reason: str, network_code: str | None
) -> JsonObject:
    """Return a dispute that waits for evidence; like Stripe's, it has none of the payment's metadata."""
    details = charge_object["payment_method_details"]
    body: JsonObject = {
        "id": new_id("du"),
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": charge_object["id"],
        "created": created,
        "currency": charge_object["currency"],
        "enhanced_eligibility_types": [],
        # What the shop knows of the shopper is filled in, the rest is for the shop to say.
        "evidence": dict.fromkeys(_EVIDENCE)
        | {
            "customer_email_address": charge_object["billing_details"]["email"],
            "customer_name": charge_object["billing_details"]["name"],
            "enhanced_evidence": {},
        },
        "evidence_details": {
            "due_by": created + _ANSWER_SECONDS,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge_object["payment_intent"],
        "reason": reason,
        "status": "needs_response",
    }
    if details["type"] == "card":
        card = {"brand": details["card"]["brand"], "case_type": "chargeback", "network": details["card"]["brand"]}
        body["payment_method_details"] = {"card": card | {"network_reason_code": network_code}, "type": "card"}
    return body
