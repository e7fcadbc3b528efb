"""How the search snapshot of a store is kept: writers that meet, crash and lag."""

from typing import Any

import pytest

from tests.integration.test_search import search, titles
from tests.requests_seen import count_requests
from tests.world import Json, Merchant, World
from tradewind.catalog.repository import StockItem
from tradewind.db import documents, keys
from tradewind.search.manifest import find_manifest
from tradewind.storefront import shelf
from tradewind.storefront.projection import rebuild_store


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def test_a_loser_starts_again_from_the_winner(
    world: World, ann: Merchant, store: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann.add_product(store, title="First")
    world.drain()
    second = ann.add_product(store, title="Second")
    third = ann.add_product(store, title="Third")
    deps = world.container.projection_deps
    target = world.container.stores.find(store["id"])
    assert target is not None
    real = shelf._publish
    raced: list[bool] = []

    def publish(*arguments: Any) -> bool:
        if not raced:
            raced.append(True)
            shelf.refresh(deps, target, shelf.Change(product_ids=frozenset({second["id"]})))
        return real(*arguments)

    monkeypatch.setattr(shelf, "_publish", publish)
    shelf.refresh(deps, target, shelf.Change(product_ids=frozenset({third["id"]})))
    assert titles(search(world, store)) == ["Third", "Second", "First"]
    assert titles(world.get(f"/public/stores/{store['slug']}/products")) == ["Third", "Second", "First"]
    kept = deps.storage.list_keys(f"search/{store['id']}/")
    manifest = find_manifest(store["slug"])
    assert manifest is not None
    assert set(kept) == {manifest.object_key, *manifest.superseded}


def test_whoever_writes_looks_last(world: World, ann: Merchant, store: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that read an old state must not have the last word, although the newer one had nothing to publish."""
    product = ann.add_product(store, variants=[{"inventory_count": 5}])
    world.drain()
    variant = product["variants"][0]["id"]
    deps = world.container.projection_deps
    target = world.container.stores.find(store["id"])
    assert target is not None
    change = shelf.Change(product_ids=frozenset({product["id"]}))

    def move(level: int) -> None:
        actions = [StockItem.available[variant].set(level), StockItem.moves.add(1)]
        StockItem(*keys.stock(store["id"], product["id"])).update(actions=actions)

    move(0)
    real = shelf._put_entry
    raced: list[bool] = []

    def put_entry(*arguments: Any) -> bool:
        if not raced:
            raced.append(True)
            move(5)
            shelf.refresh(deps, target, change)
        return real(*arguments)

    monkeypatch.setattr(shelf, "_put_entry", put_entry)
    shelf.refresh(deps, target, change)
    assert search(world, store).json()["items"][0]["available"] is True
    public = f"/public/stores/{store['slug']}/products"
    assert world.get(public).json()["items"][0]["available"] is True
    assert world.get(f"{public}/blue-mug").json()["available"] is True


@pytest.mark.parametrize("step", ["put_changed", "_publish", "_write_products"])
def test_a_worker_that_is_stopped_leaves_the_old_snapshot_working(
    world: World, ann: Merchant, store: Json, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    ann.add_product(store, title="First")
    world.drain()
    second = ann.add_product(store, title="Second")
    deps = world.container.projection_deps
    target = world.container.stores.find(store["id"])
    assert target is not None
    change = shelf.Change(product_ids=frozenset({second["id"]}))

    def stopped(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shelf, step, stopped)
        with pytest.raises(KeyboardInterrupt):
            shelf.refresh(deps, target, change)
    assert titles(search(world, store)) == ["First"]
    shelf.refresh(deps, target, change)
    assert titles(search(world, store)) == ["Second", "First"]
    assert titles(world.get(f"/public/stores/{store['slug']}/products")) == ["Second", "First"]


def test_a_lagging_manifest_is_read_once_more(
    world: World, ann: Merchant, store: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann.add_product(store)
    world.drain()
    old = documents.find_document(keys.public_search(store["slug"]))
    for number in range(3):
        ann.add_product(store, title=f"Item {number}")
        world.drain()
    real = documents.find_documents

    def lagging(wanted: Any) -> Any:
        return real(wanted) | {keys.public_search(store["slug"]): old}

    monkeypatch.setattr(documents, "find_documents", lagging)
    assert len(titles(search(world, store))) == 4


def test_a_lost_snapshot_is_503_until_the_next_change_makes_a_new_one(world: World, ann: Merchant, store: Json) -> None:
    ann.add_product(store)
    world.drain()
    manifest = find_manifest(store["slug"])
    assert manifest is not None
    world.container.snapshot_storage.delete(manifest.object_key)
    answer = search(world, store)
    assert (answer.status_code, answer.json()["code"]) == (503, "search_unavailable")
    ann.add_product(store, title="Second")
    world.drain()
    assert titles(search(world, store)) == ["Second", "Blue mug"]


def test_a_sale_that_changes_no_answer_publishes_nothing(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, variants=[{"inventory_count": 50}])
    world.drain()
    before = find_manifest(store["slug"])
    world.start_checkout(store, (product, 1))
    world.drain()
    assert find_manifest(store["slug"]) == before
    world.start_checkout(store, (product, 49))
    world.drain()
    assert find_manifest(store["slug"]) != before
    assert search(world, store).json()["items"][0]["available"] is False


def test_a_rebuild_clears_what_a_stopped_worker_left(world: World, ann: Merchant, store: Json) -> None:
    ann.add_product(store)
    world.drain()
    storage = world.container.snapshot_storage
    prefix = f"search/{store['id']}/"
    storage.write(f"{prefix}{world.container.new_id('snp')}.sqlite.z", b"left behind")
    world.clock.advance(hours=2)
    assert rebuild_store(world.container.projection_deps, store["id"]) == 1
    assert len(storage.list_keys(prefix)) == 2, "the present one and the one before"
    assert titles(search(world, store)) == ["Blue mug"]


def test_a_new_product_touches_few_items(world: World, ann: Merchant, store: Json) -> None:
    for number in range(60):
        ann.add_product(store, title=f"Item {number}")
    world.drain()
    late = ann.add_product(store, title="Late")
    deps = world.container.projection_deps
    target = world.container.stores.find(store["id"])
    assert target is not None
    with count_requests() as seen:
        shelf.refresh(deps, target, shelf.Change(product_ids=frozenset({late["id"]})))
    assert "Query" not in seen
    assert len(seen) <= 12, seen
