"""A payment provider in memory: sessions by idempotency key, refunds, fees and accounts, faults on demand."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from tradewind.checkout.errors import PaymentRefusedError
from tradewind.checkout.models import PaymentNotice
from tradewind.checkout.ports import PaymentSession, SessionRequest
from tradewind.kit.money import Money
from tradewind.orders.models import Order, Refund, RefundStatus
from tradewind.orders.notices import RefundNotice
from tradewind.orders.ports import PaymentFee
from tradewind.selling.models import PaymentAccount


class FakePayments:
    """Implements ``checkout.ports.PaymentGateway``."""

    def __init__(self) -> None:
        self.by_key: dict[str, PaymentSession] = {}
        self.requests: list[SessionRequest] = []
        self.faults: list[Exception] = []
        self.states: dict[str, str] = {}
        self.expired: list[tuple[str, str | None]] = []
        self.paid_sessions: dict[str | None, list[PaymentNotice]] = {}
        self.before_answer: Callable[[], None] | None = None

    def create_session(self, request: SessionRequest, *, key: str) -> PaymentSession:
        """The same key gives the same session; a queued fault is raised first."""
        if self.faults:
            raise self.faults.pop(0)
        if key not in self.by_key:
            number = len(self.by_key) + 1
            session_id = f"cs_test_{key}_{number}"
            self.by_key[key] = PaymentSession(id=session_id, url=f"https://pay.test/{session_id}")
            self.requests.append(request)
        if self.before_answer:
            self.before_answer()
        return self.by_key[key]

    def get_session(self, session_id: str, *, account_id: str | None) -> PaymentSession:
        """State is ``open`` unless ``states`` says otherwise."""
        if self.faults:
            raise self.faults.pop(0)
        state = self.states.get(session_id, "open")
        return PaymentSession(id=session_id, url="", state=state, is_paid=state == "complete")

    def expire_session(self, session_id: str, *, account_id: str | None) -> PaymentSession:
        """An open session expires; a complete one stays so."""
        self.expired.append((session_id, account_id))
        self.states.setdefault(session_id, "expired")
        return self.get_session(session_id, account_id=account_id)

    def list_paid_sessions(self, *, account_id: str | None, since: datetime) -> Iterable[PaymentNotice]:
        """What ``paid_sessions`` holds for the account."""
        if self.faults:
            raise self.faults.pop(0)
        return list(self.paid_sessions.get(account_id, []))


class FakeOrderPayments:
    """Implements ``orders.ports.OrderPayments``: one refund per id, over-refunds refused like at Stripe."""

    def __init__(self) -> None:
        self.refunds: dict[str, RefundNotice] = {}
        self.faults: list[Exception] = []
        self.answers_lost = 0
        self.refunded_elsewhere: dict[str, int] = {}
        self.disputed: set[str] = set()
        self.fee: PaymentFee | None = PaymentFee(amount=Money(103, "USD"))
        self.status = RefundStatus.SUCCEEDED

    def refund(self, order: Order, refund: Refund) -> RefundNotice:
        """The same refund id gives the same refund. ``answers_lost``: done, and the answer never arrives."""
        if self.faults:
            raise self.faults.pop(0)
        if refund.id not in self.refunds:
            payment = order.payment.payment_intent
            if payment in self.disputed:
                raise PaymentRefusedError("This charge is in dispute.")
            if self.refunded(payment) + refund.amount.amount > order.total.amount:
                raise PaymentRefusedError("The refund is greater than what is left of the charge.")
            self.refunds[refund.id] = RefundNotice(
                event_id="",
                payment_intent=order.payment.payment_intent,
                account_id=order.payment.account_id,
                provider_id=f"re_{refund.id}",
                refund_id=refund.id,
                amount=refund.amount,
                status=self.status,
                told_at=datetime(2026, 11, 23, tzinfo=UTC),
            )
        if self.answers_lost:
            self.answers_lost -= 1
            raise ConnectionError("the answer was lost")
        return self.refunds[refund.id]

    def refunded(self, payment_intent: str) -> int:
        """What went back of a payment, by us or in Stripe's own dashboard."""
        ours = (notice for notice in self.refunds.values() if notice.payment_intent == payment_intent)
        return sum(notice.amount.amount for notice in ours) + self.refunded_elsewhere.get(payment_intent, 0)

    def find_fee(self, order: Order) -> PaymentFee | None:
        """What ``fee`` says, in the order's currency."""
        if self.faults:
            raise self.faults.pop(0)
        return replace(self.fee, amount=Money(self.fee.amount.amount, order.total.currency)) if self.fee else None


class FakeAccounts:
    """Implements ``selling.ports.PaymentAccounts``."""

    def __init__(self) -> None:
        self.accounts: dict[str, PaymentAccount] = {}
        self.links: list[tuple[str, str, str]] = []

    def create_account(self, *, store_id: str, country: str, email: str, url: str) -> PaymentAccount:
        """One account per store."""
        account_id = f"acct_{store_id[-10:]}"
        return self.accounts.setdefault(account_id, PaymentAccount(account_id=account_id, country=country))

    def get_account(self, account_id: str) -> PaymentAccount:
        """As it is now."""
        return self.accounts[account_id]

    def finish(self, account_id: str) -> None:
        """The merchant has entered everything."""
        self.accounts[account_id] = replace(
            self.accounts[account_id], charges_enabled=True, payouts_enabled=True, details_submitted=True
        )

    def onboarding_url(self, account_id: str, *, return_url: str, refresh_url: str) -> str:
        """A page nobody visits."""
        self.links.append((account_id, return_url, refresh_url))
        return f"https://connect.test/{account_id}"

    def dashboard_url(self, account_id: str) -> str:
        """Another one."""
        return f"https://connect.test/{account_id}/dashboard"
