"""SQS, and the bus for deployments without EventBridge."""

from collections.abc import Sequence
from itertools import batched
from typing import Any

from tradewind.adapters.aws import make_client
from tradewind.errors import DomainError, ErrorKind
from tradewind.messaging.events import Event
from tradewind.messaging.routes import queues_for
from tradewind.settings import QueueSettings


class QueueUnavailableError(DomainError):
    code = "queue_unavailable"
    kind = ErrorKind.UNAVAILABLE
    detail = "The message could not be stored. Try again."


class SqsQueue:
    """Implements ``messaging.ports.MessageQueue``."""

    def __init__(self, settings: QueueSettings) -> None:
        self._settings = settings
        self._client = make_client("sqs", region=settings.aws_region, endpoint_url=settings.aws_endpoint_url)
        self._urls: dict[str, str] = {}

    @property
    def client(self) -> Any:
        """The botocore client, for the poll loop."""
        return self._client

    def url(self, queue: str) -> str:
        """The URL of a queue by our short name."""
        if queue not in self._urls:
            name = self._settings.queue_name_prefix + queue
            prefix = self._settings.queue_url_prefix
            self._urls[queue] = f"{prefix}{name}" if prefix else self._client.get_queue_url(QueueName=name)["QueueUrl"]
        return self._urls[queue]

    def send(self, queue: str, bodies: Sequence[str]) -> None:
        """Ten at a time; a partial failure is a failure (the sender repeats, consumers are idempotent)."""
        self.send_delayed(queue, [(body, 0) for body in bodies])

    def send_delayed(self, queue: str, messages: Sequence[tuple[str, int]]) -> None:
        """See the port."""
        for batch in batched(messages, 10, strict=False):
            entries = [
                {"Id": str(index), "MessageBody": body, "DelaySeconds": seconds}
                for index, (body, seconds) in enumerate(batch)
            ]
            answer = self._client.send_message_batch(QueueUrl=self.url(queue), Entries=entries)
            if answer.get("Failed"):
                raise QueueUnavailableError


class QueueBus:
    """Implements ``messaging.ports.EventBus`` by writing straight to the queues of the routes."""

    def __init__(self, queue: SqsQueue) -> None:
        self._queue = queue

    def publish(self, events: Sequence[Event]) -> None:
        """See the port."""
        by_queue: dict[str, list[str]] = {}
        for event in events:
            for name in queues_for(event.type):
                by_queue.setdefault(name, []).append(event.to_json())
        for name, bodies in by_queue.items():
            self._queue.send(name, bodies)
