"""What happens when a shopper pays: intents, charges, methods, balance entries and their events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stripe.params import (
    BalanceTransactionListParams,
    BalanceTransactionRetrieveParams,
    ChargeListParams,
    ChargeRetrieveParams,
    ChargeUpdateParams,
    PaymentIntentListParams,
    PaymentIntentRetrieveParams,
    PaymentIntentUpdateParams,
)

from local.stripe import account_objects, fees, payment_objects, webhooks
from local.stripe.cards import Decline
from local.stripe.standin import Call, Operation, StandIn, list_page, merge_metadata
from local.stripe.wire import DOCS_URL, JsonObject

_INTENT_DATA = ("application_fee_amount", "description", "metadata", "on_behalf_of", "receipt_email",
                "setup_future_usage", "statement_descriptor", "statement_descriptor_suffix", "transfer_data",
                "transfer_group")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """How the shopper pays: the kind, its details for the method and for the charge, and who is billed.

    `number` is a card's, kept beside the payment method so that a later charge behaves as the card does.
    """

    kind: str
    method_details: JsonObject
    charge_details: JsonObject
    billing: JsonObject
    number: str = ""


class Payment:
    """One payment intent of a checkout session and the steps it can take.

    Every step writes its objects and emits its events inside the caller's transaction.
    """

    def __init__(self, standin: StandIn, intent: JsonObject, *, account: str) -> None:
        self._standin = standin
        self._store = standin.store
        self._account = account
        self.intent = intent

    @classmethod
    def start(cls, standin: StandIn, session: JsonObject, *, account: str) -> Payment:
        """Return the payment of a session, with a new intent at the first attempt and today's total."""
        payment = cls.of(standin, session, account=account)
        if payment is None:
            given = standin.store.private(session["id"]).get("payment_intent_data", {})
            fields = {name: given[name] for name in _INTENT_DATA if name in given}
            if account:
                fields["application"] = account_objects.PLATFORM_APPLICATION
            intent = payment_objects.payment_intent(
                standin.now(), amount=session["amount_total"], currency=session["currency"], **fields
            )
            standin.store.insert(intent, account=account)
            payment = cls(standin, intent, account=account)
        payment.intent |= {
            "amount": session["amount_total"],
            "customer": session["customer"],
            "payment_method_types": session["payment_method_types"],
            "shipping": _shipping(session),
        }
        return payment

    @classmethod
    def of(cls, standin: StandIn, session: JsonObject, *, account: str) -> Payment | None:
        """Return the payment a session already has."""
        if not session["payment_intent"]:
            return None
        intent = standin.store.find(session["payment_intent"], kind="payment_intent", account=account)
        return cls(standin, intent, account=account) if intent else None

    def attach(self, means: Means) -> None:
        """Remember the payment method of this attempt."""
        method = payment_objects.payment_method(
            self._standin.now(),
            kind=means.kind,
            billing=means.billing,
            details=means.method_details,
            customer=self.intent["customer"],
        )
        self._store.insert(method, account=self._account, private={"card": means.number})
        self.intent["payment_method"] = method["id"]

    def succeed(self, means: Means) -> JsonObject:
        """Take the money: intent and charge succeed. Return the charge."""
        charge = self._charge(means)
        self._book(charge)
        self._succeeded(charge)
        return charge

    def process(self, means: Means) -> None:
        """Start a bank debit, whose money arrives or fails days later."""
        charge = self._charge(
            means, status="pending", paid=False, amount_captured=0, captured=True, outcome=payment_objects.outcome()
        )
        self.intent |= {"status": "processing", "latest_charge": charge["id"], "last_payment_error": None}
        self._save()
        self._emit("payment_intent.processing", self.intent)
        self._emit("charge.pending", charge)

    def settle(self, *, failure: Decline | None) -> None:
        """Finish a bank debit: the money is there, or the bank sent it back."""
        charge = self._store.find(self.intent["latest_charge"], account=self._account)
        assert charge is not None  # noqa: S101 - a processing intent has a charge
        if failure:
            self._fail(charge, failure)
            return
        charge |= {"status": "succeeded", "paid": True, "amount_captured": charge["amount"]}
        self._book(charge)
        self._succeeded(charge)

    def decline(self, means: Means, failure: Decline) -> None:
        """Record a refused attempt; the intent waits for another method."""
        self._fail(self._charge(means), failure)

    def ask(self, page_url: str) -> None:
        """Wait for the shopper's confirmation at their bank."""
        self.intent |= {
            "status": "requires_action",
            "next_action": {
                "type": "redirect_to_url",
                "redirect_to_url": {"url": page_url, "return_url": page_url},
            },
        }
        self._save()
        self._emit("payment_intent.requires_action", self.intent)

    def refuse_confirmation(self, failure: Decline) -> None:
        """Record that the bank's confirmation failed; no charge was made."""
        self._failed(failure, charge_id=None)

    def cancel(self) -> None:
        """Give the payment up, unless it has gone through or was given up before."""
        if self.intent["status"] in ("succeeded", "canceled"):
            return
        self.intent |= {
            "status": "canceled",
            "canceled_at": self._standin.now(),
            "cancellation_reason": "automatic",
            "next_action": None,
        }
        self._save()
        self._emit("payment_intent.canceled", self.intent)

    def _charge(self, means: Means, **given: object) -> JsonObject:
        charge = payment_objects.charge(
            self._standin.now(),
            self.intent,
            billing=means.billing,
            details={"type": means.kind, means.kind: means.charge_details},
            **given,
        )
        return self._store.insert(charge, account=self._account)

    def _book(self, charge: JsonObject) -> None:
        """Write what the charge leaves in the balance after fees."""
        entry = payment_objects.balance_transaction(
            self._standin.now(),
            kind="charge" if charge["payment_method_details"]["type"] == "card" else "payment",
            source=charge["id"],
            amount=charge["amount"],
            currency=charge["currency"],
            fees=fees.of_charge(charge),
            description=charge["description"],
        )
        self._store.insert(entry, account=self._account)
        charge["balance_transaction"] = entry["id"]
        fees.take(self._standin, charge, account=self._account)
        self._store.save(charge)

    def _succeeded(self, charge: JsonObject) -> None:
        self.intent |= {
            "status": "succeeded",
            "amount_received": self.intent["amount"],
            "latest_charge": charge["id"],
            "next_action": None,
            "last_payment_error": None,
        }
        self._save()
        self._emit("payment_intent.succeeded", self.intent)
        self._emit("charge.succeeded", charge)

    def _fail(self, charge: JsonObject, failure: Decline) -> None:
        charge |= {
            "status": "failed",
            "paid": False,
            "captured": False,
            "amount_captured": 0,
            "failure_code": failure.code,
            "failure_message": failure.message,
            "outcome": payment_objects.outcome(failure.decline_code or failure.code),
        }
        self._store.save(charge)
        self._failed(failure, charge_id=charge["id"])
        self._emit("charge.failed", charge)

    def _failed(self, failure: Decline, *, charge_id: str | None) -> None:
        error: JsonObject = {
            "code": failure.code,
            "doc_url": DOCS_URL + failure.code.replace("_", "-"),
            "message": failure.message,
            "payment_method": self._store.find(self.intent["payment_method"], account=self._account),
            "type": "invalid_request_error" if charge_id is None else "card_error",
        }
        if charge_id:
            error["charge"] = charge_id
        if failure.decline_code:
            error["decline_code"] = failure.decline_code
        self.intent |= {
            "status": "requires_payment_method",
            "last_payment_error": error,
            "latest_charge": charge_id or self.intent["latest_charge"],
            "next_action": None,
            "payment_method": None,
        }
        self._save()
        self._emit("payment_intent.payment_failed", self.intent)

    def _save(self) -> None:
        self._store.save(self.intent)

    def _emit(self, kind: str, body: JsonObject) -> None:
        webhooks.emit(self._standin, kind, body, account=self._account)


def _shipping(session: JsonObject) -> JsonObject | None:
    collected = (session["collected_information"] or {}).get("shipping_details")
    if not collected:
        return None
    phone = (session["customer_details"] or {}).get("phone")
    return {**collected, "carrier": None, "phone": phone, "tracking_number": None}


# API


def _retrieve(kind: str, label: str) -> Callable[[Call], JsonObject]:
    def run(call: Call) -> JsonObject:
        return call.get(kind, call.path["id"], label=label)

    return run


def _update(kind: str, names: tuple[str, ...]) -> Callable[[Call], JsonObject]:
    def run(call: Call) -> JsonObject:
        body = call.get(kind, call.path["id"])
        body |= {name: call.params[name] or None for name in names if name in call.params}
        if "metadata" in call.params:
            body["metadata"] = merge_metadata(body["metadata"], call.params["metadata"])
        return call.store.save(body)

    return run


def _listing(kind: str, url: str, filters: tuple[str, ...]) -> Callable[[Call], JsonObject]:
    def run(call: Call) -> JsonObject:
        return list_page(call, kind, url, {name: call.params[name] for name in filters if name in call.params})

    return run


_INTENTS = "/v1/payment_intents"
_CHARGES = "/v1/charges"
_ENTRIES = "/v1/balance_transactions"

OPERATIONS = [
    Operation(
        method="GET",
        path=_INTENTS,
        params=PaymentIntentListParams,
        run=_listing("payment_intent", _INTENTS, ("customer",)),
    ),
    Operation(
        method="GET",
        path=_INTENTS + "/{id}",
        params=PaymentIntentRetrieveParams,
        run=_retrieve("payment_intent", "payment_intent"),
    ),
    Operation(
        method="POST",
        path=_INTENTS + "/{id}",
        params=PaymentIntentUpdateParams,
        run=_update("payment_intent", ("description", "receipt_email")),
    ),
    Operation(
        method="GET",
        path=_CHARGES,
        params=ChargeListParams,
        run=_listing("charge", _CHARGES, ("customer", "payment_intent", "transfer_group")),
    ),
    Operation(method="GET", path=_CHARGES + "/{id}", params=ChargeRetrieveParams, run=_retrieve("charge", "charge")),
    Operation(
        method="POST",
        path=_CHARGES + "/{id}",
        params=ChargeUpdateParams,
        run=_update("charge", ("description", "receipt_email")),
    ),
    Operation(
        method="GET",
        path=_ENTRIES,
        params=BalanceTransactionListParams,
        run=_listing("balance_transaction", _ENTRIES, ("currency", "source", "type")),
    ),
    Operation(
        method="GET",
        path=_ENTRIES + "/{id}",
        params=BalanceTransactionRetrieveParams,
        run=_retrieve("balance_transaction", "balance transaction"),
    ),
]
