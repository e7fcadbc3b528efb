"""The shelf of a store of 10,000 products, measured for ``make bench``: search, facets, lists, rendering a change.

The products are written as items, without their events: making them through the API would take longer than measuring.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from scripts import bench_orders
from tests.world import Merchant, World
from tradewind.catalog.models import Image, ImageStatus, Option, Product, ProductImage, ProductStatus, Variant
from tradewind.catalog.repository import product_items
from tradewind.collections.models import CollectionKind, CollectionStatus, Rule, RuleField
from tradewind.collections.service import NewCollection, create_collection
from tradewind.db.metering import metered
from tradewind.db.table import Item
from tradewind.kit.money import Money
from tradewind.storefront.projection import rebuild_store
from tradewind.stores.models import Store

PRODUCTS = 10_000
COLOURS = ("Black", "White", "Oat", "Clay", "Moss", "Navy", "Rust", "Sand")
SIZES = ("S", "M", "L")
ADJECTIVES = ("Quiet", "Linen", "Heavy", "Folding", "Round", "Tall", "Woven", "Glazed", "Oak", "Steel", "Soft", "Small")
THINGS = (
    *("mug", "lamp", "chair", "basket", "blanket", "bottle", "planter", "mirror", "shelf", "cushion", "towel"),
    *("kettle", "teapot", "clock", "rug", "vase", "tray", "stool", "bowl", "candle"),
)
PLACES = ("kitchen", "hallway", "desk", "garden", "bedroom", "balcony", "bath", "studio")

type Row = dict[str, Any]
type Within = Callable[[Row], bool]


@dataclass(slots=True)
class ObjectMeter:
    """What storage was asked for."""

    reads: int = 0
    writes: int = 0
    deletes: int = 0
    read_bytes: int = 0
    written_bytes: int = 0


@dataclass(slots=True)
class MeteredStorage:
    """Counts what passes to the real storage."""

    inner: Any
    meter: ObjectMeter = field(default_factory=ObjectMeter)

    def read(self, key: str) -> bytes | None:
        """An object's bytes."""
        body: bytes | None = self.inner.read(key)
        self.meter.reads += 1
        self.meter.read_bytes += len(body or b"")
        return body

    def write(self, key: str, body: bytes) -> None:
        """Store an object."""
        self.meter.writes += 1
        self.meter.written_bytes += len(body)
        self.inner.write(key, body)

    def delete(self, key: str) -> None:
        """Remove an object."""
        self.meter.deletes += 1
        self.inner.delete(key)

    def list_keys(self, prefix: str) -> list[str]:
        """Keys below a prefix."""
        keys: list[str] = self.inner.list_keys(prefix)
        return keys


def _at_most(requests: int, reads: float, objects: int = 0) -> Within:
    return lambda row: row["requests"] <= requests and row["read"] <= reads and row["objects"] <= objects


def measure_shelf() -> list[Row]:
    """Requests, units, bytes and time of reading and rendering a store of PRODUCTS products."""
    world = World()
    storage = MeteredStorage(world.container.snapshot_storage)
    world.container.__dict__["snapshot_storage"] = storage
    ann = world.merchant()
    opened = ann.open_store()
    store = world.container.stores.find(opened["id"])
    assert store is not None  # noqa: S101 (narrowing)
    _fill(world, store)
    _add_collections(world, store)
    rows: list[Row] = []

    def measure(
        name: str, call: Callable[[], Any], budget: str = "", within: Callable[[Row], bool] | None = None
    ) -> Any:
        with _measured(storage) as row:
            answer = call()
        row |= {"what": name, "budget": budget}
        row["within"] = within(row) if within else True
        rows.append(row)
        return answer

    public = f"/public/stores/{store.slug}"
    measure("rebuild everything", lambda: rebuild_store(world.container.projection_deps, store.id))
    world.drain()
    search = f"{public}/search"
    two, one = _at_most(1, 2, 1), _at_most(1, 2)
    measure("search, new snapshot", lambda: world.get(search, q="oak lamp"), "2 reads", two)
    measure("search, first facets", lambda: world.get(search, q="oak mug"), "2 reads", one)
    measure("search again", lambda: world.get(search, q="oak mug"), "2 reads", one)
    measure("search, a slip", lambda: world.get(search, q="oak keetle"), "2 reads", one)
    measure("whole shelf, no filter", lambda: world.get(search), "2 reads", one)
    filters: Row = {"option": ["Size:M", "Colour:Oat"], "in_stock": True, "price_min": 1000, "price_max": 9000}
    measure("five filters, by price", lambda: world.get(search, sort="price_asc", **filters), "2 reads", one)
    measure("list of 24, page 1", lambda: world.get(f"{public}/products"), "1 request, 7 RU", _at_most(1, 7))
    measure("list of 24, page 400", lambda: world.get(f"{public}/products", page=400), "2 reads", one)
    measure("collection, page 1", lambda: world.get(f"{public}/collections/oak"), "1 request, 7 RU", _at_most(1, 7))
    measure("collections", lambda: world.get(f"{public}/collections"), "1 request", _at_most(1, 7))
    base, headers = f"/api/v1/stores/{store.id}/products", ann.headers
    measure(
        "merchant: search, 25 a page",
        lambda: world.client.get(f"{base}?search=lamp&limit=25", headers=headers),
        "2 requests + access",
        _at_most(3, 60),
    )
    measure("merchant: tags", lambda: world.client.get(f"{base}/tags", headers=headers), "", _at_most(2, 3))
    measure(
        "merchant: 25 a page",
        lambda: world.client.get(f"{base}?limit=25", headers=headers),
        "2 requests + access",
        _at_most(3, 60),
    )
    _measure_sale(world, ann, opened, measure)
    body = {"title": "Late lamp", "price": {"amount": 100, "currency": store.currency}, "status": "active"}
    ann.post(f"/stores/{store.id}/products", body)
    measure("render a new product", world.drain, "no item read by thousands", lambda row: row["requests"] <= 30)
    world.close()
    return rows


def _measure_sale(world: World, ann: Merchant, store: Row, measure: Callable[..., Any]) -> None:
    """A quote and a checkout of three products of this shelf, with shipping, tax and a code."""
    bench_orders.set_up(ann, store["id"])
    found = ann.get(f"/stores/{store['id']}/products", limit=50, status="active").json()["items"]
    stocked = [product for product in found if (product["variants"][0]["inventory_count"] or 0) > 0][:3]
    path, cart = f"/public/stores/{store['slug']}/checkout", bench_orders.cart(*stocked)
    few: Within = lambda row: row["requests"] <= 2  # noqa: E731
    measure("quote, 3 lines", lambda: world.post(f"{path}/quote", cart), "2 requests", few)
    before: Within = lambda row: row["requests"] <= 4  # noqa: E731
    measure("checkout, 3 lines, code, tax", lambda: world.post(path, cart).raise_for_status(), "3 + 1 requests", before)


@contextmanager
def _measured(storage: MeteredStorage) -> Iterator[Row]:
    storage.meter = ObjectMeter()
    row: Row = {}
    started, cpu = time.perf_counter(), time.process_time()
    with metered() as meter:
        yield row
    row |= {
        "requests": len(meter.requests),
        "read": meter.read_units,
        "write": meter.write_units,
        "objects": storage.meter.reads,
        "kib_in": round(storage.meter.read_bytes / 1024),
        "kib_out": round(storage.meter.written_bytes / 1024),
        "cpu_ms": round((time.process_time() - cpu) * 1000),
        "ms": round((time.perf_counter() - started) * 1000),
    }


def _fill(world: World, store: Store) -> None:
    """PRODUCTS products of three variants and two pictures."""
    chance = random.Random(11)  # noqa: S311 (the same store every time)
    with Item.batch_write() as batch:
        for number in range(PRODUCTS):
            world.clock.advance(seconds=1)
            product, stock, images = _product(world, store, chance, number)
            for item in product_items(product, stock, images):
                batch.save(item)


def _product(
    world: World, store: Store, chance: random.Random, number: int
) -> tuple[Product, dict[str, int], list[Image]]:
    new_id, now = world.container.new_id, world.clock()
    adjective, thing, place = chance.choice(ADJECTIVES), chance.choice(THINGS), chance.choice(PLACES)
    colour = chance.choice(COLOURS)
    images = [
        Image(
            id=new_id("img"),
            store_id=store.id,
            filename="a.jpg",
            created_at=now,
            status=ImageStatus.READY,
            width=1600,
            height=1600,
            widths=(160, 400, 800, 1600),
        )
        for _ in range(2)
    ]
    variants = tuple(
        Variant(
            id=new_id("var"),
            name=f"{colour} / {size}",
            sku=f"P{number}-{size}",
            options={"Colour": colour, "Size": size},
        )
        for size in SIZES
    )
    product = Product(
        id=new_id("prd"),
        store_id=store.id,
        title=f"{adjective} {thing} {number} for the {place}",
        slug=f"product-{number}",
        description=f"A {adjective.lower()} {thing} in {colour.lower()}, made for the {place}. " * 6,
        status=ProductStatus.ACTIVE if number % 20 else ProductStatus.DRAFT,
        price=Money(chance.randrange(500, 20_000, 5), store.currency),
        options=(Option(name="Colour", values=(colour,)), Option(name="Size", values=SIZES)),
        variants=variants,
        images=tuple(ProductImage(id=image.id) for image in images),
        tags=(place, thing),
        published_at=now,
        created_at=now - timedelta(days=number % 400),
        updated_at=now,
    )
    return product, {variant.id: chance.choice((0, 3, 20)) for variant in variants}, images


def _add_collections(world: World, store: Store) -> None:
    for place in (*PLACES, *(adjective.lower() for adjective in ADJECTIVES)):
        rule = Rule(field=RuleField.TAG if place in PLACES else RuleField.TITLE, value=place)
        new = NewCollection(
            title=place.capitalize(), kind=CollectionKind.RULES, rules=(rule,), status=CollectionStatus.ACTIVE
        )
        create_collection(world.container.collection_deps, store_id=store.id, new=new)
