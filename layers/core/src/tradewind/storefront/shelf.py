"""Products and collections for shoppers: product documents, first list pages, and the search snapshot behind them.

Documents and pages are written before the manifest moves to the new snapshot. Whoever is stopped in between leaves the
old snapshot working, and its messages come again and find the same difference; whoever loses the race for the manifest
starts again from the winner's snapshot and looks at every page it touched once more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from typing import Any

from tradewind.catalog.models import Product, ProductStatus, Stock
from tradewind.catalog.repository import Holdings
from tradewind.collections.models import Collection, CollectionKind, CollectionStatus
from tradewind.db import documents, keys
from tradewind.db.documents import Document
from tradewind.errors import BusyError
from tradewind.kit.ids import ulid
from tradewind.search.building import (
    BATCH,
    empty_snapshot,
    put_collections,
    read_beside,
    source_version,
)
from tradewind.search.entries import entry_of
from tradewind.search.index import Index
from tradewind.search.manifest import Manifest, find_manifest, object_key, object_prefix, publish
from tradewind.search.masks import mask_of, positions_of
from tradewind.search.snapshot import Snapshot, SnapshotUnreadableError
from tradewind.storefront import pages, rendering
from tradewind.storefront.deps import ProjectionDeps
from tradewind.storefront.writing import Shown, put_changed, put_different, read_all
from tradewind.stores.models import Store

_ATTEMPTS = 10
_DOCUMENTS = 100
"""Compared with what is there at once."""
_ORPHAN_AGE = timedelta(hours=1)
_LATEST = 10**9
"""Weighs more than all stock movements of one version of a product."""

type Read = tuple[Product, Stock, Holdings]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What may have changed."""

    product_ids: frozenset[str] = frozenset()
    collection_ids: frozenset[str] = frozenset()
    image_ids: frozenset[str] = frozenset()


def refresh(deps: ProjectionDeps, store: Store, change: Change) -> None:
    """Bring documents, pages and snapshot up to date with the truth.

    Raises:
        BusyError: other workers kept publishing; the messages come again.
    """
    for _ in range(_ATTEMPTS):
        manifest, snapshot = _open(deps, store)
        if snapshot is None:
            if _rebuild_once(deps, store, manifest) is not None:
                return
        elif _refresh_once(deps, store, change, manifest, snapshot):
            return
    raise BusyError


def _is_current(deps: ProjectionDeps, store: Store, read: Sequence[Read]) -> bool:
    """Whether what was published is still the truth.

    Another worker may have seen a newer state, found no difference to the former snapshot, and published nothing:
    whoever publishes looks last.
    """
    known = {product.id: (product.version, stock.version) for product, stock, _ in read}
    products = deps.catalog.find_many(store.id, known)
    again = read_beside(deps.catalog, store.id, products)
    return all(known[product.id] == (product.version, stock.version) for product, stock, _ in again)


def rebuild(deps: ProjectionDeps, store: Store) -> int:
    """Make everything anew from the table; returns the number of products shown.

    Raises:
        BusyError: see ``refresh``.
    """
    for _ in range(_ATTEMPTS):
        shown = _rebuild_once(deps, store, find_manifest(store.slug))
        if shown is not None:
            _remove_orphans(deps, store)
            return shown
    raise BusyError


def _open(deps: ProjectionDeps, store: Store) -> tuple[Manifest | None, Snapshot | None]:
    manifest = find_manifest(store.slug)
    body = deps.storage.read(manifest.object_key) if manifest else None
    if body is None:
        return manifest, None
    try:
        return manifest, Snapshot.unpack(body)
    except SnapshotUnreadableError:
        return manifest, None


def _refresh_once(
    deps: ProjectionDeps, store: Store, change: Change, manifest: Manifest | None, snapshot: Snapshot
) -> bool:
    before = Index(snapshot)
    products = deps.catalog.find_many(store.id, sorted(change.product_ids))
    read = list(read_beside(deps.catalog, store.id, products))
    changed = [_put_entry(snapshot, entry) for entry in read]
    collections = _concerned(deps, store, change, before)
    rearranged = put_collections(snapshot, deps.catalog, collections)
    is_new = any(changed) or rearranged
    after = Index(snapshot) if is_new else before
    wrote = _write_products(deps, store, read, after)
    _spread(deps, store, collections, before, after, done=change.product_ids)
    _write_collections(deps, store, [collection.id for collection in collections], after)
    moved = mask_of(after.positions[product.id] for product, _, _ in read)
    wanted = pages.wanted_pages(deps, store, after, _touched(deps, collections, before, after, moved))
    # Also where nothing is new: whoever lost a race, or was stopped, may have left pages of an older state.
    put_changed(wanted, store, _next_version(manifest) if is_new or manifest is None else manifest.version)
    if is_new and not _publish(deps, store, manifest, snapshot):
        return False
    return not (wrote or is_new) or _is_current(deps, store, read)


def _rebuild_once(deps: ProjectionDeps, store: Store, manifest: Manifest | None) -> int | None:
    """None when somebody else published in the meantime."""
    snapshot = empty_snapshot(store, deps.media_base_url)
    read = list(read_beside(deps.catalog, store.id, deps.catalog.iterate_all(store.id)))
    for entry in read:
        _put_entry(snapshot, entry)
    put_collections(snapshot, deps.catalog, deps.collections.list_all(store.id))
    snapshot.tidy()
    after = Index(snapshot)
    _write_products(deps, store, read, after)
    _write_collections(deps, store, [collection.id for collection, _ in after.collections], after)
    existing = documents.list_documents(store.slug, keys.PUBLIC_LIST_PREFIX)
    wanted: dict[keys.Key, Any] = dict.fromkeys(existing)
    wanted |= pages.wanted_pages(deps, store, after, [collection for collection, _ in after.collections])
    put_changed(wanted, store, _next_version(manifest))
    if not _publish(deps, store, manifest, snapshot):
        return None
    return after.of_statuses([ProductStatus.ACTIVE]).bit_count()


def _put_entry(snapshot: Snapshot, read: Read) -> bool:
    product, stock, beside = read
    return snapshot.put(entry_of(product, stock, beside.images, version=source_version(product, stock.version)))


def _concerned(deps: ProjectionDeps, store: Store, change: Change, before: Index) -> list[Collection]:
    ids = set(change.collection_ids)
    ids |= {collection.id for collection, _ in before.collections if collection.image_id in change.image_ids}
    found = (deps.collections.find(store.id, collection_id) for collection_id in sorted(ids))
    return [collection for collection in found if collection is not None]


# Products


def _write_products(deps: ProjectionDeps, store: Store, read: Iterable[Read], index: Index) -> bool:
    """Documents of products at their present and former addresses; returns whether any differed and was written."""
    wrote = False
    for chunk in batched(read, _DOCUMENTS, strict=False):
        addresses = {
            keys.public_product(store.slug, slug)
            for product, _, _ in chunk
            for slug in (product.slug, *product.former_slugs)
        }
        present = read_all(addresses)
        for product, stock, beside in chunk:
            wrote |= _write_product(deps, store, (product, stock, beside), index, present)
    return wrote


def _write_product(
    deps: ProjectionDeps, store: Store, read: Read, index: Index, present: Mapping[keys.Key, Document]
) -> bool:
    product, stock, beside = read
    key = keys.public_product(store.slug, product.slug)
    final = source_version(product, _LATEST)
    former = Shown("moved", product.slug)
    if product.status is ProductStatus.ACTIVE:
        links = _links(index, product.id, deps)
        document = rendering.product_document(product, stock, beside.images, deps.media_base_url, links)
        version = source_version(product, stock.version)
        wrote = put_different(key, Shown(product.status, body=document), present, store, version)
    elif product.published_at is None:
        if key in present:
            documents.delete_document(key)
        return key in present
    else:
        # It was public once: its address says that it is gone (or hidden), not that it never was.
        former = Shown(product.status)
        wrote = put_different(key, former, present, store, final)
    for slug in product.former_slugs:
        wrote |= put_different(keys.public_product(store.slug, slug), former, present, store, final)
    return wrote


def _links(index: Index, product_id: str, deps: ProjectionDeps) -> list[Collection]:
    """The collections a product's page names: public ones that time alone does not change, hand-picked ones first."""
    position = index.positions[product_id]
    found = [
        collection
        for collection, _ in index.collections
        if _is_linked(collection) and index.members(collection, deps.clock()) >> position & 1
    ]
    return sorted(found, key=lambda entry: (entry.kind is CollectionKind.RULES, entry.title, entry.id))


def _is_linked(collection: Collection) -> bool:
    return collection.status is CollectionStatus.ACTIVE and not collection.depends_on_time


def _spread(
    deps: ProjectionDeps,
    store: Store,
    collections: Sequence[Collection],
    before: Index,
    after: Index,
    *,
    done: frozenset[str],
) -> None:
    """Render the products that entered or left a changed collection, or whose link to it reads differently."""
    now = deps.clock()
    concerned = 0
    for collection in collections:
        old = before.collection_by_id(collection.id)
        old_members = before.members(old, now) if old and _is_linked(old) else 0
        new_members = after.members(collection, now) if _is_linked(collection) else 0
        same_link = old is not None and (old.slug, old.title) == (collection.slug, collection.title)
        concerned |= old_members ^ new_members if same_link else old_members | new_members
    concerned &= after.of_statuses([ProductStatus.ACTIVE])
    ids = [after.ids[position] for position in positions_of(concerned)]
    for chunk in batched([product_id for product_id in ids if product_id not in done], BATCH, strict=False):
        products = deps.catalog.find_many(store.id, chunk)
        _write_products(deps, store, read_beside(deps.catalog, store.id, products), after)


# Collections


def _write_collections(deps: ProjectionDeps, store: Store, ids: Iterable[str], index: Index) -> None:
    wanted = set(ids)
    for collection, image in index.collections:
        if collection.id not in wanted:
            continue
        key = keys.public_collection(store.slug, collection.slug)
        former_keys = [keys.public_collection(store.slug, slug) for slug in collection.former_slugs]
        present = read_all([key, *former_keys])
        former = Shown("moved", collection.slug)
        if collection.status is CollectionStatus.ACTIVE:
            document = rendering.collection_document(collection, pages.shown_image(image, index))
            put_different(key, Shown(collection.status, body=document), present, store, collection.version)
        elif collection.published_at is None:
            documents.delete_document(key)
            continue
        else:
            former = Shown(collection.status)
            put_different(key, former, present, store, collection.version)
        for former_key in former_keys:
            put_different(former_key, former, present, store, collection.version)


def _touched(
    deps: ProjectionDeps, changed: Sequence[Collection], before: Index, after: Index, moved: int
) -> list[Collection]:
    """Collections whose first pages may read differently."""
    now = deps.clock()
    ids = {collection.id for collection in changed}
    return [
        collection
        for collection, _ in after.collections
        if collection.id in ids or (before.members(collection, now) | after.members(collection, now)) & moved
    ]


# Snapshots


def _next_version(manifest: Manifest | None) -> int:
    return (manifest.version if manifest else 0) + 1


def _publish(deps: ProjectionDeps, store: Store, manifest: Manifest | None, snapshot: Snapshot) -> bool:
    """Store the snapshot and move the manifest to it; False when somebody else moved it first."""
    for old in manifest.superseded if manifest else ():
        # Two generations old. Deleted before the manifest forgets them, so that none stays behind.
        deps.storage.delete(old)
    new = Manifest(
        version=_next_version(manifest),
        object_key=object_key(store.id, deps.new_id("snp")),
        superseded=(manifest.object_key,) if manifest else (),
    )
    deps.storage.write(new.object_key, snapshot.pack())
    if publish(store.slug, store.id, new):
        return True
    deps.storage.delete(new.object_key)
    return False


def _remove_orphans(deps: ProjectionDeps, store: Store) -> None:
    """Objects that a stopped worker left: named by no manifest, and too old to be on their way into one."""
    manifest = find_manifest(store.slug)
    kept = {manifest.object_key, *manifest.superseded} if manifest else set()
    oldest = object_key(store.id, f"snp_{ulid(deps.clock() - _ORPHAN_AGE, 0)}")
    for key in deps.storage.list_keys(object_prefix(store.id)):
        if key not in kept and key < oldest:
            deps.storage.delete(key)
