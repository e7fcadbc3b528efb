"""Poll loops that feed the same handlers Lambda runs: ``python -m functions.selfhost.worker [queue ...|outbox]``.

Without arguments every loop runs, each in its thread. SIGTERM lets the batch in hand finish.
"""

import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from functions.email_worker.handler import handler as email
from functions.image_worker.handler import handler as images
from functions.import_worker.handler import handler as imports
from functions.payment_worker.handler import handler as payments
from functions.projection_worker.handler import handler as projection
from functions.purchase_worker.handler import handler as purchases
from functions.research_worker.handler import handler as research
from functions.stripe_worker.handler import handler as stripe
from tradewind.bootstrap import get_container
from tradewind.messaging.outbox import relay_pending
from tradewind.observability import get_logger

type Handler = Callable[[dict[str, Any], Any], dict[str, Any]]

HANDLERS: dict[str, Handler] = {
    "stripe": stripe,
    "payments": payments,
    "purchases": purchases,
    "email": email,
    "images": images,
    "imports": imports,
    "projection": projection,
    "research": research,
}
OUTBOX = "outbox"
_IDLE_SECONDS = 0.25
_ERROR_SECONDS = 2.0


def poll_queue(name: str, *, wait_seconds: int = 10) -> int:
    """Receive one batch of ``name``, handle it, delete what succeeded. Returns how many were received."""
    queue = get_container().queue
    url = queue.url(name)
    received = queue.client.receive_message(
        QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=wait_seconds, AttributeNames=["All"]
    ).get("Messages", [])
    if not received:
        return 0
    answer = HANDLERS[name](as_sqs_event(received), None)
    failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
    done = [
        {"Id": str(index), "ReceiptHandle": message["ReceiptHandle"]}
        for index, message in enumerate(received)
        if message["MessageId"] not in failed
    ]
    if done:
        queue.client.delete_message_batch(QueueUrl=url, Entries=done)
    return len(received)


def as_sqs_event(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """Received messages in the shape Lambda hands to a handler."""
    return {
        "Records": [
            {"messageId": message["MessageId"], "body": message["Body"], "attributes": message.get("Attributes", {})}
            for message in messages
        ]
    }


def relay_once() -> int:
    """Publish one round of outbox rows."""
    container = get_container()
    container.prepare_documents()
    return relay_pending(container.bus.publish)


def run_forever(step: Callable[[], int], *, name: str, stop: threading.Event) -> None:
    """Repeat ``step`` until told to stop; rest only when there was nothing, or after a failure."""
    while not stop.is_set():
        try:
            if step() == 0:
                stop.wait(_IDLE_SECONDS)
        except Exception:
            get_logger().exception("worker.loop_failed", loop=name)
            stop.wait(_ERROR_SECONDS)


def main(names: list[str]) -> None:
    """Run the named loops, or all of them."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threads = []
    for name in names or [*HANDLERS, OUTBOX]:
        step = relay_once if name == OUTBOX else partial(poll_queue, name)
        thread = threading.Thread(target=run_forever, args=(step,), kwargs={"name": name, "stop": stop}, name=name)
        thread.start()
        threads.append(thread)
    get_logger().info("worker.started", loops=[thread.name for thread in threads])
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1:])
