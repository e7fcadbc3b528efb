"""A merchant's own sheet as a supplier, and addresses that are pasted."""

import pytest

from tests.contracts.supplier import Subject, SupplierContract
from tradewind.adapters.csv_supplier import CsvSupplier
from tradewind.errors import InvalidInputError
from tradewind.suppliers.models import SupplierQuery, SupplierRef
from tradewind.suppliers.references import reference_of

SHEET = "Reference,Title,Cost,Currency,URL,Images\n" + "".join(
    f"R{number},{'Lamp' if number < 5 else 'Bowl'} {number},4.{number:02d},usd,https://x.example/p/{number},\n"
    for number in range(70)
)


class TestCsv(SupplierContract):
    @pytest.fixture
    def subject(self) -> Subject:
        return Subject(
            supplier=CsvSupplier(SHEET),
            everything=SupplierQuery(keywords="", ship_to="US", currency="USD"),
            words="lamp",
            unknown=SupplierRef(supplier="csv", reference="R999"),
        )


def test_rows_that_make_no_sense_are_named_by_line() -> None:
    sheet = CsvSupplier("reference,title,cost,currency\nA,Mug,free,USD\n,Mug,1,USD\nB,Mug,1,USD\n")
    page = sheet.search(SupplierQuery(keywords="", ship_to="US", currency="USD"))
    assert [product.reference for product in page.products] == ["B"]
    assert [text.split(":")[0] for text in page.unreadable] == ["line 2", "line 3"]


def test_a_sheet_without_its_columns_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="cost"):
        CsvSupplier("reference,title\nA,Mug\n")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.aliexpress.com/item/1005005780519627.html?spm=a2g", ("aliexpress", "1005005780519627")),
        ("de.aliexpress.com/item/1005005780519627.html", ("aliexpress", "1005005780519627")),
        ("https://m.aliexpress.us/item/Some-Title/32956789012.html", ("aliexpress", "32956789012")),
        ("https://a.aliexpress.com/ssr/300?productIds=1005005780519627:1", ("aliexpress", "1005005780519627")),
        ("https://cjdropshipping.com/product/mug-p-1A2B3C4D-1111-2222-3333-444455556666.html", None),
        ("https://evilaliexpress.com/item/1005005780519627.html", None),
        ("https://aliexpress.com.evil.example/item/1005005780519627.html", None),
        ("javascript://aliexpress.com/item/1005005780519627.html", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_pasted_addresses_name_a_product_or_nothing(url: str, expected: tuple[str, str] | None) -> None:
    found = reference_of(url)
    if "cjdropshipping" in url:
        expected = ("cj", "1A2B3C4D-1111-2222-3333-444455556666")
    assert (found and (found.supplier, found.reference)) == expected
