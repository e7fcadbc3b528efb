"""Single cells of a product sheet: safe to open in a spreadsheet, and HTML as our plain text."""

import html
import re
from html.parser import HTMLParser

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_BLOCKS = frozenset(("p", "div", "ul", "ol", "table", "blockquote", "section", "h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = frozenset(("script", "style", "head", "title", "template"))
_SOURCE_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_LOOKS_LIKE_HTML = re.compile(r"<\s*/?\s*[a-zA-Z!]|&[a-zA-Z#][a-zA-Z0-9]*;")


def safe_cell(text: str) -> str:
    """``text`` so that no spreadsheet runs it: what would start a formula is led by an apostrophe."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain_cell(text: str) -> str:
    """What ``safe_cell`` was given; other text stays as it is."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def text_to_html(text: str) -> str:
    """Plain text as one paragraph of HTML with its line breaks; ``html_to_text`` gives it back."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return f"<p>{'<br>'.join(html.escape(line, quote=False) for line in lines)}</p>" if text else ""


def html_to_text(body: str) -> str:
    """The text of ``body``: paragraphs apart, list items with a dash, scripts and styles left out.

    A body without any markup is plain text already.
    """
    if not _LOOKS_LIKE_HTML.search(body):
        return body.replace("\r\n", "\n").strip()
    reader = _TextReader()
    reader.feed(body)
    reader.close()
    return "".join(reader.parts).strip()


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in ("li", "tr"):
            self._break("\n")
            self.parts.append("- " if tag == "li" else "")
        elif tag in _BLOCKS:
            self._break("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self._break("\n\n")

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        text = _SOURCE_BREAK.sub(" ", data)
        if text.strip() or (self.parts and not self.parts[-1].endswith(("\n", " "))):
            self.parts.append(text)

    def _break(self, wanted: str) -> None:
        """Make the text end with at least ``wanted``, unless there is none yet."""
        while self.parts and self.parts[-1] == " ":
            # Indentation of the source between two tags.
            self.parts.pop()
        written = "".join(self.parts[-3:])
        if not self.parts or not written.strip(" "):
            return
        while not written.endswith(wanted):
            self.parts.append("\n")
            written += "\n"
