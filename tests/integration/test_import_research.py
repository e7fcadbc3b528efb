"""Research items follow their imports: importing, imported, and new again where an import came to nothing."""

from typing import Any

import pytest

from tests.integration.import_world import REFERENCE, URL, ImportWorld, usd
from tests.world import World
from tradewind.importing.job_work import work_on
from tradewind.research.candidate_models import Candidate, CandidateSource, CandidateStatus, Quality, Score
from tradewind.research.watched import WatchedCandidates


@pytest.fixture
def imports(world: World) -> ImportWorld:
    imports = ImportWorld(world)
    world.container.__dict__["watched_items"] = WatchedCandidates(world.container.candidates)
    now = world.clock()
    world.container.candidates.create(
        Candidate(
            id="cand_1",
            store_id=imports.store["id"],
            status=CandidateStatus.SAVED,
            title="Lamp",
            sources=(
                CandidateSource(supplier="aliexpress", reference=REFERENCE, url=URL, cost=usd(1000), via=("search",)),
            ),
            identities=("aliexpress#1",),
            found_at=now,
            seen_at=now,
            score=Score(value=50, low=0, high=100, quality=Quality.PARTIAL),
        )
    )
    return imports


def candidate(imports: ImportWorld) -> Candidate:
    found = imports.world.container.candidates.find(imports.store["id"], "cand_1")
    assert found is not None
    return found


def test_an_imported_item_names_its_product(imports: ImportWorld) -> None:
    job = imports.run({"research_item_id": "cand_1"})
    assert (candidate(imports).status, candidate(imports).product_id) == (CandidateStatus.IMPORTED, job["product_id"])


def test_an_item_is_importing_meanwhile(imports: ImportWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[CandidateStatus] = []
    real = imports.writer.ask

    def ask(question: Any) -> Any:
        seen.append(candidate(imports).status)
        return real(question)

    monkeypatch.setattr(imports.writer, "ask", ask)
    imports.run({"research_item_id": "cand_1"})
    assert seen == [CandidateStatus.IMPORTING]


def test_a_failed_or_cancelled_import_gives_the_item_back(imports: ImportWorld) -> None:
    imports.supplier.products.clear()
    job = imports.run({"research_item_id": "cand_1"})
    assert (job["status"], candidate(imports).status) == ("failed", CandidateStatus.NEW)
    (queued,) = imports.ask({"research_item_id": "cand_1"})
    imports.ann.post(f"{imports.path}/products/imports/{queued['id']}/cancel", {})
    assert candidate(imports).status is CandidateStatus.NEW


def test_a_run_that_writes_the_item_at_the_same_moment_is_waited_for(
    imports: ImportWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes second looks again; nothing is lost and nothing is made twice."""
    candidates = imports.world.container.candidates
    real = candidates.find
    raced: list[bool] = []

    def find(store_id: str, item_id: str) -> Candidate | None:
        found = real(store_id, item_id)
        if found and found.status is CandidateStatus.IMPORTING and not raced:
            raced.append(True)
            candidates.update(found, previous=found)
        return found

    monkeypatch.setattr(candidates, "find", find)
    (job,) = imports.ask({"research_item_id": "cand_1"})
    store = imports.world.container.stores.find(imports.store["id"])
    assert store is not None
    deps = imports.world.container.import_work_deps
    with pytest.raises(Exception, match="busy"):
        work_on(deps, store, job["id"])
    work_on(deps, store, job["id"])
    assert imports.job(job["id"])["outcome"] == "created"
    assert candidate(imports).status is CandidateStatus.IMPORTED
    assert (imports.products(), len(imports.writer.asked)) == (1, 1)
