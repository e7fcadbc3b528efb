"""Builders of what a subscription consists of and leaves behind, each with every key the API sends for it."""

from __future__ import annotations

from typing import Any

from local.stripe import objects
from local.stripe.wire import JsonObject, new_id


def plan(price: JsonObject) -> JsonObject:
    """Return a recurring price in its older form, which subscription items still carry."""
    recurring = price["recurring"]
    return {
        "id": price["id"],
        "object": "plan",
        "active": price["active"],
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "billing_scheme": price["billing_scheme"],
        "created": price["created"],
        "currency": price["currency"],
        "interval": recurring["interval"],
        "interval_count": recurring["interval_count"],
        "livemode": False,
        "metadata": price["metadata"],
        "meter": None,
        "nickname": price["nickname"],
        "product": price["product"],
        "tiers_mode": None,
        "transform_usage": None,
        "trial_period_days": recurring["trial_period_days"],
        "usage_type": recurring["usage_type"],
    }


def subscription_item(
    created: int, price: JsonObject, *, subscription: str, quantity: int, period: tuple[int, int], metadata: JsonObject
) -> JsonObject:
    """Return one price of a subscription; `period` is the present one, from and to."""
    return {
        "id": new_id("si", 14),
        "object": "subscription_item",
        "billed_until": None,
        "billing_thresholds": None,
        "created": created,
        "current_period_end": period[1],
        "current_period_start": period[0],
        "discounts": [],
        "metadata": metadata,
        "plan": plan(price),
        "price": price,
        "quantity": quantity,
        "subscription": subscription,
        "tax_rates": [],
    }


def billing_mode(kind: str) -> JsonObject:
    """Return the billing mode, which is carried and changes nothing here."""
    return {"flexible": {"proration_discounts": "included"} if kind == "flexible" else None, "type": kind}


def subscription(created: int, *, customer: str, currency: str, status: str, **given: Any) -> JsonObject:
    """Return a subscription without its items."""
    subscription_id = new_id("sub")
    body: JsonObject = {
        "id": subscription_id,
        "object": "subscription",
        "application": None,
        "application_fee_percent": None,
        "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
        "billing_cycle_anchor": created,
        "billing_cycle_anchor_config": None,
        "billing_mode": billing_mode("flexible"),
        "billing_schedules": [],
        "billing_thresholds": None,
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "collection_method": "charge_automatically",
        "created": created,
        "currency": currency,
        "customer": customer,
        "customer_account": None,
        "days_until_due": None,
        "default_payment_method": None,
        "default_source": None,
        "default_tax_rates": [],
        "description": None,
        "discounts": [],
        "ended_at": None,
        "invoice_settings": {
            "account_tax_ids": None, "custom_fields": None, "description": None, "footer": None,
            "issuer": {"type": "self"},
        },
        "items": objects.list_object([], f"/v1/subscription_items?subscription={subscription_id}"),
        "latest_invoice": None,
        "livemode": False,
        "managed_payments": {"enabled": False},
        "metadata": {},
        "next_pending_invoice_item_invoice": None,
        "on_behalf_of": None,
        "pause_collection": None,
        "payment_settings": {
            "payment_method_options": None, "payment_method_types": None, "save_default_payment_method": "off"
        },
        "pending_invoice_item_interval": None,
        "pending_setup_intent": None,
        "pending_update": None,
        "schedule": None,
        "start_date": created,
        "status": status,
        "status_details": None,
        "test_clock": None,
        "transfer_data": None,
        "trial_end": None,
        "trial_settings": {"end_behavior": {"missing_payment_method": "create_invoice"}},
        "trial_start": None,
    }  # fmt: skip
    return body | given


def invoice_line(
    item: JsonObject, *, amount: int, description: str, period: tuple[int, int], proration: bool = False
) -> JsonObject:
    """Return a line that bills a subscription item for a period; a credit has a negative amount."""
    price = item["price"]
    return {
        "id": new_id("il"),
        "object": "line_item",
        "amount": amount,
        "currency": price["currency"],
        "description": description,
        "discount_amounts": [],
        "discountable": not proration,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": {},
        "parent": {
            "invoice_item_details": None,
            "subscription_item_details": {
                "invoice_item": None,
                "proration": proration,
                "proration_details": {"credited_items": None},
                "subscription": item["subscription"],
                "subscription_item": item["id"],
            },
            "type": "subscription_item_details",
        },
        "period": {"end": period[1], "start": period[0]},
        "pretax_credit_amounts": [],
        "pricing": {
            "price_details": {"price": price["id"], "product": price["product"]},
            "type": "price_details",
            "unit_amount_decimal": price["unit_amount_decimal"],
        },
        "quantity": item["quantity"],
        "subscription": item["subscription"],
        "subtotal": amount,
        "taxes": [],
    }


_UNSET_ON_AN_INVOICE = (
    "account_tax_ids application automatically_finalizes_at custom_fields customer_account default_payment_method "
    "default_source description due_date effective_at ending_balance footer from_invoice hosted_invoice_url "
    "invoice_pdf last_finalization_error latest_revision next_payment_attempt number on_behalf_of parent "
    "receipt_number rendering shipping_cost shipping_details statement_descriptor test_clock webhooks_delivered_at"
).split()
"""Members that are there and null until something sets them."""


def invoice(created: int, *, customer: JsonObject, currency: str, lines: list[JsonObject], **given: Any) -> JsonObject:
    """Return a draft of an invoice whose amounts are the sums of its lines."""
    invoice_id = new_id("in")
    total = sum(line["amount"] for line in lines)
    listed = [line | {"invoice": invoice_id} for line in lines]
    body: JsonObject = dict.fromkeys(_UNSET_ON_AN_INVOICE) | {
        "id": invoice_id,
        "object": "invoice",
        "account_country": "US",
        "account_name": "Local stand-in",
        "amount_due": max(0, total),
        "amount_overpaid": 0,
        "amount_paid": 0,
        "amount_remaining": max(0, total),
        "amount_shipping": 0,
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": True,
        "automatic_tax": {
            "disabled_reason": None, "enabled": False, "liability": None, "provider": None, "status": None
        },
        "billing_reason": "manual",
        "collection_method": "charge_automatically",
        "created": created,
        "currency": currency,
        "customer": customer["id"],
        "customer_address": customer["address"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "customer_phone": customer["phone"],
        "customer_shipping": customer["shipping"],
        "customer_tax_exempt": customer["tax_exempt"],
        "customer_tax_ids": [],
        "default_tax_rates": [],
        "discounts": [],
        "issuer": {"type": "self"},
        "lines": objects.list_object(listed, f"/v1/invoices/{invoice_id}/lines"),
        "livemode": False,
        "metadata": {},
        "payment_settings": {
            "default_mandate": None, "payment_method_options": None, "payment_method_types": None
        },
        "period_end": created,
        "period_start": created,
        "post_payment_credit_notes_amount": 0,
        "pre_payment_credit_notes_amount": 0,
        "starting_balance": customer["balance"],
        "status": "draft",
        "status_transitions": dict.fromkeys(("finalized_at", "marked_uncollectible_at", "paid_at", "voided_at")),
        "subtotal": total,
        "subtotal_excluding_tax": total,
        "total": total,
        "total_discount_amounts": [],
        "total_excluding_tax": total,
        "total_pretax_credit_amounts": [],
        "total_taxes": [],
    }  # fmt: skip
    return body | given


def invoice_payment(created: int, invoice_object: JsonObject, *, intent: str) -> JsonObject:
    """Return the tie between an invoice and the payment intent that pays it."""
    return {
        "id": new_id("inpay"),
        "object": "invoice_payment",
        "amount_paid": None,
        "amount_requested": invoice_object["amount_due"],
        "created": created,
        "currency": invoice_object["currency"],
        "invoice": invoice_object["id"],
        "is_default": True,
        "livemode": False,
        "payment": {"payment_intent": intent, "type": "payment_intent"},
        "status": "open",
        "status_transitions": {"canceled_at": None, "paid_at": None},
    }
