"""What AI cost: one item a month of a store, and one of an account whose stores share a budget.

Every rule of the budget is a condition on the one item that pays.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from pynamodb.attributes import MapAttribute, NumberAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from tradewind.ai.models import Budget, Reservation, Usage
from tradewind.db import billing_keys, keys
from tradewind.db.keys import Key
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock, to_epoch

ABANDONED_AFTER = timedelta(hours=1)
BATCH_ABANDONED_AFTER = timedelta(hours=26)
"""A batch may take a day."""
_KEPT_FOR = timedelta(days=400)


class AiMonthItem(Item, discriminator="AiMonth"):
    """``committed`` is used plus reserved: a condition can compare it with the cap, but cannot add."""

    committed = NumberAttribute(default_for_new=0)
    used = NumberAttribute(default_for_new=0)
    input_tokens = NumberAttribute(default_for_new=0)
    output_tokens = NumberAttribute(default_for_new=0)
    calls = NumberAttribute(default_for_new=0)
    open: MapAttribute[str, Any] = MapAttribute(default_for_new=dict)


class AiLedgerRepository:
    """Reserves and settles."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def reserve(self, reservation: Reservation, *, cap_micros: int, batch: bool = False) -> bool:
        """Take room for one call; False if the cap leaves none. However many ask at once, the cap holds."""
        expires = self._clock() + (BATCH_ABANDONED_AFTER if batch else ABANDONED_AFTER)
        for attempt in range(2):
            try:
                self._take(reservation, cap_micros, to_epoch(expires))
                return True
            except UpdateError as error:
                if error.cause_response_code != "ConditionalCheckFailedException":
                    raise
            if attempt == 0:
                self._open_month(reservation)
        self._close_abandoned(reservation)
        return False

    def _take(self, reservation: Reservation, cap_micros: int, expires: int) -> None:
        entry = {"micros": reservation.micros, "expires": expires, "store_id": reservation.store_id}
        self._paying(reservation).update(
            actions=[
                AiMonthItem.committed.add(reservation.micros),
                AiMonthItem.open[reservation.id].set(entry),
            ],
            condition=(AiMonthItem.committed <= cap_micros - reservation.micros)
            & AiMonthItem.open[reservation.id].does_not_exist(),
        )

    def add_settlement(self, tx: Transaction, reservation: Reservation, usage: Usage, *, micros: int) -> None:
        """Book what a call really cost in a transaction of the caller's; a second time adds nothing twice.

        What an account pays is booked on the store as well, so that its part can be read.

        Raises on commit:
            AlreadySettledError: it was settled before, or given up after a long time.
        """
        tx.update(
            self._paying(reservation),
            [
                AiMonthItem.open[reservation.id].remove(),
                AiMonthItem.committed.add(micros - reservation.micros),
                *_used(usage, micros),
            ],
            condition=AiMonthItem.open[reservation.id].exists(),
            otherwise=lambda _: AlreadySettledError(reservation.id),
        )
        if reservation.account_id:
            shown = [
                AiMonthItem.type.set(AiMonthItem),
                AiMonthItem.open.set(AiMonthItem.open | {}),
                AiMonthItem.ttl.set(AiMonthItem.ttl | to_epoch(self._clock() + _KEPT_FOR)),
                AiMonthItem.committed.add(micros),
                *_used(usage, micros),
            ]
            tx.update(AiMonthItem(*keys.ai_month(reservation.store_id, reservation.month)), shown)

    def settle(self, reservation: Reservation, usage: Usage, *, micros: int) -> bool:
        """Book what a call really cost; False if that was done before."""
        tx = Transaction()
        self.add_settlement(tx, reservation, usage, micros=micros)
        try:
            tx.commit()
        except AlreadySettledError:
            return False
        return True

    def read(self, store_id: str, *, month: str, cap_micros: int) -> Budget:
        """How a store's month stands."""
        return _read(keys.ai_month(store_id, month), month, cap_micros)

    def read_account(self, account_id: str, *, month: str, cap_micros: int) -> Budget:
        """How the month stands that an account's stores share."""
        return _read(billing_keys.account_ai_month(account_id, month), month, cap_micros)

    def _paying(self, reservation: Reservation) -> AiMonthItem:
        return AiMonthItem(*_paying_key(reservation))

    def _open_month(self, reservation: Reservation) -> None:
        """Write the month's empty item unless it is there: a map's member can only be set inside a map."""
        item = self._paying(reservation)
        item.ttl = to_epoch(self._clock() + _KEPT_FOR)
        tx = Transaction()
        tx.put(item, condition=AiMonthItem.pk.does_not_exist(), otherwise=lambda _: _ThereError())
        with suppress(_ThereError):
            tx.commit()

    def _close_abandoned(self, refused: Reservation) -> None:
        """Book calls that were never settled (their process died) as if they had cost all they could."""
        item = AiMonthItem.get(*_paying_key(refused), consistent_read=True)
        now = to_epoch(self._clock())
        for call_id, entry in item.open.as_dict().items():
            if int(entry["expires"]) <= now:
                lost = Reservation(
                    id=call_id,
                    store_id=entry.get("store_id", refused.store_id),
                    month=refused.month,
                    micros=int(entry["micros"]),
                    account_id=refused.account_id,
                )
                self.settle(lost, Usage(), micros=lost.micros)


def _paying_key(reservation: Reservation) -> Key:
    """The one item whose cap holds for a call."""
    if reservation.account_id:
        return billing_keys.account_ai_month(reservation.account_id, reservation.month)
    return keys.ai_month(reservation.store_id, reservation.month)


def _read(key: Key, month: str, cap_micros: int) -> Budget:
    year, number = int(month[:4]), int(month[5:])
    resets = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)
    try:
        item = AiMonthItem.get(*key, consistent_read=True)
    except AiMonthItem.DoesNotExist:
        item = AiMonthItem(*key)
    return Budget(
        month=month,
        cap_micros=cap_micros,
        used_micros=int(item.used),
        reserved_micros=int(item.committed) - int(item.used),
        input_tokens=int(item.input_tokens),
        output_tokens=int(item.output_tokens),
        calls=int(item.calls),
        resets_at=resets,
    )


def _used(usage: Usage, micros: int) -> list[Action]:
    return [
        AiMonthItem.used.add(micros),
        AiMonthItem.input_tokens.add(usage.input_tokens),
        AiMonthItem.output_tokens.add(usage.output_tokens),
        AiMonthItem.calls.add(1),
    ]


class AlreadySettledError(Exception):
    """Internal: the reservation is closed."""


class _ThereError(Exception):
    """Internal: the month's item exists."""
