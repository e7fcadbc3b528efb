"""The real suppliers and Reddit: read-only, one search and one detail each. Nothing is ordered."""

import time
from collections.abc import Callable

import pytest
from pydantic import SecretStr

from tests.fakes.sources import FreeRates, MemoryTokens
from tradewind.adapters.aliexpress_api import AliExpressApi
from tradewind.adapters.cj_dropshipping import CjDropshipping
from tradewind.adapters.reddit_trends import RedditTrends
from tradewind.kit.clock import utc_now
from tradewind.settings import AliExpressSettings, CjSettings, RedditSettings
from tradewind.suppliers.limits import CallGate
from tradewind.suppliers.models import SupplierQuery
from tradewind.suppliers.ports import Supplier

pytestmark = pytest.mark.live

QUERY = SupplierQuery(keywords="table lamp", ship_to="US", currency="USD")


def gate(name: str) -> CallGate:
    """One call a second: what the smallest account may."""
    return CallGate(name=name, rates=FreeRates(), per_minute=60, sleep=time.sleep)


def finds_and_details(supplier: Supplier) -> None:
    page = supplier.search(QUERY)
    assert page.products, page.unreadable
    first = page.products[0]
    assert first.cost.amount > 0
    detail = supplier.product(first.ref, ship_to="US", currency="USD")
    assert (detail.reference, bool(detail.title)) == (first.reference, True)


def test_aliexpress_finds_products_and_tells_their_details(credential: Callable[[str], str]) -> None:
    settings = AliExpressSettings(
        aliexpress_app_key=credential("ALIEXPRESS_APP_KEY"),
        aliexpress_app_secret=SecretStr(credential("ALIEXPRESS_APP_SECRET")),
    )
    finds_and_details(AliExpressApi(settings, gate("aliexpress"), utc_now))


def test_cj_finds_products_and_tells_their_details(credential: Callable[[str], str]) -> None:
    settings = CjSettings(cj_api_key=SecretStr(credential("CJ_API_KEY")))
    finds_and_details(CjDropshipping(settings, gate("cj"), MemoryTokens(), utc_now))


def test_reddit_counts_mentions(credential: Callable[[str], str]) -> None:
    settings = RedditSettings(
        reddit_client_id=credential("REDDIT_CLIENT_ID"),
        reddit_client_secret=SecretStr(credential("REDDIT_CLIENT_SECRET")),
    )
    (found,) = RedditTrends(settings, gate("reddit"), utc_now).mentions(["lamp"])
    assert found.month >= 0
