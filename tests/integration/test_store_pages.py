"""A store's look, contact and policy pages, from the merchant's form to the shopper's document."""

from typing import Any

import pytest

from tests.integration.test_products import picture, upload
from tests.world import Json, Merchant, World

ADDRESS = {"name": "Ann Lee", "line1": "Harbour Street 1", "city": "Hamburg", "postal_code": "20457", "country": "DE"}


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store(niche="pets")


def put(ann: Merchant, store: Json, kind: str, **body: Any) -> Any:
    return ann.put(f"/stores/{store['id']}/pages/{kind}", {"title": "Returns", "body": "Within 30 days.", **body})


def public(world: World, store: Json) -> Json:
    world.drain()
    answer: Json = world.get(f"/public/stores/{store['slug']}").json()
    return answer


def test_a_new_store_looks_as_its_trade_suggests(world: World, store: Json) -> None:
    assert store["branding"]["preset"] is None
    assert store["branding"]["look"]["preset"] == "warm"
    shown = public(world, store)
    assert (shown["branding"]["preset"], shown["branding"]["logo"], shown["pages"]) == ("warm", None, [])
    assert (shown["announcement"], shown["contact_email"]) == (None, None)


def test_branding_changes_member_by_member(world: World, ann: Merchant, store: Json) -> None:
    path = f"/stores/{store['id']}"
    ann.patch(path, {"branding": {"preset": "bold", "accent": "#0A5C36"}})
    changed = ann.patch(path, {"branding": {"fonts": "geist", "preset": None}}).json()["branding"]
    assert (changed["preset"], changed["accent"], changed["fonts"]) == (None, "#0a5c36", "geist")
    shown = public(world, store)["branding"]
    assert (shown["preset"], shown["accent"], shown["on_accent"], shown["fonts"]) == (
        "warm",
        "#0a5c36",
        "#ffffff",
        "geist",
    )


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"branding": {"accent": "#ffee00"}}, "branding.accent"),
        ({"branding": {"accent": "red"}}, "branding.accent"),
        ({"branding": {"preset": "loud"}}, "branding.preset"),
        ({"branding": {"logo_image_id": "img_01JD0000000000000000000000"}}, "branding.logo_image_id"),
        ({"branding": None}, "branding"),
        ({"contact_email": "nobody"}, "contact_email"),
        ({"address": {**ADDRESS, "country": "Germany"}}, "address.country"),
        ({"announcement": {"text": "x" * 141}}, "announcement.text"),
        ({"announcement": {"text": "Sale", "href": "https://evil.test/"}}, "announcement.href"),
        ({"announcement": {"text": "Sale", "href": "//evil.test"}}, "announcement.href"),
        ({"announcement": {"text": "Sale", "href": "/\\evil.test"}}, "announcement.href"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_field(ann: Merchant, store: Json, body: Json, field: str) -> None:
    answer = ann.patch(f"/stores/{store['id']}", body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["field"] == field


def test_contact_and_announcement_can_be_set_and_taken_away(world: World, ann: Merchant, store: Json) -> None:
    path = f"/stores/{store['id']}"
    body = {
        "contact_email": "hello@example.com",
        "address": ADDRESS,
        "announcement": {"text": "Free shipping this week", "href": "/products"},
    }
    changed = ann.patch(path, body).json()
    assert changed["address"] == {**ADDRESS, "line2": "", "state": ""}
    shown = public(world, store)
    assert shown["announcement"] == {"text": "Free shipping this week", "href": "/products"}
    assert shown["contact_email"] == "hello@example.com"
    assert "Harbour Street" not in str(shown)
    ann.patch(path, {"announcement": {"text": "Later", "active": False}})
    assert public(world, store)["announcement"] is None
    cleared = ann.patch(path, {"contact_email": None, "address": None, "announcement": None}).json()
    assert (cleared["contact_email"], cleared["address"], cleared["announcement"]) == (None, None, None)


def test_a_logo_appears_once_it_is_rendered(world: World, ann: Merchant, store: Json) -> None:
    image = upload(world, ann, store, picture(300, 100))
    ann.patch(f"/stores/{store['id']}", {"branding": {"logo_image_id": image["id"]}})
    logo = public(world, store)["branding"]["logo"]
    assert (logo["width"], logo["height"], logo["alt"]) == (300, 100, store["name"])
    assert logo["sources"] == image["sources"]


def test_a_page_is_written_published_edited_and_removed(world: World, ann: Merchant, store: Json) -> None:
    draft = put(ann, store, "returns").json()
    assert (draft["published"], draft["url"], draft["version"]) == (False, None, 1)
    address = f"/public/stores/{store['slug']}/pages/returns"
    world.drain()
    assert world.get(address).json()["code"] == "page_not_found"
    live = put(ann, store, "returns", published=True, version=1).json()
    assert live["url"].endswith("/pages/returns")
    assert public(world, store)["pages"] == [{"kind": "returns", "title": "Returns"}]
    shown = world.get(address)
    assert shown.json()["blocks"] == [{"type": "paragraph", "text": "Within 30 days.", "items": []}]
    assert world.get(address, {"if-none-match": shown.headers["etag"]}).status_code == 304
    assert [page["kind"] for page in ann.get(f"/stores/{store['id']}/pages").json()["items"]] == ["returns"]
    assert ann.delete(f"/stores/{store['id']}/pages/returns").status_code == 204
    assert public(world, store)["pages"] == []
    assert world.get(address).status_code == 404
    assert put(ann, store, "returns", published=True, version=0).status_code == 200
    world.drain()
    assert world.get(address).status_code == 200


def test_a_page_edit_on_an_old_copy_is_refused_with_the_current_one(ann: Merchant, store: Json) -> None:
    put(ann, store, "terms", body="First")
    for version in (0, 2):
        stale = put(ann, store, "terms", body="Second", version=version)
        assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
        assert stale.json()["current"]["body"] == "First"
    assert put(ann, store, "about", version=3).json()["current"] is None


def test_an_empty_page_is_not_published(ann: Merchant, store: Json) -> None:
    answer = put(ann, store, "about", body="  \n", published=True)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "body")


def test_pages_show_the_address_where_shoppers_must_know_it(world: World, ann: Merchant, store: Json) -> None:
    for kind in ("imprint", "about"):
        put(ann, store, kind, title="Page", published=True)
    world.drain()
    ann.patch(f"/stores/{store['id']}", {"address": ADDRESS, "contact_email": "hello@example.com"})
    world.drain()
    pages = {kind: world.get(f"/public/stores/{store['slug']}/pages/{kind}").json() for kind in ("imprint", "about")}
    assert pages["imprint"]["address"] == ["Ann Lee", "Harbour Street 1", "20457 Hamburg", "DE"]
    assert pages["imprint"]["contact_email"] == "hello@example.com"
    assert (pages["about"]["address"], pages["about"]["contact_email"]) == ([], None)


def test_pages_move_with_a_renamed_store(world: World, ann: Merchant, store: Json) -> None:
    put(ann, store, "about", title="About", published=True)
    ann.patch(f"/stores/{store['id']}", {"slug": "moved-pages"})
    world.drain()
    moved = world.get(f"/public/stores/{store['slug']}/pages/about")
    assert (moved.status_code, moved.headers["location"]) == (301, "/api/v1/public/stores/moved-pages/pages/about")
    assert world.get("/public/stores/moved-pages/pages/about").json()["title"] == "About"


def test_markup_in_a_page_stays_text(world: World, ann: Merchant, store: Json) -> None:
    put(ann, store, "about", body="<script>alert(1)</script>", published=True)
    world.drain()
    (block,) = world.get(f"/public/stores/{store['slug']}/pages/about").json()["blocks"]
    assert block == {"type": "paragraph", "text": "<script>alert(1)</script>", "items": []}


@pytest.mark.parametrize("kind", ["returns", "shipping", "privacy", "terms", "imprint", "about", "contact"])
def test_templates_use_what_is_known_and_list_what_is_not(ann: Merchant, store: Json, kind: str) -> None:
    ann.patch(f"/stores/{store['id']}", {"contact_email": "hello@example.com", "address": ADDRESS})
    template = ann.get(f"/stores/{store['id']}/pages/{kind}/template").json()
    assert "not legal advice" in template["notice"]
    assert "hello@example.com" in template["body"]
    assert template["placeholders"]
    assert all(placeholder in template["body"] for placeholder in template["placeholders"])
    assert put(ann, store, kind, title=template["title"], body=template["body"]).status_code == 200
