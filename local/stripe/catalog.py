"""Products, prices and shipping rates: what a checkout is put together from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from stripe.params import (
    PriceCreateParams,
    PriceListParams,
    PriceRetrieveParams,
    PriceUpdateParams,
    ProductCreateParams,
    ProductListParams,
    ProductRetrieveParams,
    ProductUpdateParams,
    ShippingRateCreateParams,
    ShippingRateListParams,
    ShippingRateRetrieveParams,
)

from local.stripe import objects, webhooks
from local.stripe.currency import check_currency, check_unit_amount
from local.stripe.params import missing_param
from local.stripe.standin import Call, Operation, list_page, merge_metadata
from local.stripe.wire import JsonObject, StripeError

_PRODUCT_FIELDS = ("id", "active", "description", "images", "metadata", "name", "shippable", "tax_code", "type",
                   "statement_descriptor", "unit_label", "url", "package_dimensions")  # fmt: skip
_LONGEST_PERIOD = {"day": 1095, "week": 156, "month": 36, "year": 3}
_PRICE_FIELDS = ("active", "lookup_key", "metadata", "nickname", "tax_behavior")


def check_email(email: str, param: str) -> None:
    """Raise StripeError unless this looks like an address."""
    local_part, at, domain = email.rpartition("@")
    if not (local_part and at and "." in domain) or " " in email:
        raise StripeError(f"Invalid email address: {email}", code="email_invalid", param=param)


def unsupported(param: str) -> StripeError:
    """Return the refusal of a parameter that Stripe knows and this stand-in would otherwise silently get wrong."""
    return StripeError(
        f"The local stand-in does not implement '{param}'; use a Stripe test account for it.",
        code="local_stand_in_unsupported",
        param=param,
    )


def pick(given: JsonObject, names: tuple[str, ...]) -> JsonObject:
    """Return the named parameters; an empty string unsets a field, as in Stripe's API."""
    return {name: None if given[name] == "" else given[name] for name in names if name in given}


# Products


def _create_product(call: Call) -> JsonObject:
    if "default_price_data" in call.params:
        raise unsupported("default_price_data")
    fields = pick(call.params, _PRODUCT_FIELDS)
    if "id" in fields and call.store.find(fields["id"], account=None):
        raise StripeError("Product already exists.", code="resource_already_exists", param="id")
    body = call.store.insert(objects.product(call.now, **fields), account=call.account)
    webhooks.emit(call.standin, "product.created", body, account=call.account, call=call)
    return body


def _update_product(call: Call) -> JsonObject:
    body = call.get("product", call.path["id"])
    fields = pick(call.params, _PRODUCT_FIELDS) | {"updated": call.now}
    if "metadata" in call.params:
        fields["metadata"] = merge_metadata(body["metadata"], call.params["metadata"])
    if "images" in call.params:
        fields["images"] = call.params["images"] or []
    if "default_price" in call.params:
        fields["default_price"] = call.get("price", call.params["default_price"], param="default_price")["id"]
    call.store.save(body | fields)
    webhooks.emit(call.standin, "product.updated", body | fields, account=call.account, call=call)
    return body | fields


def _list_products(call: Call) -> JsonObject:
    where: dict[str, Any] = {name: call.params[name] for name in ("active", "url") if name in call.params}
    if "ids" in call.params:
        where["id"] = call.params["ids"]
    return list_page(call, "product", "/v1/products", where)


# Prices


def unit_amount(given: JsonObject, currency: str, path: str = "") -> int:
    """Return the price in minor units from `unit_amount` or `unit_amount_decimal`.

    Raises StripeError when neither is there, or when the decimal has a fraction of a minor unit.
    """
    param = f"{path}[unit_amount]" if path else "unit_amount"
    if "unit_amount" in given:
        return check_unit_amount(given["unit_amount"], currency, param)
    if "unit_amount_decimal" not in given:
        raise missing_param(param)
    amount: Decimal = given["unit_amount_decimal"]
    if amount != amount.to_integral_value():
        raise unsupported(param.replace("unit_amount", "unit_amount_decimal"))
    return check_unit_amount(int(amount), currency, param)


def _create_price(call: Call) -> JsonObject:
    given = call.params
    for name in ("tiers", "custom_unit_amount", "currency_options", "transform_quantity"):
        if name in given:
            raise unsupported(name)
    if ("product" in given) == ("product_data" in given):
        raise StripeError("You must pass either `product` or `product_data`.", param="product")
    currency = check_currency(given["currency"], "currency")
    amount = unit_amount(given, currency)
    if "lookup_key" in given:
        _claim_lookup_key(call, given["lookup_key"], transfer=given.get("transfer_lookup_key", False))
    if "product" in given:
        product_id = call.get("product", given["product"], param="product")["id"]
    else:
        data = {key: value for key, value in given["product_data"].items() if key in _PRODUCT_FIELDS}
        product_id = call.store.insert(objects.product(call.now, **data), account=call.account)["id"]
    fields = pick(given, _PRICE_FIELDS)
    if "recurring" in given:
        fields["recurring"] = recurring(given["recurring"], "recurring")
    body = objects.price(call.now, unit_amount=amount, currency=currency, product=product_id, **fields)
    call.store.insert(body, account=call.account)
    webhooks.emit(call.standin, "price.created", body, account=call.account, call=call)
    return body


def recurring(given: JsonObject, path: str) -> JsonObject:
    """Return how often a price comes due; `path` is where it stands in the request.

    Raises StripeError for metered prices and for periods of more than three years.
    """
    if given.get("usage_type", "licensed") != "licensed" or "meter" in given:
        raise unsupported(f"{path}[usage_type]")
    count = given.get("interval_count", 1)
    if not 1 <= count <= _LONGEST_PERIOD[given["interval"]]:
        raise StripeError("You cannot create a price with a period of more than three years.",
                          param=f"{path}[interval_count]")  # fmt: skip
    return {"interval": given["interval"], "interval_count": count, "meter": None,
            "trial_period_days": given.get("trial_period_days"), "usage_type": "licensed"}  # fmt: skip


def _claim_lookup_key(call: Call, key: str, *, transfer: bool) -> None:
    for holder in call.store.all("price", account=call.account, where={"lookup_key": key}):
        if not transfer:
            raise StripeError(
                f"A price (`{holder['id']}`) already uses that lookup key.", code="resource_already_exists",
                param="lookup_key",
            )  # fmt: skip
        call.store.save(holder | {"lookup_key": None})


def _update_price(call: Call) -> JsonObject:
    body = call.get("price", call.path["id"])
    fields = pick(call.params, _PRICE_FIELDS)
    if fields.get("lookup_key") and fields["lookup_key"] != body["lookup_key"]:
        _claim_lookup_key(call, fields["lookup_key"], transfer=call.params.get("transfer_lookup_key", False))
    if "metadata" in call.params:
        fields["metadata"] = merge_metadata(body["metadata"], call.params["metadata"])
    call.store.save(body | fields)
    webhooks.emit(call.standin, "price.updated", body | fields, account=call.account, call=call)
    return body | fields


def _list_prices(call: Call) -> JsonObject:
    names = ("active", "currency", "product", "type")
    where: dict[str, Any] = {name: call.params[name] for name in names if name in call.params}
    recurring = call.params.get("recurring", {})
    where |= {f"recurring.{name}": recurring[name] for name in ("interval", "usage_type") if name in recurring}
    if "lookup_keys" in call.params:
        where["lookup_key"] = call.params["lookup_keys"]
    return list_page(call, "price", "/v1/prices", where)


# Shipping rates


def create_shipping_rate(call: Call, given: JsonObject, path: str = "") -> JsonObject:
    """Store a shipping rate from `given`; `path` is where it stands in the request (inline rates of a checkout)."""
    amount_path = f"{path}[fixed_amount]" if path else "fixed_amount"
    if "fixed_amount" not in given:
        raise missing_param(amount_path)
    currency = check_currency(given["fixed_amount"]["currency"], f"{amount_path}[currency]")
    amount = check_unit_amount(given["fixed_amount"]["amount"], currency, f"{amount_path}[amount]")
    fields = pick(given, ("metadata", "tax_behavior", "tax_code"))
    if "delivery_estimate" in given:
        fields["delivery_estimate"] = {"maximum": None, "minimum": None} | given["delivery_estimate"]
    body = objects.shipping_rate(
        call.now, display_name=given["display_name"], amount=amount, currency=currency, **fields
    )
    return call.store.insert(body, account=call.account)


def _retrieve(kind: str) -> Any:
    def run(call: Call) -> JsonObject:
        return call.get(kind, call.path["id"])

    return run


OPERATIONS = [
    Operation(method="POST", path="/v1/products", params=ProductCreateParams, run=_create_product),
    Operation(method="GET", path="/v1/products", params=ProductListParams, run=_list_products),
    Operation(method="GET", path="/v1/products/{id}", params=ProductRetrieveParams, run=_retrieve("product")),
    Operation(method="POST", path="/v1/products/{id}", params=ProductUpdateParams, run=_update_product),
    Operation(method="POST", path="/v1/prices", params=PriceCreateParams, run=_create_price),
    Operation(method="GET", path="/v1/prices", params=PriceListParams, run=_list_prices),
    Operation(method="GET", path="/v1/prices/{id}", params=PriceRetrieveParams, run=_retrieve("price")),
    Operation(method="POST", path="/v1/prices/{id}", params=PriceUpdateParams, run=_update_price),
    Operation(
        method="POST",
        path="/v1/shipping_rates",
        params=ShippingRateCreateParams,
        run=lambda call: create_shipping_rate(call, call.params),
    ),
    Operation(
        method="GET",
        path="/v1/shipping_rates",
        params=ShippingRateListParams,
        run=lambda call: list_page(call, "shipping_rate", "/v1/shipping_rates"),
    ),
    Operation(
        method="GET",
        path="/v1/shipping_rates/{id}",
        params=ShippingRateRetrieveParams,
        run=_retrieve("shipping_rate"),
    ),
]
