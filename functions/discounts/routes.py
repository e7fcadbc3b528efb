"""``/api/v1/stores/{store_id}/discounts``."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from tradewind.discounts import service
from tradewind.discounts.schemas import CreateDiscountRequest, DiscountResponse, UpdateDiscountRequest
from tradewind.http.auth import Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import IdempotencyKey, OwnStore, PageQuery, store_claim
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf

router = APIRouter(prefix="/stores/{store_id}/discounts", tags=["discounts"])

Code = Annotated[str, Path(max_length=40)]


@router.post("", status_code=201, responses=responses(401, 404, 409))
def create_discount(
    body: CreateDiscountRequest, store: OwnStore, services: Services, idempotency_key: IdempotencyKey = None
) -> DiscountResponse:
    """Add a code."""
    once = store_claim(store.id, "create_discount", idempotency_key, body.model_dump(mode="json"))
    discount = service.create_discount(
        services.discount_deps, store=store, code=body.code, terms=body.to_terms(), once=once
    )
    return DiscountResponse.of(discount)


@router.get("", responses=responses(400, 401, 404))
def list_discounts(store: OwnStore, services: Services, paging: PageQuery) -> ListOf[DiscountResponse]:
    """Codes in alphabetical order, by cursor."""
    page = service.list_discounts(services.discount_deps, store_id=store.id, limit=paging.limit, cursor=paging.cursor)
    return ListOf(items=[DiscountResponse.of(discount) for discount in page.items], next_cursor=page.next_cursor)


@router.get("/{code}", responses=responses(401, 404))
def get_discount(store: OwnStore, services: Services, code: Code) -> DiscountResponse:
    """One code with its count."""
    return DiscountResponse.of(service.get_discount(services.discount_deps, store_id=store.id, code=code))


@router.patch("/{code}", responses=responses(401, 404, 409))
def update_discount(body: UpdateDiscountRequest, store: OwnStore, services: Services, code: Code) -> DiscountResponse:
    """Change what is sent. With ``version`` a stale edit answers 409 and the current copy."""
    discount = service.get_discount(services.discount_deps, store_id=store.id, code=code)
    with telling_current(lambda: get_discount(store, services, code)):
        changed = service.update_discount(
            services.discount_deps,
            store=store,
            discount=discount,
            changes=body.to_changes(),
            expected_version=body.version,
        )
    return DiscountResponse.of(changed)


@router.delete("/{code}", status_code=204, responses=responses(401, 404, 409))
def delete_discount(store: OwnStore, services: Services, code: Code) -> Response:
    """Take the code away; orders and open checkouts keep what it took off."""
    service.delete_discount(services.discount_deps, store=store, code=code)
    return Response(status_code=204)
