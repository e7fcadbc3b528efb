"""Documents as PDF files: in any script, on the right paper, over several pages."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from functions.documents.routes import FONTS
from tests.papers import line, paper
from tradewind.adapters.pdf_documents import PdfDocuments
from tradewind.orders.documents import Document, Party, invoice, packing_slip

RENDERER = PdfDocuments(FONTS)
NAMES = {
    "latin": "Zoë Müller-Lüdenscheidt",
    "greek": "Ελένη Παπαδοπούλου",
    "cyrillic": "Анна Ковальчук",
    "arabic": "محمد بن عبد الله",
    "hebrew": "משה כהן",
    "devanagari": "प्रिया शर्मा",
    "thai": "สมชาย ใจดี",
    "armenian": "Արմեն Սարգսյան",
    "georgian": "ნინო ბერიძე",
    "chinese": "王小明",
    "japanese": "山田 太郎",
    "korean": "김민수",
}


def streams(file: bytes) -> Iterator[bytes]:
    """Every unpacked stream of a file."""
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            yield packed


def pages(file: bytes) -> list[str]:
    """What is drawn on each page."""
    return [stream.decode("latin-1") for stream in streams(file) if b" Tf" in stream and b"BT" in stream]


def fonts_in_effect(page: str) -> list[str]:
    """The font and size of every piece of text, as a viewer keeps track of them."""
    found, current, saved = [], "", []
    for token in re.findall(r"(?<!\S)q(?!\S)|(?<!\S)Q(?!\S)|/F\d+ [\d.]+ Tf|\) Tj", page):
        if token == "q":
            saved.append(current)
        elif token == "Q":
            current = saved.pop()
        elif token == ") Tj":
            found.append(current)
        else:
            current = token
    return found


def media_box(file: bytes) -> tuple[float, float]:
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", file)
    assert found
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("script", NAMES)
def test_a_name_is_printed_in_its_own_letters(script: str) -> None:
    name = NAMES[script]
    file = RENDERER.render(invoice(paper(bill_to=Party(name=name), seller=Party(name=name))))
    assert file.startswith(b"%PDF-")
    maps = b"".join(streams(file)).lower()
    # The map from glyphs back to characters is what makes a name selectable; some glyphs stand for several letters.
    letters = {letter for letter in name if letter.isalpha()}
    assert {letter for letter in letters if f"{ord(letter):04x}".encode() in maps} == letters


@pytest.mark.parametrize(
    "text", ["தமிழ் கோப்பை", "☕ mug 😀", "\u200f\u200b", "a\ud800b", "x" * 400, "\n\t\x00", "ɐ\u0301"]
)
def test_no_text_makes_it_fail(text: str) -> None:
    odd = paper(
        bill_to=Party(name=text, lines=(text,)),
        lines=(line("a", text or "-", 1, 100, sku=text),),
        note=text,
        number="1",
    )
    assert RENDERER.render(invoice(odd)).startswith(b"%PDF-")
    assert RENDERER.render(packing_slip(odd)).startswith(b"%PDF-")


def test_another_script_leaves_the_next_line_its_font() -> None:
    """A name in a font of its own must not lend it to the address below."""
    before = Party(name="Maya", lines=("Road 1",))
    after = Party(name=NAMES["japanese"], lines=("Road 1",))
    plain, mixed = (pages(RENDERER.render(packing_slip(paper(ship_to=party))))[0] for party in (before, after))
    assert "" not in fonts_in_effect(mixed)
    assert set(fonts_in_effect(plain)) < set(fonts_in_effect(mixed))
    body = [font for font in fonts_in_effect(plain) if font.startswith("/F1 10.00")]
    assert len([font for font in fonts_in_effect(mixed) if font.startswith("/F1 10.00")]) == len(body)


def _many(count: int) -> Document:
    return invoice(paper(lines=tuple(line(str(number), f"Lantern {number}", 1, 100) for number in range(count))))


def test_long_orders_go_on_with_their_columns() -> None:
    file = RENDERER.render(_many(60))
    assert len(pages(file)) == 3
    assert len(pages(RENDERER.render(_many(2)))) == 1


@pytest.mark.parametrize(
    ("country", "size"), [("US", (612, 792)), ("DE", (595.28, 841.89))]
)  # fmt: skip
def test_the_paper_is_the_countrys(country: str, size: tuple[float, float]) -> None:
    file = RENDERER.render(invoice(paper(seller=Party(name="Northbound", country=country))))
    assert media_box(file) == size


def test_every_font_has_its_licence_beside_it() -> None:
    described = (FONTS / "README.md").read_text()
    for font in FONTS.glob("*.ttf"):
        family = font.name.removesuffix(".ttf").partition("-")[0].removeprefix("NotoSans")
        assert family in described, font.name
    assert {path.name for path in FONTS.glob("LICENSE*")} == {"LICENSE-APACHE-2.0.txt", "LICENSE-OFL-1.1.txt"}


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="NotoSans"):
        PdfDocuments(tmp_path).render(invoice(paper()))
