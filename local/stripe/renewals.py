"""What time does to subscriptions: warnings, ends of trials, renewals, retries and planned ends, each at its moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from local.stripe import invoices, subscriptions
from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject

FIRST_PAYMENT_SECONDS = 23 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that happens to an object at a moment, in seconds since the epoch."""

    at: int
    act: Callable[[StandIn, JsonObject, str], None]
    kind: str
    id: str


def next_due(standin: StandIn) -> Due | None:
    """Return what happens next, whether its time has come or not."""
    return min(_planned(standin), key=lambda due: due.at, default=None)


def run_due(standin: StandIn) -> int:
    """Do everything whose time has come, in its order, and return how much that was."""
    done = 0
    while True:
        with standin.store.transaction():
            due = next_due(standin)
            if due is None or due.at > standin.now():
                return done
            body = standin.store.find(due.id, kind=due.kind, account=None)
            assert body is not None  # noqa: S101 - found in the same transaction
            due.act(standin, body, standin.store.account_of(due.id))
            done += 1


def travel(standin: StandIn, seconds: float, run: Callable[[StandIn], None]) -> None:
    """Move the clock forward and stop wherever something is due, so that it happens at its own time.

    `run` does what is due at each stop.
    """
    target = standin.clock.now() + seconds
    while (due := next_due(standin)) is not None and due.at < target:
        _move(standin, due.at - standin.clock.now())
        if standin.now() < due.at:
            # Fractions of a second may round to just before the moment.
            _move(standin, 0.001)
        run(standin)
    _move(standin, target - standin.clock.now())
    run(standin)


def _move(standin: StandIn, seconds: float) -> None:
    with standin.store.transaction():
        standin.advance(max(0.0, seconds))


def _planned(standin: StandIn) -> Iterator[Due]:
    store = standin.store
    for subscription in store.all(subscriptions.KIND, account=None, where={"status": list(subscriptions.LIVE)}):
        yield from _of_subscription(standin, subscription)
    for invoice in store.all(invoices.KIND, account=None, where={"status": "open"}):
        if invoice["next_payment_attempt"]:
            yield Due(at=invoice["next_payment_attempt"], act=_retry, kind=invoices.KIND, id=invoice["id"])


def _of_subscription(standin: StandIn, subscription: JsonObject) -> Iterator[Due]:
    status = subscription["status"]

    def due(at: int, act: Callable[[StandIn, JsonObject, str], None]) -> Due:
        return Due(at=at, act=act, kind=subscriptions.KIND, id=subscription["id"])

    if status == "incomplete":
        yield due(subscription["created"] + FIRST_PAYMENT_SECONDS, _expire)
        return
    if subscription["cancel_at"]:
        yield due(subscription["cancel_at"], _end)
    if status == "trialing":
        if standin.store.private(subscription["id"]).get("warned_of") != subscription["trial_end"]:
            yield due(subscription["trial_end"] - subscriptions.WARNING_SECONDS, _warn)
        yield due(subscription["trial_end"], _end_trial)
    elif status != "paused":
        yield due(subscriptions.period_of(subscription)[1], _renew)


def _expire(standin: StandIn, subscription: JsonObject, account: str) -> None:
    subscriptions.expire_incomplete(standin, subscription, account=account)


def _end(standin: StandIn, subscription: JsonObject, account: str) -> None:
    subscriptions.end(standin, subscription, account=account, reason="cancellation_requested")


def _warn(standin: StandIn, subscription: JsonObject, account: str) -> None:
    subscriptions.warn(standin, subscription, account=account)


def _end_trial(standin: StandIn, subscription: JsonObject, account: str) -> None:
    subscriptions.end_trial(standin, subscription, account=account)


def _renew(standin: StandIn, subscription: JsonObject, account: str) -> None:
    subscriptions.renew(standin, subscription, account=account)


def _retry(standin: StandIn, invoice: JsonObject, account: str) -> None:
    """Try a failed invoice once more with the card that is kept now."""
    subscription_id = invoice["parent"]["subscription_details"]["subscription"]
    subscription = standin.store.find(subscription_id, kind=subscriptions.KIND, account=account)
    assert subscription is not None  # noqa: S101 - invoices are made for subscriptions only
    method = subscriptions.method_of(standin, subscription)
    failure = invoices.collect(standin, invoice, method, account=account, automatic=True)
    subscriptions.after_payment(standin, invoice, failure, account=account)
