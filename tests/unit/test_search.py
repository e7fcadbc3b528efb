"""Snapshots answer what a plain look at every product would answer, and edits lead where a rebuild leads."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit import shelf as shelf_module
from tests.unit.shelf import NOW, Shelved, belongs, fits, index_of, make, put, snapshot_of, variant_fits
from tradewind.catalog.models import ProductStatus
from tradewind.collections.models import Collection
from tradewind.kit.slug import fold
from tradewind.search.index import Index
from tradewind.search.models import Filters, Sort, StockLevel
from tradewind.search.query import Question
from tradewind.search.snapshot import Snapshot, SnapshotUnreadableError
from tradewind.search.text import distance, index_text, terms
from tradewind.search.words import MERCHANT_COLUMNS


def ask(index: Index, *, sort: Sort | None = None, columns: Sequence[str] | None = None, **asked: Any) -> list[str]:
    """Titles of what is found."""
    options = {"columns": columns} if columns else {}
    found = Question(index, Filters(**asked), NOW, **options).result(sort)
    return [str(card["title"]) for card in index.cards(found.positions)]


def ids(index: Index, positions: Sequence[int]) -> list[str]:
    return [index.ids[position] for position in positions]


# Filters, facets and orders against the oracle


@settings(max_examples=100, deadline=None)
@given(data=st.data(), shelf=shelf_module.shelves(), collection=shelf_module.collections())
def test_filters_find_what_a_look_at_every_product_finds(
    data: st.DataObject, shelf: list[Shelved], collection: Collection
) -> None:
    asked = data.draw(shelf_module.filters(collection.id))
    index = index_of(shelf, collection)
    found = Question(index, asked, NOW).result(Sort.NEWEST)
    expected = [entry.product.id for entry in shelf if fits(entry, asked, collection)]
    assert ids(index, found.positions) == sorted(expected, reverse=True)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), shelf=shelf_module.shelves(), collection=shelf_module.collections())
def test_facets_count_what_a_look_at_every_product_counts(
    data: st.DataObject, shelf: list[Shelved], collection: Collection
) -> None:
    asked = data.draw(shelf_module.filters(collection.id))
    facets = Question(index_of(shelf, collection), asked, NOW).facets()

    around = [entry for entry in shelf if fits(entry, asked, collection, without="collection")]
    inside = sum(belongs(entry, collection) for entry in around)
    assert [entry.count for entry in facets.collections] == ([inside] if inside or asked.collection else [])

    prices = [
        entry.product.price_of(variant).amount
        for entry in shelf
        if fits(entry, asked, collection, without="price")
        for variant in entry.product.variants
        if variant_fits(entry, variant, asked, without="price")
    ]
    assert facets.price == ((min(prices), max(prices)) if prices else None)

    stocked = replace(asked, in_stock=True)
    assert facets.in_stock == sum(fits(entry, stocked, collection) for entry in shelf)

    shown = {fold(axis.name): {fold(value): count for value, count in axis.values} for axis in facets.options}
    for axis in ("size", "colour"):
        for value in ("s", "m", "l", "red", "blue", "cafe"):
            narrowed = replace(asked, options={**asked.options, axis: frozenset({value})})
            expected = sum(fits(entry, narrowed, collection) for entry in shelf)
            assert shown.get(axis, {}).get(value, 0) == expected, (axis, value)


@settings(max_examples=60, deadline=None)
@given(shelf=shelf_module.shelves(), sort=st.sampled_from([Sort.PRICE_ASC, Sort.PRICE_DESC, Sort.TITLE]))
def test_orders_have_no_ties(shelf: list[Shelved], sort: Sort) -> None:
    def key(entry: Shelved) -> Any:
        lowest = min(entry.product.price_of(variant).amount for variant in entry.product.variants)
        return {
            Sort.PRICE_ASC: lowest,
            Sort.PRICE_DESC: -lowest,
            Sort.TITLE: fold(entry.product.title),
        }[sort]

    index = index_of(shelf)
    found = ids(index, Question(index, Filters(), NOW).result(sort).positions)
    active = [entry for entry in shelf if entry.product.status is ProductStatus.ACTIVE]
    newest = sorted(active, key=lambda entry: entry.product.id, reverse=True)
    assert found == [entry.product.id for entry in sorted(newest, key=key)]


def contents(snapshot: Snapshot) -> dict[str, Any]:
    """What a snapshot says, wherever its products stand."""
    rows = snapshot.connection.execute(
        "SELECT product.id, version, facts, card, words.title, tags, options, skus, description "
        "FROM product JOIN words ON words.rowid = position"
    )
    return {row[0]: row[1:] for row in rows}


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_edits_in_any_order_end_where_a_rebuild_ends(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 6))
    history = [
        data.draw(shelf_module.shelved(number, version=version))
        for number in range(count)
        for version in range(1, data.draw(st.integers(1, 4)) + 1)
    ]
    latest = {entry.product.id: entry for entry in history}
    # Messages come late, twice and out of order; each run reads some state of the product.
    order = history + data.draw(st.lists(st.sampled_from(history), max_size=6))
    random.Random(data.draw(st.integers())).shuffle(order)
    edited = snapshot_of([])
    for entry in order:
        put(edited, entry)
        if data.draw(st.integers(0, 5)) == 0:
            edited = Snapshot.unpack(edited.pack())
    rebuilt = snapshot_of(list(latest.values()))
    assert contents(edited) == contents(rebuilt)
    for word in ("mug", "cup", "皿", "creme", "botle"):
        answers = [
            ids(index, Question(index, Filters(text=word), NOW).result(None).positions)
            for index in (Index(edited), Index(rebuilt))
        ]
        assert answers[0] == answers[1], word


# Words


TITLES = [
    "Blue mug",
    "Mug rack",
    "Smugglers game",
    "Teacup",
    "Café crème",
    "Cup holder",
    "猫の皿",
    "日本茶カップ",
    "귀여운 고양이",
]


@pytest.fixture(scope="module")
def words() -> Index:
    shelf = [make(number, title=title) for number, title in enumerate(TITLES)]
    hidden = make(90, title="Secretproduct mugz", status=ProductStatus.DRAFT, skus=["HID-42"])
    described = make(91, title="Plate", description="Goes with every teacup.", tags=["Tableware"], skus=["PL-7"])
    return index_of([*shelf, hidden, described])


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("mug", ["Blue mug", "Mug rack", "Smugglers game"]),
        ("MUG blue", ["Blue mug"]),
        ("cafe creme", ["Café crème"]),
        ("CAFÉ", ["Café crème"]),
        ("cup", ["Cup holder", "Teacup", "Plate"]),
        ("teac", ["Teacup", "Plate"]),
        ("tableware", ["Plate"]),
        ("猫", ["猫の皿"]),
        ("の皿", ["猫の皿"]),
        ("皿", ["猫の皿"]),
        ("茶カ", ["日本茶カップ"]),
        ("고양", ["귀여운 고양이"]),
        ("高い", []),
        ("nothing at all", []),
    ],
)
def test_words_find_whole_ones_first_then_beginnings_then_parts(words: Index, query: str, first: list[str]) -> None:
    found = ask(words, text=query)
    if query == "mug":
        # The two whole words are equal but for length and age; the part of a word comes last.
        assert set(found[:2]) == set(first[:2])
        assert found[2:] == first[2:]
    else:
        assert found == first


@pytest.mark.parametrize(
    ("query", "meant", "first"),
    [
        ("bleu mgu", "blue mug", "Blue mug"),
        ("teacpu", "teacup", "Teacup"),
        ("smuglers", "smugglers", "Smugglers game"),
        ("holdr cup", "holder cup", "Cup holder"),
    ],
)
def test_slips_are_forgiven_and_said(words: Index, query: str, meant: str, first: str) -> None:
    result = Question(words, Filters(text=query), NOW).result(None)
    assert words.cards(result.positions)[0]["title"] == first
    assert result.did_you_mean == meant


def test_a_query_that_fits_as_typed_is_not_corrected(words: Index) -> None:
    assert Question(words, Filters(text="mug"), NOW).result(None).did_you_mean is None


def test_words_of_hidden_products_are_neither_found_nor_suggested(words: Index) -> None:
    for query in ("secretproduct", "secretproducd", "mugzz", "HID-42"):
        result = Question(words, Filters(text=query), NOW).result(None)
        assert "Secretproduct mugz" not in ask(words, text=query)
        assert "secret" not in (result.did_you_mean or "")
        assert "mugz" not in (result.did_you_mean or "").split()


def test_the_merchant_also_searches_skus_and_drafts(words: Index) -> None:
    every = frozenset(ProductStatus)
    assert ask(words, text="hid-42", statuses=every, columns=MERCHANT_COLUMNS) == ["Secretproduct mugz"]
    assert ask(words, text="pl-7", statuses=every, columns=MERCHANT_COLUMNS) == ["Plate"]
    assert ask(words, text="pl-7") == []


@pytest.mark.parametrize(
    "query", ['"', "mug*", "NEAR(", "a AND", "title:x", "{", "'; DROP TABLE product", "\0", "-mug"]
)
def test_syntax_of_the_index_is_only_text(words: Index, query: str) -> None:
    ask(words, text=query)


def test_a_query_without_a_word_filters_nothing(words: Index) -> None:
    assert len(ask(words, text=" !? ")) == len(TITLES) + 1


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("mug", "mug", 0),
        ("mgu", "mug", 1),
        ("mug", "mugs", 1),
        ("bottle", "botle", 1),
        ("abc", "xyz", 3),
        ("", "ab", 2),
    ],
)
def test_distances(left: str, right: str, expected: int) -> None:
    assert distance(left, right, 2) == min(expected, 3)
    assert distance(right, left, 2) == min(expected, 3)


def test_unspaced_scripts_are_cut_into_pairs() -> None:
    assert index_text(["猫の皿 USB充電"]) == "猫の の皿 皿 usb 充電 電"
    assert [term.text for term in terms("हिन्दी कप")] == [term.text for term in terms(fold("हिन्दी कप"))]


# What is in the file


def test_a_file_holds_nothing_a_shopper_may_not_see() -> None:
    entry = make(1, variants=[({}, None, 4321)], skus=["SKU-1"])
    from tradewind.catalog.models import Source
    from tradewind.kit.money import Money

    product = replace(
        entry.product,
        cost=Money(77777, "USD"),
        source=Source(supplier="acme", reference="R9", url="https://supplier.test/secret"),
    )
    connection = snapshot_of([replace(entry, product=product)]).connection
    everything = b" ".join(
        str(value).encode()
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608 (its own table names)
        for value in row
    )
    for secret in (b"4321", b"77777", b"acme", b"supplier.test", b"R9"):
        assert secret not in everything
    card = Index(snapshot_of([entry])).cards([1])[0]
    assert "sku" not in orjson.dumps(card).decode().lower()


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((0, 0), StockLevel.OUT),
        ((0, 3), StockLevel.LOW),
        ((3, 3), StockLevel.IN),
        ((None, None), StockLevel.UNTRACKED),
        ((None, 0), StockLevel.IN),
    ],
)
def test_stock_in_one_word(levels: tuple[int | None, int | None], expected: StockLevel) -> None:
    variants = [({"Size": size}, None, level) for size, level in zip("SM", levels, strict=True)]
    index = index_of([make(1, variants=variants)])
    assert [level for level in StockLevel if ask(index, stock=level)] == [expected]


def test_conditions_are_met_by_one_variant() -> None:
    """Red in M and Blue in L are there: Red in L is not."""
    index = index_of(
        [
            make(
                1,
                variants=[
                    ({"Size": "M", "Colour": "Red"}, 900, 1),
                    ({"Size": "L", "Colour": "Blue"}, 500, 0),
                ],
            )
        ]
    )
    assert ask(index, options={"size": frozenset({"m"}), "colour": frozenset({"red"})}) == ["Blue mug"]
    assert ask(index, options={"size": frozenset({"l"}), "colour": frozenset({"red"})}) == []
    assert ask(index, options={"size": frozenset({"l"})}, in_stock=True) == []
    assert ask(index, options={"size": frozenset({"m"})}, price_max=600) == []


@pytest.mark.parametrize("body", [b"", b"not compressed", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_broken_files_are_said_to_be_broken(body: bytes) -> None:
    with pytest.raises(SnapshotUnreadableError):
        Snapshot.unpack(body)


def test_a_file_of_another_format_is_refused() -> None:
    snapshot = snapshot_of([])
    snapshot.connection.execute("UPDATE meta SET value = '0' WHERE name = 'format'")
    with pytest.raises(SnapshotUnreadableError):
        Snapshot.unpack(snapshot.pack())
