"""Counts the requests and capacity units a piece of work costs, for the command line and the benchmark."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tradewind.db.client import current_settings, shared_client


@dataclass(slots=True)
class Meter:
    """What was counted.

    Attributes:
        requests: operation names, in order.
        read_units: computed from the sizes of the items that came back (4 KB each half or whole unit), because local
            engines answer constants; items that a filter dropped are not in it.
        write_units: as the table reported them.
    """

    requests: list[str] = field(default_factory=list)
    read_units: float = 0.0
    write_units: float = 0.0


@contextmanager
def metered() -> Iterator[Meter]:
    """Counts everything this process's table connection does inside the block."""
    meter = Meter()
    events = shared_client().meta.events
    consistent: list[bool] = []

    def before(params: dict[str, Any], model: Any, **_: Any) -> None:
        consistent.append(_is_consistent(params))
        params["ReturnConsumedCapacity"] = "INDEXES"

    def after(parsed: dict[str, Any], model: Any, **_: Any) -> None:
        meter.requests.append(model.name)
        meter.read_units += _read_units(model.name, parsed, consistent.pop())
        if model.name in _WRITES:
            meter.write_units += _reported(parsed)

    events.register("provide-client-params.dynamodb", before, unique_id="meter-before")
    events.register("after-call.dynamodb", after, unique_id="meter-after")
    try:
        yield meter
    finally:
        events.unregister("provide-client-params.dynamodb", unique_id="meter-before")
        events.unregister("after-call.dynamodb", unique_id="meter-after")


_WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"})


def _is_consistent(params: dict[str, Any]) -> bool:
    requested = params.get("RequestItems", {}).get(current_settings().table_name, {})
    return bool(params.get("ConsistentRead") or (isinstance(requested, dict) and requested.get("ConsistentRead")))


def _reported(parsed: dict[str, Any]) -> float:
    capacity = parsed.get("ConsumedCapacity") or []
    entries = capacity if isinstance(capacity, list) else [capacity]
    return sum(float(entry.get("CapacityUnits", 0)) for entry in entries)


def _read_units(operation: str, parsed: dict[str, Any], consistent: bool) -> float:
    unit = 1.0 if consistent else 0.5
    if operation == "GetItem":
        return unit * max(1, math.ceil(_size(parsed.get("Item", {})) / 4096))
    if operation == "BatchGetItem":
        items = parsed.get("Responses", {}).get(current_settings().table_name, [])
        return sum(unit * math.ceil(_size(item) / 4096) for item in items)
    if operation == "Query":
        return unit * max(1, math.ceil(sum(_size(item) for item in parsed.get("Items", [])) / 4096))
    return 0.0


def _size(item: dict[str, Any]) -> int:
    """DynamoDB's size of an item: UTF-8 names and values; numbers about one byte per two digits plus one."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(value: dict[str, Any]) -> int:
    kind, content = next(iter(value.items()))
    if kind == "S":
        return len(content.encode())
    if kind == "N":
        return len(str(content).lstrip("-")) // 2 + 2
    if kind == "M":
        return 3 + sum(len(key.encode()) + 1 + _value_size(inner) for key, inner in content.items())
    if kind == "L":
        return 3 + sum(1 + _value_size(inner) for inner in content)
    return 1
