"""Every hour: paid sessions at Stripe against orders here. A payment without an order is settled and called out."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.checkout.reconciliation import reconcile
from tradewind.observability import count_metric, get_logger


def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Lambda and CronJob entry."""
    container = get_container()
    result = reconcile(container.reconciliation_deps)
    for notice in result.missing:
        get_logger().error(
            "payment.without_order",
            store_id=notice.store_id,
            checkout_id=notice.checkout_id,
            session_id=notice.session_id,
        )
    for account_id in result.unreachable:
        get_logger().warning("payment.account_unreachable", account_id=account_id)
    # Zero is published too: an alarm on a metric that never speaks would not tell a dead reconciler.
    count_metric("PaidWithoutOrder", len(result.missing))
    counts = {"sessions": result.sessions, "missing": len(result.missing), "unreachable": len(result.unreachable)}
    get_logger().info("payments.reconciled", **counts)
    return counts
