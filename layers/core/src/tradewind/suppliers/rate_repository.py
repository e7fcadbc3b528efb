"""Token buckets in the table: one item each, moved by conditional updates.

The item keeps one number, the moment from which the bucket is full again (``full_at``, epoch milliseconds). A call
moves it on by the interval of one call; it may not move further than ``burst`` intervals ahead of now. That is a token
bucket without a count to refill, and needs one write a call.
"""

from typing import Any

from tradewind.db import research_keys as keys
from tradewind.db.client import current_settings, shared_client
from tradewind.kit.clock import Clock

_ATTEMPTS = 8
_KEPT_SECONDS = 86_400


class SharedRateRepository:
    """Implements ``suppliers.limits.SharedRate``."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def reserve(self, name: str, *, interval_ms: int, burst: int) -> int:
        """See the port."""
        now = self._now_ms()
        latest = now + (burst - 1) * interval_ms
        for _ in range(_ATTEMPTS):
            busy = self._move(
                name,
                "SET full_at = full_at + :interval, #ttl = :ttl",
                "full_at BETWEEN :now AND :latest",
                {":interval": interval_ms, ":now": now, ":latest": latest},
            )
            if busy is None:
                return 0
            full_at = int(busy.get("full_at", {"N": "0"})["N"])
            if full_at > latest:
                return full_at - latest
            idle = self._move(
                name,
                "SET full_at = :next, #ttl = :ttl",
                "attribute_not_exists(full_at) OR full_at < :now",
                {":next": now + interval_ms, ":now": now},
            )
            if idle is None:
                return 0
        # Others kept winning; they each took a call, so waiting for one is right.
        return interval_ms

    def pause(self, name: str, *, seconds: int, interval_ms: int, burst: int) -> None:
        """See the port: as if the whole burst had been taken ``seconds`` from now."""
        until = self._now_ms() + seconds * 1000 + (burst - 1) * interval_ms
        self._move(
            name,
            "SET full_at = :until, #ttl = :ttl",
            "attribute_not_exists(full_at) OR full_at < :until",
            {":until": until},
        )

    def _now_ms(self) -> int:
        return int(self._clock().timestamp() * 1000)

    def _move(self, name: str, update: str, condition: str, values: dict[str, int]) -> dict[str, Any] | None:
        """None when the update was made, else the item as it stands."""
        key = keys.shared_rate(name)
        numbers = {**values, ":ttl": self._now_ms() // 1000 + _KEPT_SECONDS}
        client = shared_client()
        try:
            client.update_item(
                TableName=current_settings().table_name,
                Key={"pk": {"S": key.pk}, "sk": {"S": key.sk}},
                UpdateExpression=update,
                ConditionExpression=condition,
                ExpressionAttributeNames={"#ttl": "ttl"},
                ExpressionAttributeValues={placeholder: {"N": str(value)} for placeholder, value in numbers.items()},
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except client.exceptions.ConditionalCheckFailedException as error:
            found: dict[str, Any] = error.response.get("Item", {})
            return found
        return None
