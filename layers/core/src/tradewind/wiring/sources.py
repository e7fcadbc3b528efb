"""Connects the sources that are named and have credentials; all tenants share the allowance of each one's calls."""

import time
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta

from tradewind.kit.clock import Clock
from tradewind.research.ports import TrendSource
from tradewind.settings import AliExpressSettings, CjSettings, RedditSettings, SourceSettings
from tradewind.suppliers.answer_repository import AnswerRepository
from tradewind.suppliers.limits import CallGate
from tradewind.suppliers.ordering import OrderingSupplier
from tradewind.suppliers.ports import Supplier
from tradewind.suppliers.rate_repository import SharedRateRepository
from tradewind.suppliers.shared_answers import SharedAnswers


def connect_suppliers(
    settings: SourceSettings,
    read_aliexpress: Callable[[], AliExpressSettings],
    read_cj: Callable[[], CjSettings],
    clock: Clock,
) -> Mapping[str, Supplier]:
    """Connected suppliers by code. Credentials are read of the named ones only."""
    found: dict[str, Supplier] = {}
    if "aliexpress" in settings.named and (aliexpress := read_aliexpress()).is_connected:
        from tradewind.adapters.aliexpress_api import AliExpressApi

        gate = _gate("aliexpress", aliexpress.aliexpress_calls_per_minute, clock)
        found[AliExpressApi.code] = AliExpressApi(aliexpress, gate, clock)
    if "cj" in settings.named and (cj := read_cj()).is_connected:
        from tradewind.adapters.cj_dropshipping import CjDropshipping
        from tradewind.suppliers.token_repository import VendorTokenRepository

        # CJ counts seconds, not minutes: nothing may come in a burst.
        gate = _gate("cj", cj.cj_calls_per_minute, clock, burst=1)
        found[CjDropshipping.code] = CjDropshipping(cj, gate, VendorTokenRepository(clock=clock), clock)
    if not settings.shared_answer_minutes:
        return found
    answers, fresh_for = AnswerRepository(clock=clock), timedelta(minutes=settings.shared_answer_minutes)
    return {code: SharedAnswers(supplier, answers, fresh_for) for code, supplier in found.items()}


def connect_ordering(
    named: Collection[str], read_cj: Callable[[], CjSettings], clock: Clock
) -> Mapping[str, OrderingSupplier]:
    """Connected suppliers that take orders, by code."""
    if "cj" not in named or not (cj := read_cj()).is_connected:
        return {}
    from tradewind.adapters.cj_ordering import CjOrdering
    from tradewind.suppliers.token_repository import VendorTokenRepository

    gate = _gate("cj", cj.cj_calls_per_minute, clock, burst=1)
    return {CjOrdering.code: CjOrdering(cj, gate, VendorTokenRepository(clock=clock), clock)}


def connect_trends(
    named: Collection[str], read_reddit: Callable[[], RedditSettings], clock: Clock
) -> Mapping[str, TrendSource]:
    """Connected trend sources by code."""
    if "reddit" not in named or not (reddit := read_reddit()).is_connected:
        return {}
    from tradewind.adapters.reddit_trends import RedditTrends

    return {RedditTrends.code: RedditTrends(reddit, _gate("reddit", reddit.reddit_calls_per_minute, clock), clock)}


def _gate(name: str, per_minute: int, clock: Clock, *, burst: int = 5) -> CallGate:
    return CallGate(
        name=name, rates=SharedRateRepository(clock=clock), per_minute=per_minute, sleep=time.sleep, burst=burst
    )
