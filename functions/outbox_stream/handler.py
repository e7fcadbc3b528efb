"""Table stream to event bus: every inserted outbox row is published, in order, at least once."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.messaging.events import Event
from tradewind.observability import get_logger


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lambda entry. A failure answers with the first unpublished record, from which the stream goes on."""
    published = 0
    for record in event.get("Records", []):
        image = record.get("dynamodb", {}).get("NewImage", {})
        if record.get("eventName") != "INSERT" or image.get("type", {}).get("S") != "Outbox":
            continue
        try:
            get_container().bus.publish([Event.from_json(image["data"]["S"])])
            published += 1
        except Exception:
            get_logger().exception("outbox.failed", sequence=record["dynamodb"]["SequenceNumber"])
            return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
    get_logger().info("outbox.published", events=published)
    return {"batchItemFailures": []}
