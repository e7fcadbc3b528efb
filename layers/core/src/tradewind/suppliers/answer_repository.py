"""Suppliers' answers in the table: a page of fifty products is about ten kilobytes, compressed and written as text."""

import base64
import zlib
from datetime import timedelta

from pynamodb.attributes import NumberAttribute

from tradewind.db import research_keys as keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.kit.clock import Clock, to_epoch
from tradewind.suppliers.models import SupplierPage

_KEPT_FOR = timedelta(days=1)
_LARGEST = 300_000
"""Bytes; an item holds 400 KB."""


class SupplierAnswerItem(Item, discriminator="SupplierAnswer"):
    """One page of one search; ``data`` is the page, compressed."""

    at = NumberAttribute()


class AnswerRepository:
    """Implements ``suppliers.shared_answers.AnswerStore``."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def find(self, name: str, *, fresh_for: timedelta) -> SupplierPage | None:
        """See the port."""
        try:
            item = SupplierAnswerItem.get(*keys.supplier_answer(name))
        except SupplierAnswerItem.DoesNotExist:
            return None
        if to_epoch(self._clock()) - int(item.at) > fresh_for.total_seconds():
            return None
        return load(SupplierPage, zlib.decompress(base64.b85decode(item.data or "")).decode())

    def keep(self, name: str, page: SupplierPage) -> None:
        """See the port. Whoever writes last has the younger answer."""
        text = base64.b85encode(zlib.compress(dump(page).encode(), 6)).decode()
        if len(text) > _LARGEST:
            return
        now = self._clock()
        item = SupplierAnswerItem(*keys.supplier_answer(name), data=text, at=to_epoch(now))
        item.ttl = to_epoch(now + _KEPT_FOR)
        item.save()
