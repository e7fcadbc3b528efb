"""``tradewind research run``: a run fed by recorded catalogs, and what it says it cost."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.integration.research_world import items
from tests.world import Json, Merchant, World
from tradewind.cli import app

ANSWER: Json = {
    "aliexpress_affiliate_product_query_response": {
        "resp_result": {
            "resp_code": 200,
            "result": {
                "products": {
                    "product": [
                        {
                            "product_id": 1005005000000000 + number,
                            "product_title": f"램프 {number}",
                            "product_main_image_url": f"https://img.example/{number}.jpg",
                            "target_sale_price": str(1000 + number),
                            "target_sale_price_currency": "USD",
                            "lastest_volume": number,
                            "evaluate_rate": "97.0%",
                        }
                        for number in range(120)
                    ]
                    + [{"product_id": 1, "product_title": "no price"}]
                }
            },
        }
    }
}


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def run(store: Json, *options: str) -> tuple[Any, Json]:
    result = CliRunner().invoke(app, ["research", "run", "--store", store["slug"], *options])
    text = result.stdout
    return result, json.loads(text[text.index("{") :]) if "{" in text else {}


def test_a_recorded_answer_is_researched_and_measured(tmp_path: Path, ann: Merchant, store: Json) -> None:
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(ANSWER))
    result, measured = run(store, "--catalog", str(file))
    assert result.exit_code == 0, result.output
    assert (measured["status"], measured["products"], measured["created"]) == ("done", 120, 120)
    assert measured["write_units"] > 120
    assert measured["dollars"] > 0
    assert measured["peak_memory_mb"] > 0
    assert "1 rows could not be read" in result.stderr
    _, again = run(store, "--catalog", str(file))
    assert (again["created"], again["updated"]) == (0, 120)
    assert len(items(ann, store)) == 120


def test_sheets_of_products_and_days_are_researched(tmp_path: Path, ann: Merchant, store: Json) -> None:
    products, daily = tmp_path / "products.csv.gz", tmp_path / "daily.csv.gz"
    products.write_bytes(
        gzip.compress(
            b"product_id,product_title,second_level_category_name,shop_id,ship_to_days\n"
            b"11,Lamp,Lamps,7,Ship to KR in 5 days\n12,Bowl,Bowls,7,\n13,Later,Bowls,7,\n"
        )
    )
    daily.write_bytes(
        gzip.compress(
            b"date,product_id,lastest_volume,sale_price,currency,original_price,evaluate_rate,commission_rate,discount\n"
            b"2026-04-28,11,40,7.37,USD,14.74,98.0%,7.0%,50%\n2026-04-29,11,60,7.30,USD,14.74,98.0%,7.0%,50%\n"
            b"2026-04-29,12,9,3.00,USD,3.00,,7.0%,0%\n2026-05-02,13,9,3.00,USD,3.00,,7.0%,0%\n"
        )
    )
    files = ["--catalog", str(products), "--daily", str(daily), "--on", "2026-04-30"]
    result, measured = run(store, *files)
    assert result.exit_code == 0, result.output
    assert measured["products"] == 2
    lamp, bowl = sorted(items(ann, store), key=lambda item: item["orders_30d"], reverse=True)
    assert (lamp["orders_30d"], lamp["cost"]["amount"], lamp["delivery_days"]) == (60, 730, 5)
    assert (bowl["rating_basis_points"], bowl["list_price"]) == (None, None)
    assert lamp["sparkline"]["until"] == "2026-04-30"


def test_an_unknown_store_and_a_file_that_is_none_are_said(tmp_path: Path, world: World, store: Json) -> None:
    assert CliRunner().invoke(app, ["research", "run", "--store", "nobody"]).exit_code == 2
    result, _ = run(store, "--catalog", str(tmp_path / "missing.json"))
    assert result.exit_code == 2
    assert "missing.json" in result.output
