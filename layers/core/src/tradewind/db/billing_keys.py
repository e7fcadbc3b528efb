"""Keys of plans and subscriptions."""

import hashlib

from tradewind.db.keys import Key


def account_partition(user_id: str) -> str:
    """What belongs to an account."""
    return f"USER#{user_id}"


def account_plan(user_id: str) -> Key:
    """What an account has subscribed to."""
    return Key(account_partition(user_id), "PLAN")


PLANS_DUE = "PLANS#DUE"
"""gsi2 partition: plans that have to be looked at, by when."""


def customer(customer_id: str) -> Key:
    """The way from a customer at Stripe to the account."""
    return Key(f"STRIPE_CUSTOMER#{customer_id}", "CUSTOMER")


def trial(kind: str, value: str) -> Key:
    """A trial that was had, by the digest of an ``email`` or a ``card``: it outlives the account and names nobody."""
    digest = hashlib.sha256(f"trial\0{kind}\0{value}".encode()).hexdigest()[:32]
    return Key(f"TRIAL#{digest}", "TRIAL")


def account_ai_month(user_id: str, month: str) -> Key:
    """What models cost all stores of an account in one month (``2026-11``, UTC), and what is reserved."""
    return Key(account_partition(user_id), f"AI_MONTH#{month}")
