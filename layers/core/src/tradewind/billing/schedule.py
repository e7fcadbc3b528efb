"""What has to be seen to without anybody asking: ends of grace, over-limit days and trials, and missed events."""

from tradewind.billing.deps import BillingDeps
from tradewind.billing.sync import sync_account
from tradewind.observability import get_logger

_BATCH = 50


def look_at_due(deps: BillingDeps, *, rounds: int = 40) -> dict[str, int]:
    """Read every account anew whose time has come. Returns counts; one that fails does not stop the others.

    Looking at an account sets the time of its next look, so what is done leaves the list; what failed stays on it.
    """
    counts = {"looked_at": 0, "failed": 0}
    if not deps.is_on:
        return counts
    failed: set[str] = set()
    for _ in range(rounds):
        due = [each for each in deps.plans.list_due(deps.clock(), limit=_BATCH + len(failed)) if each not in failed]
        for user_id in due:
            try:
                sync_account(deps, user_id)
                counts["looked_at"] += 1
            except Exception:
                get_logger().exception("billing.look_failed", user_id=user_id)
                failed.add(user_id)
        if len(due) < _BATCH:
            break
    counts["failed"] = len(failed)
    return counts
