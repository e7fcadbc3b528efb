"""The rules for the parameters of a checkout session, beyond what their types say."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from local.stripe import objects, session_subscription
from local.stripe.catalog import check_email, create_shipping_rate, recurring, unit_amount, unsupported
from local.stripe.currency import LARGEST_CHARGE, check_currency, format_amount, smallest_charge
from local.stripe.params import missing_param
from local.stripe.standin import Call
from local.stripe.wire import JsonObject, StripeError

SHORTEST_SECONDS = 30 * 60
LONGEST_SECONDS = 24 * 3600

# What Stripe takes and this stand-in would get wrong without saying so. Parameters that only change looks or hints
# (locale, branding, custom text) are carried on the session or ignored.
_UNSUPPORTED = (
    "adaptive_pricing", "after_expiration", "consent_collection", "currency", "custom_fields", "customer_account",
    "managed_payments", "name_collection", "optional_items", "payment_method_data", "payment_method_configuration",
    "return_url",
)  # fmt: skip
_UNSUPPORTED_IN_PAYMENTS = ("allow_promotion_codes", "customer_update", "tax_id_collection")
_NOT_IN_PAYMENTS = ("subscription_data", "setup_intent_data")
_UNSUPPORTED_WHEN_ON = ("invoice_creation",)

BANK_DEBITS = {
    "usd": "us_bank_account",
    "eur": "sepa_debit",
    "gbp": "bacs_debit",
    "aud": "au_becs_debit",
    "cad": "acss_debit",
}


def check(call: Call) -> None:
    """Raise StripeError for combinations Stripe refuses and for features this stand-in lacks."""
    given = call.params
    if "mode" not in given:
        raise missing_param("mode")
    if given["mode"] == "setup":
        raise unsupported("mode")
    if given.get("ui_mode", "hosted_page") != "hosted_page":
        raise unsupported("ui_mode")
    for name in _UNSUPPORTED:
        if name in given:
            raise unsupported(name)
    for name in _UNSUPPORTED_WHEN_ON:
        if given.get(name, {}).get("enabled"):
            raise unsupported(f"{name}[enabled]")
    if given.get("automatic_tax", {}).get("liability", {}).get("type", "self") != "self":
        raise unsupported("automatic_tax[liability]")
    if given["mode"] == "payment":
        _check_payment(given)
    else:
        session_subscription.check(given)
    _check_shopper(call)
    _check_urls(given)
    _check_expiry(call)


def _check_payment(given: JsonObject) -> None:
    for name in _UNSUPPORTED_IN_PAYMENTS:
        if given.get(name):
            raise unsupported(name)
    for name in _NOT_IN_PAYMENTS:
        if name in given:
            raise StripeError(f"You can not pass `{name}` in `payment` mode.", param=name)
    if given.get("payment_intent_data", {}).get("capture_method") == "manual":
        raise unsupported("payment_intent_data[capture_method]")


def _check_shopper(call: Call) -> None:
    given = call.params
    if "customer" in given and "customer_email" in given:
        raise StripeError(
            "You may only specify one of these parameters: customer, customer_email.", param="customer_email"
        )
    if "customer_email" in given:
        check_email(given["customer_email"], "customer_email")
    if "customer" in given:
        call.get("customer", given["customer"], param="customer")
    if len(given.get("client_reference_id", "")) > 200:
        raise StripeError("Must be at most 200 characters.", param="client_reference_id")


def _check_urls(given: JsonObject) -> None:
    if "success_url" not in given:
        raise missing_param("success_url")
    for name in ("success_url", "cancel_url"):
        if name not in given:
            continue
        parts = urlsplit(given[name])
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise StripeError("Not a valid URL", code="url_invalid", param=name)


def _check_expiry(call: Call) -> None:
    if "expires_at" not in call.params:
        return
    seconds = call.params["expires_at"] - call.now
    if seconds < SHORTEST_SECONDS:
        message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
    elif seconds > LONGEST_SECONDS:
        message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
    else:
        return
    raise StripeError(message, param="expires_at")


def line_items(call: Call) -> list[JsonObject]:
    """Return the lines of the session, with inline products and prices stored.

    Raises StripeError for unknown, inactive or mixed-currency prices, and for those that do not fit the mode.
    """
    given = call.params.get("line_items")
    if not given:
        raise missing_param("line_items")
    if len(given) > 100:
        raise StripeError("Checkout accepts at most 100 line items.", param="line_items")
    lines = [_line(call, item, f"line_items[{number}]") for number, item in enumerate(given)]
    if len({line["currency"] for line in lines}) > 1:
        raise StripeError("You cannot combine currencies in one Checkout Session.", param="line_items")
    return lines


def _line(call: Call, item: JsonObject, path: str) -> JsonObject:
    for name in ("tax_rates", "adjustable_quantity"):
        if item.get(name) and item[name] != {"enabled": False}:
            raise unsupported(f"{path}[{name}]")
    if ("price" in item) == ("price_data" in item):
        raise StripeError(f"Pass exactly one of `price` and `price_data` in {path}.", param=path)
    if "quantity" not in item:
        raise StripeError(f"Quantity is required. Add `quantity` to `{path}`", param=f"{path}[quantity]")
    if item["quantity"] < 1:
        raise StripeError(
            "This value must be greater than or equal to 1.",
            code="parameter_invalid_integer",
            param=f"{path}[quantity]",
        )
    if "price" in item:
        price = call.get("price", item["price"], param=f"{path}[price]")
        if not price["active"]:
            raise StripeError("The price specified is inactive. This field only accepts active prices.",
                              param=f"{path}[price]")  # fmt: skip
        product = call.get("product", price["product"])
    else:
        price, product = _inline_price(call, item["price_data"], f"{path}[price_data]")
    if call.params["mode"] == "subscription":
        session_subscription.check_price(price, path)
    elif price["recurring"]:
        raise StripeError(
            "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use "
            "only one-time prices.",
            param=path,
        )
    return objects.line_item(
        price, quantity=item["quantity"], description=product["name"], metadata=item.get("metadata", {})
    )


def _inline_price(call: Call, data: JsonObject, path: str) -> tuple[JsonObject, JsonObject]:
    currency = check_currency(data["currency"], f"{path}[currency]")
    amount = unit_amount(data, currency, path)
    if ("product" in data) == ("product_data" in data):
        raise StripeError("You must pass either `product` or `product_data`.", param=f"{path}[product_data]")
    if "product" in data:
        product = call.get("product", data["product"], param=f"{path}[product]")
    else:
        product = _inline_product(call, data["product_data"], f"{path}[product_data]")
    # Like Stripe, a price made for one session is not offered again.
    fields: JsonObject = {"active": False, "tax_behavior": data.get("tax_behavior", "unspecified")}
    if "recurring" in data:
        fields["recurring"] = recurring(data["recurring"], f"{path}[recurring]")
    price = objects.price(call.now, unit_amount=amount, currency=currency, product=product["id"], **fields)
    return call.store.insert(price, account=call.account), product


def _inline_product(call: Call, data: JsonObject, path: str) -> JsonObject:
    if len(data["name"]) > 250:
        raise StripeError("Must be at most 250 characters.", param=f"{path}[name]")
    if len(data.get("images", [])) > 8:
        raise StripeError("Array must have at most 8 elements.", param=f"{path}[images]")
    fields = {key: data[key] for key in ("description", "images", "metadata", "tax_code", "unit_label") if key in data}
    product = objects.product(call.now, name=data["name"], active=False, **fields)
    return call.store.insert(product, account=call.account)


def shipping_rates(call: Call, currency: str) -> list[JsonObject]:
    """Return the rates a shopper may choose from; the first is chosen until they do."""
    rates = []
    for number, option in enumerate(call.params.get("shipping_options") or []):
        path = f"shipping_options[{number}]"
        if "shipping_rate" in option:
            rate = call.get("shipping_rate", option["shipping_rate"], param=f"{path}[shipping_rate]")
        elif "shipping_rate_data" in option:
            rate = create_shipping_rate(call, option["shipping_rate_data"], f"{path}[shipping_rate_data]")
        else:
            raise missing_param(f"{path}[shipping_rate_data]")
        if rate["fixed_amount"]["currency"] != currency:
            raise StripeError("Shipping rates must use the currency of the line items.", param=path)
        rates.append(rate)
    if len(rates) > 5:
        raise StripeError("Array must have at most 5 elements.", param="shipping_options")
    return rates


def check_total(total: int, currency: str) -> None:
    """Raise StripeError for totals a card network would not take; nothing at all to pay is allowed."""
    least = smallest_charge(currency)
    if 0 < total < least:
        raise StripeError(
            "The Checkout Session's total amount due must add up to at least "
            f"{format_amount(least, currency)} {currency}",
            code="amount_too_small",
        )
    if total > LARGEST_CHARGE:
        raise StripeError(
            f"The Checkout Session's total amount must be no more than {format_amount(LARGEST_CHARGE, currency)}.",
            code="amount_too_large",
        )


def payment_method_types(given: JsonObject, currency: str) -> list[str]:
    """Return how this session can be paid: by card and, where there is one, by the currency's bank debit."""
    offered = ["card"] + ([BANK_DEBITS[currency]] if currency in BANK_DEBITS else [])
    allowed = given.get("allowed_payment_method_types") or offered
    left = [kind for kind in offered if kind in allowed and kind not in given.get("excluded_payment_method_types", [])]
    if not left:
        raise StripeError("No payment method is left for this session.", param="allowed_payment_method_types")
    return left


def branding(given: JsonObject | None) -> JsonObject | None:
    """Return complete branding settings when any were given."""
    if given is None:
        return None
    defaults: dict[str, Any] = {
        "background_color": "#ffffff",
        "border_style": "rounded",
        "button_color": "#0f766e",
        "display_name": "Local stand-in",
        "font_family": "default",
        "icon": None,
        "logo": None,
    }
    return defaults | {key: value for key, value in given.items() if value != ""}


def automatic_tax(given: JsonObject | None) -> JsonObject:
    """Return the tax settings of a session; the tax itself waits for an address."""
    if not (given or {}).get("enabled"):
        return {"enabled": False, "liability": None, "provider": None, "status": None}
    return {
        "enabled": True, "liability": {"type": "self"}, "provider": "stripe", "status": "requires_location_inputs"
    }  # fmt: skip
