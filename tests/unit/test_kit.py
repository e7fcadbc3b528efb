"""Money, ids, slugs, cursors: the rules everything else leans on."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.clock import FakeClock
from tradewind.kit.ids import id_factory, is_id, same_ulid, ulid
from tradewind.kit.money import (
    CURRENCIES,
    CurrencyMismatchError,
    Money,
    exponent,
    format_plain,
    parse_decimal,
    to_decimal_text,
)
from tradewind.kit.pagination import BadCursorError, CursorSigner
from tradewind.kit.slug import fold, numbered, slugify

CURRENCY = st.sampled_from(sorted(CURRENCIES))


@pytest.mark.parametrize(("code", "places"), [("JPY", 0), ("KRW", 0), ("USD", 2), ("EUR", 2), ("KWD", 3), ("TND", 3)])
def test_exponents(code: str, places: int) -> None:
    assert exponent(code) == places


@pytest.mark.parametrize(
    ("text", "code", "amount"),
    [("29.99", "USD", 2999), ("2.675", "USD", 268), ("3200", "JPY", 3200), ("1.25", "KWD", 1250), ("0.005", "USD", 1)],
)
def test_decimals_are_rounded_half_up_once(text: str, code: str, amount: int) -> None:
    assert parse_decimal(text, code) == Money(amount, code)


@pytest.mark.parametrize("text", ["", "abc", "NaN", "Infinity", "1,5", "--1"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        parse_decimal(text, "USD")


@given(st.integers(-(10**12), 10**12), CURRENCY)
def test_text_and_money_are_the_same_thing(amount: int, code: str) -> None:
    text = to_decimal_text(Money(amount, code))
    assert parse_decimal(text, code) == Money(amount, code)
    assert Decimal(text).scaleb(exponent(code)) == amount


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1), CURRENCY, st.integers(0, 999))
def test_sums_and_products_are_exact(amounts: list[int], code: str, quantity: int) -> None:
    total = Money(0, code)
    for amount in amounts:
        total += Money(amount, code) * quantity
    assert total == Money(sum(amounts) * quantity, code)


def test_currencies_never_mix() -> None:
    with pytest.raises(CurrencyMismatchError):
        Money(1, "USD") + Money(1, "EUR")


def test_plain_text_form() -> None:
    assert format_plain(Money(2999, "USD")) == "29.99 USD"


def test_ids_sort_by_creation_even_within_a_millisecond() -> None:
    clock = FakeClock()
    new_id = id_factory(clock)
    ids = [new_id("ord") for _ in range(500)]
    clock.advance(milliseconds=1)
    ids.append(new_id("ord"))
    assert ids == sorted(ids)
    assert len(set(ids)) == 501
    assert all(is_id(text, "ord") for text in ids)


def test_ulid_matches_the_specification() -> None:
    # github.com/ulid/spec: 48 bits of milliseconds, then 80 bits; Crockford base 32.
    assert ulid(datetime.fromtimestamp(1469918176.385, UTC), 0)[:10] == "01ARYZ6S41"
    assert ulid(datetime.fromtimestamp(0, UTC), 2**80 - 1) == "0" * 10 + "Z" * 16


@pytest.mark.parametrize("text", ["", "ord", "ord_", "ord_short", "ord_01ARYZ6S41" + "U" * 16, "prd_" + "0" * 26])
def test_shapes_that_are_no_order_id(text: str) -> None:
    assert not is_id(text, "ord")


def test_same_ulid() -> None:
    assert same_ulid("chk_01ARYZ6S41TSV4RRFFQ69G5FAV", "ord") == "ord_01ARYZ6S41TSV4RRFFQ69G5FAV"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Blue Mug", "blue-mug"),
        ("Café crème & co.", "cafe-creme-co"),
        ("Ann's mug", "anns-mug"),
        ("  --x--  ", "x"),
        ("🎉", ""),
        ("Müller", "muller"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(max_size=300), st.integers(5, 100))
def test_slugs_are_always_safe_and_stable(text: str, length: int) -> None:
    slug = slugify(text, max_length=length)
    assert len(slug) <= length
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert slugify(slug, max_length=length) == slug


def test_numbered_candidates_fit() -> None:
    assert [numbered("mug", attempt) for attempt in (1, 2, 3)] == ["mug", "mug-2", "mug-3"]
    assert numbered("a" * 60, 12) == "a" * 57 + "-12"


def test_folding_ignores_case_and_accents_and_keeps_other_scripts() -> None:
    assert fold("CAFÉ Straße") == "cafe strasse"
    assert fold("고양이") == "고양이"


POSITIONS = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.dictionaries(st.text(), inner, max_size=3), max_leaves=5
)


@given(POSITIONS, st.text(max_size=30))
def test_cursors_come_back_as_they_were(position: object, scope: str) -> None:
    signer = CursorSigner(lambda: b"key")
    assert signer.unpack(scope, signer.pack(scope, position)) == position


@given(st.text(max_size=80))
def test_made_up_cursors_are_refused(cursor: str) -> None:
    with pytest.raises(BadCursorError):
        CursorSigner(lambda: b"key").unpack("list", cursor)


def test_cursors_of_other_lists_and_keys_are_refused() -> None:
    cursor = CursorSigner(lambda: b"key").pack("list", 3)
    for signer, scope in ((CursorSigner(lambda: b"key"), "other"), (CursorSigner(lambda: b"other"), "list")):
        with pytest.raises(BadCursorError):
            signer.unpack(scope, cursor)
