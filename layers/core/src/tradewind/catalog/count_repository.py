"""The numbers of a store's products, and the limit they are held against."""

from collections.abc import Callable, Mapping
from typing import Any

from pynamodb.exceptions import UpdateError

from tradewind.catalog.errors import ProductLimitError
from tradewind.catalog.models import ProductStatus
from tradewind.db import keys
from tradewind.db.counters import CountersItem
from tradewind.db.transactions import Transaction
from tradewind.errors import BusyError

_ATTEMPTS = 10


class _NotCountedError(Exception):
    """Internal: the store's counters are from before there was a limit."""


def counted(store_id: str, write: Callable[[], None]) -> None:
    """Run ``write``; where the store's counters lack the number it is held against, add that and run it again."""
    try:
        write()
    except _NotCountedError:
        _add_listed(store_id)
        write()


def move_counts(tx: Transaction, store_id: str, changes: Mapping[ProductStatus, int], *, limit: int | None) -> None:
    """Move the counters in ``tx``, inside ``counted``; one product more, archived ones aside, only below ``limit``.

    Raises on commit:
        ProductLimitError: there are ``limit`` already.
    """
    actions = [getattr(CountersItem, status.value).add(by) for status, by in changes.items()]
    item = CountersItem(*keys.counters(store_id))
    more = sum(by for status, by in changes.items() if status is not ProductStatus.ARCHIVED)
    if more == 0:
        tx.update(item, actions)
        return
    bounded = more > 0 and limit is not None
    condition = CountersItem.listed < limit if bounded else CountersItem.listed.exists()

    def failed(old: dict[str, Any] | None) -> Exception:
        return ProductLimitError(limit or 0) if old and "listed" in old else _NotCountedError()

    tx.update(item, [*actions, CountersItem.listed.add(more)], condition=condition, otherwise=failed)


def _add_listed(store_id: str) -> None:
    """Sum the counters up once; somebody who moves them meanwhile makes it try again."""
    for _ in range(_ATTEMPTS):
        item = CountersItem.get(*keys.counters(store_id), consistent_read=True)
        if item.listed is not None:
            return
        draft, active = int(item.draft), int(item.active)
        as_read = (CountersItem.draft == draft) & (CountersItem.active == active)
        try:
            item.update(
                actions=[CountersItem.listed.set(draft + active)],
                condition=CountersItem.listed.does_not_exist() & as_read,
            )
        except UpdateError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
        else:
            return
    raise BusyError
