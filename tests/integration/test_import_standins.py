"""The whole way with the real adapters: AliExpress' API, the guarded fetch, WebP, Claude's SDK, all at stand-ins."""

import json
import urllib.request
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from pydantic import SecretStr

from local.claude.answers import LABEL
from local.claude.app import create_claude_app
from local.suppliers import keys
from local.suppliers.app import create_suppliers_app
from local.suppliers.catalog import load_catalog
from tests.conftest import free_port
from tests.fakes.sources import open_gate
from tests.serving import serving
from tests.world import Json, Merchant, World
from tradewind.adapters.aliexpress_api import AliExpressApi
from tradewind.adapters.claude_client import ClaudeClient
from tradewind.adapters.picture_fetch import GuardedFetcher
from tradewind.importing.job_work import work_on
from tradewind.settings import AiSettings, AliExpressSettings


class Outside:
    """Both stand-ins, and the merchant's store in front of them."""

    def __init__(self, world: World, suppliers: str, claude: str) -> None:
        self.world, self.suppliers, self.claude = world, suppliers, claude
        settings = AliExpressSettings(
            aliexpress_app_key=keys.ALIEXPRESS_APP_KEY,
            aliexpress_app_secret=SecretStr(keys.ALIEXPRESS_APP_SECRET),
            aliexpress_session=SecretStr(keys.ALIEXPRESS_SESSION),
            aliexpress_api_base=suppliers,
        )
        ai = AiSettings(anthropic_api_key=SecretStr("sk-ant-x"), anthropic_base_url=claude, ai_retries=1)
        port = int(suppliers.rpartition(":")[2])
        world.container.__dict__.update(
            suppliers={"aliexpress": AliExpressApi(settings, open_gate("aliexpress"), world.clock)},
            new_fetcher=partial(GuardedFetcher, allowed=[("127.0.0.1", port)]),
            ai_settings=ai,
            model_client=ClaudeClient(ai),
        )
        self.ann: Merchant = world.merchant()
        self.store: Json = self.ann.open_store()

    def faults(self, url: str, **switches: Any) -> None:
        request = urllib.request.Request(f"{url}/_test/faults", data=json.dumps(switches).encode(), method="POST")
        urllib.request.urlopen(request, timeout=5).read()

    def run(self, *references: str) -> list[Json]:
        """Import products and let the workers finish, faults included."""
        items = [{"url": f"https://www.aliexpress.com/item/{reference}.html"} for reference in references]
        path = f"/stores/{self.store['id']}/products/import"
        jobs = self.ann.post(path, {"items": items}).json()["jobs"]
        self.world.drain()
        return [self.ann.get(f"{path}s/{job['id']}").json() for job in jobs]


@pytest.fixture
def outside(world: World) -> Iterator[Outside]:
    port, claude_port = free_port(), free_port()
    app = create_suppliers_app(clock=world.clock, base_url=f"http://127.0.0.1:{port}", cj_gap=0)
    with serving(app, port) as suppliers, serving(create_claude_app(), claude_port) as claude:
        yield Outside(world, suppliers, claude)


REFERENCES = [item.reference for item in load_catalog()[:3]]


def test_three_products_become_drafts_and_one_is_bought(world: World, outside: Outside) -> None:
    jobs = outside.run(*REFERENCES)
    assert [(job["status"], job["outcome"]) for job in jobs] == [("done", "created")] * 3, jobs
    path = f"/stores/{outside.store['id']}/products/{jobs[0]['product_id']}"
    draft = outside.ann.get(path).json()
    assert len(draft["images"]) >= 3
    assert len(draft["variants"]) == 3
    assert draft["description"].startswith(f"{draft['title']}.")
    review = outside.ann.get(f"{path}/source").json()
    texts = {field["field"]: field for field in review["fields"]}
    assert LABEL in texts["keywords"]["text"]
    # The stand-in's texts promise something that no fact backs.
    assert [claim["kind"] for claim in texts["description"]["claims"]] == ["shipping"]
    for field in review["fields"]:
        for claim in field["claims"]:
            outside.ann.post(f"{path}/claims/{claim['id']}/approve", {})
    published = outside.ann.patch(path, {"status": "active"})
    assert published.status_code == 200, published.text
    world.drain()
    public = world.get(f"/public/stores/{outside.store['slug']}/products/{draft['slug']}")
    assert public.status_code == 200
    assert ".webp" in public.text
    for private in ("aliexpress", REFERENCES[0], "IMPORT_SOURCE"):
        assert private not in public.text.lower()
    assert world.start_checkout(outside.store, (published.json(), 1)).status_code == 201


def test_the_same_with_faults_switched_on(world: World, outside: Outside) -> None:
    """The supplier is down at first, the model all the time: products come late, written by the template."""
    outside.faults(outside.claude, next=99, status=529)
    outside.faults(outside.suppliers, source="aliexpress", kind="down")
    jobs = outside.run(*REFERENCES)
    assert {(job["status"], job["outcome"]) for job in jobs} == {("running", "")}
    outside.faults(outside.suppliers, clear=True)
    record = world.container.stores.find(outside.store["id"])
    assert record is not None
    for job in jobs:
        # What the queue does when the messages come back.
        work_on(world.container.import_work_deps, record, job["id"])
    path = f"/stores/{outside.store['id']}/products/imports"
    for job in outside.ann.get(path).json()["items"]:
        assert (job["outcome"], job["written_by"]) == ("created", "template")
        assert "too busy" in job["notices"][0]
    budget = outside.ann.get(f"/stores/{outside.store['id']}/ai-budget").json()
    assert (budget["used_micros"], budget["reserved_micros"], budget["calls"]) == (0, 0, 3)
