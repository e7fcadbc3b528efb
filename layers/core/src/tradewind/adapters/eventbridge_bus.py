"""EventBridge: one custom bus, rules by detail type bring events to queues."""

from collections.abc import Sequence
from itertools import batched

from tradewind.adapters.aws import make_client
from tradewind.errors import DomainError, ErrorKind
from tradewind.messaging.events import Event
from tradewind.settings import QueueSettings

SOURCE = "tradewind"


class BusUnavailableError(DomainError):
    code = "bus_unavailable"
    kind = ErrorKind.UNAVAILABLE
    detail = "The event bus did not take every event."


class EventBridgeBus:
    """Implements ``messaging.ports.EventBus``."""

    def __init__(self, settings: QueueSettings) -> None:
        self._name = settings.event_bus_name
        self._client = make_client("events", region=settings.aws_region, endpoint_url=settings.aws_endpoint_url)

    def publish(self, events: Sequence[Event]) -> None:
        """See the port; PutEvents takes ten at a time and may refuse some of them."""
        for batch in batched(events, 10, strict=False):
            entries = [
                {"EventBusName": self._name, "Source": SOURCE, "DetailType": event.type, "Detail": event.to_json()}
                for event in batch
            ]
            if self._client.put_events(Entries=entries).get("FailedEntryCount"):
                raise BusUnavailableError
