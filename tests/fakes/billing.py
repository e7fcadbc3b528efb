"""Subscriptions in memory, as Stripe keeps them: customers, states, refunds, and the events that tell of changes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tradewind.billing.errors import PlanPaymentFailedError
from tradewind.billing.models import Subscription, SubscriptionStatus
from tradewind.billing.plans import Plan, PlanCode, plan_of
from tradewind.billing.ports import HostedPage, PlanCheckout, RefundOutcome

MONTH = timedelta(days=30)


class FakeBilling:
    """Implements ``billing.ports.BillingGateway``; ``events`` holds what Stripe would have sent, oldest first."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.emails: dict[str, str] = {}
        self.pages: dict[str, PlanCheckout] = {}
        self.by_key: dict[str, HostedPage] = {}
        self.subscriptions: dict[str, Subscription] = {}
        self.refunded: dict[str, int] = {}
        self.events: list[dict[str, Any]] = []
        self.faults: list[Exception] = []
        self.calls: list[str] = []
        self.refund_fails = False
        self.declines = False
        self.before_answer: Callable[[], None] | None = None
        self.after_reading: Callable[[], object] | None = None

    # The port

    def create_customer(self, *, user_id: str, email: str) -> str:
        """One customer per account."""
        self._called("create_customer")
        customer_id = f"cus_{user_id[-10:]}"
        self.emails.setdefault(customer_id, email)
        return customer_id

    def update_email(self, customer_id: str, email: str) -> None:
        """Invoices go there."""
        self._called("update_email")
        self.emails[customer_id] = email

    def list_subscriptions(self, customer_id: str) -> Sequence[Subscription]:
        """As they are at this moment; ``after_reading`` runs before the reader gets them."""
        self._called("list_subscriptions")
        found = [each for each in self.subscriptions.values() if each.customer_id == customer_id]
        if self.after_reading:
            hook, self.after_reading = self.after_reading, None
            hook()
        return sorted(found, key=lambda each: (each.created_at, each.id))

    def start_checkout(self, checkout: PlanCheckout, *, key: str) -> HostedPage:
        """The same key gives the same page."""
        self._called("start_checkout")
        if key not in self.by_key:
            page = HostedPage(id=f"cs_plan_{len(self.by_key) + 1}", url=f"https://pay.test/plan/{len(self.by_key) + 1}")
            self.by_key[key] = page
            self.pages[page.id] = checkout
        return self.by_key[key]

    def get_checkout(self, session_id: str) -> HostedPage:
        """Its address is empty once it was used."""
        self._called("get_checkout")
        used = session_id not in self.pages
        number = session_id.rpartition("_")[2]
        return HostedPage(id=session_id, url="" if used else f"https://pay.test/plan/{number}")

    def open_portal(self, customer_id: str, *, return_url: str) -> str:
        """A page of the customer's own."""
        self._called("open_portal")
        return f"https://portal.test/{customer_id}?back={return_url}"

    def change_plan(self, subscription_id: str, plan: Plan, *, now_due: bool) -> None:
        """Refused where the card is declined for what is due now."""
        self._called(f"change_plan now_due={now_due}")
        if now_due and self.declines:
            raise PlanPaymentFailedError
        self.move(subscription_id, plan=plan.code, price_id=f"price_{plan.code}", cancel_at=None)

    def cancel(self, subscription_id: str, *, at_period_end: bool) -> None:
        """At once, or marked to end."""
        self._called("cancel")
        found = self.subscriptions[subscription_id]
        if at_period_end:
            ends = found.trial_end if found.status is SubscriptionStatus.TRIALING else found.current_period_end
            self.move(subscription_id, cancel_at=ends)
        elif found.status is not SubscriptionStatus.CANCELED:
            self.move(subscription_id, kind="deleted", status=SubscriptionStatus.CANCELED)

    def refund(self, subscription: Subscription) -> RefundOutcome:
        """What was paid, once."""
        self._called("refund")
        if not subscription.paid:
            return RefundOutcome.NOTHING_PAID
        if self.refund_fails:
            return RefundOutcome.FAILED
        self.refunded[subscription.id] = subscription.paid
        return RefundOutcome.REFUNDED

    def set_up(self, plans: Iterable[Plan], *, return_url: str) -> list[str]:
        """Nothing has to be made here."""
        return [f"{plan.name}: is there" for plan in plans]

    # What happens at Stripe

    def pay(self, session_id: str, *, card: str = "card_4242") -> Subscription:
        """The customer completes the page; without a ``card`` only a trial can begin."""
        checkout = self.pages.pop(session_id)
        now = self._clock()
        trial_end = now + timedelta(days=checkout.trial_days) if checkout.trial_days else None
        return self.subscribe(
            checkout.customer_id,
            checkout.plan.code,
            status=SubscriptionStatus.TRIALING if trial_end else SubscriptionStatus.ACTIVE,
            trial_end=trial_end,
            has_card=bool(card),
            card=card,
        )

    def subscribe(self, customer_id: str, code: PlanCode, **fields: Any) -> Subscription:
        """A new subscription, paid unless it is a trial."""
        now = self._clock()
        number = len(self.subscriptions) + 1
        trial = fields.get("trial_end")
        made = Subscription(
            id=f"sub_{number}",
            customer_id=customer_id,
            plan=code,
            price_id=f"price_{code}",
            created_at=now,
            invoice_id=f"in_{number}",
            paid=0 if trial else plan_of(code).monthly_price.amount,
            **{
                "status": SubscriptionStatus.ACTIVE,
                "current_period_end": trial or now + MONTH,
                "has_card": True,
                "card": "card_4242",
                **fields,
            },
        )
        self.subscriptions[made.id] = made
        self._tell("customer.subscription.created", made)
        self._tell("invoice.paid", made)
        return made

    def move(self, subscription_id: str, *, kind: str = "updated", **changes: Any) -> Subscription:
        """A change, and the event that tells of it."""
        moved = replace(self.subscriptions[subscription_id], **changes)
        self.subscriptions[subscription_id] = moved
        self._tell(f"customer.subscription.{kind}", moved)
        return moved

    def fail_renewal(self, subscription_id: str) -> None:
        """The card is declined when the period ends."""
        self.move(subscription_id, status=SubscriptionStatus.PAST_DUE)
        self._tell("invoice.payment_failed", self.subscriptions[subscription_id])

    def pay_again(self, subscription_id: str) -> None:
        """The open invoice is paid."""
        self.move(
            subscription_id, status=SubscriptionStatus.ACTIVE, current_period_end=self._clock() + MONTH, has_card=True
        )
        self._tell("invoice.paid", self.subscriptions[subscription_id])

    def _tell(self, type_: str, subscription: Subscription) -> None:
        about = {"id": subscription.id, "customer": subscription.customer_id, "status": subscription.status}
        event = {
            "id": f"evt_plan_{len(self.events) + 1}",
            "type": type_,
            "created": int(self._clock().timestamp()),
            "livemode": False,
            "data": {"object": about},
        }
        self.events.append(event)

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if self.before_answer:
            self.before_answer()
        if self.faults:
            raise self.faults.pop(0)
