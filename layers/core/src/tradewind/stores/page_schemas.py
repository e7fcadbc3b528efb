"""Wire shapes of a store's pages."""

from typing import Annotated

from pydantic import Field

from tradewind.http.schemas import Input, OneLine, Output, Timestamp
from tradewind.stores.page_service import PageText
from tradewind.stores.page_templates import PageTemplate
from tradewind.stores.pages import PageKind, StorePage, render_blocks

MAX_BODY = 40_000


class PutPageRequest(Input):
    """A page whole. ``version`` is the one it is based on, 0 for a page that does not exist yet."""

    title: Annotated[OneLine, Field(min_length=1, max_length=120)]
    body: Annotated[
        str,
        Field(
            max_length=MAX_BODY,
            description="Plain text: blank lines between paragraphs, `## ` headings, `- ` list items. No HTML.",
        ),
    ] = ""
    published: bool = False
    version: Annotated[int, Field(ge=0)] | None = None

    def to_text(self) -> PageText:
        """As the domain's input."""
        return PageText(title=self.title, body=self.body, published=self.published)


class PageBlock(Output):
    """A ``heading`` or ``paragraph`` with its ``text``, or a ``list`` with its ``items``."""

    type: str
    text: str
    items: list[str]


class PageResponse(Output):
    """A page as its merchant sees it; ``blocks`` is what shoppers would see. ``url`` is null until it is published."""

    kind: PageKind
    title: str
    body: str
    blocks: list[PageBlock]
    published: bool
    url: str | None
    version: int
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, page: StorePage, storefront_url: str) -> "PageResponse":
        """From the domain's page."""
        return cls(
            kind=page.kind,
            title=page.title,
            body=page.body,
            blocks=[PageBlock(**block) for block in render_blocks(page.body)],
            published=page.published,
            url=f"{storefront_url}/pages/{page.kind}" if page.published else None,
            version=page.version,
            created_at=page.created_at,
            updated_at=page.updated_at,
        )


class PageTemplateResponse(Output):
    """A draft to edit; nothing is saved. ``placeholders`` are the parts only the merchant knows."""

    kind: PageKind
    title: str
    body: str
    placeholders: list[str]
    notice: str

    @classmethod
    def of(cls, template: PageTemplate) -> "PageTemplateResponse":
        """From the domain's template."""
        return cls(
            kind=template.kind,
            title=template.title,
            body=template.body,
            placeholders=list(template.placeholders),
            notice=template.notice,
        )
