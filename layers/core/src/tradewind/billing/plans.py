"""The plans there are, from ``plans.json`` beside this file: their prices and limits are written nowhere else."""

import json
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from tradewind.kit.money import Money


class PlanCode(StrEnum):
    """``free`` is what an account without a subscription has."""

    FREE = "free"
    STARTER = "starter"
    GROWTH = "growth"
    PRO = "pro"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one account may have.

    Attributes:
        stores: open ones.
        products: of each store, archived ones not counted.
        ai_credits: of all stores together in a calendar month (UTC); one is one US cent of model cost.
    """

    stores: int
    products: int
    ai_credits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One of the plans. ``lookup_key`` names its price at Stripe; the free one has none."""

    code: PlanCode
    name: str
    summary: str
    monthly_price: Money
    lookup_key: str | None
    limits: Limits


@cache
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resources.files("tradewind.billing").joinpath("plans.json").read_text())
    return loaded


@cache
def all_plans() -> tuple[Plan, ...]:
    """Every plan, cheapest first."""
    return tuple(_plan(entry, _file()["currency"]) for entry in _file()["plans"])


def _plan(entry: dict[str, Any], currency: str) -> Plan:
    return Plan(
        code=PlanCode(entry["code"]),
        name=entry["name"],
        summary=entry["summary"],
        monthly_price=Money(entry["monthly_price"], currency),
        lookup_key=entry["lookup_key"],
        limits=Limits(stores=entry["stores"], products=entry["products"], ai_credits=entry["ai_credits"]),
    )


def paid_plans() -> tuple[Plan, ...]:
    """Those that are subscribed to."""
    return tuple(plan for plan in all_plans() if plan.lookup_key)


def plan_of(code: PlanCode) -> Plan:
    """The plan with a code."""
    return next(plan for plan in all_plans() if plan.code is code)


def find_plan(*names: str | None) -> PlanCode | None:
    """The plan that one of ``names`` (a code or a lookup key) stands for; None if none does."""
    known = {plan.code.value: plan.code for plan in all_plans()} | {
        plan.lookup_key: plan.code for plan in paid_plans() if plan.lookup_key
    }
    return next((known[name] for name in names if name in known), None)


def included() -> tuple[str, ...]:
    """What every plan has."""
    return tuple(_file()["included"])


def trial_days() -> int:
    """How long the first subscription of a customer is free."""
    return int(_file()["trial_days"])


def grace() -> timedelta:
    """How long a plan goes on after a payment failed first."""
    return timedelta(days=_file()["grace_days"])


def over_limit_time() -> timedelta:
    """How long an account that has more stores than its plan may keep all of them open."""
    return timedelta(days=_file()["over_limit_days"])
