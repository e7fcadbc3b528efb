"""A payment provider in memory: sessions by idempotency key, faults on demand."""

from collections.abc import Callable

from tradewind.checkout.ports import PaymentSession, SessionRequest


class FakePayments:
    """Implements ``checkout.ports.PaymentGateway``."""

    def __init__(self) -> None:
        self.by_key: dict[str, PaymentSession] = {}
        self.requests: list[SessionRequest] = []
        self.faults: list[Exception] = []
        self.states: dict[str, str] = {}
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

    def get_session(self, session_id: str) -> PaymentSession:
        """State is ``open`` unless ``states`` says otherwise."""
        state = self.states.get(session_id, "open")
        return PaymentSession(id=session_id, url="", state=state, is_paid=state == "complete")
