"""Every five minutes: orders from suppliers what is due, and asks where ordered things are."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.observability import get_logger
from tradewind.purchasing.placing import place_due
from tradewind.purchasing.tracking import track_due


def handler(event: dict[str, Any], context: Any) -> dict[str, dict[str, int]]:
    """Lambda and CronJob entry."""
    deps = get_container().ordering_deps
    counts = {"placing": place_due(deps), "tracking": track_due(deps)}
    get_logger().info("purchases.scheduled", **counts)
    return counts
