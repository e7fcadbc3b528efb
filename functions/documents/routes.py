"""``/api/v1/stores/{store_id}/orders/{order_id}/*.pdf``: what a merchant prints of an order."""

from pathlib import Path as FilePath
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from tradewind.bootstrap import Container
from tradewind.http.auth import Services
from tradewind.http.deps import OwnStore
from tradewind.http.problems import responses
from tradewind.orders.documents import Document, Paper, invoice, packing_slip, paper_of
from tradewind.orders.service.deps import get_order
from tradewind.stores.models import Store

FONTS = FilePath(__file__).parent / "fonts"
PDF: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}

router = APIRouter(prefix="/stores/{store_id}/orders/{order_id}", tags=["orders"])

OrderId = Annotated[str, Path(max_length=40)]


class PdfResponse(Response):
    """A PDF file, for saving."""

    media_type = "application/pdf"


@router.get("/invoice.pdf", response_class=PdfResponse, responses={**PDF, **responses(401, 404)})
def get_invoice(store: OwnStore, services: Services, order_id: OrderId) -> PdfResponse:
    """The order's invoice as a PDF file, in the language of the store."""
    return _file(services, invoice(_paper(services, store, order_id)))


@router.get("/packing-slip.pdf", response_class=PdfResponse, responses={**PDF, **responses(401, 404)})
def get_packing_slip(
    store: OwnStore,
    services: Services,
    order_id: OrderId,
    fulfillment_id: Annotated[str | None, Query(max_length=40, description="One shipment instead of all.")] = None,
) -> PdfResponse:
    """What is in the parcel as a PDF file, without prices."""
    return _file(services, packing_slip(_paper(services, store, order_id), fulfillment_id=fulfillment_id))


def _paper(services: Container, store: Store, order_id: str) -> Paper:
    return paper_of(get_order(services.order_deps, store_id=store.id, order_id=order_id), store)


def _file(services: Container, document: Document) -> PdfResponse:
    headers = {
        "content-disposition": f'attachment; filename="{document.filename}"',
        "cache-control": "private, no-store",
    }
    return PdfResponse(services.document_renderer(FONTS).render(document), headers=headers)
