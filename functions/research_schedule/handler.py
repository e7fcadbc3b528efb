"""Every hour: the stores whose hour of research it is, spread over the hour."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.observability import get_logger
from tradewind.research.fanout import fan_out


def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Lambda and CronJob entry."""
    counts = fan_out(get_container().fan_out_deps)
    get_logger().info("research.fanned_out", **counts)
    return counts
