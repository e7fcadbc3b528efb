"""Product sheets: cells, encodings, groups of rows, and every problem at its line."""

import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradewind.catalog.models import ProductStatus
from tradewind.importing.csv_cells import html_to_text, plain_cell, safe_cell, text_to_html
from tradewind.importing.csv_products import SheetProduct, read_product
from tradewind.importing.csv_sheet import Sheet
from tradewind.importing.transfer_errors import SheetError
from tradewind.importing.transfer_models import Issue
from tradewind.kit.money import Money

HEADER = (
    "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price"
)


def read(text: str, *, currency: str = "USD") -> list[tuple[SheetProduct | None, list[Issue]]]:
    sheet = Sheet(text.encode())
    return [
        read_product(group, columns=sheet.columns, currency=currency, decimal_comma=sheet.decimal_comma)
        for group in sheet.groups()
    ]


def one(text: str, *, currency: str = "USD") -> SheetProduct:
    ((product, errors),) = read(text, currency=currency)
    assert product is not None, errors
    return product


# Cells


@given(st.text(max_size=60))
def test_a_safe_cell_never_starts_a_formula_and_comes_back(text: str) -> None:
    safe = safe_cell(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert plain_cell(safe) == text


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=5
    )
)
def test_cells_survive_the_file(cells: list[str]) -> None:
    file = io.StringIO(newline="")
    names = ["Handle", *(f"x{number}" for number in range(len(cells)))]
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    writer.writerow(["mug", *(safe_cell(cell) for cell in cells)])
    (group,) = Sheet(file.getvalue().encode()).groups()
    assert [group.rows[0].cells[name.lower()] for name in names[1:]] == cells


@pytest.mark.parametrize(
    "formula", ["=1+1", "+49 40", "-5", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x", "=HYPERLINK(1)"]
)
def test_formulas_are_neutralised(formula: str) -> None:
    assert safe_cell(formula) == f"'{formula}"
    assert plain_cell(f"'{formula}") == formula


def test_an_ordinary_apostrophe_stays() -> None:
    assert plain_cell(safe_cell("'tis")) == safe_cell("'tis") == "'tis"


PLAIN = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), max_size=12)


@given(st.lists(PLAIN, max_size=5).map("\n".join))
def test_plain_text_survives_as_html(text: str) -> None:
    assert html_to_text(text_to_html(text)) == text.strip()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One</p>\n<p>Two &amp; three</p>", "One\n\nTwo & three"),
        ("<ul>\n  <li>A</li>\n  <li>B</li>\n</ul>", "- A\n- B"),
        ("Before<br>after", "Before\nafter"),
        ("<h2>Care</h2><div>Wash <b>cold</b>.</div>", "Care\n\nWash cold."),
        ("<script>alert(1)</script><style>p{}</style>Hi<p>", "Hi"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p>a  b</p>", "a  b"),
        ("", ""),
    ],
)
def test_html_becomes_our_text(body: str, text: str) -> None:
    assert html_to_text(body) == text


# Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_separators(encoding: str, delimiter: str) -> None:
    text = delimiter.join((" HANDLE", "title ", "Variant  Price")) + "\r\n" + delimiter.join(("mug", "Käse", "5.00"))
    (group,) = Sheet(text.encode(encoding)).groups()
    assert (group.handle, group.rows[0].get("title"), group.rows[0].get("variant price")) == ("mug", "Käse", "5.00")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"\xff\xfe", "empty"),
        ("Hëllo".encode("latin-1"), "UTF-8"),
        (b"Name,Price\nx,1", "no column Handle"),
        (b'Handle,Title\nmug,"' + b"x" * 300_000 + b'"', "Line 2"),
    ],
)
def test_unreadable_files_say_why(body: bytes, reason: str) -> None:
    with pytest.raises(SheetError, match=reason):
        list(Sheet(body).groups())


def test_lines_are_counted_over_quoted_line_breaks() -> None:
    rows = read(f'{HEADER}\nmug,"Two\nlines",,,,,,5\n\ncup,Cup,,,,,,x\n')
    assert [errors[0].line for _, errors in rows if errors] == [5]
    assert rows[0][0] is not None
    assert rows[0][0].title == "Two lines"


def test_unknown_columns_are_named() -> None:
    assert Sheet(b"Handle,Vendor,Type\nmug,Acme,Cups").ignored == ("Vendor", "Type")


# Products


def test_rows_of_a_handle_become_one_product_with_variants() -> None:
    product = one(
        f"{HEADER}\nmug,Mug,Colour,Red,M-R,shopify,3,12.50\nmug,,,Blue,M-B,,,13\nmug,,,Green,M-G,shopify,-2,13\n"
    )
    assert [option.values for option in product.options] == [("Red", "Blue", "Green")]
    assert [(each.sku, each.inventory) for each in product.variants] == [("M-R", 3), ("M-B", None), ("M-G", 0)]
    assert product.variants[0].price == Money(1250, "USD")


def test_the_placeholder_option_is_none() -> None:
    product = one(f"{HEADER}\nmug,Mug,Title,Default Title,,,,5\n")
    assert (product.options, [each.name for each in product.variants]) == ((), [""])


@pytest.mark.parametrize(
    ("status", "published", "expected"),
    [
        ("active", "TRUE", "active"),
        ("active", "FALSE", "draft"),
        ("draft", "TRUE", "draft"),
        ("archived", "", "archived"),
        ("", "true", "active"),
        ("", "", "draft"),
    ],
)
def test_status_and_published(status: str, published: str, expected: str) -> None:
    product = one(f"Handle,Title,Status,Published\nmug,Mug,{status},{published}")
    assert product.status is ProductStatus(expected)


def test_images_are_ordered_and_named_once() -> None:
    product = one(
        "Handle,Title,Image Src,Image Position,Image Alt Text,Variant Image,Variant SKU\n"
        "mug,Mug,https://x.test/b.jpg,2,Back,https://x.test/a.jpg,1\n"
        "mug,,https://x.test/a.jpg,1,Front,https://x.test/c.jpg,2\n"
        "mug,,https://x.test/b.jpg,3,,,\n"
    )
    assert [(image.url[-5], image.alt) for image in product.images] == [("a", "Front"), ("b", "Back"), ("c", "")]
    assert len(product.variants) == 2


def test_decimal_commas_count_where_cells_are_not_separated_by_them() -> None:
    assert one("Handle;Title;Variant Price\nmug;Mug;19,99").variants[0].price == Money(1999, "USD")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Blue Mug,Mug,,,,,,5", "Handle"),
        (",Mug,,,,,,5", "Handle"),
        ("mug,Mug,,,,,,5 USD", "Variant Price"),
        ('mug,Mug,,,,,,"1,299.00"', "Variant Price"),
        ("mug,Mug,,,,,,19.999", "Variant Price"),
        ("mug,Mug,,,,,,-1", "Variant Price"),
        ("mug,Mug,,,,,,NaN", "Variant Price"),
        ("mug,Mug,,,,shopify,many,5", "Variant Inventory Qty"),
        ("mug,Mug,,,,shopify,2000000,5", "Variant Inventory Qty"),
        (f"mug,{'x' * 201},,,,,,5", "Title"),
        (f"mug,Mug,,,{'x' * 81},,,5", "Variant SKU"),
        ("mug,Mug,Colour,,,,,5", "Option1 Value"),
    ],
)
def test_problems_name_line_and_column(row: str, column: str) -> None:
    ((product, errors),) = read(f"{HEADER}\n{row}\n")
    assert product is None
    assert (errors[0].line, errors[0].column) == (2, column)


def test_scattered_rows_of_a_product_are_refused() -> None:
    rows = read(f"{HEADER}\nmug,Mug,,,,,,5\ncup,Cup,,,,,,5\nmug,,,Blue,,,,5\n")
    assert [product.handle if product else None for product, _ in rows] == ["mug", "cup", None]
    assert rows[2][1][0].line == 4


def test_amounts_follow_the_currency() -> None:
    assert one("Handle,Title,Variant Price\nmug,Mug,1200", currency="JPY").variants[0].price == Money(1200, "JPY")
    assert read("Handle,Title,Variant Price\nmug,Mug,12.5", currency="JPY")[0][0] is None


def test_ten_thousand_products_are_read_one_at_a_time() -> None:
    """Memory holds the text and one product, whatever the number of rows."""
    rows = [f"item-{n},Item {n},Size,{size},I-{n}-{size},shopify,3,5.00" for n in range(10_000) for size in "SML"]
    body = "\n".join([HEADER, *rows]).encode()
    tracemalloc.start()
    sheet = Sheet(body)
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    assert sum(len(group.rows) for group in sheet.groups()) == 30_000
    # The reader's copy of the text, four bytes a character at most, and the handles that were seen.
    assert tracemalloc.get_traced_memory()[1] - before < 4 * len(body) + 8_000_000
    tracemalloc.stop()
