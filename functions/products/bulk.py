"""``/api/v1/stores/{store_id}/products/bulk`` (spec feature 5): one change to many products, and the way back."""

from typing import Annotated

from fastapi import APIRouter, Path

from tradewind.catalog import bulk
from tradewind.catalog.bulk_schemas import BulkRequest, BulkResponse, UndoResponse
from tradewind.http.auth import Services
from tradewind.http.deps import IdempotencyKey, OwnStore, store_claim
from tradewind.http.problems import responses

router = APIRouter(prefix="/stores/{store_id}/products/bulk", tags=["products"])


@router.post("", responses=responses(401, 404))
def change_products(
    body: BulkRequest, store: OwnStore, services: Services, idempotency_key: IdempotencyKey = None
) -> BulkResponse:
    """Change up to a hundred products. One that cannot be changed says why and does not stop the others."""
    once = store_claim(store.id, "change_products", idempotency_key, body.model_dump(mode="json"))
    done = bulk.change_products(
        services.bulk_deps, store=store, product_ids=body.product_ids, action=body.action.to_action(), once=once
    )
    return BulkResponse.of(done)


@router.post("/{undo_id}/undo", responses=responses(401, 404, 409))
def undo_bulk(store: OwnStore, services: Services, undo_id: Annotated[str, Path(max_length=40)]) -> UndoResponse:
    """Bring back every product that was not changed since; once, within 24 hours."""
    return UndoResponse.of(bulk.undo(services.bulk_deps, store=store, bulk_id=undo_id))
