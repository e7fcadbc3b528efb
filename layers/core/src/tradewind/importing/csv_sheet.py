"""A product sheet from bytes to groups of rows, one group a product. Pure functions."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradewind.importing.csv_cells import plain_cell
from tradewind.importing.transfer_errors import SheetError

if TYPE_CHECKING:
    import _csv

MAX_CELL = 200_000
REQUIRED = ("handle",)
KNOWN = (
    "handle",
    "title",
    "body (html)",
    "tags",
    "published",
    *(f"option{number} {part}" for number in (1, 2, 3) for part in ("name", "value")),
    "variant sku",
    "variant inventory qty",
    "variant inventory tracker",
    "variant price",
    "variant compare at price",
    "cost per item",
    "image src",
    "image position",
    "image alt text",
    "variant image",
    "seo title",
    "seo description",
    "status",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line; ``cells`` by lower-case column."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """A cell without surrounding white space, empty if absent."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one product, in order. ``repeated`` if its handle was seen before, apart from these lines."""

    handle: str
    rows: list[Row]
    repeated: bool = False


class Sheet:
    """A readable sheet.

    Attributes:
        columns: known columns it has, lower case.
        ignored: other columns as they are written.
        decimal_comma: ``19,99`` is a number, because cells are not separated by commas.
    """

    def __init__(self, body: bytes) -> None:
        csv.field_size_limit(MAX_CELL)
        self._text = _decoded(body)
        first = self._text.lstrip("\r\n").split("\n", 1)[0]
        self._delimiter = max(",;\t", key=first.count)
        self.decimal_comma = self._delimiter != ","
        reader = self._reader()
        header: list[str] = next(reader, [])
        self._names = [" ".join(name.split()).lower() for name in header]
        self.columns = frozenset(name for name in self._names if name in KNOWN)
        self.ignored = tuple(
            name.strip() for name in header if " ".join(name.split()).lower() not in KNOWN and name.strip()
        )
        for name in REQUIRED:
            if name not in self.columns:
                raise SheetError(
                    f"The first line has no column {name.capitalize()}. Use the columns of a Shopify product export."
                )

    def groups(self) -> Iterator[Group]:
        """Products in the order of the sheet.

        Raises:
            SheetError: a line that is no CSV.
        """
        seen: set[str] = set()
        handle = ""
        rows: list[Row] = []
        for row in self._rows():
            name = row.get("handle")
            if name != handle or not name:
                if rows:
                    yield Group(handle, rows, repeated=handle in seen)
                    seen.add(handle)
                handle, rows = name, []
            rows.append(row)
        if rows:
            yield Group(handle, rows, repeated=handle in seen)

    def _rows(self) -> Iterator[Row]:
        reader = self._reader()
        next(reader, None)
        line = reader.line_num + 1
        while True:
            try:
                values = next(reader, None)
            except csv.Error as error:
                raise SheetError(f"Line {line} is not readable: {error}. Save the sheet as CSV again.") from error
            if values is None:
                return
            if any(value.strip() for value in values):
                cells: dict[str, str] = {}
                for name, value in zip(self._names, values, strict=False):
                    # Of two columns with one name the first counts.
                    cells.setdefault(name, plain_cell(value))
                yield Row(line, cells)
            line = reader.line_num + 1

    def _reader(self) -> "_csv.Reader":
        return csv.reader(io.StringIO(self._text, newline=""), delimiter=self._delimiter)


def _decoded(body: bytes) -> str:
    """Text of UTF-8 or UTF-16, by its mark or, without one, by where its zero bytes are."""
    encoding = "utf-8-sig"
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in body[:200]:
        encoding = "utf-16-le" if body[1:2] == b"\0" else "utf-16-be"
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetError("The file is neither UTF-8 nor UTF-16 text. Save it as CSV UTF-8.") from error
    if not text.strip():
        raise SheetError("The file is empty.")
    return text
