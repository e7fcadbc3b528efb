"""The store's own document and its pages. Part of ``projection``, which calls it."""

from tradewind.catalog.image_repository import ImageRepository
from tradewind.catalog.models import Image, ImageStatus
from tradewind.db import documents, keys
from tradewind.errors import BusyError
from tradewind.storefront import rendering
from tradewind.storefront.writing import put
from tradewind.stores.models import Store
from tradewind.stores.page_repository import PageRepository

_ATTEMPTS = 5


def project_store_document(
    store: Store, *, pages: PageRepository, images: ImageRepository, media_base_url: str
) -> None:
    """Render the document of ``store``.

    Its version is made of the versions of all it shows, each read before what it stands for: of two renderings at once
    the one that saw less never wins.
    """
    revision = pages.revision(store.id)
    logo = _logo(store, images)
    document = rendering.store_document(
        store, logo=logo, pages=pages.list_of_store(store.id), media_base_url=media_base_url
    )
    version = document_version(store, revision, has_logo=logo is not None)
    put(keys.public_store(store.slug), document, store, version, state=store.shown_status)


def document_version(store: Store, revision: int = 10**6 - 1, *, has_logo: bool = True) -> int:
    """The version of a store's document; without more than the store, above all of that version of the store."""
    return (store.version * 10**6 + revision) * 2 + has_logo


def project_page(store: Store, kind: str, *, pages: PageRepository) -> None:
    """Render or remove one page, and look again afterwards, so that a slower worker leaves nothing stale."""
    key = keys.public_page(store.slug, kind)
    for _ in range(_ATTEMPTS):
        page = pages.find(store.id, kind)
        if page is None or not page.published:
            documents.delete_document(key)
        else:
            put(key, rendering.page_document(page, store), store, page.version * 10**7 + store.version)
        if pages.find(store.id, kind) == page:
            return
    raise BusyError


def project_pages(store: Store, *, pages: PageRepository) -> None:
    """Render every page anew: they show the store's e-mail and address. A store without pages costs two queries."""
    written = {page.kind.value for page in pages.list_of_store(store.id)}
    shown = {
        key.sk.removeprefix(keys.PUBLIC_PAGE_PREFIX)
        for key in documents.list_documents(store.slug, keys.PUBLIC_PAGE_PREFIX)
    }
    for kind in sorted(written | shown):
        project_page(store, kind, pages=pages)


def _logo(store: Store, images: ImageRepository) -> Image | None:
    image_id = store.branding.logo_image_id
    image = images.find(store.id, image_id) if image_id else None
    return image if image and image.status is ImageStatus.READY else None
