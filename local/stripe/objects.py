"""Builders of Stripe's objects, each with every key the API sends for it.

They know shapes and defaults only; rules live in the rooms that call them. The tests check everything they build
against the type annotations of the installed SDK.
"""

from __future__ import annotations

from typing import Any

from local.stripe.wire import JsonObject, new_id

_ADDRESS_FIELDS = ("city", "country", "line1", "line2", "postal_code", "state")


def address(**parts: str | None) -> JsonObject:
    """Return an address with every line present."""
    return {name: parts.get(name) or None for name in _ADDRESS_FIELDS}


def list_object(items: list[JsonObject], url: str, *, has_more: bool = False) -> JsonObject:
    """Return a list the way every Stripe listing looks."""
    return {"object": "list", "data": items, "has_more": has_more, "url": url}


def customer(created: int, **given: Any) -> JsonObject:
    """Return a customer; `given` overrides the empty defaults."""
    body: JsonObject = {
        "id": new_id("cus", 14),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": created,
        "currency": None,
        "customer_account": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": new_id("", 8).strip("_").upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }
    return body | given


def product(created: int, **given: Any) -> JsonObject:
    """Return a product; `name` must be given."""
    body: JsonObject = {
        "id": new_id("prod", 14),
        "object": "product",
        "active": True,
        "created": created,
        "default_price": None,
        "description": None,
        "images": [],
        "livemode": False,
        "marketing_features": [],
        "metadata": {},
        "name": "",
        "package_dimensions": None,
        "shippable": None,
        "statement_descriptor": None,
        "tax_code": None,
        "type": "service",
        "unit_label": None,
        "updated": created,
        "url": None,
    }
    return body | given


def price(created: int, *, unit_amount: int, currency: str, product: str, **given: Any) -> JsonObject:
    """Return a per-unit price in minor units."""
    body: JsonObject = {
        "id": new_id("price"),
        "object": "price",
        "active": True,
        "billing_scheme": "per_unit",
        "created": created,
        "currency": currency,
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": None,
        "metadata": {},
        "nickname": None,
        "product": product,
        "recurring": None,
        "tax_behavior": "unspecified",
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "recurring" if given.get("recurring") else "one_time",
        "unit_amount": unit_amount,
        "unit_amount_decimal": str(unit_amount),
    }
    return body | given


def shipping_rate(created: int, *, display_name: str, amount: int, currency: str, **given: Any) -> JsonObject:
    """Return a fixed-amount shipping rate."""
    body: JsonObject = {
        "id": new_id("shr"),
        "object": "shipping_rate",
        "active": True,
        "created": created,
        "delivery_estimate": None,
        "display_name": display_name,
        "fixed_amount": {"amount": amount, "currency": currency},
        "livemode": False,
        "metadata": {},
        "tax_behavior": "unspecified",
        "tax_code": None,
        "type": "fixed_amount",
    }
    return body | given


def coupon(created: int, *, currency: str | None, duration: str, **given: Any) -> JsonObject:
    """Return a coupon; either `amount_off` or `percent_off` must be given."""
    body: JsonObject = {
        "id": new_id("", 8).removeprefix("_"),
        "object": "coupon",
        "amount_off": None,
        "created": created,
        "currency": currency,
        "duration": duration,
        "duration_in_months": None,
        "livemode": False,
        "max_redemptions": None,
        "metadata": {},
        "name": None,
        "percent_off": None,
        "redeem_by": None,
        "times_redeemed": 0,
        "valid": True,
    }
    return body | given


def discount(created: int, *, coupon_id: str, session_id: str) -> JsonObject:
    """Return the use of a coupon by a session."""
    return {
        "id": new_id("di"),
        "object": "discount",
        "checkout_session": session_id,
        "customer": None,
        "customer_account": None,
        "end": None,
        "invoice": None,
        "invoice_item": None,
        "promotion_code": None,
        "source": {"coupon": coupon_id, "type": "coupon"},
        "start": created,
        "subscription": None,
        "subscription_item": None,
    }


def line_item(price_object: JsonObject, *, quantity: int, description: str, metadata: JsonObject) -> JsonObject:
    """Return one line of a checkout session."""
    total = price_object["unit_amount"] * quantity
    return {
        "id": new_id("li"),
        "object": "item",
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": price_object["currency"],
        "description": description,
        "metadata": metadata,
        "price": price_object,
        "quantity": quantity,
    }


_UNSET_ON_A_SESSION = (
    "after_expiration allow_promotion_codes billing_address_collection branding_settings cancel_url "
    "client_reference_id client_secret collected_information consent consent_collection currency_conversion customer "
    "customer_account customer_details customer_email integration_identifier invoice locale origin_context "
    "payment_intent payment_link payment_method_configuration_details permissions recovered_from "
    "saved_payment_method_options setup_intent shipping_address_collection shipping_cost submit_type subscription "
    "success_url url wallet_options"
).split()
"""Members that are there and null until something sets them."""


def checkout_session(created: int, *, currency: str, **given: Any) -> JsonObject:
    """Return an open checkout session in payment mode that has not been added up."""
    body: JsonObject = dict.fromkeys(_UNSET_ON_A_SESSION) | {
        "id": new_id("cs_test", 58),
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": False},
        "amount_subtotal": 0,
        "amount_total": 0,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "created": created,
        "currency": currency,
        "custom_fields": [],
        "custom_text": {
            "after_submit": None,
            "shipping_address": None,
            "submit": None,
            "terms_of_service_acceptance": None,
        },
        "customer_creation": "if_required",
        "discounts": [],
        "expires_at": created + 24 * 3600,
        "invoice_creation": {
            "enabled": False,
            "invoice_data": {
                "account_tax_ids": None,
                "custom_fields": None,
                "description": None,
                "footer": None,
                "issuer": None,
                "metadata": {},
                "rendering_options": None,
            },
        },
        "livemode": False,
        "managed_payments": {"enabled": False},
        "metadata": {},
        "mode": "payment",
        "payment_method_collection": "if_required",
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "phone_number_collection": {"enabled": False},
        "shipping_options": [],
        "status": "open",
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
    }
    return body | given


def webhook_endpoint(created: int, *, url: str, enabled_events: list[str], **given: Any) -> JsonObject:
    """Return an enabled webhook endpoint; its secret is shown once, by the call that creates it."""
    body: JsonObject = {
        "id": new_id("we"),
        "object": "webhook_endpoint",
        "api_version": None,
        "application": None,
        "created": created,
        "description": None,
        "enabled_events": enabled_events,
        "livemode": False,
        "metadata": {},
        "status": "enabled",
        "url": url,
    }
    return body | given
