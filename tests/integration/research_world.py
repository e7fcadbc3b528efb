"""The backend with the stand-in suppliers and Reddit connected, on the world's own clock."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from local.reddit import keys as reddit_keys
from local.reddit.app import create_reddit_app
from local.suppliers import keys
from local.suppliers.app import create_suppliers_app
from tests.conftest import free_port
from tests.fakes.sources import MemoryTokens, open_gate
from tests.serving import serving
from tests.world import Json, Merchant, World
from tradewind.adapters.aliexpress_api import AliExpressApi
from tradewind.adapters.cj_dropshipping import CjDropshipping
from tradewind.adapters.reddit_trends import RedditTrends
from tradewind.settings import AliExpressSettings, CjSettings, RedditSettings

SETTINGS: Json = {"keywords": ["lamp", "planter", "bath"], "ship_to": "US", "hour": 5}


@dataclass(slots=True)
class Sources:
    """The served stand-ins and the hands on their faults."""

    world: World
    faults: Any
    reddit_faults: Any

    def break_it(self, source: str, kind: str, next: int | None = None) -> None:
        """Make a source misbehave until ``heal``, or for the next calls."""
        faults = self.reddit_faults if source == "reddit" else self.faults
        assert faults.set({"source": source, "kind": kind, "next": next}) is None

    def heal(self) -> None:
        """Everything works again."""
        self.faults.set({"clear": True})
        self.reddit_faults.set({"clear": True})


def open_store(ann: Merchant) -> Json:
    """A store that researches ``SETTINGS``."""
    store = ann.open_store(timezone="Europe/Berlin", locale="en-US")
    assert ann.put(f"/stores/{store['id']}/research/settings", SETTINGS).status_code == 200
    return store


@contextmanager
def connected(world: World) -> Iterator[Sources]:
    """Serve the stand-ins and connect the world to them."""
    port, reddit_port = free_port(), free_port()
    app = create_suppliers_app(clock=world.clock, base_url=f"http://127.0.0.1:{port}", cj_gap=0)
    reddit = create_reddit_app(clock=world.clock)
    with ExitStack() as stack:
        url = stack.enter_context(serving(app, port))
        reddit_url = stack.enter_context(serving(reddit, reddit_port))
        aliexpress = AliExpressSettings.model_validate(
            {
                "aliexpress_app_key": keys.ALIEXPRESS_APP_KEY,
                "aliexpress_app_secret": keys.ALIEXPRESS_APP_SECRET,
                "aliexpress_session": keys.ALIEXPRESS_SESSION,
                "aliexpress_api_base": url,
            }
        )
        cj = CjSettings.model_validate({"cj_api_key": keys.CJ_API_KEY, "cj_api_base": f"{url}/api2.0/v1"})
        talk = RedditSettings.model_validate(
            {
                "reddit_client_id": reddit_keys.CLIENT_ID,
                "reddit_client_secret": reddit_keys.CLIENT_SECRET,
                "reddit_base": reddit_url,
            }
        )
        world.container.__dict__.update(
            suppliers={
                "aliexpress": AliExpressApi(aliexpress, open_gate("aliexpress"), world.clock, timeout_seconds=1),
                "cj": CjDropshipping(cj, open_gate("cj"), MemoryTokens(), world.clock, timeout_seconds=1),
            },
            trend_sources={"reddit": RedditTrends(talk, open_gate("reddit"), world.clock, timeout_seconds=2)},
            source_status={"aliexpress": True, "cj": True, "reddit": True},
        )
        yield Sources(world, app.state.suppliers.faults, reddit.state.faults)


def research(ann: Merchant, store: Json) -> Json:
    """Start a run, let the workers finish it, and read it."""
    answer = ann.post(f"/stores/{store['id']}/research/runs", {})
    assert answer.status_code == 202, answer.text
    ann._world.drain()
    run: Json = ann.get(f"/stores/{store['id']}/research/runs/{answer.json()['id']}").json()
    return run


def items(ann: Merchant, store: Json, **params: Any) -> list[Json]:
    """Every item of the list, page by page."""
    found: list[Json] = []
    cursor: str | None = None
    while True:
        asked = {"limit": 50, **params, **({"cursor": cursor} if cursor else {})}
        page = ann.get(f"/stores/{store['id']}/research", **asked).json()
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found
