"""``make bench``: the deterministic budgets, measured. Prints tables and writes .local/bench.json.

Imports are counted in a fresh interpreter per function; requests and units on the local engine, where write units are
the engine's own and read units are computed from item sizes (see ``tradewind.db.metering``).
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local.engine import process
from local.engine.provision import BUCKET, TABLE, provision
from scripts.measure_imports import FUNCTIONS

ROOT = Path(__file__).resolve().parents[1]
FILES_BUDGET = 450
MISSES: dict[str, tuple[int, str]] = {
    "account": (465, "an account with its sign-in, second factor and stores"),
    "imports": (520, "jobs, texts, prices and supplier changes in one area"),
    "orders": (465, "orders with the catalogue they restock"),
    "purchasing": (465, "purchases with the orders they belong to"),
    "products": (465, "catalogue with sheets in and out"),
}
"""Areas over the budget: how far they may go, and why. FastAPI itself opens 27 files of opentelemetry."""
FORBIDDEN = {"anthropic", "praw", "PIL", "aws_cdk", "moto"}
STRIPE_ALLOWED = {"checkout", "webhooks", "checkout_schedule", "payment_worker", "payment_schedule"}
API_FUNCTIONS = {
    "auth",
    "account",
    "stores",
    "products",
    "imports",
    "collections",
    "orders",
    "selling",
    "discounts",
    "purchasing",
    "team",
    "research",
    "billing",
    "documents",
    "checkout",
    "storefront",
    "webhooks",
    "health",
}
PRODUCTS = 60

type Row = dict[str, Any]


def runtime_python() -> str:
    """An interpreter that has what is deployed and nothing else: tools of ours would be counted otherwise."""
    folder = ROOT / ".local" / "runtime-venv"
    subprocess.run(
        ["uv", "sync", "--frozen", "--quiet", "--no-default-groups", "--compile-bytecode"],
        cwd=ROOT,
        check=True,
        env={**os.environ, "UV_PROJECT_ENVIRONMENT": str(folder)},
    )
    return str(folder / "bin" / "python")


def measure_imports() -> list[Row]:
    """Package files opened, modules and heavyweights loaded by importing each handler."""
    rows = []
    python = runtime_python()
    for name in FUNCTIONS:
        output = subprocess.run(
            [python, "-m", "scripts.measure_imports", name],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "POWERTOOLS_LOG_LEVEL": "ERROR", "POWERTOOLS_METRICS_DISABLED": "true"},
        ).stdout
        row: Row = {"function": name, **json.loads(output)}
        banned = FORBIDDEN | (set() if name in STRIPE_ALLOWED else {"stripe"})
        if name == "image_worker":
            banned -= {"PIL"}
        row["heavy"] = sorted(set(row["heavy"]) & banned)
        budget, row["why"] = MISSES.get(name, (FILES_BUDGET, ""))
        row["within"] = not row["heavy"] and (row["files"] <= budget or name not in API_FUNCTIONS)
        rows.append(row)
    return rows


@dataclass(slots=True)
class Route:
    """Measures single calls, and keeps a row of each."""

    rows: list[Row] = field(default_factory=list)

    def __call__(
        self, name: str, budget: str, call: Callable[[], Any], within: Callable[[Row], bool] | None = None
    ) -> Any:
        from tradewind.db.metering import metered

        with metered() as meter:
            answer = call()
        row: Row = {
            "route": name,
            "requests": len(meter.requests),
            "transactions": meter.requests.count("TransactWriteItems"),
            "read_units": meter.read_units,
            "write_units": meter.write_units,
            "budget": budget,
        }
        row["within"] = within(row) if within else True
        self.rows.append(row)
        return answer


def _at_most(requests: int, reads: float) -> Callable[[Row], bool]:
    return lambda row: row["requests"] <= requests and row["read_units"] <= reads


def measure_routes() -> list[Row]:
    """Requests and capacity units of the routes with a budget, on a store of PRODUCTS products."""
    from scripts import bench_accounts, bench_orders, bench_research
    from tests.world import World

    world = World()
    ann = bench_accounts.SignedIn(world)
    store = ann.open_store()
    products = _fill(ann, store)
    world.drain()
    measure = Route()
    _measure_shop(world, ann, store, products, measure)
    _measure_more(world, ann, store, products, measure)
    bench_orders.measure_selling(world, ann, products, measure)
    bench_research.measure_research(world, bench_accounts.SignedIn(world), measure)
    bench_accounts.measure_accounts(world, measure)
    bench_accounts.measure_teams(world, measure)
    world.close()
    bench_accounts.measure_plans(measure)
    return measure.rows


def _measure_shop(world: Any, ann: Any, store: Row, products: list[Row], measure: Route) -> None:
    from tests.stripe_events import session_event

    base, public = f"/stores/{store['id']}", f"/public/stores/{store['slug']}"
    slug = products[0]["slug"]

    measure("GET public list of 24", "1 request, 7 RU", lambda: world.get(f"{public}/products"), _at_most(1, 7))
    measure("GET public product", "1 request, 2 RU", lambda: world.get(f"{public}/products/{slug}"), _at_most(1, 2))
    measure("GET public store", "1 request, 1 RU", lambda: world.get(public), _at_most(1, 1))
    # The access check of every owner route reads the store: one request beside the list's own two.
    lists = _at_most(3, 1_000)
    measure("GET products, 25 a page", "2 requests + access", lambda: ann.get(f"{base}/products", limit=25), lists)
    measure(
        "GET products, search",
        "2 requests + access",
        lambda: ann.get(f"{base}/products", search="number", limit=25),
        lists,
    )
    measure("GET product", "", lambda: ann.get(f"{base}/products/{products[0]['id']}"))
    measure("GET stores", "2 requests", lambda: ann.get("/stores"), _at_most(2, 1_000))
    checkout = measure(
        "POST checkout, 1 line",
        "3 requests before Stripe, 1 after",
        lambda: world.start_checkout(store, (products[0], 1), key="bench"),
        lambda row: row["requests"] <= 4,
    ).json()
    measure(
        "order from webhook event",
        "2 transactions",
        lambda: world.deliver(session_event(checkout, store_id=store["id"], amount=2500)),
        lambda row: row["transactions"] <= 2,
    )
    measure("GET orders, 25 a page", "2 requests + access", lambda: ann.get(f"{base}/orders", limit=25), lists)
    body = {"title": "New", "price": {"amount": 100, "currency": "USD"}, "status": "active"}
    measure("POST product", "", lambda: ann.post(f"{base}/products", body))
    measure("  relay and render it", "", world.drain)


def _fill(ann: Any, store: Row) -> list[Row]:
    """PRODUCTS products of three variants with a page of text each."""
    return [
        ann.add_product(
            store,
            title=f"Product number {number}",
            description="What it is made of, how large it is, and how to care for it. " * 8,
            options=[{"name": "Size", "values": ["S", "M", "L"]}],
            variants=[{"options": {"Size": size}, "sku": f"P{number}-{size}", "inventory_count": 50} for size in "SML"],
        )
        for number in range(PRODUCTS)
    ]


def _measure_more(world: Any, ann: Any, store: Row, products: list[Row], measure: Callable[..., Any]) -> None:
    """The remaining access patterns of docs/data-model.md."""
    from tests.stripe_events import session_event
    from tests.world import World
    from tradewind.checkout.settlement import sweep_overdue

    assert isinstance(world, World)  # noqa: S101 (narrowing)
    base, public = f"/stores/{store['id']}", f"/public/stores/{store['slug']}"
    headers = ann.headers
    orders = ann.get(f"{base}/orders").json()["items"]
    checkout = world.start_checkout(store, (products[1], 1)).json()
    state = f"{public}/checkout/{checkout['order_id']}"
    image = {"filename": "x.png", "content_type": "image/png", "size": 10}
    path = f"/api/v1{base}/products/{products[2]['id']}"
    measure("GET order", "", lambda: world.client.get(f"/api/v1{base}/orders/{orders[0]['id']}", headers=headers))
    measure("GET checkout state", "", lambda: world.get(state, session_id=checkout["session_id"]))
    measure(
        "expired event, 1 line",
        "",
        lambda: world.deliver(
            session_event(checkout, store_id=store["id"], kind="expired", payment_status="unpaid", amount=2500)
        ),
    )
    measure(
        "sweep, nothing overdue", "", lambda: sweep_overdue(world.container.settlement_deps, world.container.payments)
    )
    measure("PATCH product (title)", "", lambda: world.client.patch(path, headers=headers, json={"title": "New"}))
    measure(
        "PATCH product (one stock)",
        "",
        lambda: world.client.patch(path, headers=headers, json={"variants": _restocked(products[2])}),
    )
    measure("POST upload", "", lambda: ann.post(f"{base}/products/upload", image))
    measure("PATCH store (name)", "", lambda: ann.patch(base, {"name": "Renamed"}))
    measure("  relay and render these", "", world.drain)
    measure("POST store", "", lambda: ann.post("/stores", {"name": "Another", "niche": "pets"}))


def _restocked(product: Row) -> list[Row]:
    kept = [{key: variant[key] for key in ("id", "sku", "options")} for variant in product["variants"]]
    kept[0]["inventory_count"] = 7
    return kept


def print_table(title: str, rows: list[Row], columns: dict[str, str]) -> None:
    """Right-aligned numbers, left-aligned text; a miss is marked."""
    cells = [list(columns.values())]
    cells += [[_cell(row[name]) for name in columns] for row in rows]
    widths = [max(len(line[index]) for line in cells) for index in range(len(columns))]
    print(f"\n{title}")
    for number, line in enumerate(cells):
        parts = [
            cell.ljust(width) if index == 0 or not _is_number(rows[0], name) else cell.rjust(width)
            for index, (cell, width, name) in enumerate(zip(line, widths, columns, strict=True))
        ]
        mark = "" if number == 0 or rows[number - 1]["within"] else "  MISS"
        print("  " + "  ".join(parts) + mark)


def _is_number(row: Row, name: str) -> bool:
    return isinstance(row[name], int | float)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.1f}"
    return ", ".join(value) if isinstance(value, list) else str(value)


def main() -> int:
    """Measure, print, write; non-zero when a budget is missed."""
    from scripts.bench_shelf import PRODUCTS as SHELF
    from tests.conftest import free_port

    imports = measure_imports()
    print_table(
        f"Imports of each handler (budget of API functions: {FILES_BUDGET} package files)",
        imports,
        {
            "function": "function",
            "files": "files",
            "modules": "modules",
            "kib": "KiB",
            "heavy": "forbidden",
            "why": "over the budget because",
        },
    )
    routes, shelf = _on_an_engine(free_port())
    print_table(
        f"Requests and capacity units per route ({PRODUCTS} products of 3 variants)",
        routes,
        {
            "route": "route",
            "requests": "requests",
            "read_units": "read",
            "write_units": "write",
            "budget": "budget",
        },
    )
    print_table(
        f"The shelf of a store of {SHELF:,} products, 3 variants and 2 pictures each",
        shelf,
        {
            "what": "what",
            "requests": "requests",
            "read": "read",
            "write": "write",
            "objects": "objects",
            "kib_in": "KiB in",
            "kib_out": "KiB out",
            "cpu_ms": "CPU ms",
            "ms": "ms",
            "budget": "budget",
        },
    )
    (ROOT / ".local").mkdir(exist_ok=True)
    (ROOT / ".local" / "bench.json").write_text(
        json.dumps({"imports": imports, "routes": routes, "shelf": shelf}, indent=2)
    )
    return 0 if all(row["within"] for row in [*imports, *routes, *shelf]) else 1


def _on_an_engine(port: int) -> tuple[list[Row], list[Row]]:
    """The tables that need a database: routes, and the shelf of a large store."""
    from scripts.bench_shelf import measure_shelf

    with tempfile.TemporaryDirectory(prefix="tradewind-bench-") as folder:
        engine = process.start(port=port, state=Path(folder))
        try:
            os.environ.update(_environment(f"http://127.0.0.1:{port}"))
            provision(f"http://127.0.0.1:{port}")
            return measure_routes(), measure_shelf()
        finally:
            engine.terminate()
            engine.wait(timeout=20)


def _environment(endpoint: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "TABLE_NAME": TABLE,
        "OUTBOX_RELAY": "poll",
        "TOKEN_SIGNING_KEY": "bench-signing-key-of-enough-length-0123456789",
        "MEDIA_BUCKET": BUCKET,
        "STOREFRONT_URL_TEMPLATE": "http://{slug}.shop.test",
        "MEDIA_BASE_URL": "http://media.test",
        "STRIPE_WEBHOOK_SECRETS": "whsec_x",
        "STRIPE_SECRET_KEY": "sk_test_x",
        "POWERTOOLS_LOG_LEVEL": "ERROR",
    }


if __name__ == "__main__":
    sys.exit(main())
