"""Whole partitions, for removing what is no longer wanted: keys only, in bounded pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from tradewind.db.client import current_settings, shared_client
from tradewind.db.keys import Key

_BATCH = 25
"""BatchWriteItem's limit."""


@dataclass(frozen=True, slots=True)
class KeyPage:
    """Keys of one partition; ``next_sort_key`` is where the next page starts after, None on the last."""

    keys: Sequence[Key]
    next_sort_key: str | None


def list_keys(partition: str, *, after: str | None = None, limit: int = 500) -> KeyPage:
    """Up to ``limit`` keys of a partition in order, read consistently."""
    start: dict[str, Any] = {"ExclusiveStartKey": {"pk": {"S": partition}, "sk": {"S": after}}} if after else {}
    answer = shared_client().query(
        TableName=current_settings().table_name,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": partition}},
        ProjectionExpression="pk, sk",
        ConsistentRead=True,
        Limit=limit,
        **start,
    )
    found = [Key(item["pk"]["S"], item["sk"]["S"]) for item in answer["Items"]]
    last = answer.get("LastEvaluatedKey")
    return KeyPage(found, last["sk"]["S"] if last else None)


def delete_keys(keys: Sequence[Key]) -> None:
    """Remove items by key; absent ones are fine. What the table could not take yet is sent again."""
    table = current_settings().table_name
    for batch in batched(keys, _BATCH, strict=False):
        pending = [{"DeleteRequest": {"Key": {"pk": {"S": key.pk}, "sk": {"S": key.sk}}}} for key in batch]
        while pending:
            answer = shared_client().batch_write_item(RequestItems={table: pending})
            pending = answer.get("UnprocessedItems", {}).get(table, [])
