"""``/api/v1/stores/{store_id}/pricing-rules``: how a store prices what it imports."""

from fastapi import APIRouter

from tradewind.bootstrap import Container
from tradewind.catalog.bulk_schemas import BulkResponse
from tradewind.http.auth import Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import IdempotencyKey, OwnStore, PageQuery, store_claim
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.pricing import service
from tradewind.pricing.models import PricingRules
from tradewind.pricing.schemas import (
    PriceApplyRequest,
    PricePreviewRequest,
    PricePreviewRow,
    PricingRulesRequest,
    PricingRulesResponse,
)
from tradewind.stores.models import Store

router = APIRouter(prefix="/stores/{store_id}/pricing-rules", tags=["pricing"])


@router.get("", responses=responses(401, 404))
def get_pricing_rules(store: OwnStore, services: Services) -> PricingRulesResponse:
    """The rules in force."""
    return _response(services, store, service.get_rules(services.pricing_deps, store))


@router.put("", responses=responses(401, 404, 409))
def save_pricing_rules(body: PricingRulesRequest, store: OwnStore, services: Services) -> PricingRulesResponse:
    """Replace the rules. With ``version`` a stale edit answers 409 and the current copy. Prices stay until applied."""
    with telling_current(lambda: get_pricing_rules(store, services)):
        saved = service.save_rules(
            services.pricing_deps, store=store, rules=body.to_rules(), expected_version=body.version
        )
    return _response(services, store, saved)


@router.post("/preview", responses=responses(400, 401, 404))
def preview_prices(
    body: PricePreviewRequest, store: OwnStore, services: Services, paging: PageQuery
) -> ListOf[PricePreviewRow]:
    """What the rules would make of a page of products, by cursor. Nothing is changed."""
    page = service.preview(
        services.pricing_deps,
        store=store,
        rules=body.rules.to_rules() if body.rules else None,
        limit=paging.limit,
        cursor=paging.cursor,
        status=body.status,
    )
    return ListOf(items=[PricePreviewRow.of(row) for row in page.items], next_cursor=page.next_cursor, total=page.total)


@router.post("/apply", responses=responses(401, 404, 409))
def apply_prices(
    body: PriceApplyRequest, store: OwnStore, services: Services, idempotency_key: IdempotencyKey = None
) -> BulkResponse:
    """Reprice up to a hundred products by the saved rules; ``undo_id`` brings them back for 24 hours."""
    once = store_claim(store.id, "apply_prices", idempotency_key, body.model_dump(mode="json"))
    with telling_current(lambda: get_pricing_rules(store, services)):
        done = service.apply(
            services.pricing_deps, store=store, product_ids=body.product_ids, version=body.version, once=once
        )
    return BulkResponse.of(done)


def _response(services: Container, store: Store, rules: PricingRules) -> PricingRulesResponse:
    deps = services.pricing_deps
    return PricingRulesResponse.of(rules, store, today=deps.clock().date(), operator_day=deps.operator_rates.as_of)
