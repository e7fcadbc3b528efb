"""Every five minutes: stock held by checkouts whose end came without an event goes back."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.checkout.settlement import sweep_overdue
from tradewind.observability import get_logger


def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Lambda and CronJob entry."""
    container = get_container()
    counts = sweep_overdue(container.settlement_deps, container.payments)
    get_logger().info("checkouts.swept", **counts)
    return counts
