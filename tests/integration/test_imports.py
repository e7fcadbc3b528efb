"""From a supplier's product to a reviewed draft, whatever goes wrong on the way."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from tests.integration.import_world import REFERENCE, URL, ImportWorld, lamp, refuses, steps, usd
from tests.world import Json, World
from tradewind.ai.models import Outcome
from tradewind.ai.service import read_budget
from tradewind.importing import job_steps
from tradewind.importing.job_deps import LEASE
from tradewind.importing.job_errors import JobBusyError
from tradewind.importing.job_models import Step
from tradewind.importing.job_work import work_on
from tradewind.kit.money import Money
from tradewind.suppliers.errors import SupplierUnavailableError
from tradewind.suppliers.models import SupplierRef, SupplierVariant


@pytest.fixture
def imports(world: World) -> ImportWorld:
    return ImportWorld(world)


def test_an_address_becomes_a_priced_draft_with_pictures(imports: ImportWorld) -> None:
    job = imports.run()
    assert (job["status"], job["outcome"]) == ("done", "created"), job
    assert steps(job) == dict.fromkeys(("detail", "images", "copy", "seo", "price", "draft"), "done")
    product = imports.product(job["product_id"])
    assert (product["status"], product["title"]) == ("draft", "Mushroom table lamp")
    assert product["source"] == {"supplier": "aliexpress", "reference": REFERENCE, "url": URL}
    assert (product["price_min"]["amount"], product["price_max"]["amount"]) == (2599, 5099)
    assert product["cost"]["amount"] == 1000
    assert [(each["name"], each["inventory_count"]) for each in product["variants"]] == [("Cream", 7), ("Amber", 0)]
    assert len(product["images"]) == 4
    assert all(image["status"] == "ready" and image["sources"] for image in product["images"])
    amber = product["variants"][1]
    assert amber["image_id"] == product["images"][3]["id"]
    assert amber["cost"]["amount"] == 2000
    assert product["images"][0]["alt"] == "A mushroom lamp on a table"


def test_a_double_click_gives_one_product(imports: ImportWorld) -> None:
    first = imports.ask(key="k")
    assert imports.ask(key="k") == first
    (other,) = imports.ask()
    imports.world.drain()
    assert imports.products() == 1
    assert imports.job(first[0]["id"])["outcome"] == "created"
    assert imports.job(other["id"])["outcome"] == "already"
    assert len(imports.writer.asked) == 1


def test_two_jobs_at_once_pay_for_one(imports: ImportWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second job comes while the first one is at its pictures."""
    (first,) = imports.ask()
    (second,) = imports.ask()
    deps = imports.world.container.import_work_deps
    store = imports.world.container.stores.find(imports.store["id"])
    assert store is not None
    real = imports.pictures.fetch

    def fetch(url: str) -> bytes:
        if not imports.job(second["id"])["outcome"]:
            work_on(deps, store, second["id"])
        return real(url)

    monkeypatch.setattr(imports.pictures, "fetch", fetch)
    work_on(deps, store, first["id"])
    duplicate = imports.job(second["id"])
    assert (duplicate["status"], duplicate["outcome"], duplicate["other_job_id"]) == ("done", "duplicate", first["id"])
    assert imports.job(first["id"])["outcome"] == "created"
    assert (imports.products(), len(imports.writer.asked)) == (1, 1)


def test_a_redelivered_message_does_nothing_twice(imports: ImportWorld) -> None:
    (job,) = imports.ask()
    store = imports.world.container.stores.find(imports.store["id"])
    assert store is not None
    deps = imports.world.container.import_work_deps
    for _ in range(3):
        work_on(deps, store, job["id"])
    assert (imports.products(), len(imports.writer.asked), len(imports.supplier.asked)) == (1, 1, 1)


def test_parallel_deliveries_give_one_product(imports: ImportWorld) -> None:
    (job,) = imports.ask()
    store = imports.world.container.stores.find(imports.store["id"])
    assert store is not None
    deps = imports.world.container.import_work_deps

    def deliver(_: int) -> None:
        with suppress(JobBusyError):
            work_on(deps, store, job["id"])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(deliver, range(4)))
    assert (imports.products(), len(imports.writer.asked)) == (1, 1)


@pytest.mark.parametrize("step", ["detail", "images", "copy", "price", "draft"])
def test_a_crash_after_any_step_resumes_there(imports: ImportWorld, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    real = job_steps.STEPS[Step(step)]
    crashed: list[str] = []

    def crash(*arguments: Any) -> Any:
        result = real(*arguments)
        if not crashed:
            crashed.append(step)
            raise RuntimeError("the process died")
        return result

    monkeypatch.setattr("tradewind.importing.job_work.STEPS", {**job_steps.STEPS, Step(step): crash})
    (job,) = imports.ask()
    record = imports.world.container.stores.find(imports.store["id"])
    assert record is not None
    with pytest.raises(RuntimeError):
        work_on(imports.world.container.import_work_deps, record, job["id"])
    imports.world.drain()
    done = imports.job(job["id"])
    assert (done["status"], done["outcome"]) == ("done", "created")
    assert (imports.products(), len(imports.supplier.asked), len(imports.writer.asked)) == (1, 1, 1)
    assert len(imports.pictures.fetched) == len(set(imports.pictures.fetched)) == 4
    budget = read_budget(imports.world.container.ai_deps, store_id=imports.store["id"])
    assert (budget.calls, budget.reserved_micros) == (1, 0)


def test_a_process_that_dies_silently_is_taken_over_later(imports: ImportWorld) -> None:
    (job,) = imports.ask()
    deps = imports.world.container.import_work_deps
    record = imports.world.container.stores.find(imports.store["id"])
    stored = imports.world.container.job_deps.jobs.find(imports.store["id"], job["id"])
    assert record is not None
    assert stored is not None
    imports.world.container.job_deps.jobs.update(replace(stored, busy_until=imports.world.clock() + LEASE))
    with pytest.raises(Exception, match="import_busy"):
        work_on(deps, record, job["id"])
    imports.world.clock.advance(minutes=5)
    work_on(deps, record, job["id"])
    assert imports.job(job["id"])["outcome"] == "created"


def test_time_that_is_up_goes_on_in_a_further_message(imports: ImportWorld) -> None:
    (job,) = imports.ask()
    record = imports.world.container.stores.find(imports.store["id"])
    assert record is not None
    ticks = iter(range(1_000))
    deps = replace(imports.world.container.import_work_deps, monotonic=lambda: float(next(ticks)))
    late = work_on(deps, record, job["id"], seconds=3)
    assert late is not None
    assert (late.status, late.busy_until) == ("running", None)
    imports.world.drain()
    assert imports.job(job["id"])["outcome"] == "created"
    assert len(imports.pictures.fetched) == 4


def test_one_broken_picture_is_a_warning(imports: ImportWorld) -> None:
    urls = tuple(f"https://img.test/{number}.png" for number in range(8))
    imports.supplier.products[REFERENCE] = lamp(image_urls=urls, variants=())
    imports.pictures.broken[urls[2]] = refuses(urls[2])
    job = imports.run()
    assert steps(job)["images"] == "warning"
    assert job["notices"][0] == f"1 of 8 images could not be fetched: {urls[2]} answered 404."
    assert len(imports.product(job["product_id"])["images"]) == 7


def test_without_any_picture_there_is_a_flagged_draft(imports: ImportWorld) -> None:
    for url in (*lamp().image_urls, "https://img.test/amber.png"):
        imports.pictures.broken[url] = refuses(url)
    job = imports.run()
    assert (job["outcome"], steps(job)["images"]) == ("created", "warning")
    assert "None of 4 images could be fetched" in job["notices"][0]
    product = imports.product(job["product_id"])
    assert product["images"] == []
    assert "no_image" in [warning["code"] for warning in product["warnings"]]


def test_the_same_picture_is_stored_once(imports: ImportWorld) -> None:
    imports.pictures.same["https://img.test/3.png"] = "https://img.test/1.png"
    imports.supplier.products["1005005780519628"] = lamp(
        reference="1005005780519628", image_urls=("https://img.test/1.png",), variants=()
    )
    first = imports.product(imports.run()["product_id"])
    assert len(first["images"]) == 3
    second = imports.run({"url": "https://www.aliexpress.com/item/1005005780519628.html"})
    assert imports.product(second["product_id"])["images"][0]["id"] == first["images"][0]["id"]


@pytest.mark.parametrize(
    "outcome", [Outcome.REFUSED, Outcome.TRUNCATED, Outcome.INVALID, Outcome.BUSY, Outcome.UNAVAILABLE]
)
def test_without_an_answer_the_template_writes_and_says_so(imports: ImportWorld, outcome: Outcome) -> None:
    imports.writer.outcome = outcome
    job = imports.run()
    assert (job["outcome"], job["written_by"], steps(job)["copy"]) == ("created", "template", "warning")
    assert job["notices"][0].startswith("Written from the supplier's facts")
    product = imports.product(job["product_id"])
    assert product["title"] == "Mushroom table lamp with dimmer"
    assert "- Material: Iron, glass" in product["description"]
    assert job["open_claims"] == 0


def test_with_ai_off_nothing_is_asked(world: World) -> None:
    imports = ImportWorld(world, ai=False)
    job = imports.run()
    assert (job["written_by"], imports.writer.asked, job["ai_cost_micros"]) == ("template", [], 0)


def test_over_budget_nothing_is_asked(imports: ImportWorld) -> None:
    container = imports.world.container
    container.__dict__["limit_settings"] = container.limit_settings.model_copy(update={"ai_monthly_cap_cents": 0})
    job = imports.run()
    assert (job["written_by"], imports.writer.asked) == ("template", [])
    assert "budget" in job["notices"][0]


def test_prices_and_stock_come_from_facts_whatever_the_model_says(imports: ImportWorld) -> None:
    imports.writer.texts["description"] = "Only $1.00 today, 999 in stock."
    job = imports.run()
    product = imports.product(job["product_id"])
    assert (product["price"]["amount"], product["variants"][0]["inventory_count"]) == (2599, 7)
    assert job["open_claims"] >= 2


def test_a_missing_rate_stops_the_import_until_one_is_entered(imports: ImportWorld) -> None:
    costs = tuple(replace(each, cost=Money(7_100, "CNY")) for each in lamp().variants)
    imports.supplier.products[REFERENCE] = lamp(cost=Money(7_100, "CNY"), variants=costs)
    job = imports.run()
    assert (job["status"], job["problem"]["code"]) == ("needs_rate", "needs_rate")
    assert job["problem"]["extra"]["from_currency"] == "CNY"
    assert imports.products() == 0
    imports.ann.put(
        f"{imports.path}/pricing-rules",
        {
            "tiers": [{"kind": "percent", "value": 15_000}],
            "rates": [{"currency": "CNY", "per_unit": "7.1", "as_of": str(imports.world.clock().date())}],
        },
    )
    assert imports.ann.post(f"{imports.path}/products/imports/{job['id']}/retry", {}).status_code == 202
    imports.world.drain()
    done = imports.job(job["id"])
    assert (done["status"], done["problem"]) == ("done", None)
    assert imports.product(done["product_id"])["cost"]["amount"] == 1000
    assert (len(imports.supplier.asked), len(imports.writer.asked), len(imports.pictures.fetched)) == (1, 1, 4)


def test_a_full_store_fails_cleanly_and_gives_the_item_back(imports: ImportWorld) -> None:
    container = imports.world.container
    container.__dict__["limit_settings"] = container.limit_settings.model_copy(update={"product_limit": 1})
    imports.ann.add_product(imports.store)
    imports.watched.items["item-1"] = SupplierRef(supplier="aliexpress", reference=REFERENCE)
    (asked,) = imports.ask({"research_item_id": "item-1"})
    assert asked["label"] == "Title of item-1"
    imports.world.drain()
    job = imports.job(asked["id"])
    assert (job["status"], job["problem"]["code"]) == ("failed", "product_limit_reached")
    assert imports.watched.states["item-1"] == "new"
    assert (imports.writer.asked, imports.products()) == ([], 1)


def test_the_limit_holds_also_in_the_last_step(imports: ImportWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    container = imports.world.container
    container.__dict__["limit_settings"] = container.limit_settings.model_copy(update={"product_limit": 1})
    real = imports.writer.ask

    def ask(question: Any) -> Any:
        imports.ann.add_product(imports.store)
        return real(question)

    monkeypatch.setattr(imports.writer, "ask", ask)
    job = imports.run()
    assert (job["status"], job["problem"]["code"], imports.products()) == ("failed", "product_limit_reached", 1)


def test_a_research_item_becomes_a_product_and_is_marked(imports: ImportWorld) -> None:
    imports.watched.items["item-1"] = SupplierRef(supplier="aliexpress", reference=REFERENCE)
    job = imports.run({"research_item_id": "item-1"})
    assert imports.watched.states["item-1"] == f"imported {job['product_id']}"
    assert imports.run({"research_item_id": "gone"})["problem"]["code"] == "research_item_not_found"


def test_rows_are_imported_in_bulk_and_once_each(imports: ImportWorld) -> None:
    rows: list[Json] = [
        {"row": {"title": f"Mug {number}", "cost": {"amount": 300, "currency": "USD"}}} for number in range(3)
    ]
    jobs = imports.ask(*rows, rows[0])
    imports.world.drain()
    outcomes = sorted(imports.job(job["id"])["outcome"] for job in jobs)
    assert outcomes == ["already", "created", "created", "created"]
    listed = imports.ann.get(f"{imports.path}/products/imports", limit=3).json()
    assert (len(listed["items"]), bool(listed["next_cursor"])) == (3, True)


@pytest.mark.parametrize(
    "item",
    [{}, {"url": URL, "research_item_id": "x"}, {"url": "javascript:alert(1)"}, {"row": {"title": "No cost"}}],
)
def test_items_that_make_no_sense_are_refused(imports: ImportWorld, item: Json) -> None:
    assert imports.ann.post(f"{imports.path}/products/import", {"items": [item]}).status_code == 422


def test_an_unknown_address_is_said_beside_the_others(imports: ImportWorld) -> None:
    unknown, known = imports.ask({"url": "https://shop.example.com/lamp"}, {"url": URL})
    imports.world.drain()
    assert unknown["problem"]["code"] == "unknown_supplier_address"
    assert imports.job(known["id"])["outcome"] == "created"


def test_a_supplier_that_is_down_is_tried_again_then_said(imports: ImportWorld) -> None:
    imports.supplier.failures = [SupplierUnavailableError("The supplier cannot be reached.")] * 9
    (job,) = imports.ask()
    record = imports.world.container.stores.find(imports.store["id"])
    assert record is not None
    for _ in range(3):
        with pytest.raises(SupplierUnavailableError):
            work_on(imports.world.container.import_work_deps, record, job["id"])
    work_on(imports.world.container.import_work_deps, record, job["id"])
    assert imports.job(job["id"])["problem"]["code"] == "source_unavailable"
    imports.supplier.failures = []
    imports.ann.post(f"{imports.path}/products/imports/{job['id']}/retry", {})
    imports.world.drain()
    assert imports.job(job["id"])["outcome"] == "created"


def test_a_product_that_is_gone_fails_at_once(imports: ImportWorld) -> None:
    imports.supplier.products.clear()
    job = imports.run()
    assert (job["status"], job["problem"]["code"], steps(job)["detail"]) == (
        "failed",
        "supplier_product_gone",
        "failed",
    )


def test_a_cancelled_import_makes_nothing(imports: ImportWorld) -> None:
    (job,) = imports.ask()
    cancelled = imports.ann.post(f"{imports.path}/products/imports/{job['id']}/cancel", {})
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
    imports.world.drain()
    assert imports.products() == 0
    assert imports.ann.post(f"{imports.path}/products/imports/{job['id']}/retry", {}).status_code == 409
    assert imports.run()["outcome"] == "created"


def test_cancelling_while_it_runs_stops_before_the_next_step(
    imports: ImportWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    (job,) = imports.ask()
    real = imports.writer.ask

    def ask(question: Any) -> Any:
        imports.ann.post(f"{imports.path}/products/imports/{job['id']}/cancel", {})
        return real(question)

    monkeypatch.setattr(imports.writer, "ask", ask)
    imports.world.drain()
    assert (imports.job(job["id"])["status"], imports.products()) == ("cancelled", 0)


def test_too_many_variants_are_cut_with_a_notice(imports: ImportWorld) -> None:
    many = tuple(
        SupplierVariant(reference=f"{size}-{colour}", cost=usd(1000), options={"Size": size, "Colour": colour})
        for size in map(str, range(12))
        for colour in map(str, range(10))
    )
    imports.supplier.products[REFERENCE] = lamp(variants=many)
    job = imports.run()
    assert "The first 80 of 120 variants were taken: more do not fit." in job["notices"]
    assert len(imports.product(job["product_id"])["variants"]) == 80
