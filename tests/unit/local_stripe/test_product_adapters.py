"""The product's own Stripe adapters against the stand-in: what one sends, the other takes and tells back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from local.stripe.testing import StripeServer
from tests.unit.local_stripe.conftest import NOW
from tradewind.adapters.stripe_accounts import StripeAccounts
from tradewind.adapters.stripe_events import read_account_update, read_notice, read_order_notice
from tradewind.adapters.stripe_orders import StripeOrderPayments
from tradewind.adapters.stripe_payments import StripePayments
from tradewind.checkout.errors import PaymentRefusedError
from tradewind.checkout.models import AppliedDiscount, Line, NoticeKind, ShippingChoice, TaxAmount
from tradewind.checkout.ports import SessionRequest
from tradewind.kit.money import Money
from tradewind.orders.models import Order, OrderStatus, Payment, Refund, RefundStatus
from tradewind.orders.notices import DisputeNotice
from tradewind.selling.models import PaymentAccount, TaxMode
from tradewind.settings import StripeSettings

AT = datetime.fromtimestamp(NOW, UTC)


def eur(amount: int) -> Money:
    return Money(amount, "EUR")


@pytest.fixture
def settings(server: StripeServer) -> StripeSettings:
    return StripeSettings(stripe_secret_key=SecretStr("sk_test_x"), stripe_api_base=server.url)


def _account(settings: StripeSettings) -> PaymentAccount:
    return StripeAccounts(settings).create_account(
        store_id="str_1", country="DE", email="lea@example.com", url="https://lea.test"
    )


@pytest.fixture
def account(server: StripeServer, settings: StripeSettings) -> str:
    """An account that may sell."""
    made = _account(settings)
    server.control(f"/_test/accounts/{made.account_id}", charges_enabled=True)
    return made.account_id


def _request(account: str | None, **changes: Any) -> SessionRequest:
    mug = Line(
        product_id="p", variant_id="v", title="Mug", variant_name="Blue", sku="M", quantity=2, unit_price=eur(2000)
    )
    values: dict[str, Any] = {
        "store_id": "str_1",
        "checkout_id": "chk_1",
        "order_id": "ord_1",
        "lines": (mug,),
        "locale": "de-DE",
        "success_url": "https://lea.test/thanks",
        "cancel_url": "https://lea.test/cart",
        "expires_at": AT + timedelta(hours=1),
        "customer_email": None,
        "account_id": account,
    }
    return SessionRequest(**(values | changes))


def _order(account: str, intent: str, total: int) -> Order:
    return Order(
        id="ord_1",
        store_id="str_1",
        number=1,
        status=OrderStatus.PAID,
        lines=(),
        total=eur(total),
        placed_at=AT,
        payment=Payment(session_id="cs", payment_intent=intent, account_id=account),
    )


def test_an_account_is_opened_and_finished(server: StripeServer, settings: StripeSettings) -> None:
    accounts = StripeAccounts(settings)
    made = _account(settings)
    assert (made.charges_enabled, made.country, bool(made.requirements_due)) == (False, "DE", True)
    assert _account(settings).account_id == made.account_id
    url = accounts.onboarding_url(
        made.account_id, return_url="https://lea.test/done", refresh_url="https://lea.test/again"
    )

    assert server.onboard(url).headers["location"] == "https://lea.test/done"

    assert accounts.get_account(made.account_id).charges_enabled
    assert accounts.dashboard_url(made.account_id).startswith(server.url)
    told = [read_account_update(event) for event in server.events("account.updated")]
    assert [(update[0], update[1].charges_enabled) for update in told if update] == [("str_1", True)]


def test_an_unfinished_account_cannot_sell(settings: StripeSettings) -> None:
    with pytest.raises(PaymentRefusedError):
        StripePayments(settings).create_session(_request(_account(settings).account_id), key="k")
    with pytest.raises(PaymentRefusedError):
        StripePayments(settings).create_session(_request("acct_nobody"), key="k2")


@pytest.mark.parametrize(
    ("tax", "total", "taxed"),
    [
        (None, 3990, 0),
        (TaxAmount(mode=TaxMode.STRIPE, amount=eur(0), on_shipping=eur(0)), 3990 + 665 + 93, 758),
        (TaxAmount(mode=TaxMode.STRIPE, amount=eur(0), on_shipping=eur(0), included=True), 3990, 559 + 78),
        (TaxAmount(mode=TaxMode.MANUAL, amount=eur(700), on_shipping=eur(0), name="MwSt", basis_points=1900), 4690, 0),
    ],
)
def test_a_session_comes_to_what_the_store_worked_out(
    server: StripeServer, settings: StripeSettings, account: str, tax: TaxAmount | None, total: int, taxed: int
) -> None:
    gateway = StripePayments(settings)
    session = gateway.create_session(
        _request(
            account,
            discount=AppliedDiscount(code="WELCOME", amount=eur(500)),
            shipping=ShippingChoice(rate_id="r", name="Paket", price=eur(490), min_days=2, max_days=4),
            tax=tax,
            platform_fee=eur(40),
            allowed_countries=("DE",),
        ),
        key="k",
    )

    server.pay(session.url, shipping_country="DE", shipping_name="Lea", email="maya@example.com")

    assert gateway.get_session(session.id, account_id=account).is_paid
    (event,) = server.events("checkout.session.completed")
    notice = read_notice(event)
    assert notice
    assert (notice.kind, notice.amount, notice.account_id) == (NoticeKind.PAID, eur(total), account)
    assert notice.tax == eur(taxed)
    assert notice.shipping_address
    assert (notice.shipping_address.name, notice.shipping_address.country) == ("Lea", "DE")
    (listed,) = gateway.list_paid_sessions(account_id=account, since=AT)
    assert (listed.session_id, listed.amount, listed.paid_at) == (session.id, eur(total), AT)
    fee = StripeOrderPayments(settings).find_fee(_order(account, notice.payment_intent, total))
    assert fee
    assert fee.amount == eur((total * 290 + 5_000) // 10_000 + 30 + 40)


def test_a_whole_discount_is_paid_by_nobody(server: StripeServer, settings: StripeSettings, account: str) -> None:
    gateway = StripePayments(settings)
    session = gateway.create_session(
        _request(account, discount=AppliedDiscount(code="GIFT", amount=eur(4000))), key="k"
    )
    server.pay(session.url, shipping_country="DE")
    assert gateway.get_session(session.id, account_id=account).is_paid
    (listed,) = gateway.list_paid_sessions(account_id=account, since=AT)
    assert (listed.payment_intent, listed.amount) == ("", eur(0))


def test_refunds_and_disputes_are_told(server: StripeServer, settings: StripeSettings, account: str) -> None:
    session = StripePayments(settings).create_session(_request(account), key="k")
    server.pay(session.url, shipping_country="DE")
    notice = read_notice(server.events("checkout.session.completed")[0])
    assert notice
    order = _order(account, notice.payment_intent, 4000)
    refund = Refund(id="rfd_1", amount=eur(1000), status=RefundStatus.PENDING, created_at=AT)
    server.control("/_test/faults", pending_refunds=1)

    made = StripeOrderPayments(settings).refund(order, refund)
    assert (made.status, made.refund_id, made.amount) == (RefundStatus.PENDING, "rfd_1", eur(1000))
    server.control(f"/_test/refunds/{made.provider_id}/settle", outcome="fails")
    server.control("/_test/refunds", payment_intent=notice.payment_intent, amount=700)
    dispute = server.control("/_test/disputes", payment_intent=notice.payment_intent).json()
    server.control(f"/_test/disputes/{dispute['id']}/settle", outcome="won")

    notices = [told for event in server.events() if (told := read_order_notice(event))]
    refunds = [(told.refund_id, told.status) for told in notices if not isinstance(told, DisputeNotice)]
    assert refunds == [
        ("rfd_1", RefundStatus.PENDING),
        ("rfd_1", RefundStatus.FAILED),
        ("rfd_1", RefundStatus.FAILED),
        (None, RefundStatus.SUCCEEDED),
    ]
    disputes = [told for told in notices if isinstance(told, DisputeNotice)]
    assert [told.status for told in disputes] == ["needs_response", "needs_response", "won", "won"]
    assert [movement.amount for movement in disputes[-1].movements] == [eur(-3300), eur(3300)]
    assert disputes[0].movements[0].fee == eur(1500)
    assert {told.account_id for told in notices} == {account}
