"""The stand-ins as ``python -m local.suppliers`` serves them: in one process, with faults by source."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import httpx2
import pytest
from PIL import Image, UnidentifiedImageError

from local.reddit import keys
from local.reddit.app import create_reddit_app
from local.suppliers.app import create_suppliers_app
from local.suppliers.catalog import load_catalog
from local.suppliers.pictures import FAULTY
from tests.conftest import free_port
from tests.fakes.sources import open_gate
from tests.serving import serving
from tests.unit.sources.conftest import NOW
from tradewind.adapters.picture_fetch import GuardedFetcher
from tradewind.adapters.reddit_trends import RedditTrends
from tradewind.importing.ports import FetchRefusedError
from tradewind.settings import FetchSettings, RedditSettings


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    port = free_port()
    app = create_suppliers_app(clock=lambda: NOW, base_url=f"http://127.0.0.1:{port}")
    app.mount("/", create_reddit_app(clock=lambda: NOW, faults=app.state.suppliers.faults))
    with serving(app, port) as served:
        yield served


def test_reddit_answers_beside_the_suppliers(url: str) -> None:
    settings = RedditSettings.model_validate(
        {
            "reddit_client_id": keys.CLIENT_ID,
            "reddit_client_secret": keys.CLIENT_SECRET,
            "reddit_base": url,
        }
    )
    (found,) = RedditTrends(settings, open_gate("reddit"), lambda: NOW).mentions(["bath mat"])
    assert found.month > 0


def test_faults_are_set_by_source_and_count_down(url: str) -> None:
    with httpx2.Client(base_url=url, trust_env=False) as client:

        def faults(**body: Any) -> httpx2.Response:
            return client.post("/_test/faults", json=body)

        assert faults(source="reddit", kind="down", next=2).json() == {"reddit": {"kind": "down", "next": 2}}
        assert faults(source="nobody", kind="down").status_code == 400
        assert faults(source="cj", kind="haunted").status_code == 400
        assert faults(clear=True).json() == {}
        assert faults(source="cj", kind="down", next=1).status_code == 200
        assert client.get("/api2.0/v1/product/listV2").status_code == 503
        assert client.get("/api2.0/v1/product/listV2").status_code == 200


def test_cj_takes_one_call_a_second(url: str) -> None:
    headers = {"CJ-Access-Token": "local-cj-token"}
    with httpx2.Client(base_url=url, headers=headers, trust_env=False) as client:
        codes = [client.get("/api2.0/v1/product/listV2").json()["code"] for _ in range(3)]
    assert 1600200 in codes


def test_pictures_are_pictures_but_for_one(url: str) -> None:
    allowed = FetchSettings(fetch_allowed_hosts=url.removeprefix("http://")).allowed
    fetcher = GuardedFetcher(allowed=allowed)
    good, broken = load_catalog()[0], load_catalog()[FAULTY[0]]
    body = fetcher.fetch(f"{url}/pictures/{good.reference}-1.jpg")
    assert _opens(body)
    assert not _opens(fetcher.fetch(f"{url}/pictures/{broken.reference}-{FAULTY[1]}.jpg"))
    with pytest.raises(FetchRefusedError):
        GuardedFetcher().fetch(f"{url}/pictures/{good.reference}-1.jpg")
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{url}/pictures/unknown-1.jpg", timeout=5)


def _opens(body: bytes) -> bool:
    import io

    try:
        with Image.open(io.BytesIO(body)) as picture:
            picture.load()
    except (OSError, UnidentifiedImageError):
        return False
    return True


@pytest.mark.parametrize("start", [date(2026, 11, 25), date(2027, 3, 1), date(2046, 11, 23)])
def test_at_any_date_some_goods_start_some_peak_and_most_are_flat(start: date) -> None:
    goods = load_catalog()
    assert len(goods) == 60

    def growth(days: int) -> list[float]:
        ahead = start + timedelta(days=days)
        return [(item.orders(ahead) + 10) / (item.orders(start) + 10) for item in goods]

    coming = growth(28)
    starting = [item for item, ratio in zip(goods, coming, strict=True) if ratio > 1.25]
    falling = [item for item, ratio in zip(goods, coming, strict=True) if ratio < 0.8]
    assert 3 <= len(starting) <= 15
    assert len(falling) >= 3
    assert sum(1 for ratio in coming if 0.9 < ratio < 1.1) >= 30
    assert any(item.orders(start) != item.orders(start + timedelta(days=1)) for item in goods)
    assert any(item.price_cents(start) != item.price_cents(start + timedelta(days=9)) for item in goods)
