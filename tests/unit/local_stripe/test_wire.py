"""The form encoding of the SDK comes out of the decoder as it went in."""

from __future__ import annotations

from typing import Any

import pytest
import stripe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stripe._encode import _api_encode
from stripe.params import ProductCreateParams

from local.stripe.currency import format_amount
from local.stripe.params import parse
from local.stripe.wire import StripeError, decode_form

_names = st.text("abcdefgh_", min_size=1, max_size=8)
# The characters that encodings trip over, instead of all of Unicode.
_values = st.text("aé0 &=[]+%;<😀\n", min_size=1, max_size=12)
_trees = st.dictionaries(
    _names,
    st.recursive(_values, lambda inner: st.dictionaries(_names, inner, min_size=1, max_size=3), max_leaves=6),
    max_size=4,
)
# Other work on the machine must not fail a test.
_calm = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_calm
@given(_trees)
def test_nested_fields_survive_the_wire(tree: dict[str, Any]) -> None:
    assert decode_form(_api_encode(tree)) == tree


@_calm
@given(st.lists(_values, min_size=1, max_size=12), st.booleans(), st.dictionaries(_names, _values, max_size=5))
def test_types_come_back(images: list[str], active: bool, metadata: dict[str, str]) -> None:
    product = {"name": "Mug", "images": images, "active": active, "metadata": metadata}
    expected = product if metadata else {key: value for key, value in product.items() if key != "metadata"}
    assert parse(ProductCreateParams, decode_form(_api_encode(product))) == expected


def test_empty_brackets_take_the_next_place() -> None:
    assert decode_form([("expand[]", "a"), ("expand[]", "b")]) == {"expand": {"0": "a", "1": "b"}}


def test_a_field_cannot_be_a_value_and_a_hash() -> None:
    for pairs in ([("a", "1"), ("a[b]", "2")], [("a[b]", "2"), ("a", "1")]):
        with pytest.raises(StripeError, match="both a value and a hash"):
            decode_form(pairs)


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [(102450, "usd", "$1,024.50"), (5, "eur", "€0.05"), (1250, "kwd", "KWD 1.250"), (-4200, "jpy", "-¥4,200")],
)
def test_amounts_read_like_money(amount: int, currency: str, text: str) -> None:
    assert format_amount(amount, currency) == text


def test_events_carry_the_version_of_the_sdk(client: stripe.StripeClient) -> None:
    client.v1.customers.create({"name": "Maya"})
    event = client.v1.events.list().data[0]
    assert (event.type, event.api_version) == ("customer.created", stripe.api_version)
    assert event.request
    assert event.request.id
