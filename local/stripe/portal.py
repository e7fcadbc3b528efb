"""The billing portal's API: configurations, and sessions that let one customer in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from stripe.params.billing_portal import (
    ConfigurationCreateParams,
    ConfigurationListParams,
    ConfigurationRetrieveParams,
    ConfigurationUpdateParams,
    SessionCreateParams,
)

from local.stripe import webhooks
from local.stripe.catalog import unsupported
from local.stripe.params import missing_param
from local.stripe.standin import Call, Operation, list_page, merge_metadata
from local.stripe.wire import JsonObject, StripeError, new_id

SESSION = "billing_portal.session"
CONFIGURATION = "billing_portal.configuration"
LASTS_SECONDS = 3600
_CONFIGURATIONS = "/v1/billing_portal/configurations"
_REASONS = ["customer_service", "low_quality", "missing_features", "other", "switched_service", "too_complex",
            "too_expensive", "unused"]  # fmt: skip


def _features(*, enabled: bool) -> JsonObject:
    """Return every feature of the portal; what a configuration does not name is off."""
    return {
        "customer_update": {"allowed_updates": [], "enabled": False},
        "invoice_history": {"enabled": enabled},
        "payment_method_update": {"enabled": enabled, "payment_method_configuration": None},
        "subscription_cancel": {
            "cancellation_reason": {"enabled": enabled, "options": _REASONS if enabled else []},
            "enabled": enabled,
            "mode": "at_period_end",
            "proration_behavior": "none",
        },
        "subscription_pause": {"duration": {"interval_options": [], "type": "indefinite"}, "enabled": False},
        "subscription_update": {
            "billing_cycle_anchor": None,
            "default_allowed_updates": ["price"] if enabled else [],
            "enabled": enabled,
            "products": None,
            "proration_behavior": "create_prorations",
            "schedule_at_period_end": {"conditions": []},
            "trial_update_behavior": "continue_trial",
        },
    }


def _configuration(created: int, *, features: JsonObject, **given: Any) -> JsonObject:
    body: JsonObject = {
        "id": new_id("bpc"),
        "object": CONFIGURATION,
        "active": True,
        "application": None,
        "business_profile": {"headline": None, "privacy_policy_url": None, "terms_of_service_url": None},
        "created": created,
        "default_return_url": None,
        "features": features,
        "is_default": False,
        "livemode": False,
        "login_page": {"enabled": False, "url": None},
        "metadata": {},
        "name": None,
        "updated": created,
    }
    return body | given


def _default(call: Call) -> JsonObject:
    """Return the account's own configuration, where everything the page can do is on."""
    found = call.store.all(CONFIGURATION, account=call.account, where={"is_default": True})
    if found:
        return found[0]
    body = _configuration(call.now, features=_features(enabled=True), is_default=True)
    return call.store.insert(body, account=call.account)


def _given(call: Call, features: JsonObject) -> JsonObject:
    """Return what a call says of a configuration, its features merged into `features`."""
    given = call.params
    if given.get("login_page", {}).get("enabled"):
        raise unsupported("login_page[enabled]")
    for name, wanted in given.get("features", {}).items():
        if name == "subscription_pause" and wanted.get("enabled"):
            raise unsupported("features[subscription_pause]")
        features[name] = features[name] | {key: value or None for key, value in wanted.items() if key != "enabled"}
        features[name]["enabled"] = wanted.get("enabled", features[name]["enabled"])
    update = features["subscription_update"]
    update["default_allowed_updates"] = update["default_allowed_updates"] or []
    if update["enabled"] and not (update["products"] and update["default_allowed_updates"]):
        raise missing_param("features[subscription_update][products]")
    if (update["schedule_at_period_end"] or {}).get("conditions"):
        raise unsupported("features[subscription_update][schedule_at_period_end]")
    update["schedule_at_period_end"] = {"conditions": []}
    for product in update["products"] or []:
        for price in product["prices"]:
            call.get("price", price, param="features[subscription_update][products]")
        product.setdefault("adjustable_quantity", {"enabled": False, "maximum": None, "minimum": 1})
    fields: JsonObject = {"features": features, "updated": call.now}
    fields |= {name: given[name] or None for name in ("default_return_url", "name") if name in given}
    return fields


def _create_configuration(call: Call) -> JsonObject:
    fields = _given(call, _features(enabled=False))
    body = _configuration(call.now, **fields)
    body["business_profile"] |= call.params.get("business_profile", {})
    body["metadata"] = call.params.get("metadata") or {}
    call.store.insert(body, account=call.account)
    webhooks.emit(call.standin, "billing_portal.configuration.created", body, account=call.account, call=call)
    return body


def _update_configuration(call: Call) -> JsonObject:
    body = _load(call)
    body |= _given(call, body["features"])
    body["business_profile"] |= call.params.get("business_profile") or {}
    body["metadata"] = merge_metadata(body["metadata"], call.params.get("metadata", {}))
    body["active"] = call.params.get("active", body["active"])
    call.store.save(body)
    webhooks.emit(call.standin, "billing_portal.configuration.updated", body, account=call.account, call=call)
    return body


def _load(call: Call) -> JsonObject:
    return call.get(CONFIGURATION, call.path["id"], param="configuration")


def _list_configurations(call: Call) -> JsonObject:
    where: JsonObject = {name: call.params[name] for name in ("active", "is_default") if name in call.params}
    return list_page(call, CONFIGURATION, _CONFIGURATIONS, where)


def _create_session(call: Call) -> JsonObject:
    given = call.params
    for name in ("after_expiration", "customer_account", "flow_data", "on_behalf_of"):
        if name in given:
            raise unsupported(name)
    if "customer" not in given:
        raise missing_param("customer")
    customer = call.get("customer", given["customer"], param="customer")
    if "configuration" in given:
        configuration = call.get(CONFIGURATION, given["configuration"], param="configuration")
    else:
        configuration = _default(call)
    return_url = given.get("return_url") or configuration["default_return_url"]
    if return_url and not (urlsplit(return_url).scheme in ("http", "https") and urlsplit(return_url).netloc):
        raise StripeError("Not a valid URL", code="url_invalid", param="return_url")
    session_id = new_id("bps", 32)
    body = {
        "id": session_id,
        "object": SESSION,
        "configuration": configuration["id"],
        "created": call.now,
        "customer": customer["id"],
        "customer_account": None,
        "flow": None,
        "livemode": False,
        "locale": given.get("locale"),
        "on_behalf_of": None,
        "return_url": return_url,
        "url": f"{call.base_url}/p/session/{session_id}",
    }
    call.store.insert(body, account=call.account)
    webhooks.emit(call.standin, "billing_portal.session.created", body, account=call.account, call=call)
    return body


OPERATIONS = [
    Operation(method="POST", path="/v1/billing_portal/sessions", params=SessionCreateParams, run=_create_session),
    Operation(method="POST", path=_CONFIGURATIONS, params=ConfigurationCreateParams, run=_create_configuration),
    Operation(method="GET", path=_CONFIGURATIONS, params=ConfigurationListParams, run=_list_configurations),
    Operation(method="GET", path=_CONFIGURATIONS + "/{id}", params=ConfigurationRetrieveParams, run=_load),
    Operation(
        method="POST", path=_CONFIGURATIONS + "/{id}", params=ConfigurationUpdateParams, run=_update_configuration
    ),
]
