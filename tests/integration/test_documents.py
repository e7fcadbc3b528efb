"""The PDF files of an order."""

import base64

import pytest

from functions.documents.handler import handler as documents
from tests.integration.test_lambda_entries import at_path, sample
from tests.stripe_events import session_event
from tests.world import Json, Merchant, World


def _order(world: World, **store: str) -> tuple[Merchant, str]:
    """A paid order: its merchant and its path."""
    merchant = world.merchant()
    opened: Json = merchant.open_store(name="Mug Shop", **store)
    product = merchant.add_product(opened, title="Blaue Tasse 青い")
    checkout = world.start_checkout(opened, (product, 2)).json()
    world.deliver(session_event(checkout, store_id=opened["id"], amount=5000))
    return merchant, f"/stores/{opened['id']}/orders/{checkout['order_id']}"


@pytest.mark.parametrize("name", ["invoice", "packing-slip"])
def test_a_merchant_downloads_it(world: World, name: str) -> None:
    merchant, order = _order(world)

    answer = merchant.get(f"{order}/{name}.pdf")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}-1.pdf"'
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF-")


def test_an_order_or_shipment_that_is_not_there_is_404(world: World) -> None:
    merchant, order = _order(world)
    missing = merchant.get(f"{order[:-4]}0000/invoice.pdf")
    assert (missing.status_code, missing.json()["code"]) == (404, "order_not_found")
    shipment = merchant.get(f"{order}/packing-slip.pdf", fulfillment_id="ful_1")
    assert (shipment.status_code, shipment.json()["code"]) == (404, "fulfillment_not_found")


def test_a_shipment_has_a_slip_of_its_own(world: World) -> None:
    merchant, order = _order(world)
    variant = merchant.get(order).json()["lines"][0]["variant_id"]
    shipped = merchant.post(
        f"{order}/fulfillments", {"lines": [{"variant_id": variant, "quantity": 1}], "tracking_number": "JD01"}
    )
    assert shipped.status_code == 201, shipped.text
    fulfillment = shipped.json()["fulfillments"][0]["id"]

    answer = merchant.get(f"{order}/packing-slip.pdf", fulfillment_id=fulfillment)

    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="packing-slip-1-1.pdf"'


def test_the_file_leaves_lambda_in_base64(world: World) -> None:
    merchant, order = _order(world)
    event = at_path(sample("api_get_with_query"), f"/api/v1{order}/invoice.pdf")
    event |= {"rawQueryString": "", "queryStringParameters": {}}
    event["headers"] = {**event["headers"], **merchant.headers}

    answer = documents(event, None)

    assert (answer["statusCode"], answer["isBase64Encoded"]) == (200, True)
    assert base64.b64decode(answer["body"]).startswith(b"%PDF-")
