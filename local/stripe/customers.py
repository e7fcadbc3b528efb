"""Customers: create, read, update, delete, and the card their invoices are paid with."""

from __future__ import annotations

from stripe.params import (
    CustomerCreateParams,
    CustomerDeleteParams,
    CustomerListParams,
    CustomerListPaymentMethodsParams,
    CustomerRetrieveParams,
    CustomerUpdateParams,
)

from local.stripe import objects, payment_methods, subscriptions, webhooks
from local.stripe.catalog import check_email, pick
from local.stripe.standin import Call, Operation, list_page, merge_metadata
from local.stripe.wire import JsonObject

KIND = "customer"
_PATH = "/v1/customers"
_FIELDS = ("address", "description", "email", "name", "phone", "shipping", "metadata", "preferred_locales")


def _fields(call: Call) -> JsonObject:
    fields = pick(call.params, _FIELDS)
    if fields.get("address"):
        fields["address"] = objects.address(**fields["address"])
    if fields.get("shipping"):
        shipping = fields["shipping"]
        fields["shipping"] = {"phone": None} | shipping | {"address": objects.address(**shipping["address"])}
    if fields.get("email"):
        check_email(fields["email"], "email")
    return fields


def _create(call: Call) -> JsonObject:
    fields = _fields(call)
    fields["metadata"] = fields.get("metadata") or {}
    body = call.store.insert(objects.customer(call.now, **fields), account=call.account)
    if "payment_method" in call.params:
        method = payment_methods.attach(call, call.params["payment_method"], body["id"], param="payment_method")
        if call.params.get("invoice_settings", {}).get("default_payment_method") == call.params["payment_method"]:
            body["invoice_settings"]["default_payment_method"] = method["id"]
    call.store.save(body)
    webhooks.emit(call.standin, "customer.created", body, account=call.account, call=call)
    return body


def _update(call: Call) -> JsonObject:
    body = call.get(KIND, call.path["id"])
    fields = _fields(call)
    if "metadata" in call.params:
        fields["metadata"] = merge_metadata(body["metadata"], call.params["metadata"])
    settings = call.params.get("invoice_settings", {})
    if "default_payment_method" in settings:
        chosen = settings["default_payment_method"] or None
        if chosen:
            payment_methods.of_customer(call, chosen, body["id"], param="invoice_settings[default_payment_method]")
        fields["invoice_settings"] = body["invoice_settings"] | {"default_payment_method": chosen}
    call.store.save(body | fields)
    webhooks.emit(call.standin, "customer.updated", body | fields, account=call.account, call=call)
    return body | fields


def _delete(call: Call) -> JsonObject:
    """Remove a customer for good: what they subscribed to ends at once, their cards are free, their invoices stay."""
    body = call.get(KIND, call.path["id"])
    for subscription in subscriptions.of_customer(call.standin, body["id"], account=call.account):
        subscriptions.end(call.standin, subscription, account=call.account, reason="cancellation_requested", call=call)
    for method in call.store.all(payment_methods.KIND, account=call.account, where={"customer": body["id"]}):
        call.store.save(method | {"customer": None})
    webhooks.emit(call.standin, "customer.deleted", body, account=call.account, call=call)
    return call.store.bury({"id": body["id"], "object": KIND, "deleted": True})


def _retrieve(call: Call) -> JsonObject:
    """Return a customer, or that there was one."""
    buried = call.store.find(call.path["id"], kind=f"deleted.{KIND}", account=call.account)
    return buried or call.get(KIND, call.path["id"])


def _list(call: Call) -> JsonObject:
    where = {"email": call.params["email"]} if "email" in call.params else None
    return list_page(call, KIND, _PATH, where)


def _list_methods(call: Call) -> JsonObject:
    customer = call.get(KIND, call.path["id"])
    where = {"customer": customer["id"]} | {name: call.params[name] for name in ("type",) if name in call.params}
    return list_page(call, payment_methods.KIND, f"{_PATH}/{customer['id']}/payment_methods", where)


OPERATIONS = [
    Operation(method="POST", path=_PATH, params=CustomerCreateParams, run=_create),
    Operation(method="GET", path=_PATH, params=CustomerListParams, run=_list),
    Operation(
        method="GET", path=_PATH + "/{id}", params=CustomerRetrieveParams, run=_retrieve
    ),
    Operation(method="POST", path=_PATH + "/{id}", params=CustomerUpdateParams, run=_update),
    Operation(method="DELETE", path=_PATH + "/{id}", params=CustomerDeleteParams, run=_delete),
    Operation(
        method="GET", path=_PATH + "/{id}/payment_methods", params=CustomerListPaymentMethodsParams, run=_list_methods
    ),
]  # fmt: skip
