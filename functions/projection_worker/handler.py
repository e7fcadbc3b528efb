"""SQS worker: keeps the public documents in step.

A batch is folded by store; a failing store fails only its own records.
"""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.messaging.batch import unwrap
from tradewind.messaging.events import Event
from tradewind.observability import get_logger
from tradewind.storefront.projection import project_store


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lambda entry: a batch with partial failures."""
    logger = get_logger()
    failures: list[dict[str, str]] = []
    by_store: dict[str, list[tuple[str, Event]]] = {}
    for record in event.get("Records", []):
        try:
            parsed = Event.from_json(unwrap(record["body"]))
        except ValueError:
            logger.exception("message.malformed", queue="projection", message_id=record["messageId"])
            failures.append({"itemIdentifier": record["messageId"]})
            continue
        by_store.setdefault(parsed.store_id, []).append((record["messageId"], parsed))
    for store_id, entries in by_store.items():
        try:
            project_store(get_container().projection_deps, store_id, [entry for _, entry in entries])
        except Exception:
            logger.exception("projection.failed", store_id=store_id)
            failures += [{"itemIdentifier": message_id} for message_id, _ in entries]
    logger.info("projection.done", stores=len(by_store), failed=len(failures))
    return {"batchItemFailures": failures}
