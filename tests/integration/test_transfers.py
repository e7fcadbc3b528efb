"""Product sheets in and out: the dry run, the run, what interrupts them, and the way round."""

import urllib.request
from dataclasses import replace
from typing import Any

import pytest

from functions.import_worker.handler import handle_body
from functions.selfhost import worker
from tests.integration.test_products import RED_AND_BLUE, picture, post_form, upload
from tests.world import Json, Merchant, World
from tradewind.catalog.models import Product, Stock
from tradewind.catalog.service import create_product
from tradewind.importing.csv_apply import facts_of_variants
from tradewind.importing.ports import FetchRefusedError
from tradewind.importing.transfer_work import work_on_import

SHEET = "\n".join(
    (
        "Handle,Title,Body (HTML),Vendor,Tags,Published,Option1 Name,Option1 Value,Variant SKU,"
        "Variant Inventory Tracker,Variant Inventory Qty,"
        "Variant Price,Variant Compare At Price,Cost per item,Image Src,Image Alt Text,Status",
        'blue-mug,Blue mug,<p>Holds coffee.</p>,Acme,"kitchen, blue",TRUE,Size,Small,BM-S,'
        "shopify,4,"
        "12.50,15.00,3.10,https://pictures.test/mug.jpg,A mug,active",
        "blue-mug,,,,,,,Large,BM-L,shopify,0,14.00,,3.10,https://pictures.test/gone.jpg,,",
        "tea-pot,Tea pot,,Acme,,FALSE,Title,Default Title,TP,,,30.00,,,,,draft",
        "broken,Broken,,,,TRUE,Title,Default Title,,,,free,,,,,active",
    )
)


class Pictures:
    """A picture for every address that does not say it is gone."""

    def fetch(self, url: str) -> bytes:
        if "gone" in url:
            raise FetchRefusedError("pictures.test answered 404.")
        return picture(300, 200)


@pytest.fixture
def ann(world: World) -> Merchant:
    world.container.__dict__["new_fetcher"] = Pictures
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def announce(ann: Merchant, store: Json, body: bytes, mode: str = "create") -> Json:
    answer = ann.post(f"/stores/{store['id']}/imports", {"filename": "p.csv", "size": len(body), "mode": mode})
    assert answer.status_code == 201, answer.text
    started: Json = answer.json()
    assert post_form(started["upload"]["url"], started["upload"]["fields"], body) in (200, 201, 204)
    return started


def act(ann: Merchant, store: Json, started: Json, verb: str) -> Any:
    return ann.post(f"/stores/{store['id']}/imports/{started['id']}/{verb}", {})


def state(ann: Merchant, store: Json, started: Json) -> Json:
    answer: Json = ann.get(f"/stores/{store['id']}/imports/{started['id']}").json()
    return answer


def run(world: World, ann: Merchant, store: Json, sheet: str | bytes, mode: str = "create") -> tuple[Json, Json]:
    """The states after the check and after the run."""
    world.clock.advance(minutes=1)
    started = announce(ann, store, sheet if isinstance(sheet, bytes) else sheet.encode(), mode)
    assert act(ann, store, started, "check").json()["status"] == "checking"
    world.drain()
    checked = state(ann, store, started)
    assert act(ann, store, started, "start").json()["status"] == "running"
    world.drain()
    return checked, state(ann, store, started)


def by_slug(ann: Merchant, store: Json) -> dict[str, Json]:
    items = ann.get(f"/stores/{store['id']}/products", limit=100).json()["items"]
    return {item["slug"]: ann.get(f"/stores/{store['id']}/products/{item['id']}").json() for item in items}


def some(count: int, price: str = "5.00") -> str:
    lines = [f"item-{number},Item {number},I-{number},{price}" for number in range(count)]
    return "\n".join(["Handle,Title,Variant SKU,Variant Price", *lines])


def test_a_sheet_is_checked_and_then_imported(world: World, ann: Merchant, store: Json) -> None:
    started = announce(ann, store, SHEET.encode())
    assert state(ann, store, started)["status"] == "awaiting_upload"
    act(ann, store, started, "check")
    world.drain()
    checked = state(ann, store, started)
    assert (checked["status"], checked["progress"]) == ("checked", {"done": 3, "total": 3})
    counts = {name: count for name, count in checked["counts"].items() if count}
    assert counts == {"products": 3, "variants": 3, "create": 2, "invalid": 1}
    (error,) = checked["errors"]
    assert (error["line"], error["column"], error["handle"]) == (5, "Variant Price", "broken")
    assert "Vendor" in checked["warnings"][0]["message"]
    assert by_slug(ann, store) == {}
    act(ann, store, started, "start")
    world.drain()
    done = state(ann, store, started)
    assert (done["status"], done["counts"]["created"], done["counts"]["failed"]) == ("done", 2, 1)
    assert [warning["line"] for warning in done["warnings"]] == [1, 3]
    products = by_slug(ann, store)
    mug = products["blue-mug"]
    assert (mug["description"], mug["tags"], mug["status"]) == ("Holds coffee.", ["kitchen", "blue"], "active")
    assert [(each["name"], each["inventory_count"]) for each in mug["variants"]] == [("Small", 4), ("Large", 0)]
    assert (mug["price_min"]["amount"], mug["price_max"]["amount"], mug["cost"]["amount"]) == (1250, 1400, 310)
    assert [(image["status"], image["alt"]) for image in mug["images"]] == [("ready", "A mug")]
    assert (products["tea-pot"]["status"], products["tea-pot"]["inventory_total"]) == ("draft", None)
    assert world.get(f"/public/stores/{store['slug']}/products/blue-mug").status_code == 200


def test_a_second_import_creates_nothing_twice(world: World, ann: Merchant, store: Json) -> None:
    run(world, ann, store, some(3))
    checked, done = run(world, ann, store, some(4, "6.00"))
    assert (checked["counts"]["create"], checked["counts"]["skip"]) == (1, 3)
    assert (done["counts"]["created"], done["counts"]["skipped"]) == (1, 3)
    assert by_slug(ann, store)["item-0"]["price"]["amount"] == 500


def test_an_update_changes_what_the_sheet_names(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, **RED_AND_BLUE, description="Mine.", tags=["keep"])
    sheet = (
        "Handle,Option1 Name,Option1 Value,Variant Price,Variant Inventory Tracker,Variant Inventory Qty\n"
        "blue-mug,Colour,Red,19.00,shopify,7\nblue-mug,,Green,20.00,shopify,1\n"
    )
    checked, done = run(world, ann, store, sheet, "update")
    assert (checked["counts"]["update"], done["counts"]["updated"]) == (1, 1)
    changed = by_slug(ann, store)["blue-mug"]
    assert (changed["description"], changed["tags"], changed["title"]) == ("Mine.", ["keep"], "Blue mug")
    names = [(each["name"], each["sku"], each["inventory_count"]) for each in changed["variants"]]
    assert names == [("Red", "M-R", 7), ("Blue", "M-B", None), ("Green", "", 1)]
    assert [each["id"] for each in changed["variants"]][:2] == [each["id"] for each in product["variants"]]
    assert changed["variants"][0]["price"]["amount"] == 1900
    again, _ = run(world, ann, store, sheet, "update")
    assert again["counts"]["unchanged"] == 1


def test_problems_that_only_the_catalog_knows_stop_one_product(world: World, ann: Merchant, store: Json) -> None:
    ann.add_product(store, variants=[{"sku": "I-1", "inventory_count": 1}])
    _, done = run(world, ann, store, some(3))
    assert (done["counts"]["created"], done["counts"]["failed"]) == (2, 1)
    (error,) = done["errors"]
    assert (error["line"], error["column"]) == (3, "Variant SKU")


def test_rules_of_products_are_part_of_the_check(world: World, ann: Merchant, store: Json) -> None:
    sheet = "Handle,Title,Variant Price,Variant SKU,Option1 Name,Option1 Value\n" + (
        "zero,Zero,0,,,\nno-title,,5,,,\nno-price,Mug,,,,\ntwice,Mug,5,A,Size,S\ntwice,,5,A,,M\n"
    )
    checked, done = run(world, ann, store, sheet)
    assert checked["counts"]["invalid"] == 4
    where = [(error["line"], error["column"]) for error in checked["errors"]]
    assert where == [(2, "Variant Price"), (3, "Title"), (4, "Variant Price"), (6, "Variant SKU")]
    assert (done["counts"]["failed"], by_slug(ann, store)) == (4, {})


# Interruptions


def test_slices_hand_over_and_add_up(world: World, ann: Merchant, store: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    import functions.import_worker.handler as handler

    slices: list[int] = []

    def short(*args: Any) -> Any:
        slices.append(1)
        return work_on_import(*args, seconds=0)

    monkeypatch.setattr(handler, "work_on_import", short)
    checked, done = run(world, ann, store, some(25))
    assert (checked["counts"]["create"], done["counts"]["created"]) == (25, 25)
    assert len(slices) == 1 + 3
    assert ann.get(f"/stores/{store['id']}/products").json()["total"] == 25


def test_a_killed_worker_continues_without_doubles(
    world: World, ann: Merchant, store: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process dies after products were made and before the checkpoint says so."""
    started = announce(ann, store, some(12).encode())
    act(ann, store, started, "check")
    world.drain()
    act(ann, store, started, "start")
    real, made = create_product, []

    def dies(*args: Any, **kwargs: Any) -> Any:
        made.append(1)
        if len(made) == 8:
            raise RuntimeError("killed")
        return real(*args, **kwargs)

    monkeypatch.setattr("tradewind.importing.transfer_work.create_product", dies)
    transfer = world.container.transfers.find(store["id"], started["id"])
    owner = world.container.stores.find(store["id"])
    assert transfer is not None
    assert owner is not None
    with pytest.raises(RuntimeError):
        work_on_import(world.container.transfer_work_deps, owner, transfer)
    monkeypatch.undo()
    world.drain()
    done = state(ann, store, started)
    assert (done["status"], done["counts"]["created"], done["counts"].get("skipped")) == ("done", 12, 0)
    assert ann.get(f"/stores/{store['id']}/products").json()["total"] == 12


def test_a_duplicated_message_changes_nothing(world: World, ann: Merchant, store: Json) -> None:
    started = announce(ann, store, some(3).encode())
    act(ann, store, started, "check")
    world.drain()
    act(ann, store, started, "start")
    before = world.container.transfers.find(store["id"], started["id"])
    owner = world.container.stores.find(store["id"])
    assert before is not None
    assert owner is not None
    world.drain()
    done = state(ann, store, started)
    from tradewind.importing.transfer_errors import WrongStateError

    with pytest.raises(WrongStateError):
        # A second worker that still holds the transfer as it was.
        work_on_import(world.container.transfer_work_deps, owner, before)
    assert state(ann, store, started) == done
    assert ann.get(f"/stores/{store['id']}/products").json()["total"] == 3


def test_a_message_without_work_is_done_with(world: World, ann: Merchant, store: Json) -> None:
    started = announce(ann, store, some(1).encode())
    from tradewind.messaging.events import Event

    event = Event(
        id="evt_1",
        type="TransferDue",
        store_id=store["id"],
        at=world.clock(),
        payload={"transfer_id": started["id"]},
    )
    handle_body(event.to_json())
    assert state(ann, store, started)["status"] == "awaiting_upload"


def test_cancelling_stops_before_the_next_products(
    world: World, ann: Merchant, store: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    import functions.import_worker.handler as handler

    monkeypatch.setattr(handler, "work_on_import", lambda *args: work_on_import(*args, seconds=0))
    started = announce(ann, store, some(25).encode())
    act(ann, store, started, "check")
    world.drain()
    act(ann, store, started, "start")
    worker.relay_once()
    worker.poll_queue("imports", wait_seconds=0)
    cancelled = act(ann, store, started, "cancel").json()
    assert (cancelled["status"], cancelled["progress"]["done"]) == ("cancelled", 10)
    world.drain()
    assert ann.get(f"/stores/{store['id']}/products").json()["total"] == 10
    assert act(ann, store, started, "cancel").json()["status"] == "cancelled"
    late = act(ann, store, started, "start")
    assert (late.status_code, late.json()["code"], late.json()["state"]) == (409, "wrong_state", "cancelled")


def test_steps_come_in_order(world: World, ann: Merchant, store: Json) -> None:
    body = {"filename": "p.csv", "size": 10}
    started = ann.post(f"/stores/{store['id']}/imports", body).json()
    assert act(ann, store, started, "check").json()["code"] == "upload_missing"
    assert act(ann, store, started, "start").json()["code"] == "wrong_state"
    large = ann.post(f"/stores/{store['id']}/imports", {**body, "size": 20 * 1024 * 1024 + 1})
    assert large.json()["errors"][0]["field"] == "size"


@pytest.mark.parametrize("body", [b"Name,Price\nx,1", b"\xff\xfe\x00\xd8", b"just text"])
def test_a_file_that_is_no_sheet_fails_with_its_reason(world: World, ann: Merchant, store: Json, body: bytes) -> None:
    started = announce(ann, store, body)
    act(ann, store, started, "check")
    world.drain()
    failed = state(ann, store, started)
    assert failed["status"] == "failed"
    assert failed["problem"]


def test_many_errors_are_counted_and_the_first_hundred_shown(world: World, ann: Merchant, store: Json) -> None:
    started = announce(ann, store, some(130, "free").encode())
    act(ann, store, started, "check")
    world.drain()
    checked = state(ann, store, started)
    assert (checked["error_count"], len(checked["errors"]), checked["errors"][0]["line"]) == (130, 100, 2)


def test_history_is_newest_first(ann: Merchant, store: Json) -> None:
    ids = [announce(ann, store, b"x")["id"] for _ in range(3)]
    page = ann.get(f"/stores/{store['id']}/imports", limit=2).json()
    rest = ann.get(f"/stores/{store['id']}/imports", limit=2, cursor=page["next_cursor"]).json()
    assert [item["id"] for item in page["items"] + rest["items"]] == ids[::-1]


# Out and in again


def export(world: World, ann: Merchant, store: Json) -> bytes:
    started = ann.post(f"/stores/{store['id']}/exports", {}).json()
    assert (started["status"], started["download_url"]) == ("running", None)
    world.drain()
    done = ann.get(f"/stores/{store['id']}/exports/{started['id']}").json()
    assert done["status"] == "done"
    with urllib.request.urlopen(done["download_url"], timeout=10) as answer:
        assert answer.headers["content-disposition"].endswith('.csv"')
        body: bytes = answer.read()
    return body


def facts(world: World, store: Json) -> dict[str, tuple[Any, ...]]:
    """What a store's products are, apart from ids and times."""
    found = {}
    for product in world.container.transfer_work_deps.shelf.iterate_all(store["id"]):
        stock: Stock = world.container.catalog.find_stock(store["id"], product.id)
        plain: Product = replace(product, images=())
        found[product.slug] = (
            plain.title,
            plain.description,
            plain.status,
            plain.tags,
            plain.options,
            plain.seo_title,
            plain.seo_description,
            tuple(facts_of_variants(product, stock)),
            tuple(image.alt for image in product.images),
        )
    return found


def test_an_export_imported_elsewhere_gives_equal_products(world: World, ann: Merchant, store: Json) -> None:
    image = upload(world, ann, store, picture())
    usd = {"currency": "USD"}
    ann.add_product(
        store,
        **RED_AND_BLUE,
        description="=SUM(1)\n\nLine <b>two</b> & more; \"quoted\", 'single'",
        tags=["-dash", "plain"],
        compare_at_price={"amount": 9900, **usd},
        cost={"amount": 310, **usd},
        images=[{"id": image["id"], "alt": "@home"}],
        seo_title="+1 mug",
    )
    ann.add_product(store, title='=HYPERLINK("x")', status="draft", slug="formula")
    ann.add_product(
        store,
        title="Names only",
        status="archived",
        variants=[
            {"name": "One", "sku": "=1", "cost": {"amount": 5, **usd}, "inventory_count": 0},
            {"name": "Two", "compare_at_price": {"amount": 9900, **usd}, "price": {"amount": 2, **usd}},
        ],
    )
    body = export(world, ann, store)
    assert b'"=' not in body
    other = ann.open_store()
    checked, done = run(world, ann, other, body)
    assert (checked["error_count"], done["counts"]["created"]) == (0, 3)
    assert facts(world, other) == facts(world, store)
    assert export(world, ann, other).count(b"\r\n") == body.count(b"\r\n")
    again, _ = run(world, ann, store, body, "update")
    assert (again["counts"]["unchanged"], again["error_count"]) == (3, 0)


def test_an_empty_store_exports_a_header(world: World, ann: Merchant, store: Json) -> None:
    assert export(world, ann, store).decode("utf-8-sig").startswith('"Handle","Title"')
