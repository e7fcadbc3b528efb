"""The payment provider as checkout sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tradewind.checkout.models import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRequest:
    """Everything a hosted payment page needs."""

    store_id: str
    checkout_id: str
    order_id: str
    lines: Sequence[Line]
    locale: str
    success_url: str
    cancel_url: str
    expires_at: datetime
    customer_email: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSession:
    """A hosted payment page. ``state`` is ``open``, ``complete`` or ``expired``; ``is_paid`` says money moved."""

    id: str
    url: str
    state: str = "open"
    is_paid: bool = False


class PaymentGateway(Protocol):
    """Creates and asks after hosted payment pages."""

    def create_session(self, request: SessionRequest, *, key: str) -> PaymentSession:
        """A session; the same ``key`` and request give the same session.

        Raises:
            PaymentRefusedError: will never work as asked. PaymentUnavailableError: may work later.
        """

    def get_session(self, session_id: str) -> PaymentSession:
        """The present state of a session."""
