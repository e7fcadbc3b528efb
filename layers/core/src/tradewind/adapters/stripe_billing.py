"""Subscriptions of the platform through the stripe SDK (16.x). Imported only where plans are bought or read."""

from collections.abc import Iterable, Sequence
from typing import Any

import stripe

from tradewind.adapters.stripe_client import call_options, in_our_words, make_client
from tradewind.billing.errors import PlanPaymentFailedError, PlansNotSetUpError
from tradewind.billing.models import Subscription, SubscriptionStatus
from tradewind.billing.plans import Plan, find_plan
from tradewind.billing.ports import HostedPage, PlanCheckout, RefundOutcome
from tradewind.checkout.errors import PaymentRefusedError
from tradewind.kit.clock import from_epoch
from tradewind.settings import StripeSettings

_PLAN, _PORTAL = "tradewind_plan", "tradewind_portal"
"""Metadata of prices (the code of the plan) and of our portal configuration."""
_KNOWN = {status.value for status in SubscriptionStatus}


class StripeBilling:
    """Implements ``billing.ports.BillingGateway`` on the platform's own account."""

    def __init__(self, settings: StripeSettings) -> None:
        self._client = make_client(settings)

    def create_customer(self, *, user_id: str, email: str) -> str:
        """See the port."""
        parameters: Any = {"email": email, "metadata": {"user_id": user_id}}
        with in_our_words():
            return self._client.v1.customers.create(parameters, call_options(None, key=f"customer:{user_id}")).id

    def update_email(self, customer_id: str, email: str) -> None:
        """See the port."""
        with in_our_words():
            self._client.v1.customers.update(customer_id, {"email": email})

    def list_subscriptions(self, customer_id: str) -> Sequence[Subscription]:
        """See the port; a hundred a request."""
        parameters: Any = {
            "customer": customer_id,
            "status": "all",
            "limit": 100,
            "expand": ["data.default_payment_method", "data.latest_invoice", "data.customer"],
        }
        with in_our_words():
            found = [_subscription(each) for each in self._client.v1.subscriptions.list(parameters).auto_paging_iter()]
        return sorted(found, key=lambda each: (each.created_at, each.id))

    def start_checkout(self, checkout: PlanCheckout, *, key: str) -> HostedPage:
        """See the port. A trial needs no card; one that ends without a card pauses and charges nothing."""
        data: dict[str, Any] = {"metadata": {"user_id": checkout.user_id}}
        parameters: dict[str, Any] = {
            "mode": "subscription",
            "customer": checkout.customer_id,
            "client_reference_id": checkout.user_id,
            "success_url": checkout.success_url,
            "cancel_url": checkout.cancel_url,
            "metadata": {"user_id": checkout.user_id},
            "subscription_data": data,
        }
        if checkout.trial_days:
            data["trial_period_days"] = checkout.trial_days
            data["trial_settings"] = {"end_behavior": {"missing_payment_method": "pause"}}
            parameters["payment_method_collection"] = "if_required"
        with in_our_words():
            parameters["line_items"] = [{"price": self._price(checkout.plan), "quantity": 1}]
            ready: Any = parameters
            session = self._client.v1.checkout.sessions.create(ready, call_options(None, key=key))
        return HostedPage(id=session.id, url=session.url or "")

    def get_checkout(self, session_id: str) -> HostedPage:
        """See the port."""
        with in_our_words():
            session = self._client.v1.checkout.sessions.retrieve(session_id)
        return HostedPage(id=session.id, url=session.url or "")

    def open_portal(self, customer_id: str, *, return_url: str) -> str:
        """See the port. Without ``set_up`` Stripe's own default configuration serves."""
        parameters: dict[str, Any] = {"customer": customer_id, "return_url": return_url}
        with in_our_words():
            configuration = self._portal_configuration()
            if configuration:
                parameters["configuration"] = configuration
            ready: Any = parameters
            return self._client.v1.billing_portal.sessions.create(ready).url

    def change_plan(self, subscription_id: str, plan: Plan, *, now_due: bool) -> None:
        """See the port. What is charged at once is charged before anything changes."""
        with in_our_words():
            price = self._price(plan)
            present = self._client.v1.subscriptions.retrieve(subscription_id)
            parameters: Any = {
                "items": [{"id": _items(present)[0].id, "price": price}],
                "cancel_at_period_end": False,
                "proration_behavior": "always_invoice" if now_due else "create_prorations",
                "payment_behavior": "error_if_incomplete" if now_due else "allow_incomplete",
            }
            try:
                self._client.v1.subscriptions.update(subscription_id, parameters)
            except stripe.CardError as error:
                raise PlanPaymentFailedError from error

    def cancel(self, subscription_id: str, *, at_period_end: bool) -> None:
        """See the port."""
        with in_our_words():
            if at_period_end:
                self._client.v1.subscriptions.update(subscription_id, {"cancel_at_period_end": True})
                return
            try:
                self._client.v1.subscriptions.cancel(subscription_id)
            except stripe.InvalidRequestError:
                if self._client.v1.subscriptions.retrieve(subscription_id).status != "canceled":
                    raise

    def refund(self, subscription: Subscription) -> RefundOutcome:
        """See the port."""
        if not subscription.paid:
            return RefundOutcome.NOTHING_PAID
        try:
            with in_our_words():
                intents = list(self._intents(subscription.invoice_id))
                for intent in intents:
                    self._refund(subscription, intent)
        except PaymentRefusedError:
            return RefundOutcome.FAILED
        return RefundOutcome.REFUNDED if intents else RefundOutcome.FAILED

    def set_up(self, plans: Iterable[Plan], *, return_url: str) -> list[str]:
        """Make what is missing of products, prices and the portal's configuration. Returns a line for each."""
        with in_our_words():
            lines = [self._set_up_plan(plan) for plan in plans]
            return [*lines, self._set_up_portal(return_url)]

    def _set_up_plan(self, plan: Plan) -> str:
        amount, currency = plan.monthly_price.amount, plan.monthly_price.currency.lower()
        prices = self._client.v1.prices.list({"lookup_keys": [plan.lookup_key or ""], "active": True, "limit": 1}).data
        if prices and (prices[0].unit_amount, prices[0].currency) == (amount, currency):
            return f"{plan.name}: {prices[0].id} is there"
        product_id = f"tradewind_{plan.code.value}"
        try:
            self._client.v1.products.retrieve(product_id)
        except stripe.InvalidRequestError:
            self._client.v1.products.create(
                {"id": product_id, "name": f"Tradewind {plan.name}", "description": plan.summary}
            )
        price = self._client.v1.prices.create(
            {
                "product": product_id,
                "currency": currency,
                "unit_amount": amount,
                "recurring": {"interval": "month"},
                "lookup_key": plan.lookup_key or "",
                "transfer_lookup_key": True,
                "metadata": {_PLAN: plan.code.value},
            }
        )
        return f"{plan.name}: {price.id} was made"

    def _set_up_portal(self, return_url: str) -> str:
        features: Any = {
            "customer_update": {"enabled": True, "allowed_updates": ["address", "name", "tax_id"]},
            "invoice_history": {"enabled": True},
            "payment_method_update": {"enabled": True},
            "subscription_cancel": {"enabled": True, "mode": "at_period_end"},
            # Plans are changed in the dashboard, which says first what a smaller one would mean.
            "subscription_update": {"enabled": False},
        }
        present = self._portal_configuration()
        if present:
            self._client.v1.billing_portal.configurations.update(present, {"features": features})
            return f"Portal: {present} is up to date"
        made = self._client.v1.billing_portal.configurations.create(
            {"features": features, "default_return_url": return_url, "metadata": {_PORTAL: "plans"}}
        )
        return f"Portal: {made.id} was made"

    def _portal_configuration(self) -> str | None:
        listed = self._client.v1.billing_portal.configurations.list({"active": True, "limit": 100}).data
        return next((each.id for each in listed if each.metadata and _PORTAL in each.metadata), None)

    def _price(self, plan: Plan) -> str:
        found = self._client.v1.prices.list({"lookup_keys": [plan.lookup_key or ""], "active": True, "limit": 1}).data
        if not found:
            raise PlansNotSetUpError
        return found[0].id

    def _intents(self, invoice_id: str) -> Iterable[str]:
        """Payments that an invoice was paid with."""
        paid: Any = {"invoice": invoice_id, "status": "paid", "limit": 10}
        for each in self._client.v1.invoice_payments.list(paid).data:
            intent = each.payment.payment_intent
            if intent:
                yield intent if isinstance(intent, str) else intent.id

    def _refund(self, subscription: Subscription, intent: str) -> None:
        parameters: Any = {
            "payment_intent": intent,
            "reason": "duplicate",
            "metadata": {"subscription_id": subscription.id},
        }
        try:
            self._client.v1.refunds.create(parameters, call_options(None, key=f"double:{subscription.id}:{intent}"))
        except stripe.InvalidRequestError as error:
            if error.code != "charge_already_refunded":
                raise


def _items(subscription: stripe.Subscription) -> list[Any]:
    # ``items`` is also the name of a method that mappings have, so it is read as a member.
    items: list[Any] = subscription["items"].data
    return items


def _subscription(found: stripe.Subscription) -> Subscription:
    item = _items(found)[0] if _items(found) else None
    price = item.price if item else None
    method, customer, invoice = found.default_payment_method, found.customer, found.latest_invoice
    card = getattr(method, "card", None)
    settings = getattr(customer, "invoice_settings", None)
    period_end = from_epoch(item.current_period_end) if item else None
    cancel_at = from_epoch(found.cancel_at) if found.cancel_at else None
    return Subscription(
        id=found.id,
        customer_id=customer if isinstance(customer, str) else customer.id,
        status=SubscriptionStatus(found.status) if found.status in _KNOWN else None,
        plan=find_plan(price.metadata.to_dict().get(_PLAN), price.lookup_key) if price else None,
        created_at=from_epoch(found.created),
        price_id=price.id if price else "",
        current_period_end=period_end,
        trial_end=from_epoch(found.trial_end) if found.trial_end else None,
        cancel_at=cancel_at or (period_end if found.cancel_at_period_end else None),
        has_card=bool(method or getattr(settings, "default_payment_method", None)),
        card=getattr(card, "fingerprint", "") or "",
        invoice_id=invoice.id or "" if isinstance(invoice, stripe.Invoice) else invoice or "",
        paid=invoice.amount_paid if isinstance(invoice, stripe.Invoice) else 0,
        livemode=found.livemode,
    )
