"""Every hour: ends of grace, of over-limit days and of trials, and accounts whose events may have been missed."""

from typing import Any

from tradewind.billing.schedule import look_at_due
from tradewind.bootstrap import get_container
from tradewind.observability import count_metric, get_logger


def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Lambda and CronJob entry."""
    counts = look_at_due(get_container().billing_deps)
    if counts["failed"]:
        count_metric("PlanLookFailed", counts["failed"])
    get_logger().info("billing.looked", **counts)
    return counts
