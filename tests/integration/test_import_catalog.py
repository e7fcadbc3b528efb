"""``tradewind import-catalog``: a supplier's answer onto a store's shelf."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.world import Json, Merchant, World
from tradewind import cli
from tradewind.bootstrap import get_container

PRODUCTS = [
    {
        "product_id": 1000 + number,
        "product_title": f"Lamp {number}",
        "product_detail_url": f"https://example.com/item/{number}.html",
        "product_main_image_url": "http://127.0.0.1/never-fetched.jpg",
        "target_sale_price": "14200",
        "target_sale_price_currency": "KRW",
    }
    for number in range(3)
]


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answer.json"
    result = {"resp_code": 200, "result": {"products": {"product": [*PRODUCTS, {"product_id": 1}]}}}
    path.write_text(json.dumps({"aliexpress_affiliate_product_query_response": {"resp_result": result}}))
    return path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli.app, ["--env-file", "absent.env", "import-catalog", *arguments])
    return result.exit_code, result.output


@pytest.fixture(autouse=True)
def _same_world(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "Container", get_container)


def test_products_become_drafts_once(ann: Merchant, store: Json, file: Path) -> None:
    code, output = run(str(file), "--store", store["slug"], "--rate", "KRW=1420")
    assert code == 0, output
    assert "3 imported, 0 already there, 0 failed, 1 left out, 3 with warnings" in output
    assert "write units" in output
    listed = ann.get(f"/stores/{store['id']}/products").json()
    assert listed["total"] == 3
    product = listed["items"][0]
    assert (product["status"], product["cost"]["amount"], product["price"]["amount"]) == ("draft", 1000, 2599)
    assert product["source"] == {
        "supplier": "aliexpress",
        "reference": "1002",
        "url": "https://example.com/item/2.html",
    }
    again = run(str(file), "--store", store["slug"], "--rate", "KRW=1420")[1]
    assert "0 imported, 3 already there" in again
    assert ann.get(f"/stores/{store['id']}/products").json()["total"] == 3


def test_published_products_are_found_and_bought(world: World, ann: Merchant, store: Json, file: Path) -> None:
    run(str(file), "--store", store["slug"], "--rate", "KRW=1420", "--publish")
    world.drain()
    found = ann.get(f"/stores/{store['id']}/products", search="lamp 1").json()["items"]
    assert [product["title"] for product in found] == ["Lamp 1"]
    assert world.get(f"/public/stores/{store['slug']}/products/lamp-1").status_code == 200
    assert world.start_checkout(store, (found[0], 1)).status_code == 201


def test_without_a_rate_nothing_is_guessed(store: Json, file: Path) -> None:
    code, output = run(str(file), "--store", store["slug"])
    assert (code, "0 imported" in output) == (1, True)
    assert "The exchange rate from KRW to USD is not known" in output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.json", "--store", "{slug}"], "No such file"),
        (["{file}", "--store", "nobody"], "no store with the slug"),
        (["{file}", "--store", "{slug}", "--rate", "KRW=many"], "write it as CODE=NUMBER"),
        (["{other}", "--store", "{slug}"], "not a product answer"),
        (["{text}", "--store", "{slug}"], "is not JSON"),
    ],
)
def test_mistakes_end_with_one_line(
    store: Json, file: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    other, text = tmp_path / "other.json", tmp_path / "text.json"
    other.write_text("{}")
    text.write_text("no json")
    places = {"slug": store["slug"], "file": file, "other": other, "text": text}
    code, output = run(*(argument.format(**places) for argument in arguments))
    assert code == 2
    assert message in output
    assert "Traceback" not in output
