"""Read, write and remove a store's pages."""

from dataclasses import dataclass, replace

from tradewind.errors import InvalidInputError
from tradewind.kit.clock import Clock
from tradewind.stores.errors import PageNotFoundError, StaleVersionError
from tradewind.stores.models import Store
from tradewind.stores.page_repository import PageRepository
from tradewind.stores.pages import PageKind, StorePage


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDeps:
    """What the page use cases need."""

    pages: PageRepository
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """Input of ``put_page``."""

    title: str
    body: str
    published: bool


def list_pages(deps: PageDeps, *, store_id: str) -> list[StorePage]:
    """The pages a store has."""
    return deps.pages.list_of_store(store_id)


def get_page(deps: PageDeps, *, store_id: str, kind: PageKind) -> StorePage:
    """One page.

    Raises:
        PageNotFoundError: the store has not written it.
    """
    page = deps.pages.find(store_id, kind)
    if page is None:
        raise PageNotFoundError
    return page


def put_page(
    deps: PageDeps, *, store: Store, kind: PageKind, text: PageText, expected_version: int | None = None
) -> StorePage:
    """Write a page. ``expected_version`` is the version it is based on, 0 for none yet; None takes the present one.

    Raises:
        StaleVersionError. InvalidInputError: an empty page cannot be published.
    """
    if text.published and not text.body.strip():
        raise InvalidInputError.field("body", "Write the page before you publish it, or save it as a draft.", "empty")
    present = deps.pages.find(store.id, kind)
    version = present.version if present else 0
    if expected_version is not None and expected_version != version:
        raise StaleVersionError
    now = deps.clock()
    if present:
        page = replace(present, title=text.title, body=text.body, published=text.published)
        if page == present:
            return present
        page = replace(page, updated_at=now, version=version + 1)
    else:
        page = StorePage(
            store_id=store.id,
            kind=kind,
            title=text.title,
            body=text.body,
            published=text.published,
            created_at=now,
            updated_at=now,
        )
    deps.pages.put(page, previous=present)
    return page


def delete_page(deps: PageDeps, *, store: Store, kind: PageKind) -> None:
    """Remove a page from the store and from the shop.

    Raises:
        PageNotFoundError, StaleVersionError.
    """
    deps.pages.delete(get_page(deps, store_id=store.id, kind=kind))
