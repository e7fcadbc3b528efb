"""Stripe in test mode: does our request pass, and does the answer look as the stand-in says?"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from pydantic import SecretStr

from tradewind.adapters.stripe_accounts import StripeAccounts
from tradewind.adapters.stripe_billing import StripeBilling
from tradewind.adapters.stripe_payments import StripePayments
from tradewind.billing.models import SubscriptionStatus
from tradewind.billing.plans import PlanCode, paid_plans, plan_of
from tradewind.billing.ports import PlanCheckout
from tradewind.checkout.models import AppliedDiscount, Line, ShippingChoice, TaxAmount
from tradewind.checkout.ports import SessionRequest
from tradewind.kit.clock import utc_now
from tradewind.kit.ids import id_factory
from tradewind.kit.money import Money
from tradewind.selling.models import TaxMode
from tradewind.settings import StripeSettings

pytestmark = pytest.mark.live


@pytest.fixture
def stripe_settings(credential: Callable[[str], str]) -> StripeSettings:
    """Settings of a real account in test mode."""
    key = credential("STRIPE_TEST_SECRET_KEY")
    assert key.startswith("sk_test_"), "only with a test-mode key"
    return StripeSettings(stripe_secret_key=SecretStr(key))


def test_a_checkout_session_is_created_once_and_expires(stripe_settings: StripeSettings) -> None:
    payments = StripePayments(stripe_settings)
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


def test_a_page_with_everything_on_comes_to_our_total(stripe_settings: StripeSettings) -> None:
    """Coupon, shipping rate, tax line and countries, as ``checkout/pricing.py`` makes them."""
    payments = StripePayments(stripe_settings)
    checkout_id = id_factory(utc_now)("chk")
    usd = partial(Money, currency="USD")
    line = Line(
        product_id="prd_live",
        variant_id="var_live",
        title="Live test",
        variant_name="",
        sku="",
        quantity=2,
        unit_price=usd(1250),
    )
    request = SessionRequest(
        store_id="str_live",
        checkout_id=checkout_id,
        order_id=checkout_id.replace("chk_", "ord_"),
        lines=[line],
        locale="de-DE",
        success_url="https://example.com/success?session_id={CHECKOUT_SESSION_ID}",
        cancel_url="https://example.com/cart",
        expires_at=(utc_now() + timedelta(minutes=31)).replace(microsecond=0),
        customer_email="live@example.com",
        discount=AppliedDiscount(code="LIVE10", amount=usd(250)),
        shipping=ShippingChoice(rate_id="shr_1", name="Parcel", price=usd(500), min_days=2, max_days=4),
        tax=TaxAmount(mode=TaxMode.MANUAL, name="VAT", basis_points=1900, amount=usd(523), on_shipping=usd(95)),
        allowed_countries=("DE",),
    )
    session = payments.create_session(request, key=checkout_id)
    found = payments._client.v1.checkout.sessions.retrieve(session.id)
    assert found.amount_total == 2500 - 250 + 500 + 523
    assert payments.expire_session(session.id, account_id=None).state == "expired"
    assert list(payments.list_paid_sessions(account_id=None, since=utc_now() - timedelta(minutes=5))) is not None


def test_an_account_can_be_made_and_onboarded(stripe_settings: StripeSettings) -> None:
    """Needs Connect to be switched on for the account of the key; leaves one test account behind."""
    accounts = StripeAccounts(stripe_settings)
    store_id = id_factory(utc_now)("str")
    account = accounts.create_account(store_id=store_id, country="US", email="live@example.com", url="")
    assert accounts.create_account(store_id=store_id, country="US", email="live@example.com", url="") == account
    assert not account.charges_enabled
    url = accounts.onboarding_url(
        account.account_id, return_url="https://example.com/a", refresh_url="https://example.com/b"
    )
    assert url.startswith("https://connect.stripe.com/")


def test_a_subscription_begins_changes_and_ends(stripe_settings: StripeSettings) -> None:
    """Prices by lookup key, a trial as the page would make it, a change, the end. Leaves a test customer behind."""
    billing = StripeBilling(stripe_settings)
    back = "https://example.com/account/billing"
    billing.set_up(paid_plans(), return_url=back)
    assert all("was made" not in line for line in billing.set_up(paid_plans(), return_url=back))
    user_id = id_factory(utc_now)("usr")
    customer = billing.create_customer(user_id=user_id, email="live@example.com")
    checkout = PlanCheckout(
        user_id=user_id,
        customer_id=customer,
        plan=plan_of(PlanCode.STARTER),
        trial_days=14,
        success_url=back,
        cancel_url=back,
    )
    page = billing.start_checkout(checkout, key=user_id)
    assert page.url.startswith("https://checkout.stripe.com/")
    assert billing.start_checkout(checkout, key=user_id).id == page.id
    assert billing.open_portal(customer, return_url=back).startswith("https://billing.stripe.com/")
    price = billing._price(plan_of(PlanCode.STARTER))
    made = billing._client.v1.subscriptions.create(
        {"customer": customer, "items": [{"price": price}], "trial_period_days": 14}
    )
    billing.change_plan(made.id, plan_of(PlanCode.PRO), now_due=False)
    (found,) = billing.list_subscriptions(customer)
    assert (found.status, found.plan, found.livemode) == (SubscriptionStatus.TRIALING, PlanCode.PRO, False)
    billing.cancel(made.id, at_period_end=False)
    billing.cancel(made.id, at_period_end=False)
    assert billing.list_subscriptions(customer)[0].status is SubscriptionStatus.CANCELED
