"""Policy and information pages: plain text with three marks, rendered to a small structure and never to HTML."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class PageKind(StrEnum):
    """The pages a store can have, one of each."""

    RETURNS = "returns"
    SHIPPING = "shipping"
    PRIVACY = "privacy"
    TERMS = "terms"
    IMPRINT = "imprint"
    ABOUT = "about"
    CONTACT = "contact"


WITH_CONTACT = frozenset({PageKind.RETURNS, PageKind.PRIVACY, PageKind.TERMS, PageKind.IMPRINT, PageKind.CONTACT})
"""Pages that show who the shopper deals with: e-mail and postal address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorePage:
    """One page. Shoppers see it while ``published``; ``version`` counts edits."""

    store_id: str
    kind: PageKind
    title: str
    body: str
    published: bool
    created_at: datetime
    updated_at: datetime
    version: int = 1


def render_blocks(body: str) -> list[dict[str, Any]]:
    """``body`` as headings (``## ``), lists (``- ``) and paragraphs (blank lines between them).

    Everything else is text: markup of any other kind is shown as it was typed.
    """
    blocks: list[dict[str, Any]] = []
    paragraph: list[str] = []
    items: list[str] = []

    def close() -> None:
        if paragraph:
            blocks.append({"type": "paragraph", "text": "\n".join(paragraph), "items": []})
        if items:
            blocks.append({"type": "list", "text": "", "items": list(items)})
        paragraph.clear()
        items.clear()

    for line in body.splitlines():
        text = line.strip()
        if text.startswith("## ") or not text:
            close()
            if text:
                blocks.append({"type": "heading", "text": text[3:].strip(), "items": []})
        elif text.startswith("- "):
            if paragraph:
                close()
            items.append(text[2:].strip())
        else:
            if items:
                close()
            paragraph.append(text)
    close()
    return blocks
