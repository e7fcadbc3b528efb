"""What merchants do with product sheets; the work itself is done by the worker, see ``transfer_work``."""

from dataclasses import dataclass, replace

from tradewind.catalog.ports import UploadTarget
from tradewind.importing.ports import SheetFiles
from tradewind.importing.transfer_errors import TransferNotFoundError, UploadMissingError, WrongStateError
from tradewind.importing.transfer_models import (
    MAX_FILE_BYTES,
    WORKING,
    ImportMode,
    Transfer,
    TransferKind,
    TransferStatus,
    transfer_key,
)
from tradewind.importing.transfer_repository import TransferRepository
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id
from tradewind.kit.pagination import Page
from tradewind.stores.models import Store

CSV = "text/csv"
_PREFIX = {TransferKind.IMPORT: "imp", TransferKind.EXPORT: "exp"}
_CHECKABLE = frozenset({TransferStatus.AWAITING_UPLOAD, TransferStatus.CHECKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferDeps:
    """What the transfer use cases need."""

    transfers: TransferRepository
    files: SheetFiles
    clock: Clock
    new_id: IdFactory


def start_import(deps: TransferDeps, *, store: Store, filename: str, mode: ImportMode) -> tuple[Transfer, UploadTarget]:
    """Permission to upload one sheet of at most ``MAX_FILE_BYTES``."""
    transfer = _new(deps, store, TransferKind.IMPORT, filename, TransferStatus.AWAITING_UPLOAD, mode)
    target = deps.files.upload_target(transfer_key(store.id, transfer.id), content_type=CSV, max_bytes=MAX_FILE_BYTES)
    deps.transfers.create(transfer)
    return transfer, target


def check_import(deps: TransferDeps, *, store_id: str, transfer_id: str) -> Transfer:
    """Start a dry run over the uploaded sheet: nothing of the catalog changes.

    Raises:
        TransferNotFoundError, UploadMissingError. WrongStateError: it is under way or decided.
    """
    transfer = get_transfer(deps, store_id=store_id, transfer_id=transfer_id, kind=TransferKind.IMPORT)
    if transfer.status is TransferStatus.CHECKING:
        return transfer
    if transfer.status not in _CHECKABLE:
        raise _wrong(transfer, "checked")
    if not deps.files.exists(transfer_key(store_id, transfer_id)):
        raise UploadMissingError
    return deps.transfers.update(_begun(transfer, TransferStatus.CHECKING), due=True)


def run_import(deps: TransferDeps, *, store_id: str, transfer_id: str) -> Transfer:
    """Start the import of a checked sheet; its faulty products are left out.

    Raises:
        TransferNotFoundError. WrongStateError: it was not checked, or has been started.
    """
    transfer = get_transfer(deps, store_id=store_id, transfer_id=transfer_id, kind=TransferKind.IMPORT)
    if transfer.status is TransferStatus.RUNNING:
        return transfer
    if transfer.status is not TransferStatus.CHECKED:
        raise _wrong(transfer, "started")
    begun = replace(_begun(transfer, TransferStatus.RUNNING), started_at=deps.clock())
    return deps.transfers.update(begun, due=True)


def cancel_import(deps: TransferDeps, *, store_id: str, transfer_id: str) -> Transfer:
    """Stop before the next products. What was imported stays.

    Raises:
        TransferNotFoundError. WrongStateError: it is over.
    """
    while True:
        transfer = get_transfer(deps, store_id=store_id, transfer_id=transfer_id, kind=TransferKind.IMPORT)
        if transfer.status is TransferStatus.CANCELLED:
            return transfer
        if transfer.status not in _CHECKABLE | WORKING:
            raise _wrong(transfer, "cancelled")
        try:
            return deps.transfers.update(replace(transfer, status=TransferStatus.CANCELLED))
        except WrongStateError:
            # The worker wrote its progress in between.
            continue


def start_export(deps: TransferDeps, *, store: Store) -> Transfer:
    """Write every product of the store into a sheet."""
    filename = f"{store.slug}-products-{deps.clock():%Y-%m-%d}.csv"
    transfer = _new(deps, store, TransferKind.EXPORT, filename, TransferStatus.RUNNING, ImportMode.CREATE)
    deps.transfers.create(replace(transfer, started_at=transfer.created_at), due=True)
    return transfer


def download_url(deps: TransferDeps, transfer: Transfer) -> str | None:
    """Where a finished export can be fetched for a while."""
    if transfer.kind is not TransferKind.EXPORT or transfer.status is not TransferStatus.DONE:
        return None
    return deps.files.download_url(transfer_key(transfer.store_id, transfer.id), filename=transfer.filename)


def get_transfer(deps: TransferDeps, *, store_id: str, transfer_id: str, kind: TransferKind) -> Transfer:
    """A transfer of the store.

    Raises:
        TransferNotFoundError: unknown, of the other kind, or another store's.
    """
    found = deps.transfers.find(store_id, transfer_id) if is_id(transfer_id, _PREFIX[kind]) else None
    if found is None:
        raise TransferNotFoundError
    return found


def list_transfers(
    deps: TransferDeps, *, store_id: str, kind: TransferKind, limit: int, cursor: str | None
) -> Page[Transfer]:
    """Transfers of one kind, newest first."""
    return deps.transfers.list_of_store(store_id, kind, limit=limit, cursor=cursor)


def _new(
    deps: TransferDeps, store: Store, kind: TransferKind, filename: str, status: TransferStatus, mode: ImportMode
) -> Transfer:
    now = deps.clock()
    return Transfer(
        id=deps.new_id(_PREFIX[kind]),
        store_id=store.id,
        kind=kind,
        filename=filename,
        status=status,
        mode=mode,
        created_at=now,
        updated_at=now,
    )


def _begun(transfer: Transfer, status: TransferStatus) -> Transfer:
    """From the first product on, with nothing found yet."""
    return replace(
        transfer, status=status, done=0, counts={}, errors=(), error_count=0, warnings=(), warning_count=0, problem=""
    )


def _wrong(transfer: Transfer, verb: str) -> WrongStateError:
    return WrongStateError(
        f"This import is {transfer.status.replace('_', ' ')} and cannot be {verb} now.",
        extra={"state": transfer.status.value},
    )
