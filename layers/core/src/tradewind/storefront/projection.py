"""Keeps the public documents in step with the truth.

Every run re-reads the truth, so the order and number of events do not matter.
"""

from collections.abc import Iterable, Sequence

from tradewind.db import documents, keys
from tradewind.messaging.events import Event
from tradewind.search.manifest import find_manifest
from tradewind.storefront import shelf
from tradewind.storefront.deps import ProjectionDeps
from tradewind.storefront.store_projection import (
    document_version,
    project_page,
    project_pages,
    project_store_document,
)
from tradewind.storefront.writing import put_moved
from tradewind.stores.models import Store

_OF_THE_STORE = frozenset({"StoreCreated", "StoreUpdated", "StorePageChanged"})


def project_events(deps: ProjectionDeps, events: Iterable[Event]) -> None:
    """Bring every store concerned up to date; one store's events are folded into one run."""
    by_store: dict[str, list[Event]] = {}
    for event in events:
        by_store.setdefault(event.store_id, []).append(event)
    for store_id, its_events in by_store.items():
        project_store(deps, store_id, its_events)


def project_store(deps: ProjectionDeps, store_id: str, events: Sequence[Event]) -> None:
    """Render what ``events`` of one store may have changed."""
    store = deps.stores.find(store_id)
    if store is None or store.erasing_since:
        return
    if any(event.type in _OF_THE_STORE or _is_logo(event, store) for event in events):
        _project_store_itself(deps, store, events)
    for kind in sorted({str(event.payload["kind"]) for event in events if event.type == "StorePageChanged"}):
        project_page(store, kind, pages=deps.pages)
    change = shelf.Change(
        product_ids=frozenset(product_id for event in events for product_id in _product_ids(event)),
        collection_ids=frozenset(_named(events, "collection_id")),
        image_ids=frozenset(_named(events, "image_id")),
    )
    if change.product_ids or change.collection_ids or change.image_ids:
        shelf.refresh(deps, store, change)
    deps.purger.purge([f"store:{store.slug}"])


def rebuild_store(deps: ProjectionDeps, store_id: str) -> int:
    """Render everything of a store anew, its snapshot included; returns the number of products shown."""
    store = deps.stores.find(store_id)
    if store is None or store.erasing_since:
        return 0
    _render_store(deps, store)
    project_pages(store, pages=deps.pages)
    shown = shelf.rebuild(deps, store)
    deps.purger.purge([f"store:{store.slug}"])
    return shown


def _product_ids(event: Event) -> list[str]:
    ids = list(event.payload.get("product_ids", []))
    single = event.payload.get("product_id")
    return [*ids, single] if single else ids


def _named(events: Sequence[Event], member: str) -> list[str]:
    return [str(event.payload[member]) for event in events if event.payload.get(member)]


def _project_store_itself(deps: ProjectionDeps, store: Store, events: Sequence[Event]) -> None:
    previous = set(_named(events, "previous_slug")) & set(store.former_slugs)
    if not previous:
        _render_store(deps, store)
        if any(event.type == "StoreUpdated" for event in events):
            project_pages(store, pages=deps.pages)
        return
    # The new address needs everything before the old ones point at it.
    rebuild_store(deps, store.id)
    for slug in store.former_slugs:
        put_moved(keys.public_store(slug), store, store.slug, document_version(store))
    for slug in sorted(previous):
        _empty(deps, slug)
        deps.purger.purge([f"store:{slug}"])


def _is_logo(event: Event, store: Store) -> bool:
    logo = store.branding.logo_image_id
    return event.type == "ImageRendered" and logo is not None and event.payload.get("image_id") == logo


def _render_store(deps: ProjectionDeps, store: Store) -> None:
    project_store_document(store, pages=deps.pages, images=deps.images, media_base_url=deps.media_base_url)


def _empty(deps: ProjectionDeps, old_slug: str) -> None:
    """Remove everything of an address that the store has left, but for the redirect itself."""
    manifest = find_manifest(old_slug)
    if manifest is not None:
        for object_key in (manifest.object_key, *manifest.superseded):
            deps.storage.delete(object_key)
    for prefix in keys.PUBLIC_PREFIXES:
        for key in documents.list_documents(old_slug, prefix):
            documents.delete_document(key)
