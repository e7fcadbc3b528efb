"""Connected accounts: onboarding behind a single-use link, restrictions, and who may act for whom."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from local.stripe.testing import StripeServer, http
from tests.unit.local_stripe.conftest import Shop, cart

DONE = "https://shop.test/connect/done"
AGAIN = "https://shop.test/connect/again"


def _account(client: stripe.StripeClient, **params: Any) -> stripe.Account:
    fields: Any = {"type": "express", "country": "DE", "email": "lea@example.com", **params}
    return client.v1.accounts.create(fields)


def test_a_new_account_has_everything_ahead(client: stripe.StripeClient) -> None:
    account = _account(
        client, business_profile={"name": "Lea's lanterns", "url": "https://lea.test"}, metadata={"store": "7"}
    )
    assert (account.details_submitted, account.charges_enabled, account.payouts_enabled) == (False, False, False)
    assert (account.country, account.default_currency, account.type) == ("DE", "eur", "express")
    assert account.requirements
    assert account.requirements.currently_due
    assert account.requirements.disabled_reason == "requirements.past_due"
    read = client.v1.accounts.retrieve(account.id)
    assert read.business_profile
    assert (read.business_profile.name, read.metadata.to_dict()) == ("Lea's lanterns", {"store": "7"})  # type: ignore[union-attr]
    assert [each.id for each in client.v1.accounts.list()] == [account.id]


def test_the_controller_form_says_who_pays_and_who_shows(client: stripe.StripeClient) -> None:
    account = client.v1.accounts.create(
        {
            "controller": {
                "fees": {"payer": "application"},
                "losses": {"payments": "application"},
                "stripe_dashboard": {"type": "express"},
            }
        }
    )
    assert account.controller
    assert account.controller.stripe_dashboard
    assert (account.type, account.controller.stripe_dashboard.type) == ("none", "express")
    with pytest.raises(stripe.InvalidRequestError, match="requires `controller"):
        client.v1.accounts.create({"controller": {"losses": {"payments": "application"}}})
    both: Any = {"type": "standard", "controller": {"fees": {"payer": "account"}}}
    with pytest.raises(stripe.InvalidRequestError, match="only specify one"):
        client.v1.accounts.create(both)


@pytest.mark.parametrize(
    ("do", "submitted", "able", "due"),
    [
        ("complete", True, True, []),
        ("incomplete", True, False, ["individual.verification.document"]),
    ],
)
def test_onboarding_ends_as_the_owner_chooses(
    server: StripeServer, client: stripe.StripeClient, shop: Shop, do: str, submitted: bool, able: bool, due: list[str]
) -> None:
    account = _account(client)

    answer = server.onboard(server.onboarding_url(account.id), do)

    assert (answer.status_code, answer.headers["location"]) == (303, DONE)
    read = client.v1.accounts.retrieve(account.id)
    assert (read.details_submitted, read.charges_enabled, read.payouts_enabled) == (submitted, able, able)
    assert read.requirements
    assert read.requirements.currently_due == due
    server.deliver()
    assert [(event.type, event.account) for event in shop.received] == [("account.updated", account.id)]


def test_going_back_changes_nothing(server: StripeServer, client: stripe.StripeClient) -> None:
    account = _account(client)
    answer = server.onboard(server.onboarding_url(account.id), "back")
    assert answer.headers["location"] == DONE
    assert client.v1.accounts.retrieve(account.id).details_submitted is False
    assert server.events() == []


def test_a_link_opens_once(server: StripeServer, client: stripe.StripeClient) -> None:
    url = server.onboarding_url(_account(client).id)
    page = http().get(url)
    assert page.status_code == 200
    assert "Local stand-in" in page.text
    assert "lea@example.com" in page.text
    assert http().get(url).headers["location"] == AGAIN
    assert server.onboard(url).headers["location"] == AGAIN  # without the page's token

    visit = page.text.split('name="visit" value="')[1].split('"')[0]
    assert server.onboard(url, visit=visit).headers["location"] == DONE
    assert server.onboard(url, visit=visit).headers["location"] == AGAIN
    assert len(server.events("account.updated")) == 1


def test_a_link_expires_after_five_minutes(server: StripeServer, client: stripe.StripeClient) -> None:
    account = _account(client)
    early, late = server.onboarding_url(account.id), server.onboarding_url(account.id)
    server.advance(299)
    assert http().get(early).status_code == 200
    server.advance(1)
    assert http().get(late).headers["location"] == AGAIN
    assert server.onboard(late).headers["location"] == AGAIN
    assert client.v1.accounts.retrieve(account.id).details_submitted is False


def test_links_ask_for_what_they_need(client: stripe.StripeClient) -> None:
    account = _account(client)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.account_links.create({"account": account.id, "type": "account_onboarding", "return_url": DONE})
    assert (refusal.value.code, refusal.value.param) == ("parameter_missing", "refresh_url")
    with pytest.raises(stripe.InvalidRequestError, match="No such account"):
        client.v1.account_links.create({"account": "acct_x", "type": "account_onboarding"})
    with pytest.raises(stripe.InvalidRequestError, match="has not completed onboarding"):
        client.v1.accounts.login_links.create(account.id)


def test_the_dashboard_opens_after_onboarding(server: StripeServer, client: stripe.StripeClient) -> None:
    account = server.connect_account(business_profile={"name": "<b>Lea</b>"})
    session = client.v1.checkout.sessions.create(cart(), {"stripe_account": account})
    server.pay(session.url)
    page = http().get(client.v1.accounts.login_links.create(account).url)
    assert page.status_code == 200
    assert "&lt;b&gt;Lea&lt;/b&gt;" in page.text
    assert "$39.98" in page.text


def test_unknown_accounts_cannot_be_acted_for(client: stripe.StripeClient) -> None:
    for act in (
        lambda: client.v1.checkout.sessions.create(cart(), {"stripe_account": "acct_nobody"}),
        lambda: client.v1.accounts.retrieve("acct_nobody"),
    ):
        with pytest.raises(stripe.PermissionError) as refusal:
            act()
        assert refusal.value.error
        assert (refusal.value.http_status, refusal.value.error.code) == (403, "account_invalid")


def test_an_account_sells_only_while_it_may_charge(server: StripeServer, client: stripe.StripeClient) -> None:
    account = _account(client).id
    for enabled in (None, True, False, True):
        if enabled is not None:
            server.control(f"/_test/accounts/{account}", charges_enabled=enabled)
        if enabled:
            assert client.v1.checkout.sessions.create(cart(), {"stripe_account": account}).url
        else:
            with pytest.raises(stripe.InvalidRequestError, match="cannot currently make charges"):
                client.v1.checkout.sessions.create(cart(), {"stripe_account": account})
    assert [event["data"]["object"]["charges_enabled"] for event in server.events("account.updated")] == [
        True, False, True
    ]  # fmt: skip
    assert server.control("/_test/accounts/acct_x", charges_enabled=True).status_code == 404
    assert server.control(f"/_test/accounts/{account}", charges_enabled="maybe").status_code == 400


def test_an_update_merges_and_tells(server: StripeServer, client: stripe.StripeClient) -> None:
    account = _account(client, metadata={"a": "1"}, business_profile={"name": "Lea"}).id
    client.v1.accounts.update(
        account,
        {
            "metadata": {"b": "2"},
            "business_profile": {"support_email": "help@lea.test"},
            "capabilities": {"sepa_debit_payments": {"requested": True}},
        },
    )
    read = client.v1.accounts.retrieve(account)
    assert read.business_profile
    assert (read.business_profile.name, read.business_profile.support_email) == ("Lea", "help@lea.test")
    assert read.metadata.to_dict() == {"a": "1", "b": "2"}  # type: ignore[union-attr]
    assert read.capabilities.to_dict() == {  # type: ignore[union-attr]
        "card_payments": "inactive", "transfers": "inactive", "sepa_debit_payments": "inactive",
    }  # fmt: skip
    assert [event["account"] for event in server.events("account.updated")] == [account]


# Application fees


def test_the_platform_takes_its_part_and_gives_it_back(server: StripeServer, client: stripe.StripeClient) -> None:
    account = server.connect_account()
    mine: Any = {"stripe_account": account}
    session = client.v1.checkout.sessions.create(
        cart(payment_intent_data={"application_fee_amount": 400, "metadata": {"order": "7"}}), mine
    )
    server.pay(session.url)
    charge = client.v1.charges.list({"expand": ["data.balance_transaction"]}, mine).data[0]
    entry: Any = charge.balance_transaction
    assert (charge.application_fee_amount, charge.metadata.to_dict()) == (400, {"order": "7"})
    assert [(fee.type, fee.amount) for fee in entry.fee_details] == [("stripe_fee", 146), ("application_fee", 400)]
    assert (entry.fee, entry.net) == (546, 3998 - 546)
    fee = client.v1.application_fees.retrieve(str(charge.application_fee))
    assert (fee.amount, fee.account, fee.charge, fee.amount_refunded) == (400, account, charge.id, 0)

    half = client.v1.refunds.create(
        {"charge": charge.id, "amount": 1999, "refund_application_fee": True, "expand": ["balance_transaction"]}, mine
    )
    booked: Any = half.balance_transaction
    assert (booked.amount, booked.fee, booked.net) == (-1999, -200, -1799)
    client.v1.refunds.create({"charge": charge.id, "refund_application_fee": True}, mine)
    fee = client.v1.application_fees.retrieve(fee.id)
    assert (fee.amount_refunded, fee.refunded, len(fee.refunds.data)) == (400, True, 2)
    told = [(event["type"], event.get("account")) for event in server.events() if "application_fee" in event["type"]]
    assert told == [("application_fee.created", None)] + [("application_fee.refunded", None)] * 2


def test_a_refund_leaves_the_fee_unless_asked(server: StripeServer, client: stripe.StripeClient) -> None:
    mine: Any = {"stripe_account": server.connect_account()}
    session = client.v1.checkout.sessions.create(cart(payment_intent_data={"application_fee_amount": 400}), mine)
    server.pay(session.url)
    charge = client.v1.charges.list({}, mine).data[0]
    client.v1.refunds.create({"charge": charge.id}, mine)
    assert client.v1.application_fees.retrieve(str(charge.application_fee)).amount_refunded == 0


def test_fees_need_an_account_and_a_larger_total(server: StripeServer, client: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="Can only apply an application_fee_amount"):
        client.v1.checkout.sessions.create(cart(payment_intent_data={"application_fee_amount": 1}))
    mine: Any = {"stripe_account": server.connect_account()}
    with pytest.raises(stripe.InvalidRequestError, match="no more than the total"):
        client.v1.checkout.sessions.create(cart(payment_intent_data={"application_fee_amount": 3999}), mine)
