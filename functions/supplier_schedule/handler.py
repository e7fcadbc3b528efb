"""Every day: imported products of every active store are held against their suppliers."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.importing.sync_schedule import announce_checks
from tradewind.observability import get_logger


def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Lambda and CronJob entry."""
    container = get_container()
    counts = announce_checks(container.stores, container.sync_deps.changes)
    get_logger().info("suppliers.announced", **counts)
    return counts
