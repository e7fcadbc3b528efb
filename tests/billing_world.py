"""A merchant on a deployment with plans, and Stripe beside it."""

from typing import Any

from functions.billing_schedule.handler import handler as look
from tests.fakes.billing import FakeBilling
from tests.world import Json, Merchant, World
from tradewind.billing.models import AccountPlan, Subscription
from tradewind.billing.plans import PlanCode
from tradewind.settings import BillingSettings


class Subscriber:
    """An account with what it does about its plan."""

    def __init__(self, world: World, merchant: Merchant | None = None) -> None:
        self.world = world
        world.container.__dict__["billing_settings"] = BillingSettings(billing="stripe")
        self.merchant = merchant or world.merchant()
        self.user_id: str = self.merchant.tokens["user"]["id"]
        self.seen = 0

    @property
    def stripe(self) -> FakeBilling:
        """Where subscriptions are."""
        return self.world.billing

    @property
    def stored(self) -> AccountPlan:
        """What the table says."""
        return self.world.container.plans.get(self.user_id)

    @property
    def current(self) -> Json:
        """What the API says."""
        answer = self.merchant.get("/subscriptions/current")
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    def checkout(self, plan: str = "growth", **headers: str) -> Any:
        """Ask for a page to subscribe on."""
        return self.merchant.post("/subscriptions/checkout", {"plan": plan}, **headers)

    def subscribe(self, plan: str = "growth", *, card: str = "card_4242", trial: bool = False) -> Subscription:
        """Subscribe on Stripe's page, and let the events arrive. Without ``trial`` it is paid from the start."""
        page = self.checkout(plan)
        assert page.status_code == 201, page.text
        session = page.json()["session_id"]
        if trial:
            made = self.stripe.pay(session, card=card)
        else:
            checkout = self.stripe.pages.pop(session)
            made = self.stripe.subscribe(checkout.customer_id, PlanCode(plan), card=card)
        self.deliver()
        return made

    def deliver(self) -> None:
        """Let every event that is new arrive, in order, and every worker finish."""
        for event in self.stripe.events[self.seen :]:
            self.world.deliver(event)
        self.seen = len(self.stripe.events)
        self.world.drain()

    def wait(self, **parts: float) -> None:
        """Let time go by, and the schedule run once it has."""
        self.world.clock.advance(**parts)
        look({}, None)
        self.world.drain()

    def open_stores(self, count: int) -> list[Json]:
        """Stores a minute apart, oldest first."""
        stores = []
        for _ in range(count):
            self.world.clock.advance(minutes=1)
            stores.append(self.merchant.open_store())
        return stores

    def mails(self) -> list[str]:
        """Subjects of what was sent to the account, oldest first."""
        return [mail.subject for mail in self.world.mail.sent if mail.to == self.merchant.email]

    def held(self, stores: list[Json]) -> list[str | None]:
        """Why each store is held."""
        return [self.merchant.get(f"/stores/{store['id']}").json()["held"] for store in stores]
