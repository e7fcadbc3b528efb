"""Draws documents as PDF with fpdf2, in whatever scripts names are written in."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from anyascii import anyascii
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from tradewind.orders.documents import Block, Column, Document, Row

_FAMILY = "body"
_REGULAR, _BOLD = "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"
_OTHER_SCRIPTS = (
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
    # Last, as it is by far the largest to read.
    "DroidSansFallback.ttf",
)
_MARGIN_MM = 18.0
_FOOTER_MM = 20.0
_SUMS_SHARE = 0.48
_GAP_MM = 4.0
_INK, _QUIET, _RULE, _ACCENT = (25, 28, 30), (105, 112, 116), (214, 218, 220), (25, 28, 30)
# Shaping joins them; they have no glyph of their own in most fonts.
_INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\ufe0e", "\ufe0f"}


class PdfDocuments:
    """A ``DocumentRenderer``. ``fonts`` is the folder with the font files."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def render(self, document: Document) -> bytes:
        """The document as a PDF file. Characters no font has are written in Latin letters instead of being lost."""
        sheet = _Sheet(document, self._fonts)
        sheet.draw()
        return bytes(sheet.output())


class _Sheet(FPDF):
    """One document on its pages."""

    def __init__(self, document: Document, fonts: Path) -> None:
        super().__init__(unit="mm", format=document.page_size.lower())
        self._document = document
        self._folder = fonts
        self.set_margins(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        self.set_auto_page_break(True, margin=_FOOTER_MM)
        self.set_title(f"{document.title} {document.facts[0][1]}" if document.facts else document.title)
        self.set_creator("Tradewind")
        self.set_lang(document.language)
        self._known = self._load_fonts(_texts(document))
        self.set_text_shaping(True)
        self.c_margin = 0

    # Fonts

    def _load_fonts(self, texts: Iterable[str]) -> set[int]:
        """Load the body font and those other fonts the texts need; return what can be printed."""
        self.add_font(_FAMILY, "", self._folder / _REGULAR)
        self.add_font(_FAMILY, "B", self._folder / _BOLD)
        known = self._letters_of(_FAMILY)
        missing = {ord(letter) for text in texts for letter in text} - known
        fallbacks = []
        for name in _OTHER_SCRIPTS:
            if not any(_is_letter(code) for code in missing):
                break
            family = name.partition("-")[0].lower()
            self.add_font(family, "", self._folder / name)
            has = self._letters_of(family)
            if has & missing:
                fallbacks.append(family)
                known |= has
                missing -= has
        # There is no bold of the other scripts, and a name in regular weight beats one that is missing.
        self.set_fallback_fonts(fallbacks, exact_match=False)
        return known

    def _letters_of(self, family: str) -> set[int]:
        font = self.fonts[family]
        return set(font.cmap) if isinstance(font, TTFFont) else set()

    def _printable(self, text: str) -> str:
        if all(ord(letter) in self._known for letter in text):
            return text
        return "".join(self._letter(letter) for letter in text)

    def _letter(self, letter: str) -> str:
        if ord(letter) in self._known or letter in _INVISIBLE:
            return letter if ord(letter) in self._known else ""
        return "".join(each for each in anyascii(letter) if ord(each) in self._known)

    # Drawing

    def draw(self) -> None:
        """Write everything from top to bottom."""
        self.add_page()
        self._head()
        self._parties()
        self._table()
        self._sums()
        for block in self._document.notes:
            self.ln(8)
            self._block(block, self.epw)
        self._footers()

    def _footers(self) -> None:
        """Write below every page, now that their number is known."""
        pages = self.page
        self.set_auto_page_break(False)
        for page in range(1, pages + 1):
            self.page = page
            self._pen(8, color=_QUIET)
            self.set_y(-_FOOTER_MM + 4)
            top = self.y
            self._text(self.epw * 0.75, 4.2, self._document.footer)
            self.set_xy(self.l_margin + self.epw * 0.75, top)
            label = self._document.page_label.format(page=page, pages=pages)
            self._text(self.epw * 0.25, 4.2, label, align="R")

    def _head(self) -> None:
        """The seller at the left, what this is and its facts at the right."""
        seller, top = self._document.seller, self.y
        half = self.epw / 2
        self._pen(17, bold=True)
        self._text(half + 6, 7.5, seller.title)
        self._pen(9, color=_QUIET)
        for line in seller.lines:
            self._text(half, 4.6, line)
        left_end = self.y
        right = self.l_margin + half + 10
        self.set_xy(right, top)
        self._pen(17)
        self._text(half - 10, 7.5, self._document.title, align="R")
        for label, value in self._document.facts:
            self.set_x(right)
            y = self.y
            self._pen(9, color=_QUIET)
            self._text((half - 10) * 0.45, 4.6, label, align="R")
            low = self.y
            self.set_xy(right + (half - 10) * 0.45, y)
            self._pen(9)
            self._text((half - 10) * 0.55, 4.6, value, align="R")
            self.set_y(max(low, self.y))
        self.set_y(max(left_end, self.y) + 9)

    def _parties(self) -> None:
        top, low = self.y, self.y
        width = self.epw / 2
        for position, block in enumerate(self._document.parties):
            self.set_xy(self.l_margin + position * width, top)
            self._block(block, width - 6)
            low = max(low, self.y)
        self.set_y(low + 8)

    def _block(self, block: Block, width: float) -> None:
        x = self.x
        self._pen(8, color=_QUIET)
        self._text(width, 4.6, block.title)
        self._pen(10)
        for line in block.lines:
            self.set_x(x)
            self._text(width, 5, line)

    def _table(self) -> None:
        self._table_head()
        for row in self._document.rows:
            height = self._row_height(row)
            if self.y + height > self.page_break_trigger:
                self.add_page()
                self._table_head()
            self._row(row, height)

    def _table_head(self) -> None:
        self._pen(8, color=_QUIET)
        y = self.y
        for x, width, column in self._columns():
            self.set_xy(x, y)
            self._text(width, 5, column.title, align="R" if column.numeric else "L")
        self.set_y(y + 6)
        self._rule(_ACCENT, 0.35)

    def _row_height(self, row: Row) -> float:
        width = next(self._columns())[1] - _GAP_MM
        self._pen(10)
        lines = self._line_count(width, row.cells[0]) * 5
        self._pen(8)
        return 4.0 + lines + (self._line_count(width, row.detail) * 4.2 if row.detail else 0)

    def _row(self, row: Row, height: float) -> None:
        top = self.y
        for (x, width, column), text in zip(self._columns(), row.cells, strict=True):
            self._pen(10)
            self.set_xy(x, top + 2)
            self._text(width if column.numeric else width - _GAP_MM, 5, text, align="R" if column.numeric else "L")
            if not column.numeric and row.detail:
                self._pen(8, color=_QUIET)
                self.set_x(x)
                self._text(width - _GAP_MM, 4.2, row.detail)
        self.set_y(top + height)
        self._rule(_RULE, 0.15)

    def _sums(self) -> None:
        sums = self._document.sums
        width = self.epw * _SUMS_SHARE
        x = self.l_margin + self.epw - width
        if self.y + 7 * len(sums) + 6 > self.page_break_trigger:
            self.add_page()
        self.ln(3)
        for each in sums:
            top = self.y
            if each.strong:
                self.set_draw_color(*_ACCENT)
                self.set_line_width(0.35)
                self.line(x, top + 1, x + width, top + 1)
                top += 2
            self._pen(12 if each.strong else 9.5, bold=each.strong, color=_QUIET if each.quiet else _INK)
            self.set_xy(x, top)
            self._text(width * 0.6, 6, each.label)
            low = self.y
            self.set_xy(x + width * 0.6, top)
            self._text(width * 0.4, 6, each.amount, align="R")
            self.set_y(max(low, self.y) + (1 if each.strong else 0))

    # Tools

    def _columns(self) -> Iterator[tuple[float, float, Column]]:
        x = self.l_margin
        for column in self._document.columns:
            width = self.epw * column.share
            yield x, width, column
            x += width

    def _pen(self, size: float, *, bold: bool = False, color: tuple[int, int, int] = _INK) -> None:
        self.set_font(_FAMILY, "B" if bold else "", size)
        self.set_text_color(*color)

    def _text(self, width: float, height: float, text: str, align: str = "L") -> None:
        """Write wrapped text and go to the line below it."""
        # fpdf2 sets a font with the first text that needs it, inside a saved state when that text starts in another
        # script: set here, it also holds for what comes after.
        if self.current_font is not None:
            self._out(self._set_font_for_page(self.current_font, self.font_size_pt))
        self.multi_cell(width, height, self._printable(text), align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _line_count(self, width: float, text: str) -> int:
        found = self.multi_cell(width, 5, self._printable(text), dry_run=True, output="LINES")
        return len(found) if isinstance(found, list) else 1

    def _rule(self, color: tuple[int, int, int], width: float) -> None:
        self.set_draw_color(*color)
        self.set_line_width(width)
        self.line(self.l_margin, self.y, self.l_margin + self.epw, self.y)


def _is_letter(code: int) -> bool:
    return chr(code) not in _INVISIBLE


def _texts(document: Document) -> Iterator[str]:
    for block in (document.seller, *document.parties, *document.notes):
        yield from (block.title, *block.lines)
    for row in document.rows:
        yield from (*row.cells, row.detail)
    for label, value in document.facts:
        yield from (label, value)
    for each in document.sums:
        yield from (each.label, each.amount)
    yield from (document.title, document.footer, *(column.title for column in document.columns))
