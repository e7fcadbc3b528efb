"""Connects the sources that have credentials; each call of theirs goes through an allowance all tenants share."""

import time
from collections.abc import Mapping

from tradewind.kit.clock import Clock
from tradewind.research.ports import TrendSource
from tradewind.settings import AliExpressSettings, CjSettings, RedditSettings
from tradewind.suppliers.limits import CallGate
from tradewind.suppliers.ports import Supplier
from tradewind.suppliers.rate_repository import SharedRateRepository


def connect_suppliers(aliexpress: AliExpressSettings, cj: CjSettings, clock: Clock) -> Mapping[str, Supplier]:
    """Connected suppliers by code."""
    found: dict[str, Supplier] = {}
    if aliexpress.is_connected:
        from tradewind.adapters.aliexpress_api import AliExpressApi

        gate = _gate("aliexpress", aliexpress.aliexpress_calls_per_minute, clock)
        found[AliExpressApi.code] = AliExpressApi(aliexpress, gate, clock)
    if cj.is_connected:
        from tradewind.adapters.cj_dropshipping import CjDropshipping
        from tradewind.suppliers.token_repository import VendorTokenRepository

        # CJ counts seconds, not minutes: nothing may come in a burst.
        gate = _gate("cj", cj.cj_calls_per_minute, clock, burst=1)
        found[CjDropshipping.code] = CjDropshipping(cj, gate, VendorTokenRepository(clock=clock), clock)
    return found


def connect_trends(reddit: RedditSettings, clock: Clock) -> Mapping[str, TrendSource]:
    """Connected trend sources by code."""
    if not reddit.is_connected:
        return {}
    from tradewind.adapters.reddit_trends import RedditTrends

    return {RedditTrends.code: RedditTrends(reddit, _gate("reddit", reddit.reddit_calls_per_minute, clock), clock)}


def _gate(name: str, per_minute: int, clock: Clock, *, burst: int = 5) -> CallGate:
    return CallGate(
        name=name, rates=SharedRateRepository(clock=clock), per_minute=per_minute, sleep=time.sleep, burst=burst
    )
