"""``/api/v1/stores/{store_id}/imports`` and ``/exports`` (spec feature 5): product sheets as CSV."""

from typing import Annotated

from fastapi import APIRouter, Path

from tradewind.http.auth import Services
from tradewind.http.deps import OwnStore, PageQuery
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.importing import transfers
from tradewind.importing.transfer_models import TransferKind
from tradewind.importing.transfer_schemas import ExportResponse, ImportRequest, ImportResponse, ImportStartResponse

router = APIRouter(prefix="/stores/{store_id}", tags=["transfers"])

ImportId = Annotated[str, Path(max_length=40)]
ExportId = Annotated[str, Path(max_length=40)]


@router.post("/imports", status_code=201, responses=responses(401, 404))
def start_import(body: ImportRequest, store: OwnStore, services: Services) -> ImportStartResponse:
    """Permission to upload a sheet with the columns of a Shopify product export. Nothing is imported yet."""
    transfer, target = transfers.start_import(
        services.transfer_deps, store=store, filename=body.filename, mode=body.mode
    )
    return ImportStartResponse.of(transfer, target)


@router.get("/imports", responses=responses(400, 401, 404))
def list_imports(store: OwnStore, services: Services, paging: PageQuery) -> ListOf[ImportResponse]:
    """Imports, newest first, by cursor."""
    page = transfers.list_transfers(
        services.transfer_deps,
        store_id=store.id,
        kind=TransferKind.IMPORT,
        limit=paging.limit,
        cursor=paging.cursor,
    )
    return ListOf(items=[ImportResponse.of(each) for each in page.items], next_cursor=page.next_cursor)


@router.get("/imports/{import_id}", responses=responses(401, 404))
def get_import(store: OwnStore, services: Services, import_id: ImportId) -> ImportResponse:
    """How far an import is, and what was found."""
    found = transfers.get_transfer(
        services.transfer_deps, store_id=store.id, transfer_id=import_id, kind=TransferKind.IMPORT
    )
    return ImportResponse.of(found)


@router.post("/imports/{import_id}/check", status_code=202, responses=responses(401, 404, 409))
def check_import(store: OwnStore, services: Services, import_id: ImportId) -> ImportResponse:
    """A dry run over the uploaded sheet: what would be made and changed, and every problem by line."""
    return ImportResponse.of(transfers.check_import(services.transfer_deps, store_id=store.id, transfer_id=import_id))


@router.post("/imports/{import_id}/start", status_code=202, responses=responses(401, 404, 409))
def run_import(store: OwnStore, services: Services, import_id: ImportId) -> ImportResponse:
    """Import what the check found to be right."""
    return ImportResponse.of(transfers.run_import(services.transfer_deps, store_id=store.id, transfer_id=import_id))


@router.post("/imports/{import_id}/cancel", responses=responses(401, 404, 409))
def cancel_import(store: OwnStore, services: Services, import_id: ImportId) -> ImportResponse:
    """Stop before the next products. What was imported stays."""
    return ImportResponse.of(transfers.cancel_import(services.transfer_deps, store_id=store.id, transfer_id=import_id))


@router.post("/exports", status_code=202, responses=responses(401, 404))
def start_export(store: OwnStore, services: Services) -> ExportResponse:
    """Write every product of the store into a sheet."""
    return ExportResponse.of(transfers.start_export(services.transfer_deps, store=store), None)


@router.get("/exports/{export_id}", responses=responses(401, 404))
def get_export(store: OwnStore, services: Services, export_id: ExportId) -> ExportResponse:
    """How far an export is; once it is done, where to download it."""
    found = transfers.get_transfer(
        services.transfer_deps, store_id=store.id, transfer_id=export_id, kind=TransferKind.EXPORT
    )
    return ExportResponse.of(found, transfers.download_url(services.transfer_deps, found))
