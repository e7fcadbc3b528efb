"""Stripe in test mode: does our request pass, and does the answer look as the stand-in says?"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pydantic import SecretStr

from tradewind.adapters.stripe_payments import StripePayments
from tradewind.checkout.models import Line
from tradewind.checkout.ports import SessionRequest
from tradewind.kit.clock import utc_now
from tradewind.kit.ids import id_factory
from tradewind.kit.money import Money
from tradewind.settings import StripeSettings

pytestmark = pytest.mark.live


def test_a_checkout_session_is_created_once_and_expires(credential: Callable[[str], str]) -> None:
    key = credential("STRIPE_TEST_SECRET_KEY")
    assert key.startswith("sk_test_"), "only with a test-mode key"
    payments = StripePayments(StripeSettings(stripe_secret_key=SecretStr(key)))
    checkout_id = id_factory(utc_now)("chk")
    request = SessionRequest(
        store_id="str_live",
        checkout_id=checkout_id,
        order_id=checkout_id.replace("chk", "ord"),
        lines=[
            Line(
                product_id="prd_live",
                variant_id="var_live",
                title="Live test",
                variant_name="Red",
                sku="",
                quantity=2,
                unit_price=Money(1250, "USD"),
            )
        ],
        locale="en-US",
        success_url="https://example.com/success?session_id={CHECKOUT_SESSION_ID}",
        cancel_url="https://example.com/cart",
        expires_at=(utc_now() + timedelta(minutes=31)).replace(microsecond=0),
        customer_email="live@example.com",
    )
    session = payments.create_session(request, key=checkout_id)
    assert payments.create_session(request, key=checkout_id).id == session.id
    assert payments.get_session(session.id, account_id=None).state == "open"
    payments._client.v1.checkout.sessions.expire(session.id)
    assert payments.get_session(session.id, account_id=None).state == "expired"
