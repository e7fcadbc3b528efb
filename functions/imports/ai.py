"""``/api/v1/stores/{store_id}/ai-budget``: what models cost a store this month."""

from fastapi import APIRouter

from tradewind.ai import service
from tradewind.ai.schemas import AiBudgetResponse
from tradewind.http.auth import Services
from tradewind.http.deps import OwnStore
from tradewind.http.problems import responses

router = APIRouter(prefix="/stores/{store_id}", tags=["ai"])


@router.get("/ai-budget", responses=responses(401, 404))
def get_ai_budget(store: OwnStore, services: Services) -> AiBudgetResponse:
    """Used, reserved and left of the month's cap. A month is a calendar month in UTC."""
    deps = services.ai_deps
    return AiBudgetResponse.of(service.read_budget(deps, store_id=store.id), enabled=deps.client is not None)
