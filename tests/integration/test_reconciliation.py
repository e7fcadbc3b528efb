"""Payments whose event was lost: found, settled and called out."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from functions.payment_schedule.handler import handler as reconcile
from tests.stripe_events import session_event
from tests.world import Json, Merchant, World
from tradewind.adapters.stripe_events import read_notice
from tradewind.checkout.errors import PaymentUnavailableError
from tradewind.checkout.models import PaymentNotice


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def paid_session(world: World, store: Json, checkout: Json, *, ago: timedelta, amount: int = 2500) -> PaymentNotice:
    notice = read_notice(session_event(checkout, store_id=store["id"], amount=amount))
    assert notice is not None
    return replace(notice, event_id=f"reconciled:{notice.session_id}", paid_at=world.clock() - ago)


def orders(ann: Merchant, store: Json) -> list[Any]:
    rows: list[Any] = ann.get(f"/stores/{store['id']}/orders").json()["items"]
    return rows


def test_a_lost_event_is_settled_and_counted_once(world: World, ann: Merchant, store: Json) -> None:
    checkout = world.start_checkout(store, (ann.add_product(store), 1)).json()
    lost = paid_session(world, store, checkout, ago=timedelta(hours=1))
    world.payments.paid_sessions[None] = [lost]
    assert reconcile({}, None) == {"sessions": 1, "missing": 1, "unreachable": 0}
    assert [order["status"] for order in orders(ann, store)] == ["paid"]
    assert reconcile({}, None) == {"sessions": 1, "missing": 0, "unreachable": 0}
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    world.drain()
    assert (len(orders(ann, store)), len(world.mail.sent)) == (1, 1)


def test_an_event_that_is_still_on_its_way_raises_no_alarm(world: World, ann: Merchant, store: Json) -> None:
    checkout = world.start_checkout(store, (ann.add_product(store), 1)).json()
    world.payments.paid_sessions[None] = [paid_session(world, store, checkout, ago=timedelta(minutes=5))]
    assert reconcile({}, None)["missing"] == 0
    assert orders(ann, store) == []


def test_every_connected_account_is_asked_and_one_that_fails_stops_nothing(
    world: World, ann: Merchant, store: Json
) -> None:
    account_id = _connect(world, ann, store)
    checkout = world.start_checkout(store, (ann.add_product(store), 1)).json()
    lost = replace(paid_session(world, store, checkout, ago=timedelta(hours=2)), account_id=account_id)
    world.payments.paid_sessions[account_id] = [lost]
    world.payments.faults.append(PaymentUnavailableError())
    assert reconcile({}, None) == {"sessions": 1, "missing": 1, "unreachable": 1}
    assert len(orders(ann, store)) == 1


def test_a_session_that_names_somebody_else_s_checkout_settles_nothing(
    world: World, ann: Merchant, store: Json
) -> None:
    account_id = _connect(world, ann, store)
    victim = ann.open_store()
    checkout = world.start_checkout(victim, (ann.add_product(victim), 1)).json()
    forged = replace(paid_session(world, victim, checkout, ago=timedelta(hours=2)), account_id=account_id)
    world.payments.paid_sessions[account_id] = [forged]
    reconcile({}, None)
    assert orders(ann, victim) == []


def _connect(world: World, ann: Merchant, store: Json) -> str:
    ann.post(f"/stores/{store['id']}/payments/onboarding", {"return_path": "/x"})
    account_id: str = ann.get(f"/stores/{store['id']}/payments").json()["account_id"]
    world.accounts.finish(account_id)
    ann.post(f"/stores/{store['id']}/payments/refresh", {})
    return account_id
