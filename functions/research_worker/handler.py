"""SQS worker: research of one store at a time."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.messaging.batch import process_batch, unwrap
from tradewind.messaging.events import Event
from tradewind.observability import count_metric, get_logger
from tradewind.research.nightly import handle_event


def handle_body(body: str) -> None:
    """Wait for the store's moment, or research it."""
    event = Event.from_json(unwrap(body))
    run = handle_event(get_container().night_deps, event)
    if run is None:
        return
    count_metric("ItemsScored", run.found)
    get_logger().info(
        "research.run",
        store_id=run.store_id,
        run_id=run.id,
        status=run.status,
        items_found=run.found,
        items_created=run.created,
        items_updated=run.updated,
    )


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lambda entry: a batch with partial failures."""
    return process_batch(event, handle_body, name="research")
