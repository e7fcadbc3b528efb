"""Every day: what is left of stores that were deleted more than thirty days ago is removed."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.observability import get_logger
from tradewind.stores.life import erase_overdue


def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Lambda and CronJob entry."""
    counts = erase_overdue(get_container().erasure_deps)
    get_logger().info("stores.erased", **counts)
    return counts
