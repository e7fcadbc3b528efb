"""Research measured for ``make bench``: a run over 200 products, and what a merchant asks afterwards."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.world import Merchant, World
from tradewind.adapters.catalog_files import RecordedSupplier
from tradewind.kit.money import Money
from tradewind.suppliers.models import SupplierProduct

PRODUCTS = 200


def measure_research(world: World, ann: Merchant, measure: Callable[..., Any]) -> None:
    """Rows of the table of routes: starting a run, working on it, on its rerun and on the next day, then reading."""
    store = ann.open_store()
    base = f"/stores/{store['id']}/research"
    recorded = RecordedSupplier(_product(number) for number in range(PRODUCTS))
    world.container.__dict__.update(suppliers={"aliexpress": recorded}, trend_sources={}, analyst=None)
    world.container.__dict__["source_status"] = {"aliexpress": True}
    for stale in ("research_deps", "runner_deps", "night_deps"):
        world.container.__dict__.pop(stale, None)
    world.drain()
    measure("POST research run", "", lambda: ann.post(f"{base}/runs", {}))
    measure(f"  work on it, {PRODUCTS} products", "", world.drain)
    ann.post(f"{base}/runs", {})
    measure("  the same again that day", "", world.drain)
    world.clock.advance(days=1)
    ann.post(f"{base}/runs", {})
    measure("  and the next day", "", world.drain)
    page = measure(
        f"GET research, 25 of {PRODUCTS}",
        "2 requests + access",
        lambda: ann.get(base, limit=25),
        lambda row: row["requests"] <= 3,
    ).json()
    item = page["items"][0]["id"]
    measure("GET research item", "", lambda: ann.get(f"{base}/{item}"))
    measure("POST research item dismiss", "", lambda: ann.post(f"{base}/{item}/dismiss", {}))
    measure("GET research runs", "", lambda: ann.get(f"{base}/runs"))
    measure("PUT research settings", "", lambda: ann.put(f"{base}/settings", _SETTINGS))


_SETTINGS = {"keywords": ["lamp", "shelf"], "ship_to": "US", "hour": 5}


def _product(number: int) -> SupplierProduct:
    made = SupplierProduct(
        supplier="aliexpress",
        reference=str(1_005_005_000_000_000 + number),
        title=f"Paper lamp with a shade of washed linen, number {number}",
        url=f"https://www.aliexpress.com/item/{1_005_005_000_000_000 + number}.html",
        cost=Money(900 + number, "USD"),
        image_urls=(f"https://pictures.example/{number}.jpg",),
        category="Table lamps",
        orders_30d=100 + number,
        rating_basis_points=9_600,
        commission_basis_points=700,
        delivery_days=9,
        shop="Quiet Hill Goods",
    )
    return replace(made, list_price=Money(1_400 + number, "USD"))
