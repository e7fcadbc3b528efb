"""``/api/v1/stores/{store_id}/products/import`` (spec feature 9): supplier products as reviewed drafts."""

from typing import Annotated

from fastapi import APIRouter, Path

from tradewind.http.auth import Services
from tradewind.http.deps import IdempotencyKey, OwnStore, PageQuery, store_claim
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.importing import jobs
from tradewind.importing.job_schemas import ImportJobResponse, ProductImportRequest, ProductImportResponse

router = APIRouter(prefix="/stores/{store_id}/products", tags=["imports"])

JobId = Annotated[str, Path(max_length=40)]


@router.post("/import", status_code=202, responses=responses(401, 404))
def import_products(
    body: ProductImportRequest, store: OwnStore, services: Services, idempotency_key: IdempotencyKey = None
) -> ProductImportResponse:
    """Start one job for each item. The same supplier product becomes one product, however often it is asked for."""
    once = store_claim(store.id, "import_products", idempotency_key, body.model_dump(mode="json"))
    started = jobs.start(services.job_deps, store=store, wanted=[item.to_wanted() for item in body.items], once=once)
    return ProductImportResponse(jobs=[ImportJobResponse.of(job) for job in started])


@router.get("/imports", responses=responses(400, 401, 404))
def list_product_imports(store: OwnStore, services: Services, paging: PageQuery) -> ListOf[ImportJobResponse]:
    """Jobs of the last 90 days, newest first, by cursor."""
    page = jobs.list_jobs(services.job_deps, store_id=store.id, limit=paging.limit, cursor=paging.cursor)
    return ListOf(items=[ImportJobResponse.of(job) for job in page.items], next_cursor=page.next_cursor)


@router.get("/imports/{job_id}", responses=responses(401, 404))
def get_product_import(store: OwnStore, services: Services, job_id: JobId) -> ImportJobResponse:
    """How far a job is, step by step."""
    return ImportJobResponse.of(jobs.get_job(services.job_deps, store_id=store.id, job_id=job_id))


@router.post("/imports/{job_id}/retry", status_code=202, responses=responses(401, 404, 409))
def retry_product_import(store: OwnStore, services: Services, job_id: JobId) -> ImportJobResponse:
    """Go on where a job stopped. What was fetched and paid for is kept."""
    return ImportJobResponse.of(jobs.retry(services.job_deps, store_id=store.id, job_id=job_id))


@router.post("/imports/{job_id}/cancel", responses=responses(401, 404, 409))
def cancel_product_import(store: OwnStore, services: Services, job_id: JobId) -> ImportJobResponse:
    """Stop before the next step."""
    return ImportJobResponse.of(jobs.cancel(services.job_deps, store_id=store.id, job_id=job_id))
