"""Daily observations in the table: one item a product, market and month, shared by every tenant.

What a supplier's product costs and sells is no tenant's secret, and most tenants look at the same products: one write a
product and day serves all of them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched

from pynamodb.attributes import UnicodeAttribute

from tradewind.db import research_keys as keys
from tradewind.db.keys import Key
from tradewind.db.table import Item
from tradewind.research.models import Observation, Series
from tradewind.research.packing import months_back, pack_month, unpack_month
from tradewind.suppliers.models import SupplierRef

HISTORY_DAYS = 100
"""How far back a run reads: what scores look at."""
KEPT_DAYS = 460
"""From the first day of a month on: 400 days are always there."""
_KEYS_A_REQUEST = 100


class ObservedItem(Item, discriminator="Observed"):
    """A month of one product in one market; ``data`` is the packed days."""

    first_seen = UnicodeAttribute()


@dataclass(frozen=True, slots=True)
class ObservedMarket:
    """Where prices were asked for: they differ by destination and currency, so series never mix."""

    ship_to: str
    currency: str


class ObservationRepository:
    """Reads many products' series at once, and writes at most one item each a day."""

    def read_many(
        self, refs: Sequence[SupplierRef], market: ObservedMarket, *, day: date, days: int = HISTORY_DAYS
    ) -> dict[SupplierRef, Series]:
        """What is known of each product up to ``day``; products never seen are absent."""
        months = months_back(day, days)
        by_partition: dict[str, list[ObservedItem]] = defaultdict(list)
        # Most of a large catalog is new or lately seen: only what is found in the last two months is read further back.
        self._read(refs, market, months[-2:], by_partition)
        known = [ref for ref in refs if keys.observed(ref.supplier, ref.reference, "", "").pk in by_partition]
        self._read(known, market, months[:-2], by_partition)
        oldest = date.fromordinal(day.toordinal() - days)
        found = {}
        for ref in refs:
            items = by_partition.get(keys.observed(ref.supplier, ref.reference, "", "").pk)
            if items:
                found[ref] = _series(market.currency, items, oldest=oldest, latest=day)
        return found

    def _read(
        self,
        refs: Sequence[SupplierRef],
        market: ObservedMarket,
        months: Sequence[str],
        by_partition: dict[str, list[ObservedItem]],
    ) -> None:
        wanted = {
            keys.observed(ref.supplier, ref.reference, _market(market), month) for ref in refs for month in months
        }
        for batch in batched(sorted(wanted), _KEYS_A_REQUEST, strict=False):
            for item in Item.batch_get(list(batch)):
                if isinstance(item, ObservedItem):
                    by_partition[item.pk].append(item)

    def read_history(self, ref: SupplierRef, market: ObservedMarket, *, day: date, days: int = 400) -> Series | None:
        """One product's series for showing: one query."""
        months = months_back(day, days)
        first = keys.observed(ref.supplier, ref.reference, _market(market), months[0])
        last = keys.observed(ref.supplier, ref.reference, _market(market), months[-1])
        items = list(ObservedItem.query(first.pk, ObservedItem.sk.between(first.sk, last.sk)))
        oldest = date.fromordinal(day.toordinal() - days)
        return _series(market.currency, items, oldest=oldest, latest=day) if items else None

    def record(
        self,
        seen: Mapping[SupplierRef, Observation],
        market: ObservedMarket,
        known: Mapping[SupplierRef, Series],
    ) -> int:
        """Write what was seen today, given what was known before; products seen today already are left alone.

        Two workers that see one product at once write the same days: whichever comes last, nothing is lost.
        Returns how many were written.
        """
        written = 0
        with Item.batch_write() as batch:
            for ref, observation in seen.items():
                series = known.get(ref)
                if series and any(earlier.day == observation.day for earlier in series.observations):
                    continue
                batch.save(_item(ref, market, observation, series))
                written += 1
        return written

    def replace_month(
        self, ref: SupplierRef, market: ObservedMarket, observations: Sequence[Observation], *, first_seen: date
    ) -> None:
        """Write whole months, for loading a history that was kept elsewhere."""
        by_month: dict[str, list[Observation]] = defaultdict(list)
        for observation in observations:
            by_month[f"{observation.day:%Y-%m}"].append(observation)
        with Item.batch_write() as batch:
            for month, found in by_month.items():
                key = keys.observed(ref.supplier, ref.reference, _market(market), month)
                batch.save(_month_item(key, month, pack_month(found), first_seen))


def _market(market: ObservedMarket) -> str:
    return f"{market.currency}#{market.ship_to}"


def _item(ref: SupplierRef, market: ObservedMarket, observation: Observation, series: Series | None) -> ObservedItem:
    month = f"{observation.day:%Y-%m}"
    earlier = [each for each in series.observations if f"{each.day:%Y-%m}" == month] if series else []
    first_seen = series.first_seen if series else observation.day
    key = keys.observed(ref.supplier, ref.reference, _market(market), month)
    return _month_item(key, month, pack_month([*earlier, observation]), first_seen)


def _month_item(key: Key, month: str, data: str, first_seen: date) -> ObservedItem:
    item = ObservedItem(*key, data=data, first_seen=first_seen.isoformat())
    # Whole months go, some time after nothing looks at them any more.
    item.ttl = int(datetime.fromisoformat(f"{month}-01T00:00:00+00:00").timestamp()) + KEPT_DAYS * 86_400
    return item


def _series(currency: str, items: Sequence[ObservedItem], *, oldest: date, latest: date) -> Series:
    observations: list[Observation] = []
    for item in sorted(items, key=lambda each: each.sk):
        observations += unpack_month(item.sk.rpartition("#")[2], item.data or "")
    return Series(
        currency=currency,
        first_seen=min(date.fromisoformat(item.first_seen) for item in items),
        observations=tuple(each for each in observations if oldest <= each.day <= latest),
    )
