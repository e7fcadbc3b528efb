"""Connected accounts: create, read, update, and the links that lead their owners to onboarding and dashboard."""

from __future__ import annotations

from urllib.parse import urlsplit

from stripe.params import (
    AccountCreateParams,
    AccountLinkCreateParams,
    AccountListParams,
    AccountLoginLinkCreateParams,
    AccountRetrieveParams,
    AccountUpdateParams,
)

from local.stripe import account_objects, webhooks
from local.stripe.catalog import check_email, unsupported
from local.stripe.params import missing_param
from local.stripe.standin import Call, Operation, StandIn, list_page, merge_metadata
from local.stripe.wire import JsonObject, StripeError, new_id

KIND = "account"
LINK = "account_link"
_PATH = "/v1/accounts"
_KNOWN = frozenset(
    {"business_profile", "business_type", "capabilities", "controller", "country", "default_currency", "email",
     "expand", "metadata", "type"}
)  # fmt: skip
_DEFAULT_CAPABILITIES = {"card_payments": {"requested": True}, "transfers": {"requested": True}}


def find(standin: StandIn, account_id: str) -> JsonObject | None:
    """Return a connected account."""
    return standin.store.find(account_id, kind=KIND)


def require_charges(call: Call) -> None:
    """Raise StripeError when the call is made for an account that may not take money."""
    account = find(call.standin, call.account) if call.account else None
    if account and not account["charges_enabled"]:
        raise StripeError(
            "Your account cannot currently make charges. The `requirements.disabled_reason` property on this account "
            f"({_PATH}/{account['id']}) tells why it is currently disabled."
        )


def set_state(standin: StandIn, account: JsonObject, *, due: tuple[str, ...], submitted: bool) -> JsonObject:
    """Write what onboarding or a review has left of the account: with nothing due, all of it works.

    Emits `account.updated` as an event of the account.
    """
    able = submitted and not due
    account |= {
        "details_submitted": submitted,
        "charges_enabled": able,
        "payouts_enabled": able,
        "requirements": account_objects.requirements(due),
        "capabilities": dict.fromkeys(account["capabilities"], "active" if able else "inactive"),
    }
    if submitted and not account["business_type"]:
        account["business_type"] = "individual"
    return save(standin, account)


def save(standin: StandIn, account: JsonObject, *, call: Call | None = None) -> JsonObject:
    """Store a changed account and tell its platform."""
    standin.store.save(account)
    webhooks.emit(standin, "account.updated", account, account=account["id"], call=call)
    return account


def _create(call: Call) -> JsonObject:
    given = call.params
    fields = _fields(given)
    country = given.get("country", "US").upper()
    if len(country) != 2 or not country.isalpha():
        raise StripeError(f"Country '{country}' is unknown. Try using a 2-character alphanumeric country code instead, "
                          "such as 'US', 'EG', or 'GB'.", code="country_unsupported", param="country")  # fmt: skip
    body = account_objects.account(call.now, country=country, controller=_controller(given))
    body["type"] = given.get("type", "none")
    body["business_profile"] |= fields.pop("business_profile", {})
    body["capabilities"] = _capabilities({}, given.get("capabilities") or _DEFAULT_CAPABILITIES, able=False)
    return call.store.insert(body | fields)


def _fields(given: JsonObject) -> JsonObject:
    for name in given.keys() - _KNOWN:
        raise unsupported(name)
    if given.get("email"):
        check_email(given["email"], "email")
    names = ("business_profile", "business_type", "default_currency", "email", "metadata")
    fields = {name: given[name] for name in names if name in given}
    if isinstance(fields.get("metadata"), str):
        fields["metadata"] = {}
    return fields


def _controller(given: JsonObject) -> JsonObject:
    if "type" in given and "controller" in given:
        raise StripeError("You may only specify one of these parameters: type, controller.", param="type")
    if given.get("type") == "custom":
        raise unsupported("type")
    if "type" in given:
        return account_objects.controller_of_type(given["type"])
    wanted = given.get("controller", {})
    if wanted.get("requirement_collection", "stripe") != "stripe":
        raise unsupported("controller[requirement_collection]")
    fees = wanted.get("fees", {}).get("payer", "account")
    losses = wanted.get("losses", {}).get("payments", "stripe")
    if losses == "application" and fees != "application":
        raise StripeError(
            "Setting `controller[losses][payments]=application` requires `controller[fees][payer]=application`.",
            param="controller[losses][payments]",
        )
    dashboard = wanted.get("stripe_dashboard", {}).get("type", "full")
    return account_objects.controller(fees=fees, losses=losses, dashboard=dashboard)


def _capabilities(current: JsonObject, requested: JsonObject, *, able: bool) -> JsonObject:
    changed = dict(current)
    for name, wish in requested.items():
        if wish.get("requested"):
            changed.setdefault(name, "active" if able else "inactive")
        else:
            changed.pop(name, None)
    return changed


def _update(call: Call) -> JsonObject:
    given = call.params
    account = call.get(KIND, call.path["id"])
    fields = _fields(given)
    if "metadata" in given:
        fields["metadata"] = merge_metadata(account["metadata"], given["metadata"])
    fields["business_profile"] = account["business_profile"] | fields.pop("business_profile", {})
    fields["capabilities"] = _capabilities(
        account["capabilities"], given.get("capabilities", {}), able=account["charges_enabled"]
    )
    return save(call.standin, account | fields, call=call)


def _retrieve(call: Call) -> JsonObject:
    account = find(call.standin, call.path["id"])
    if account is None:
        raise no_access(call.path["id"])
    return account


def no_access(account_id: str) -> StripeError:
    """Return Stripe's refusal of an account that is not connected to the caller's platform."""
    return StripeError(
        f"The provided key 'sk_test_****' does not have access to account '{account_id}' (or that account does not "
        "exist). Application access may have been revoked.",
        status=403,
        code="account_invalid",
    )


# Links


def _create_link(call: Call) -> JsonObject:
    given = call.params
    account = call.get(KIND, given["account"], param="account")
    if given["type"] != "account_onboarding":
        raise StripeError(
            "You cannot create `account_update` type Account Links for this account. Valid Account Link types for "
            "this account are: account_onboarding.",
            param="type",
        )
    for name in ("refresh_url", "return_url"):
        if name not in given:
            raise missing_param(name)
        if urlsplit(given[name]).scheme not in ("http", "https") or not urlsplit(given[name]).netloc:
            raise StripeError("Not a valid URL", code="url_invalid", param=name)
    token = new_id("link", 20)
    link = account_objects.account_link(call.now, f"{call.base_url}/setup/{account['id']}/{token}")
    private = {name: given[name] for name in ("account", "refresh_url", "return_url")}
    call.store.insert({"id": token} | link, private=private)
    return link


def _create_login_link(call: Call) -> JsonObject:
    account = _retrieve(call)
    if account["controller"]["stripe_dashboard"]["type"] != "express":
        raise StripeError("Cannot create a login link for an account that does not use the Express Dashboard.")
    if not account["details_submitted"]:
        raise StripeError("Cannot create a login link for an account that has not completed onboarding.")
    return account_objects.login_link(call.now, f"{call.base_url}/express/{account['id']}/{new_id('login', 20)}")


OPERATIONS = [
    Operation(method="POST", path=_PATH, params=AccountCreateParams, run=_create),
    Operation(method="GET", path=_PATH, params=AccountListParams, run=lambda call: list_page(call, KIND, _PATH)),
    Operation(method="GET", path=_PATH + "/{id}", params=AccountRetrieveParams, run=_retrieve),
    Operation(method="POST", path=_PATH + "/{id}", params=AccountUpdateParams, run=_update),
    Operation(
        method="POST", path=_PATH + "/{id}/login_links", params=AccountLoginLinkCreateParams, run=_create_login_link
    ),
    Operation(method="POST", path="/v1/account_links", params=AccountLinkCreateParams, run=_create_link),
]
