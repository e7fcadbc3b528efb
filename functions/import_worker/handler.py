"""SQS worker: product sheets in and out, and supplier products on their way into a store, a slice a message."""

from typing import Any

from tradewind.bootstrap import Container, get_container
from tradewind.importing.copy_work import work_on_text
from tradewind.importing.export_work import work_on_export
from tradewind.importing.job_work import work_on
from tradewind.importing.sync import check_product, check_store
from tradewind.importing.transfer_models import WORKING, TransferKind
from tradewind.importing.transfer_work import stop_quietly, work_on_import
from tradewind.messaging.batch import process_batch, unwrap
from tradewind.messaging.events import Event
from tradewind.observability import get_logger
from tradewind.stores.models import Store, StoreStatus


def handle_body(body: str) -> None:
    """Move on what the event names, if it still has work to do."""
    event = Event.from_json(unwrap(body))
    container = get_container()
    store = container.stores.find(event.store_id)
    if store is None or store.status is StoreStatus.DELETED:
        return
    match event.type:
        case "ImportDue":
            _import(container, store, str(event.payload["job_id"]))
        case "CopyDue":
            _write_text(container, store, str(event.payload["copy_id"]))
        case "SourceCheckDue" if store.held is None:
            _check_source(container, store, event.payload)
        case "TransferDue":
            _transfer(container, store, str(event.payload["transfer_id"]))


def _import(container: Container, store: Store, job_id: str) -> None:
    job = work_on(container.import_work_deps, store, job_id)
    get_logger().info("import.slice", job_id=job_id, store_id=store.id, status=job.status if job else "gone")


def _write_text(container: Container, store: Store, copy_id: str) -> None:
    request = work_on_text(container.copy_deps, store, copy_id)
    get_logger().info("copy.written", copy_id=copy_id, store_id=store.id, status=request.status if request else "gone")


def _check_source(container: Container, store: Store, payload: dict[str, Any]) -> None:
    if "product_id" in payload:
        found = check_product(container.sync_deps, store, str(payload["product_id"]), strict=True)
        get_logger().info("source.checked", product_id=payload["product_id"], store_id=store.id, changes=len(found))
        return
    checked = check_store(container.sync_deps, store, after=payload.get("after"))
    get_logger().info("sources.checked", store_id=store.id, products=checked)


def _transfer(container: Container, store: Store, transfer_id: str) -> None:
    transfer = container.transfers.find(store.id, transfer_id)
    if transfer is None or transfer.status not in WORKING:
        return
    if transfer.kind is TransferKind.EXPORT:
        moved = stop_quietly(lambda: work_on_export(container.export_deps, store, transfer))
    else:
        moved = stop_quietly(lambda: work_on_import(container.transfer_work_deps, store, transfer))
    get_logger().info("transfer.slice", transfer_id=transfer.id, store_id=store.id, moved=moved)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lambda entry: a batch with partial failures."""
    return process_batch(event, handle_body, name="imports")
