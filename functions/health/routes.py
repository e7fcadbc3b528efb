"""Liveness and readiness."""

from fastapi import APIRouter, Request, Response

from tradewind.bootstrap import get_container
from tradewind.http import problems

router = APIRouter(tags=["health"])


@router.get("/health")
async def get_health() -> dict[str, str]:
    """Liveness: this process answers. Looks at nothing else."""
    return {"status": "ok"}


@router.get("/health/ready", responses=problems.responses(503))
def get_readiness(request: Request) -> Response:
    """Readiness: the table answers."""
    if get_container().is_table_reachable():
        return Response('{"status":"ready"}', media_type="application/json")
    detail = "The database does not answer yet."
    return problems.problem_response(request, status=503, code="not_ready", detail=detail)
