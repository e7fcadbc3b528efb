"""Where messages and events go."""

from collections.abc import Sequence
from typing import Protocol

from tradewind.messaging.events import Event


class MessageQueue(Protocol):
    """At-least-once queues, by name."""

    def send(self, queue: str, bodies: Sequence[str]) -> None:
        """Put every body on ``queue``; returns only when all are stored."""

    def send_delayed(self, queue: str, messages: Sequence[tuple[str, int]]) -> None:
        """The same for bodies that are delivered after some seconds (900 at most)."""


class EventBus(Protocol):
    """Takes relayed events and brings each to the queues of its routes."""

    def publish(self, events: Sequence[Event]) -> None:
        """Hand over every event; returns only when all are stored."""
