"""A customer looks after their own subscription in the billing portal, by page or with one request."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
import stripe

from local.stripe.testing import StripeServer, http
from tests.unit.local_stripe.billing import DAY, DECLINED, DECLINED_LATER, again, period, price, subscribe, trial
from tests.unit.local_stripe.conftest import NOW

RETURN = "https://app.test/settings/billing"


def _open(client: stripe.StripeClient, subscription: stripe.Subscription, **changes: Any) -> str:
    params: Any = {"customer": str(subscription.customer), "return_url": RETURN} | changes
    return client.v1.billing_portal.sessions.create(params).url


def _do(url: str, do: str, **fields: str) -> httpx2.Response:
    return http().post(url, data={"do": do, **fields})


def _fails(server: StripeServer, subscription: stripe.Subscription) -> None:
    server.control(f"/_test/customers/{subscription.customer}/card", outcome="declines")


def test_the_page_shows_the_plan_the_card_and_the_invoices(server: StripeServer, client: stripe.StripeClient) -> None:
    price(client, 7900, name="Pro")
    subscription = subscribe(server, client)
    page = http().get(_open(client, subscription))
    assert page.status_code == 200
    for text in ("Growth", "$29.00 per month", "Renews on", "Pro", "$79.00 per month", "Visa •••• 4242", "-0001",
                 "Back to app.test", RETURN, "Cancel subscription"):  # fmt: skip
        assert text in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_a_plan_is_changed(server: StripeServer, client: stripe.StripeClient) -> None:
    pro = price(client, 7900, name="Pro")
    subscription = subscribe(server, client)
    url = _open(client, subscription)
    answer = _do(url, "change", price=pro)
    assert (answer.status_code, "done=change" in answer.headers["location"]) == (303, True)
    assert "Your plan is changed." in server.get(answer.headers["location"]).text
    changed = again(client, subscription)
    assert changed["items"].data[0].price.id == pro
    assert server.events("customer.subscription.updated")[-1]["data"]["previous_attributes"]["items"]
    assert _do(url, "change", price=pro).status_code == 400
    assert _do(url, "change", price="price_gone").status_code == 400


def test_only_active_prices_are_offered(server: StripeServer, client: stripe.StripeClient) -> None:
    old = price(client, 1900, name="Legacy")
    client.v1.prices.update(old, {"active": False})
    subscription = subscribe(server, client)
    url = _open(client, subscription)
    assert "Legacy" not in http().get(url).text
    assert _do(url, "change", price=old).status_code == 400


def test_leaving_and_staying(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    url = _open(client, subscription)
    assert _do(url, "keep").status_code == 400
    assert _do(url, "cancel", feedback="bored").status_code == 400
    assert _do(url, "cancel", feedback="too_expensive").status_code == 303
    leaving = again(client, subscription)
    assert (leaving.status, leaving.cancel_at_period_end, leaving.cancel_at) == ("active", True, period(leaving)[1])
    assert leaving.cancellation_details
    assert leaving.cancellation_details.feedback == "too_expensive"
    assert "Keep the subscription" in http().get(url).text
    assert _do(url, "keep").status_code == 303
    assert again(client, subscription).cancel_at is None


def test_another_card_pays_the_next_period(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    assert _do(_open(client, subscription), "card", card="5555 5555 5555 4444").status_code == 303
    server.advance(period(subscription)[1] - NOW)
    charge: Any = client.v1.charges.list().data[0]
    assert (charge.amount, charge.payment_method_details.card.last4) == (2900, "4444")
    customer: Any = client.v1.customers.retrieve(str(subscription.customer))
    assert customer.invoice_settings.default_payment_method == again(client, subscription).default_payment_method


def test_a_card_with_mistakes_changes_nothing(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    url = _open(client, subscription)
    wrong = _do(url, "card", card="4242 4242 4242 4241", expiry="01 / 20", cvc="1")
    assert wrong.status_code == 400
    for text in ("card number is not complete", "date is in the past", "security code has 3 digits"):
        assert text in wrong.text
    declined = _do(url, "card", card=DECLINED)
    assert (declined.status_code, "Your card was declined." in declined.text) == (402, True)
    assert again(client, subscription).default_payment_method == subscription.default_payment_method
    filled = _do(url, "fill:4000 0000 0000 0002")
    assert (filled.status_code, 'value="4000 0000 0000 0002"' in filled.text) == (200, True)


def test_a_new_card_pays_what_is_open(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    _fails(server, subscription)
    server.advance(period(subscription)[1] - NOW)
    url = _open(client, subscription)
    page = http().get(url).text
    assert "The last payment of $29.00 did not go through." in page
    assert "Save card and pay $29.00" in page
    assert _do(url, "pay").status_code == 402
    assert _do(url, "card", card=DECLINED_LATER).status_code == 402
    assert again(client, subscription).status == "past_due"
    assert _do(url, "card").status_code == 303
    assert again(client, subscription).status == "active"
    assert client.v1.invoices.list({"status": "open"}).data == []
    server.advance(10 * DAY)
    assert len(client.v1.invoices.list().data) == 2


def test_a_card_wakes_a_paused_subscription(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(
        server, client, do="start", subscription_data=trial(), payment_method_collection="if_required"
    )
    server.advance(20 * DAY)
    url = _open(client, subscription)
    assert "Your trial ended without a card." in http().get(url).text
    assert _do(url, "resume").status_code == 400
    assert _do(url, "card").status_code == 303
    assert again(client, subscription).status == "active"
    assert server.events("customer.subscription.resumed") != []
    assert client.v1.charges.list().data[0].amount == 2900


def test_a_single_invoice_has_a_page_that_takes_a_card(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    _fails(server, subscription)
    server.advance(period(subscription)[1] - NOW)
    owed = client.v1.invoices.list({"status": "open"}).data[0]
    assert owed.hosted_invoice_url
    assert "Pay $29.00" in http().get(owed.hosted_invoice_url).text
    assert http().post(owed.hosted_invoice_url, data={"card": DECLINED}).status_code == 402
    assert http().post(owed.hosted_invoice_url, data={}).status_code == 303
    assert "Paid on" in http().get(owed.hosted_invoice_url).text
    assert again(client, subscription).status == "active"
    assert server.get("/i/in_gone").status_code == 404


def test_a_configuration_says_what_customers_may_do(server: StripeServer, client: stripe.StripeClient) -> None:
    pro, team = price(client, 7900, name="Pro"), price(client, 9900, name="Team")
    subscription = subscribe(server, client)
    product = str(client.v1.prices.retrieve(pro).product)
    configuration = client.v1.billing_portal.configurations.create(
        {
            "business_profile": {"headline": "Manage your plan"},
            "features": {
                "payment_method_update": {"enabled": False},
                "subscription_cancel": {"enabled": True, "mode": "immediately"},
                "subscription_update": {
                    "enabled": True,
                    "default_allowed_updates": ["price"],
                    "proration_behavior": "always_invoice",
                    "products": [{"product": product, "prices": [pro]}],
                },
            },
        }
    )
    assert client.v1.billing_portal.configurations.list({"is_default": False}).data[0].id == configuration.id
    url = _open(client, subscription, configuration=configuration.id)
    page = http().get(url).text
    assert ("Manage your plan" in page, "Team" in page, "Use another card" in page, "Invoices" in page) == (
        True, False, False, False
    )  # fmt: skip
    assert _do(url, "card").status_code == 400
    assert _do(url, "change", price=team).status_code == 400
    assert _do(url, "change", price=pro).status_code == 303
    assert client.v1.invoices.list().data[0].billing_reason == "subscription_update"
    assert _do(url, "cancel").status_code == 303
    assert again(client, subscription).status == "canceled"
    assert "There is no subscription." in http().get(url).text
    off = client.v1.billing_portal.configurations.update(
        configuration.id, {"active": False, "features": {"subscription_cancel": {"enabled": False}}}
    )
    assert (off.active, off.features.subscription_cancel.enabled) == (False, False)


def test_a_session_lasts_an_hour(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    url = _open(client, subscription)
    server.advance(3600)
    assert http().get(url).status_code == 410
    assert _do(url, "cancel").status_code == 410
    assert again(client, subscription).cancel_at is None
    assert server.get("/p/session/bps_gone").status_code == 404


def test_names_are_escaped(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client, price_id=price(client, name="<script>alert(1)</script>"))
    assert "<script>alert" not in http().get(_open(client, subscription)).text
    assert "<script>alert" not in server.get("/").text


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"customer": "cus_gone"}, "resource_missing", "customer"),
        ({"return_url": "billing"}, "url_invalid", "return_url"),
        ({"configuration": "bpc_gone"}, "resource_missing", "configuration"),
        ({"flow_data": {"type": "payment_method_update"}}, "local_stand_in_unsupported", "flow_data"),
    ],
)
def test_wrong_parameters_are_refused_by_name(
    server: StripeServer, client: stripe.StripeClient, changes: dict[str, Any], code: str, param: str
) -> None:
    subscription = subscribe(server, client)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        _open(client, subscription, **changes)
    assert (refusal.value.code, refusal.value.param) == (code, param)
