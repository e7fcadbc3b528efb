"""What the stand-in refuses, how it lists, and how it repeats itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import stripe

from local.stripe.testing import StripeServer, http
from tests.unit.local_stripe.conftest import NOW, cart, lines


def _refused(client: stripe.StripeClient, params: Any) -> stripe.InvalidRequestError:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.checkout.sessions.create(params)
    assert refusal.value.http_status in (400, 404)
    return refusal.value


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"sucess_url": "https://x.test"}, "parameter_unknown", "sucess_url"),
        ({"success_url": None}, "parameter_missing", "success_url"),
        ({"success_url": "shop.test/thanks"}, "url_invalid", "success_url"),
        ({"line_items": None}, "parameter_missing", "line_items"),
        ({"mode": "paymnt"}, None, "mode"),
        ({"customer_email": ""}, "parameter_invalid_empty", "customer_email"),
        ({"customer_email": "maya"}, "email_invalid", "customer_email"),
        ({"customer": "cus_nobody"}, "resource_missing", "customer"),
        ({"expires_at": NOW + 1799}, None, "expires_at"),
        ({"expires_at": NOW + 24 * 3600 + 1}, None, "expires_at"),
        ({"expires_at": "soon"}, "parameter_invalid_integer", "expires_at"),
        ({"line_items": lines(49)}, "amount_too_small", None),
        ({"line_items": lines(-1)}, "parameter_invalid_integer", "line_items[0][price_data][unit_amount]"),
        ({"line_items": lines(1251, "kwd")}, "parameter_invalid_integer", "line_items[0][price_data][unit_amount]"),
        ({"line_items": lines(100, "xxx")}, None, "line_items[0][price_data][currency]"),
        ({"line_items": lines(100) + lines(100, "eur")}, None, "line_items"),
        ({"line_items": [{"price": "price_gone", "quantity": 1}]}, "resource_missing", "line_items[0][price]"),
        ({"line_items": [{**lines(100)[0], "colour": "red"}]}, "parameter_unknown", "line_items[0][colour]"),
        ({"metadata": {"k" * 41: "v"}}, None, "metadata"),
        ({"invoice_creation": {"enabled": True}}, "local_stand_in_unsupported", "invoice_creation[enabled]"),
        ({"discounts": [{"coupon": "half"}]}, "resource_missing", "discounts[0][coupon]"),
        ({"discounts": [{"promotion_code": "x"}]}, "local_stand_in_unsupported", "discounts[0][promotion_code]"),
    ],
)
def test_wrong_parameters_are_refused_by_name(
    client: stripe.StripeClient, changes: dict[str, Any], code: str | None, param: str | None
) -> None:
    error = _refused(client, cart(**changes))
    assert (error.code, error.param) == (code, param)


def test_a_missing_nested_parameter_is_named_in_full(client: stripe.StripeClient) -> None:
    broken = [{"quantity": 1, "price_data": {"unit_amount": 100, "product_data": {"name": "Mug"}}}]
    error = _refused(client, cart(line_items=broken))
    assert (error.code, error.param) == ("parameter_missing", "line_items[0][price_data][currency]")


def test_a_recurring_price_is_refused_in_payment_mode(client: stripe.StripeClient) -> None:
    product = client.v1.products.create({"name": "Plan"})
    price = client.v1.prices.create(
        {"product": product.id, "currency": "usd", "unit_amount": 900, "recurring": {"interval": "month"}}
    )
    error = _refused(client, cart(line_items=[{"price": price.id, "quantity": 1}]))
    assert "recurring price" in str(error)


def test_metadata_may_have_numbers_for_names(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(cart(metadata={"0": "zero", "1": "one"}))
    assert session.metadata
    assert session.metadata.to_dict() == {"0": "zero", "1": "one"}


@pytest.mark.parametrize("key", ["sk_live_abcdefghijk", "pk_test_x", "rubbish-rubbish"])
def test_other_keys_than_test_keys_are_refused(server: StripeServer, key: str) -> None:
    with pytest.raises(stripe.AuthenticationError) as refusal:
        server.client(key).v1.customers.list()
    assert key not in str(refusal.value)


def test_unknown_paths_and_ids(server: StripeServer, client: stripe.StripeClient) -> None:
    answer = http().get(f"{server.url}/v1/unicorns", auth=("sk_test_x", ""))
    assert answer.status_code == 404
    assert answer.json()["error"]["message"].startswith("Unrecognized request URL (GET: /v1/unicorns)")
    assert answer.headers["request-id"].startswith("req_")
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.customers.retrieve("cus_nobody")
    assert (refusal.value.http_status, refusal.value.code, refusal.value.param) == (404, "resource_missing", "id")


def test_only_what_can_be_expanded_is(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(cart())
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        client.v1.checkout.sessions.retrieve(session.id, {"expand": ["amount_total"]})
    read = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge"]})
    assert read.payment_intent is None


def test_lists_page_newest_first(client: stripe.StripeClient) -> None:
    made = [client.v1.customers.create({"name": f"Customer {number}"}).id for number in range(5)]
    first = client.v1.customers.list({"limit": 2})
    assert ([each.id for each in first.data], first.has_more) == (made[:2:-1], True)
    rest = client.v1.customers.list({"limit": 10, "starting_after": first.data[-1].id})
    assert ([each.id for each in rest.data], rest.has_more) == (made[2::-1], False)
    assert [each.id for each in client.v1.customers.list({"limit": 2}).auto_paging_iter()] == made[::-1]


def test_prices_are_found_by_their_lookup_key(client: stripe.StripeClient) -> None:
    product = client.v1.products.create({"name": "Plan"})
    for key in ("starter", "pro"):
        client.v1.prices.create({"product": product.id, "currency": "usd", "unit_amount": 900, "lookup_key": key})
    found = client.v1.prices.list({"lookup_keys": ["pro"], "expand": ["data.product"]})
    assert [price.lookup_key for price in found.data] == ["pro"]
    with pytest.raises(stripe.InvalidRequestError, match="already uses that lookup key"):
        client.v1.prices.create({"product": product.id, "currency": "usd", "unit_amount": 1, "lookup_key": "pro"})


def test_updates_merge_metadata(client: stripe.StripeClient) -> None:
    customer = client.v1.customers.create({"metadata": {"a": "1", "b": "2"}})
    changed = client.v1.customers.update(customer.id, {"name": "Maya", "metadata": {"a": "", "c": "3"}})
    assert changed.metadata
    assert (changed.name, changed.metadata.to_dict()) == ("Maya", {"b": "2", "c": "3"})


# Idempotency


def test_the_same_key_and_body_repeats_the_answer(server: StripeServer, client: stripe.StripeClient) -> None:
    first = client.v1.checkout.sessions.create(cart(), {"idempotency_key": "cart:1"})
    again = client.v1.checkout.sessions.create(cart(), {"idempotency_key": "cart:1"})
    assert again.id == first.id
    assert again.last_response
    assert again.last_response.headers["idempotent-replayed"] == "true"
    assert len(client.v1.checkout.sessions.list().data) == 1


def test_the_same_key_with_another_body_is_refused(client: stripe.StripeClient) -> None:
    client.v1.checkout.sessions.create(cart(), {"idempotency_key": "cart:1"})
    with pytest.raises(stripe.IdempotencyError) as refusal:
        client.v1.checkout.sessions.create(cart(metadata={"a": "b"}), {"idempotency_key": "cart:1"})
    assert refusal.value.http_status == 400


def test_concurrent_calls_with_one_key_create_once(client: stripe.StripeClient) -> None:
    def create(_: int) -> str:
        return client.v1.checkout.sessions.create(cart(), {"idempotency_key": "cart:1"}).id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(create, range(8)))) == 1
    assert len(client.v1.checkout.sessions.list().data) == 1


def test_a_refused_call_does_not_use_up_its_key(client: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.create(cart(line_items=lines(1)), {"idempotency_key": "cart:1"})
    assert client.v1.checkout.sessions.create(cart(), {"idempotency_key": "cart:1"}).id


# Refunds


def _paid_intent(server: StripeServer, client: stripe.StripeClient) -> str:
    session = client.v1.checkout.sessions.create(cart())
    server.pay(session.url)
    return str(client.v1.checkout.sessions.retrieve(session.id).payment_intent)


def test_refunds_add_up_to_the_charge_and_no_further(server: StripeServer, client: stripe.StripeClient) -> None:
    intent = _paid_intent(server, client)
    client.v1.refunds.create({"payment_intent": intent, "amount": 1000})
    charge = client.v1.charges.list({"payment_intent": intent}).data[0]
    assert (charge.amount_refunded, charge.refunded) == (1000, False)

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.refunds.create({"payment_intent": intent, "amount": 2999})
    assert (refusal.value.code, refusal.value.param) == ("amount_too_large", "amount")

    assert client.v1.refunds.create({"charge": charge.id}).amount == 2998
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.refunds.create({"charge": charge.id})
    assert refusal.value.code == "charge_already_refunded"
    assert client.v1.charges.retrieve(charge.id).refunded
    assert [event["type"] for event in server.events()][-4:] == ["refund.created", "charge.refunded"] * 2
    assert len(client.v1.refunds.list({"payment_intent": intent}).data) == 2


def test_an_unpaid_intent_cannot_be_refunded(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(cart())
    server.pay(session.url, card="4000000000000002")
    intent = str(client.v1.checkout.sessions.retrieve(session.id).payment_intent)
    with pytest.raises(stripe.InvalidRequestError, match="has not succeeded"):
        client.v1.refunds.create({"payment_intent": intent})
