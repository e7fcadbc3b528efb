"""Checkout sessions: create, read, expire."""

from __future__ import annotations

import json

from stripe.params.checkout import (
    SessionCreateParams,
    SessionExpireParams,
    SessionLineItemListParams,
    SessionListParams,
    SessionRetrieveParams,
    SessionUpdateParams,
)

from local.stripe import accounts, coupons, fees, objects, session_params, session_subscription, totals, webhooks
from local.stripe.payments import Payment
from local.stripe.standin import Call, Operation, StandIn, list_page, merge_metadata
from local.stripe.wire import JsonObject, StripeError

KIND = "checkout.session"
_PATH = "/v1/checkout/sessions"
_HIDDEN_IN_LINES = ("discounts", "taxes")
_CARRIED = (
    "billing_address_collection", "cancel_url", "client_reference_id", "customer", "customer_email", "expires_at",
    "integration_identifier", "locale", "metadata", "origin_context", "phone_number_collection",
    "shipping_address_collection", "submit_type", "success_url",
)  # fmt: skip


def _create(call: Call) -> JsonObject:
    given = call.params
    session_params.check(call)
    accounts.require_charges(call)
    lines = session_params.line_items(call)
    currency = lines[0]["currency"]
    rates = session_params.shipping_rates(call, currency)
    coupon = coupons.of_session(call, currency)
    session = objects.checkout_session(
        call.now,
        currency=currency,
        automatic_tax=session_params.automatic_tax(given.get("automatic_tax")),
        branding_settings=session_params.branding(given.get("branding_settings")),
        payment_method_types=session_params.payment_method_types(given, currency),
        shipping_options=[
            {"shipping_amount": rate["fixed_amount"]["amount"], "shipping_rate": rate["id"]} for rate in rates
        ],
        **{name: given[name] for name in _CARRIED if name in given},
    )
    session["custom_text"] |= given.get("custom_text", {})
    session["customer_creation"] = given.get("customer_creation", "if_required")
    if "customer" in given:
        session["customer_creation"] = None
    session["url"] = f"{call.base_url}/c/pay/{session['id']}"
    private = {"line_items": lines, "payment_intent_data": given.get("payment_intent_data", {})}
    if given["mode"] == "subscription":
        private |= session_subscription.apply(call, session, lines)
    if coupon:
        session["discounts"] = [{"coupon": coupon["id"], "promotion_code": None}]
        used = objects.discount(call.now, coupon_id=coupon["id"], session_id=session["id"])
        private |= {"coupon": coupon, "discount": used}
    call.store.insert(session, account=call.account, private=private)
    totals.apply(call.standin, session, rate_id=rates[0]["id"] if rates else None, country=None)
    session_params.check_total(session["amount_total"], currency)
    fees.check(call, session["amount_total"])
    return session


def line_items(standin: StandIn, session_id: str) -> JsonObject:
    """Return the lines of a session as a list object; what they hide unless expanded is left out."""
    lines = standin.store.private(session_id).get("line_items", [])
    shown = [{name: value for name, value in line.items() if name not in _HIDDEN_IN_LINES} for line in lines]
    return objects.list_object(shown, f"{_PATH}/{session_id}/line_items")


def hidden_in_line(standin: StandIn, line_id: str, name: str) -> list[JsonObject]:
    """Return the `discounts` or `taxes` of a line, which an answer has only when it was asked to expand them."""
    rows = standin.store.execute(
        "SELECT value FROM objects, json_each(private, '$.line_items') WHERE kind = ? AND value ->> '$.id' = ?",
        *(KIND, line_id),
    )
    found: list[JsonObject] = json.loads(rows[0]["value"])[name] if rows else []
    return found


def expire(standin: StandIn, session: JsonObject, *, call: Call | None = None) -> JsonObject:
    """Close an open session for good; a payment that waits for its confirmation is cancelled with it."""
    store = standin.store
    account = store.account_of(session["id"])
    session |= {"status": "expired", "url": None}
    store.save(session)
    begun = session["payment_intent"] or store.private(session["id"]).get("intent", "")
    intent = store.find(begun, kind="payment_intent", account=account)
    if intent:
        Payment(standin, intent, account=account).cancel()
    webhooks.emit(standin, "checkout.session.expired", session, account=account, call=call)
    return session


def expire_due(standin: StandIn) -> int:
    """Expire every open session whose time is over and return their number."""
    store = standin.store
    with store.transaction():
        rows = store.execute(
            "SELECT id FROM objects WHERE kind = ? AND json_extract(body, '$.status') = 'open' "
            "AND json_extract(body, '$.expires_at') <= ?",
            *(KIND, standin.now()),
        )
        for row in rows:
            session = store.find(row["id"], account=None)
            if session is not None:
                expire(standin, session)
        return len(rows)


def _load(call: Call) -> JsonObject:
    expire_due(call.standin)
    return call.get(KIND, call.path["id"], param="session")


def _update(call: Call) -> JsonObject:
    session = _load(call)
    for name in call.params.keys() - {"metadata", "expand"}:
        raise StripeError(f"Only `metadata` of a hosted session can be updated, not `{name}`.", param=name)
    session["metadata"] = merge_metadata(session["metadata"], call.params.get("metadata", {}))
    return call.store.save(session)


def _expire(call: Call) -> JsonObject:
    session = _load(call)
    if session["status"] != "open":
        raise StripeError(
            f"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of "
            f"`{session['status']}`.",
            param="session",
        )  # fmt: skip
    return expire(call.standin, session, call=call)


def _list(call: Call) -> JsonObject:
    expire_due(call.standin)
    names = ("customer", "payment_intent", "status", "payment_link", "subscription")
    where = {name: call.params[name] for name in names if name in call.params}
    if "customer_details" in call.params:
        where["customer_details.email"] = call.params["customer_details"]["email"]
    return list_page(call, KIND, _PATH, where)


def _list_lines(call: Call) -> JsonObject:
    session = _load(call)
    listing = line_items(call.standin, session["id"])
    lines = listing["data"]
    ids = [line["id"] for line in lines]
    start = ids.index(call.params["starting_after"]) + 1 if call.params.get("starting_after") in ids else 0
    limit = call.params.get("limit", 10)
    return listing | {"data": lines[start : start + limit], "has_more": start + limit < len(lines)}


OPERATIONS = [
    Operation(method="POST", path=_PATH, params=SessionCreateParams, run=_create),
    Operation(method="GET", path=_PATH, params=SessionListParams, run=_list),
    Operation(method="GET", path=_PATH + "/{id}", params=SessionRetrieveParams, run=_load),
    Operation(method="POST", path=_PATH + "/{id}", params=SessionUpdateParams, run=_update),
    Operation(method="POST", path=_PATH + "/{id}/expire", params=SessionExpireParams, run=_expire),
    Operation(method="GET", path=_PATH + "/{id}/line_items", params=SessionLineItemListParams, run=_list_lines),
]
