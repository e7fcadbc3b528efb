"""`/v1/subscriptions`: create, read, update, cancel, resume."""

from __future__ import annotations

from stripe.params import (
    SubscriptionCancelParams,
    SubscriptionCreateParams,
    SubscriptionListParams,
    SubscriptionResumeParams,
    SubscriptionRetrieveParams,
    SubscriptionUpdateParams,
)

from local.stripe import accounts, invoices, payment_methods, subscription_changes, subscription_objects, subscriptions
from local.stripe.cards import Decline
from local.stripe.catalog import pick, unsupported
from local.stripe.params import missing_param
from local.stripe.standin import Call, Operation, list_page, merge_metadata
from local.stripe.subscriptions import KIND, Terms
from local.stripe.wire import JsonObject, StripeError

_PATH = "/v1/subscriptions"
LONGEST_TRIAL_DAYS = 730
_DAY = 24 * 3600
_COMMON = frozenset({
    "automatic_tax", "cancel_at", "cancel_at_period_end", "collection_method", "default_payment_method", "description",
    "expand", "items", "metadata", "off_session", "payment_behavior", "payment_settings", "proration_behavior",
    "trial_end", "trial_from_plan", "trial_settings",
})  # fmt: skip
_ON_CREATE = _COMMON | {"billing_mode", "currency", "customer", "trial_period_days"}
_ON_UPDATE = _COMMON | {"cancellation_details"}


def _no_card() -> StripeError:
    return StripeError(invoices.NO_METHOD.message, code="resource_missing")


def _check(given: JsonObject, known: frozenset[str]) -> None:
    for name in sorted(given.keys() - known):
        raise unsupported(name)
    if given.get("collection_method", "charge_automatically") != "charge_automatically":
        raise unsupported("collection_method")
    if given.get("payment_behavior") == "pending_if_incomplete":
        raise unsupported("payment_behavior")
    if given.get("automatic_tax", {}).get("liability", {}).get("type", "self") != "self":
        raise unsupported("automatic_tax[liability]")


def _create(call: Call) -> JsonObject:
    given = call.params
    _check(given, _ON_CREATE)
    accounts.require_charges(call)
    if "customer" not in given:
        raise missing_param("customer")
    customer = call.get("customer", given["customer"], param="customer")
    terms = [_new_item(call, item, f"items[{number}]") for number, item in enumerate(given.get("items") or [])]
    if not terms:
        raise missing_param("items")
    check_terms(terms, customer["currency"])
    fields = pick(given, ("description", "cancel_at_period_end")) | _settings(call, given, customer["id"])
    fields["metadata"] = given.get("metadata") or {}
    if "billing_mode" in given:
        fields["billing_mode"] = subscription_objects.billing_mode(given["billing_mode"]["type"])
    if isinstance(given.get("cancel_at"), int):
        fields |= {"cancel_at": given["cancel_at"], "canceled_at": call.now}
    behavior = given.get("payment_behavior", "allow_incomplete")
    end = trial_end(given, call.now)
    chosen = fields.get("default_payment_method") or customer["invoice_settings"]["default_payment_method"]
    free = end is not None or not any(price["unit_amount"] for price, _, _ in terms)
    if not chosen and not free and behavior != "default_incomplete":
        raise _no_card()
    body, failure = subscriptions.begin(
        call.standin,
        customer=customer,
        terms=terms,
        account=call.account,
        base_url=call.base_url,
        trial_end=end,
        attempt=behavior != "default_incomplete",
        call=call,
        **fields,
    )
    if failure and behavior == "error_if_incomplete":
        raise payment_methods.refused(failure)
    return body


def _settings(call: Call, given: JsonObject, customer: str) -> JsonObject:
    """Return the fields that are the same for new and changed subscriptions."""
    fields: JsonObject = {}
    if given.get("default_payment_method"):
        method = given["default_payment_method"]
        fields["default_payment_method"] = payment_methods.of_customer(
            call, method, customer, param="default_payment_method"
        )["id"]
    if "trial_settings" in given:
        fields["trial_settings"] = given["trial_settings"]
    if "automatic_tax" in given:
        on = given["automatic_tax"]["enabled"]
        fields["automatic_tax"] = {
            "disabled_reason": None, "enabled": on, "liability": {"type": "self"} if on else None
        }  # fmt: skip
    if "payment_settings" in given:
        defaults = {
            "payment_method_options": None, "payment_method_types": None, "save_default_payment_method": "off"
        }  # fmt: skip
        fields["payment_settings"] = defaults | pick(given["payment_settings"], tuple(defaults))
    return fields


def trial_end(given: JsonObject, now: int, path: str = "") -> int | None:
    """Return when the trial that was asked for ends; `path` is where the parameters stand in the request.

    Raises StripeError for both ways at once, for no days and for more than two years.
    """

    def name(param: str) -> str:
        return f"{path}[{param}]" if path else param

    if "trial_end" in given and "trial_period_days" in given:
        raise StripeError("You may only specify one of these parameters: trial_end, trial_period_days.",
                          param=name("trial_end"))  # fmt: skip
    if given.get("trial_from_plan"):
        raise unsupported(name("trial_from_plan"))
    if "trial_period_days" in given:
        days = given["trial_period_days"]
        if not (0 if not path else 1) <= days <= LONGEST_TRIAL_DAYS:
            raise StripeError(f"Invalid trial: use at most {LONGEST_TRIAL_DAYS} days, and at least one.",
                              code="parameter_invalid_integer", param=name("trial_period_days"))  # fmt: skip
        return now + days * _DAY if days else None
    end = given.get("trial_end")
    if end is None or end == "now":
        return None
    if end <= now or end > now + (LONGEST_TRIAL_DAYS + 1) * _DAY:
        raise StripeError("Invalid timestamp: must be in the future, and within two years.", param=name("trial_end"))
    return int(end)


def check_terms(terms: Terms, currency: str | None = None) -> None:
    """Raise StripeError unless all prices come due together, in one currency that is also the customer's."""
    if len({(price["recurring"]["interval"], price["recurring"]["interval_count"]) for price, _, _ in terms}) > 1:
        raise StripeError("All prices of a subscription must have the same billing interval.", param="items")
    currencies = {price["currency"] for price, _, _ in terms}
    if len(currencies) > 1 or currencies - {currency or terms[0][0]["currency"]}:
        raise StripeError("You cannot combine currencies on a single customer.", param="items")


def _new_item(call: Call, item: JsonObject, path: str) -> tuple[JsonObject, int, JsonObject]:
    for name in sorted(item.keys() - {"id", "metadata", "price", "quantity"}):
        raise unsupported(f"{path}[{name}]")
    if "price" not in item:
        raise missing_param(f"{path}[price]")
    price = call.get("price", item["price"], param=f"{path}[price]")
    if not price["active"]:
        raise StripeError("The price specified is inactive. This field only accepts active prices.",
                          param=f"{path}[price]")  # fmt: skip
    if not price["recurring"]:
        raise StripeError("The price specified is set to `type=one_time` but this field only accepts prices with "
                          "`type=recurring`.", param=f"{path}[price]")  # fmt: skip
    if item.get("quantity", 1) < 1:
        raise StripeError("This value must be greater than or equal to 1.",
                          code="parameter_invalid_integer", param=f"{path}[quantity]")  # fmt: skip
    return price, item.get("quantity", 1), item.get("metadata") or {}


def load(call: Call) -> JsonObject:
    """Return the subscription the path names."""
    return call.get(KIND, call.path["id"])


def _running(call: Call) -> JsonObject:
    subscription = load(call)
    if subscription["status"] in subscriptions.ENDED:
        # Stripe does not find what has ended when it is to be changed.
        raise StripeError(f"No such subscription: {subscription['id']}", status=404, code="resource_missing",
                          param="id")  # fmt: skip
    return subscription


def _update(call: Call) -> JsonObject:
    given = call.params
    _check(given, _ON_UPDATE)
    if given.get("payment_behavior") == "default_incomplete":
        raise unsupported("payment_behavior")
    always_allowed = {"metadata", "cancellation_details", "expand"}
    subscription = load(call) if given.keys() <= always_allowed else _running(call)
    subscription |= _settings(call, given, subscription["customer"])
    if "description" in given:
        subscription["description"] = given["description"] or None
    if "metadata" in given:
        subscription["metadata"] = merge_metadata(subscription["metadata"], given["metadata"])
    if "cancellation_details" in given:
        subscription["cancellation_details"] |= pick(given["cancellation_details"], ("comment", "feedback"))
    _plan_end(call, subscription)
    terms = _changed_items(call, subscription)
    failure = None
    if terms:
        failure = subscription_changes.change_items(
            call.standin,
            subscription,
            terms,
            account=call.account,
            proration=given.get("proration_behavior", "create_prorations"),
            call=call,
        )
        subscription = load(call)
    else:
        subscriptions.save(call.standin, subscription, account=call.account, call=call)
    if "trial_end" in given:
        failure = _change_trial(call, subscription) or failure
    if failure and given.get("payment_behavior") == "error_if_incomplete":
        raise payment_methods.refused(failure)
    return load(call)


def _plan_end(call: Call, subscription: JsonObject) -> None:
    given = call.params
    if "cancel_at_period_end" in given and "cancel_at" in given:
        raise StripeError("You may only specify one of these parameters: cancel_at, cancel_at_period_end.",
                          param="cancel_at")  # fmt: skip
    if "cancel_at_period_end" in given:
        subscription_changes.set_cancellation(
            call.standin, subscription, at_period_end=given["cancel_at_period_end"]
        )  # fmt: skip
    if "cancel_at" in given:
        at = given["cancel_at"]
        if isinstance(at, str) and at:
            at = subscriptions.period_of(subscription)[1]
        if at and at <= call.now:
            raise StripeError("The cancel_at timestamp must be in the future.", param="cancel_at")
        subscription_changes.set_cancellation(call.standin, subscription, at_period_end=False, at=at or None)


def _change_trial(call: Call, subscription: JsonObject) -> Decline | None:
    now = call.params["trial_end"] == "now"
    end = call.now if now else trial_end(call.params, call.now)
    assert end is not None  # noqa: S101 - only `now` has no moment
    return subscription_changes.set_trial_end(call.standin, subscription, end, account=call.account, call=call)


def _changed_items(call: Call, subscription: JsonObject) -> Terms | None:
    """Return what the items are to be, in their order, when the call names any."""
    given = call.params.get("items")
    if not given:
        return None
    known = {item["id"]: (item["price"], item["quantity"], item["metadata"]) for item in subscription["items"]["data"]}
    for number, item in enumerate(given):
        path = f"items[{number}]"
        if "id" not in item or item.get("deleted"):
            # A second price beside the first is a different product; ours has one plan per subscription.
            raise unsupported(path + ("[deleted]" if item.get("deleted") else "[id]"))
        if item["id"] not in known:
            raise StripeError(f"No such subscription item: '{item['id']}'", status=404,
                              code="resource_missing", param=f"{path}[id]")  # fmt: skip
        price, quantity, metadata = known[item["id"]]
        wanted = {"price": price["id"], "quantity": quantity} | item
        if "price" in item:
            price = _new_item(call, wanted, path)[0]
        changed = merge_metadata(metadata, item.get("metadata", {}))
        known[item["id"]] = (price, wanted["quantity"], changed)
    check_terms(list(known.values()), subscription["currency"])
    return list(known.values())


def _cancel(call: Call) -> JsonObject:
    subscription = _running(call)
    for name in ("invoice_now", "prorate"):
        if call.params.get(name):
            raise unsupported(name)
    details = pick(call.params.get("cancellation_details", {}), ("comment", "feedback"))
    subscription["cancellation_details"] |= details
    return subscriptions.end(
        call.standin, subscription, account=call.account, reason="cancellation_requested", call=call
    )  # fmt: skip


def _resume(call: Call) -> JsonObject:
    """Go on with a paused subscription in a new period; with `resume_on_payment_success` only if that is paid."""
    subscription = _running(call)
    if subscription["status"] != "paused":
        raise StripeError("Only a paused subscription can be resumed.", param="id")
    if call.params.get("billing_cycle_anchor", {}).get("type", "now") != "now":
        raise unsupported("billing_cycle_anchor")
    if subscriptions.method_of(call.standin, subscription) is None:
        raise _no_card()
    failure = subscriptions.resume(call.standin, subscription, account=call.account, call=call)
    if failure and call.params.get("payment_behavior") == "resume_on_payment_success":
        raise payment_methods.refused(failure)
    return load(call)


def _list(call: Call) -> JsonObject:
    given = call.params
    for name in ("collection_method", "current_period_end", "current_period_start", "automatic_tax", "plan"):
        if name in given:
            raise unsupported(name)
    where: JsonObject = {"customer": given["customer"]} if "customer" in given else {}
    if "price" in given:
        where["items.data[0].price.id"] = given["price"]
    status = given.get("status")
    if status == "ended":
        where["status"] = list(subscriptions.ENDED)
    elif status is None:
        where["status"] = list(subscriptions.LIVE)
    elif status != "all":
        where["status"] = status
    return list_page(call, KIND, _PATH, where)


OPERATIONS = [
    Operation(method="POST", path=_PATH, params=SubscriptionCreateParams, run=_create),
    Operation(method="GET", path=_PATH, params=SubscriptionListParams, run=_list),
    Operation(method="GET", path=_PATH + "/{id}", params=SubscriptionRetrieveParams, run=load),
    Operation(method="POST", path=_PATH + "/{id}", params=SubscriptionUpdateParams, run=_update),
    Operation(method="DELETE", path=_PATH + "/{id}", params=SubscriptionCancelParams, run=_cancel),
    Operation(method="POST", path=_PATH + "/{id}/resume", params=SubscriptionResumeParams, run=_resume),
]
