"""SQS worker: product sheets in and out, a slice a message."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.importing.export_work import work_on_export
from tradewind.importing.transfer_models import WORKING, TransferKind
from tradewind.importing.transfer_work import stop_quietly, work_on_import
from tradewind.messaging.batch import process_batch, unwrap
from tradewind.messaging.events import Event
from tradewind.observability import get_logger
from tradewind.stores.models import StoreStatus


def handle_body(body: str) -> None:
    """Move one transfer on, if it still has work to do."""
    event = Event.from_json(unwrap(body))
    container = get_container()
    transfer = container.transfers.find(event.store_id, str(event.payload["transfer_id"]))
    store = container.stores.find(event.store_id)
    if transfer is None or transfer.status not in WORKING or store is None or store.status is StoreStatus.DELETED:
        return
    if transfer.kind is TransferKind.EXPORT:
        moved = stop_quietly(lambda: work_on_export(container.export_deps, store, transfer))
    else:
        moved = stop_quietly(lambda: work_on_import(container.transfer_work_deps, store, transfer))
    get_logger().info("transfer.slice", transfer_id=transfer.id, store_id=store.id, moved=moved)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lambda entry: a batch with partial failures."""
    return process_batch(event, handle_body, name="imports")
