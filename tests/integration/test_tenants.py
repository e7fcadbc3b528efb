"""No route gives, changes or reveals what belongs to another tenant: generated over every owner route there is."""

import re
from datetime import timedelta
from typing import Any

import pytest

from functions.selfhost.asgi import app
from tests.stripe_events import session_event
from tests.world import Json, Merchant, World
from tradewind.access.models import Invitation, Member, Role
from tradewind.kit.money import Money
from tradewind.purchasing.models import PurchaseOrder, PurchaseStatus, purchase_id
from tradewind.research.candidate_models import Candidate, CandidateSource, CandidateStatus, Quality, Score
from tradewind.research.run_models import Run, RunStatus

BODIES: dict[tuple[str, str], Json] = {
    ("POST", "/api/v1/stores/{store_id}/team/invitations"): {"email": "thief@example.com", "role": "manager"},
    ("PATCH", "/api/v1/stores/{store_id}/team/{user_id}"): {"role": "manager"},
    ("POST", "/api/v1/stores/{store_id}/api-keys"): {"name": "Stolen", "kind": "publishable"},
    ("PATCH", "/api/v1/stores/{store_id}"): {"name": "Stolen"},
    ("PUT", "/api/v1/stores/{store_id}/pages/{kind}"): {"title": "X", "body": "Stolen"},
    ("POST", "/api/v1/stores/{store_id}/products"): {"title": "X", "price": {"amount": 1, "currency": "USD"}},
    ("PATCH", "/api/v1/stores/{store_id}/products/{product_id}"): {"title": "Stolen"},
    ("POST", "/api/v1/stores/{store_id}/imports"): {"filename": "p.csv", "size": 10},
    ("POST", "/api/v1/stores/{store_id}/products/bulk"): {
        "product_ids": ["prd_01JD0000000000000000000000"],
        "action": {"type": "status", "status": "archived"},
    },
    ("POST", "/api/v1/stores/{store_id}/collections"): {"title": "X"},
    ("PATCH", "/api/v1/stores/{store_id}/collections/{collection_id}"): {"title": "Stolen"},
    ("POST", "/api/v1/stores/{store_id}/collections/preview"): {"rules": [{"field": "in_stock"}]},
    ("POST", "/api/v1/stores/{store_id}/collections/{collection_id}/products"): {"add": []},
    ("POST", "/api/v1/stores/{store_id}/products/upload"): {
        "filename": "x.png",
        "content_type": "image/png",
        "size": 10,
    },
    ("PUT", "/api/v1/stores/{store_id}/shipping"): {"zones": []},
    ("PUT", "/api/v1/stores/{store_id}/taxes"): {"mode": "none"},
    ("PUT", "/api/v1/stores/{store_id}/checkout-policy"): {"impossible_orders": "refund"},
    ("POST", "/api/v1/stores/{store_id}/payments/onboarding"): {"return_path": "/x"},
    ("POST", "/api/v1/stores/{store_id}/products/import"): {
        "items": [{"row": {"title": "Stolen", "cost": {"amount": 1, "currency": "USD"}}}]
    },
    ("POST", "/api/v1/stores/{store_id}/products/{product_id}/copy"): {"field": "title"},
    ("PUT", "/api/v1/stores/{store_id}/supplier-policies"): {"enabled": False},
    ("PUT", "/api/v1/stores/{store_id}/purchasing-settings"): {"automatic": False, "buffer_minutes": 15},
    ("PUT", "/api/v1/stores/{store_id}/products/{product_id}/source/locks"): {"locks": ["price"]},
    ("PUT", "/api/v1/stores/{store_id}/copy-voice"): {"tone": "loud"},
    ("PUT", "/api/v1/stores/{store_id}/pricing-rules"): {"tiers": [{"kind": "percent", "value": 1}]},
    ("POST", "/api/v1/stores/{store_id}/pricing-rules/apply"): {
        "product_ids": ["prd_01JD0000000000000000000000"],
        "version": 0,
    },
    ("PUT", "/api/v1/stores/{store_id}/research/settings"): {"keywords": ["stolen"], "ship_to": "US", "hour": 3},
    ("POST", "/api/v1/stores/{store_id}/discounts"): {"code": "STOLEN", "kind": "free_shipping"},
    ("POST", "/api/v1/stores/{store_id}/orders/{order_id}/refunds"): {"amount": {"amount": 1, "currency": "USD"}},
    ("POST", "/api/v1/stores/{store_id}/orders/{order_id}/hold"): {"reason": "Stolen"},
    ("POST", "/api/v1/stores/{store_id}/orders/{order_id}/notes"): {"text": "Stolen"},
    ("POST", "/api/v1/stores/{store_id}/purchase-orders/{purchase_id}/failed"): {"problem": "Stolen"},
    ("PUT", "/api/v1/stores/{store_id}/orders/{order_id}/costs"): {
        "costs": {"var_1": {"amount": 1, "currency": "USD"}}
    },
}


def routes() -> list[tuple[str, str]]:
    """Method and path of every route of every area."""
    return [(method.upper(), path) for path, operations in app.openapi()["paths"].items() for method in operations]


OWNER_ROUTES = [(method, path) for method, path in routes() if "{store_id}" in path]
SIGNED_IN_ROUTES = [*OWNER_ROUTES, ("GET", "/api/v1/stores"), ("POST", "/api/v1/stores"), ("GET", "/api/v1/auth/me")]


def test_the_list_of_owner_routes_is_not_empty() -> None:
    assert len(OWNER_ROUTES) >= 12


def research_of(world: World, store_id: str) -> tuple[str, str]:
    """A proposed product and a run, as the worker would have written them."""
    now, new_id = world.clock(), world.container.new_id
    cost = Money(500, "USD")
    source = CandidateSource(supplier="aliexpress", reference="1", url="https://x.example", cost=cost, via=("hot",))
    candidate = Candidate(
        id=new_id("itm"),
        store_id=store_id,
        status=CandidateStatus.NEW,
        title="Lamp",
        sources=(source,),
        identities=("aliexpress#1",),
        found_at=now,
        seen_at=now,
        score=Score(value=50, low=0, high=100, quality=Quality.PARTIAL),
    )
    assert world.container.candidates.create(candidate)
    run = Run(
        id="run_20460101",
        store_id=store_id,
        day=now.date(),
        status=RunStatus.DONE,
        trigger="nightly",
        starts=1,
        manual_starts=0,
        queued_at=now,
        updated_at=now,
    )
    world.container.research_runs.write(run, previous=None)
    return candidate.id, run.id


def everything_of(world: World, ann: Merchant) -> tuple[Json, dict[str, str]]:
    """A store of Ann's with one of each thing a path can name."""
    store = ann.open_store()
    ann.put(f"/stores/{store['id']}/pages/returns", {"title": "Returns", "body": "Yes.", "published": True})
    product = ann.add_product(store)
    upload = ann.post(
        f"/stores/{store['id']}/products/upload", {"filename": "x.png", "content_type": "image/png", "size": 10}
    ).json()
    bulk = ann.post(
        f"/stores/{store['id']}/products/bulk",
        {"product_ids": [product["id"]], "action": {"type": "add_tags", "tags": ["kitchen"]}},
    ).json()
    collection = ann.post(f"/stores/{store['id']}/collections", {"title": "Mugs"}).json()
    checkout = world.start_checkout(store, (product, 1)).json()
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    order = ann.post(f"/stores/{store['id']}/orders/{checkout['order_id']}/fulfillments", {}).json()
    ann.post(f"/stores/{store['id']}/discounts", {"code": "SAVE", "kind": "free_shipping"})
    item, run = research_of(world, store["id"])
    ids = {
        "store_id": store["id"],
        "item_id": item,
        "run_id": run,
        "product_id": product["id"],
        "image_id": upload["image_id"],
        "collection_id": collection["id"],
        "order_id": checkout["order_id"],
        "fulfillment_id": order["fulfillments"][0]["id"],
        "purchase_id": _purchase_order(world, store["id"], checkout["order_id"]),
        "code": "SAVE",
        "kind": "returns",
        "undo_id": bulk["undo_id"],
        "import_id": ann.post(f"/stores/{store['id']}/imports", {"filename": "p.csv", "size": 10}).json()["id"],
        "claim_id": "clm_0",
        "change_id": "chg_01JD0000000000000000000000",
        "copy_id": "cpy_01JD0000000000000000000000",
        "job_id": ann.post(
            f"/stores/{store['id']}/products/import",
            {"items": [{"row": {"title": "Lamp", "cost": {"amount": 100, "currency": "USD"}}}]},
        ).json()["jobs"][0]["id"],
        **_people(world, store["id"]),
        "key_id": ann.post(f"/stores/{store['id']}/api-keys", {"name": "Key", "kind": "publishable"}).json()["key"][
            "id"
        ],
        "export_id": ann.post(f"/stores/{store['id']}/exports", {}).json()["id"],
    }
    return store, ids


def _people(world: World, store_id: str) -> dict[str, str]:
    """A colleague and an open invitation."""
    now, new_id = world.clock(), world.container.new_id
    offer = Invitation(
        id="ivt_1",
        store_id=store_id,
        email="cleo@example.com",
        role=Role.VIEWER,
        invited_by="usr_1",
        nonce="n",
        created_at=now,
        expires_at=now + timedelta(days=7),
    )
    member = Member(store_id=store_id, user_id=new_id("usr"), email="bo@example.com", role=Role.VIEWER, joined_at=now)
    team = world.container.team
    team.invite(offer, also=lambda _: None)
    team.accept(offer, member, also=lambda _: None)
    team.invite(offer, also=lambda _: None)
    return {"user_id": member.user_id, "invitation_id": offer.id}


def _purchase_order(world: World, store_id: str, order_id: str) -> str:
    now = world.clock()
    purchase = PurchaseOrder(
        id=purchase_id(order_id, "cj"),
        store_id=store_id,
        order_id=order_id,
        order_number=1,
        supplier="cj",
        status=PurchaseStatus.TO_ORDER,
        lines=(),
        created_at=now,
        updated_at=now,
    )
    assert world.container.purchases.create(purchase)
    return purchase.id


@pytest.mark.parametrize(("method", "path"), OWNER_ROUTES)
def test_a_stranger_gets_404(world: World, method: str, path: str) -> None:
    store, ids = everything_of(world, world.merchant())
    bob = world.merchant()
    before = world.container.stores.find(store["id"])
    request: dict[str, Any] = {"headers": bob.headers, "json": BODIES.get((method, path), {})}
    if method in ("GET", "DELETE"):
        request.pop("json")
    answer = world.client.request(method, path.format(**ids), **request)
    assert (answer.status_code, answer.json()["code"]) == (404, "store_not_found"), answer.text
    assert world.container.stores.find(store["id"]) == before


# A kind is a name that every store has, not an id.
NESTED = [route for route in OWNER_ROUTES if route[1].replace("{kind}", "").count("{") > 1]


@pytest.mark.parametrize(("method", "path"), NESTED)
def test_a_foreign_id_under_an_own_parent_is_404(world: World, method: str, path: str) -> None:
    _, ids = everything_of(world, world.merchant())
    bob = world.merchant()
    ids["store_id"] = bob.open_store()["id"]
    request: dict[str, Any] = {"headers": bob.headers, "json": BODIES.get((method, path), {})}
    if method in ("GET", "DELETE"):
        request.pop("json")
    answer = world.client.request(method, path.format(**ids), **request)
    assert answer.status_code == 404, answer.text
    assert answer.json()["code"] != "store_not_found"


@pytest.mark.parametrize(("method", "path"), SIGNED_IN_ROUTES)
def test_nobody_in_particular_gets_401(world: World, method: str, path: str) -> None:
    names = dict.fromkeys(re.findall(r"\{(\w+)\}", path), "str_01JD0000000000000000000000")
    answer = world.client.request(method, path.format(**names))
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated"), answer.text
