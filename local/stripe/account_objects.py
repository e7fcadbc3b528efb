"""Builders of what Connect is made of: accounts, account links, login links and application fees."""

from __future__ import annotations

from typing import Any

from local.stripe import objects
from local.stripe.wire import JsonObject, new_id

# The platform as Stripe names it on what it causes on connected accounts.
PLATFORM_APPLICATION = "ca_local_platform"
LINK_SECONDS = 300

_CONTROLLERS = {
    "express": {"fees": "application_express", "losses": "application", "dashboard": "express"},
    "standard": {"fees": "account", "losses": "stripe", "dashboard": "full"},
}
_EMPTY_PROFILE = (
    "annual_revenue", "estimated_worker_count", "mcc", "name", "product_description", "support_address",
    "support_email", "support_phone", "support_url", "url",
)  # fmt: skip
_CURRENCIES = {
    "AU": "aud", "BR": "brl", "CA": "cad", "CH": "chf", "CZ": "czk", "DK": "dkk", "GB": "gbp", "HK": "hkd",
    "HU": "huf", "IN": "inr", "JP": "jpy", "MX": "mxn", "NO": "nok", "NZ": "nzd", "PL": "pln", "RO": "ron",
    "SE": "sek", "SG": "sgd", "TH": "thb", "AE": "aed", "US": "usd",
}  # fmt: skip
# What Stripe's onboarding asks for, shortened to one thing of each kind.
ASKED_AT_FIRST = ("business_profile.mcc", "business_type", "external_account", "individual.first_name",
                  "tos_acceptance.date", "tos_acceptance.ip")  # fmt: skip
ASKED_LATER = ("individual.verification.document",)


def controller_of_type(kind: str) -> JsonObject:
    """Return what `type=express` or `type=standard` stands for."""
    chosen = _CONTROLLERS[kind]
    return controller(fees=chosen["fees"], losses=chosen["losses"], dashboard=chosen["dashboard"])


def controller(*, fees: str, losses: str, dashboard: str) -> JsonObject:
    """Return who pays Stripe's fees, who bears losses and which dashboard the account has."""
    return {
        "fees": {"payer": fees},
        "is_controller": True,
        "losses": {"payments": losses},
        "requirement_collection": "stripe",
        "stripe_dashboard": {"type": dashboard},
        "type": "application",
    }


def account(created: int, *, country: str, **given: Any) -> JsonObject:
    """Return an account that has not been through onboarding."""
    account_id = new_id("acct", 16)
    body: JsonObject = {
        "id": account_id,
        "object": "account",
        "business_profile": dict.fromkeys(_EMPTY_PROFILE) | {"minority_owned_business_designation": None},
        "business_type": None,
        "capabilities": {},
        "charges_enabled": False,
        "country": country,
        "created": created,
        "default_currency": _CURRENCIES.get(country, "eur"),
        "details_submitted": False,
        "email": None,
        "external_accounts": objects.list_object([], f"/v1/accounts/{account_id}/external_accounts")
        | {"total_count": 0},
        "future_requirements": requirements(()),
        "metadata": {},
        "payouts_enabled": False,
        "requirements": requirements(ASKED_AT_FIRST),
        "settings": _settings(),
        "tos_acceptance": {"date": None, "ip": None, "user_agent": None},
        "type": "none",
    }
    return body | given


def requirements(due: tuple[str, ...]) -> JsonObject:
    """Return what Stripe still wants to know; something that is due stops charges."""
    return {
        "alternatives": [],
        "current_deadline": None,
        "currently_due": list(due),
        "disabled_reason": "requirements.past_due" if due else None,
        "errors": [],
        "eventually_due": list(due),
        "past_due": list(due),
        "pending_verification": [],
    }


def _settings() -> JsonObject:
    nothing = dict.fromkeys(("statement_descriptor", "statement_descriptor_kana", "statement_descriptor_kanji"))
    prefixes = ("statement_descriptor_prefix", "statement_descriptor_prefix_kana", "statement_descriptor_prefix_kanji")
    return {
        "branding": dict.fromkeys(("icon", "logo", "primary_color", "secondary_color")),
        "card_payments": {
            "decline_on": {"avs_failure": False, "cvc_failure": False},
            **dict.fromkeys(prefixes),
        },
        "dashboard": {"display_name": None, "timezone": "Etc/UTC"},
        "payments": nothing,
        "payouts": {
            "debit_negative_balances": True,
            "schedule": {"delay_days": 2, "interval": "daily"},
            "statement_descriptor": None,
        },
        "sepa_debit_payments": {},
    }


def account_link(created: int, url: str) -> JsonObject:
    """Return a link to onboarding as Stripe answers it: without an id, shown once."""
    return {"object": "account_link", "created": created, "expires_at": created + LINK_SECONDS, "url": url}


def login_link(created: int, url: str) -> JsonObject:
    """Return a link to the account's Express dashboard."""
    return {"object": "login_link", "created": created, "url": url}


def application_fee(created: int, charge: JsonObject, *, account: str) -> JsonObject:
    """Return what the platform keeps of a direct charge."""
    fee_id = new_id("fee")
    return {
        "id": fee_id,
        "object": "application_fee",
        "account": account,
        "amount": charge["application_fee_amount"],
        "amount_refunded": 0,
        "application": PLATFORM_APPLICATION,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": created,
        "currency": charge["currency"],
        "fee_source": {"charge": charge["id"], "type": "charge"},
        "livemode": False,
        "originating_transaction": None,
        "refunded": False,
        "refunds": objects.list_object([], f"/v1/application_fees/{fee_id}/refunds"),
    }


def fee_refund(created: int, fee: JsonObject, *, amount: int) -> JsonObject:
    """Return what the platform gives back of its fee."""
    return {
        "id": new_id("fr"),
        "object": "fee_refund",
        "amount": amount,
        "balance_transaction": None,
        "created": created,
        "currency": fee["currency"],
        "fee": fee["id"],
        "metadata": {},
    }
