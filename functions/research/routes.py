"""``/api/v1/stores/{store_id}/research`` (spec feature 8)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from tradewind.access.guard import Access
from tradewind.http.auth import Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import IdempotencyKey, OwnAccess, OwnStore, PageQuery, store_claim
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.research import listing, service
from tradewind.research.candidate_models import CandidateStatus
from tradewind.research.listing import CandidateFilters, CandidateSort
from tradewind.research.run_models import Run
from tradewind.research.schemas import (
    ResearchItemDetail,
    ResearchItemResponse,
    RunResponse,
    SourceStatusModel,
)
from tradewind.research.settings_schemas import SettingsBody, SettingsResponse

router = APIRouter(prefix="/stores/{store_id}/research", tags=["research"])

ItemId = Annotated[str, Path(max_length=40)]
RunId = Annotated[str, Path(max_length=40)]


class ItemFilters:
    """``?status=&min_score=&source=&q=&sort=``."""

    def __init__(
        self,
        status: Annotated[
            CandidateStatus | None, Query(description="Without it: all that are neither imported nor dismissed.")
        ] = None,
        min_score: Annotated[int, Query(ge=0, le=100)] = 0,
        source: Annotated[str, Query(max_length=40, description="A supplier, such as `aliexpress`.")] = "",
        q: Annotated[str, Query(max_length=100, description="Words of title, category, shop or keyword.")] = "",
        sort: Annotated[CandidateSort, Query(description="Highest first.")] = CandidateSort.SCORE,
    ) -> None:
        self.filters = CandidateFilters(status=status, min_score=min_score, source=source, text=q, sort=sort)


@router.get("", responses=responses(400, 401, 404))
def list_items(
    store: OwnStore, services: Services, paging: PageQuery, asked: Annotated[ItemFilters, Depends()]
) -> ListOf[ResearchItemResponse]:
    """Products research proposes, best first unless sorted, by cursor or by page: one query."""
    page = listing.list_candidates(
        services.candidates,
        services.cursors,
        store_id=store.id,
        filters=asked.filters,
        limit=paging.limit,
        cursor=paging.cursor,
        page=paging.page,
    )
    return ListOf(
        items=[ResearchItemResponse.of(candidate) for candidate in page.items],
        next_cursor=page.next_cursor,
        total=page.total,
    )


@router.get("/sources", responses=responses(401, 404))
def list_sources(store: OwnStore, services: Services) -> ListOf[SourceStatusModel]:
    """Every source there could be, and whether this deployment is connected to it."""
    return ListOf(
        items=[
            SourceStatusModel(source=name, kind="trend" if name == "reddit" else "supplier", connected=connected)
            for name, connected in services.source_status.items()
        ],
        total=len(services.source_status),
    )


@router.get("/settings", responses=responses(401, 404))
def get_settings(store: OwnStore, services: Services) -> SettingsResponse:
    """What is looked for, when, and how parts of the score weigh."""
    return SettingsResponse.of(service.get_settings(services.research_deps, store))


@router.put("/settings", responses=responses(401, 404, 409))
def save_settings(body: SettingsBody, store: OwnStore, services: Services) -> SettingsResponse:
    """Replace the settings. With ``version`` a stale edit answers 409 and the current copy."""
    for bound in (body.min_cost, body.max_cost):
        service.check_currency(store, bound.currency if bound else store.currency)
    with telling_current(lambda: get_settings(store, services)):
        saved = service.save_settings(
            services.research_deps, store=store, settings=body.to_settings(), expected_version=body.version
        )
    return SettingsResponse.of(saved)


@router.post("/runs", status_code=202, responses=responses(401, 404, 409, 429))
def start_run(store: OwnStore, services: Services, idempotency_key: IdempotencyKey = None) -> RunResponse:
    """Research now: today's run starts, or starts anew. One that is under way is answered as it is."""
    once = store_claim(store.id, "start_research", idempotency_key, {})
    return _run(service.start_run(services.research_deps, store=store, once=once))


@router.get("/runs", responses=responses(400, 401, 404))
def list_runs(store: OwnStore, services: Services, paging: PageQuery) -> ListOf[RunResponse]:
    """Runs, latest day first, by cursor."""
    page = service.list_runs(services.research_deps, store_id=store.id, limit=paging.limit, cursor=paging.cursor)
    return ListOf(items=[_run(run) for run in page.items], next_cursor=page.next_cursor)


@router.get("/runs/{run_id}", responses=responses(401, 404))
def get_run(store: OwnStore, services: Services, run_id: RunId) -> RunResponse:
    """How far a run is, and what its sources gave."""
    return _run(service.get_run(services.research_deps, store_id=store.id, id=run_id))


@router.get("/{item_id}", responses=responses(401, 404))
def get_item(store: OwnStore, services: Services, item_id: ItemId) -> ResearchItemDetail:
    """One product with everything that was observed of it."""
    candidate = service.get_candidate(services.research_deps, store_id=store.id, item_id=item_id)
    series = service.read_history(services.research_deps, store=store, candidate=candidate)
    return ResearchItemDetail.with_history(candidate, series)


@router.post("/{item_id}/save", responses=responses(401, 404, 409))
def save_item(access: OwnAccess, services: Services, item_id: ItemId) -> ResearchItemResponse:
    """Put it on the watchlist. Doing it again changes nothing."""
    return _decide(services, access, item_id, CandidateStatus.SAVED)


@router.post("/{item_id}/dismiss", responses=responses(401, 404, 409))
def dismiss_item(access: OwnAccess, services: Services, item_id: ItemId) -> ResearchItemResponse:
    """Never propose it again, however often it is found."""
    return _decide(services, access, item_id, CandidateStatus.DISMISSED)


@router.post("/{item_id}/restore", responses=responses(401, 404, 409))
def restore_item(access: OwnAccess, services: Services, item_id: ItemId) -> ResearchItemResponse:
    """Take back a decision: it is new again."""
    return _decide(services, access, item_id, CandidateStatus.NEW)


def _decide(services: Services, access: Access, item_id: str, status: CandidateStatus) -> ResearchItemResponse:
    decided = service.decide(services.research_deps, store_id=access.store.id, item_id=item_id, status=status)
    access.note.label = decided.title
    return ResearchItemResponse.of(decided)


def _run(run: Run) -> RunResponse:
    return RunResponse.of(run, limit=service.MANUAL_RUNS)
