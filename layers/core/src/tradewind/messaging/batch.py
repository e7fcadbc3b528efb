"""SQS batches with partial failures: one bad record never replays the good ones beside it."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from tradewind.errors import RETRYABLE, DomainError
from tradewind.observability import get_logger

type RecordHandler = Callable[[str], None]
"""Handles one message body; raising fails just that record."""


def process_batch(event: Mapping[str, Any], handle: RecordHandler, *, name: str) -> dict[str, Any]:
    """Run ``handle`` over an SQS-shaped event and answer with the failed ids (ReportBatchItemFailures).

    Expected, lasting failures (a DomainError that no retry helps) also go back: after the queue's receive limit they
    rest in its dead-letter queue with their code in the log, where a person sees them.
    """
    logger = get_logger()
    failures: list[dict[str, str]] = []
    records = event.get("Records", [])
    for record in records:
        try:
            handle(record["body"])
        except DomainError as error:
            logger.warning("message.failed", code=error.code, retryable=error.kind in RETRYABLE, queue=name)
            failures.append({"itemIdentifier": record["messageId"]})
        except Exception:
            logger.exception("message.crashed", queue=name, message_id=record["messageId"])
            failures.append({"itemIdentifier": record["messageId"]})
    logger.info("batch.done", queue=name, records=len(records), failed=len(failures))
    return {"batchItemFailures": failures}


def unwrap(body: str) -> str:
    """The event inside a queue body: as sent by the relay, or wrapped by an EventBridge rule."""
    decoded = orjson.loads(body)
    if "detail-type" in decoded and "detail" in decoded:
        return orjson.dumps(decoded["detail"]).decode()
    return body
