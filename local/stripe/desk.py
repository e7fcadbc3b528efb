"""`/_test/...` for what others do to a payment: the shopper's bank, the account's dashboard, Stripe's reviewers."""

from __future__ import annotations

from collections.abc import Callable

from local.stripe import account_objects, accounts, disputes, refunds
from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject, StripeError, missing

type Action = Callable[[JsonObject, dict[str, str]], JsonObject]


def actions(standin: StandIn) -> dict[str, Action]:
    """Return what can be posted, by path."""

    def restrict(body: JsonObject, path: dict[str, str]) -> JsonObject:
        """Take an account's right to charge away or give it back, as a review at Stripe would."""
        with standin.store.transaction():
            account = accounts.find(standin, path["id"])
            if account is None:
                raise missing("account", path["id"])
            able = body.get("charges_enabled") in (True, "true")
            if not able and body.get("charges_enabled") not in (False, "false"):
                raise StripeError("`charges_enabled` must be true or false.", param="charges_enabled")
            return accounts.set_state(standin, account, due=() if able else account_objects.ASKED_LATER, submitted=True)

    def refund(body: JsonObject, _: dict[str, str]) -> JsonObject:
        """Refund like somebody at Stripe's dashboard: without the shop, without its metadata."""
        with standin.store.transaction():
            charge, account = _charge(standin, body)
            fields = {"reason": body["reason"]} if body.get("reason") else {}
            return refunds.refund(standin, charge, account=account, amount=_amount(body), **fields)

    def settle_refund(body: JsonObject, path: dict[str, str]) -> JsonObject:
        return refunds.settle(standin, path["id"], succeeds=_outcome(body, "succeeds", "fails"))

    def dispute(body: JsonObject, _: dict[str, str]) -> JsonObject:
        with standin.store.transaction():
            charge, account = _charge(standin, body)
            reason = body.get("reason", "fraudulent")
            return disputes.open_dispute(standin, charge, account=account, reason=reason, amount=_amount(body))

    def settle_dispute(body: JsonObject, path: dict[str, str]) -> JsonObject:
        return disputes.settle(standin, path["id"], won=_outcome(body, "won", "lost"))

    return {
        "/_test/accounts/{id}": restrict,
        "/_test/refunds": refund,
        "/_test/refunds/{id}/settle": settle_refund,
        "/_test/disputes": dispute,
        "/_test/disputes/{id}/settle": settle_dispute,
    }


def overview(standin: StandIn) -> JsonObject:
    """Return the latest payments, refunds that can still change, disputes and accounts for the index page."""
    store = standin.store

    def latest(kind: str, limit: int = 8) -> list[JsonObject]:
        return store.page(kind, account=None, limit=limit).items

    return {
        "charges": [charge for charge in latest("charge", 12) if charge["status"] == "succeeded"],
        "pending_refunds": store.page("refund", account=None, where={"status": "pending"}, limit=8).items,
        "disputes": latest(disputes.KIND),
        "accounts": latest(accounts.KIND),
    }


def _charge(standin: StandIn, body: JsonObject) -> tuple[JsonObject, str]:
    """Return the charge that is named directly or through its payment intent, in whatever account it is."""
    store = standin.store
    if "charge" in body:
        charge_id = body["charge"]
    elif "payment_intent" in body:
        intent = store.find(str(body["payment_intent"]), kind="payment_intent", account=None)
        if intent is None:
            raise missing("payment_intent", str(body["payment_intent"]), "payment_intent")
        charge_id = intent["latest_charge"] or ""
    else:
        raise StripeError("Name a `charge` or a `payment_intent`.", code="parameter_missing", param="charge")
    charge = store.find(str(charge_id), kind="charge", account=None)
    if charge is None:
        raise missing("charge", str(charge_id), "charge")
    if charge["status"] != "succeeded":
        raise StripeError(f"Charge {charge['id']} has not succeeded.", param="charge")
    return charge, store.account_of(charge["id"])


def _amount(body: JsonObject) -> int | None:
    amount = body.get("amount")
    if amount in (None, ""):
        return None
    if not isinstance(amount, int):
        raise StripeError("`amount` must be an integer in minor units.", param="amount")
    return amount


def _outcome(body: JsonObject, good: str, bad: str) -> bool:
    if body.get("outcome") not in (good, bad):
        raise StripeError(f"`outcome` must be {good} or {bad}.", param="outcome")
    return bool(body["outcome"] == good)
