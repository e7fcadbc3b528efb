"""Create, read, change and archive collections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tradewind.collections.errors import CollectionNotFoundError, CollectionSlugTakenError, NotManualError
from tradewind.collections.models import (
    MAX_PRODUCTS,
    Collection,
    CollectionKind,
    CollectionSort,
    CollectionStatus,
    Rule,
    RuleField,
    RuleMatch,
)
from tradewind.collections.repository import CollectionRepository
from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim
from tradewind.errors import BusyError, FieldProblem, InvalidInputError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.kit.slug import fold, former_slugs, numbered, slugify
from tradewind.stores.errors import StaleVersionError

SLUG_MAX = 100
_SLUG_ATTEMPTS = 50
_MOVE_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionDeps:
    """What the use cases of collections need."""

    collections: CollectionRepository
    clock: Clock
    new_id: IdFactory


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCollection:
    """Input of ``create_collection``; ``sort`` None is the list's own order, or newest first with rules."""

    title: str
    kind: CollectionKind = CollectionKind.MANUAL
    description: str = ""
    slug: str | None = None
    status: CollectionStatus = CollectionStatus.DRAFT
    sort: CollectionSort | None = None
    product_ids: Sequence[str] = ()
    rules: Sequence[Rule] = ()
    match: RuleMatch = RuleMatch.ALL
    image_id: str | None = None
    seo_title: str = ""
    seo_description: str = ""


def create_collection(
    deps: CollectionDeps, *, store_id: str, new: NewCollection, once: IdempotencyClaim | None = None
) -> Collection:
    """Add a collection under the first free slug of its title.

    Raises:
        InvalidInputError. TooManyCollectionsError. CollectionSlugTakenError only for an explicit slug.
    """
    now = deps.clock()
    manual = new.kind is CollectionKind.MANUAL
    collection = Collection(
        id=deps.new_id("col"),
        store_id=store_id,
        title=new.title,
        slug=new.slug or "",
        kind=new.kind,
        description=new.description,
        status=new.status,
        sort=new.sort or (CollectionSort.MANUAL if manual else CollectionSort.NEWEST),
        product_ids=tuple(new.product_ids),
        rules=tuple(new.rules),
        match=new.match,
        image_id=new.image_id,
        seo_title=new.seo_title,
        seo_description=new.seo_description,
        published_at=now if new.status is CollectionStatus.ACTIVE else None,
        created_at=now,
        updated_at=now,
    )
    _check(deps, collection, known=())
    base = new.slug or slugify(new.title, max_length=SLUG_MAX) or "collection"
    for attempt in range(1, 2 if new.slug else _SLUG_ATTEMPTS + 1):
        named = replace(collection, slug=numbered(base, attempt, max_length=SLUG_MAX))
        try:
            deps.collections.create(named, once=once)
        except CollectionSlugTakenError:
            if new.slug:
                raise
            continue
        except AlreadyDoneError as done:
            return get_collection(deps, store_id=store_id, collection_id=done.result_id)
        return named
    raise CollectionSlugTakenError


def get_collection(deps: CollectionDeps, *, store_id: str, collection_id: str) -> Collection:
    """A collection of the store, in any status.

    Raises:
        CollectionNotFoundError: unknown, or another store's.
    """
    collection = deps.collections.find(store_id, collection_id) if is_id(collection_id, "col") else None
    if collection is None:
        raise CollectionNotFoundError
    return collection


def unsaved(
    deps: CollectionDeps, *, store_id: str, rules: Sequence[Rule], match: RuleMatch, sort: CollectionSort
) -> Collection:
    """A collection that is only looked at: without id, never stored.

    Raises:
        InvalidInputError: see ``create_collection``.
    """
    now = deps.clock()
    collection = Collection(
        id="",
        store_id=store_id,
        title="",
        slug="",
        kind=CollectionKind.RULES,
        rules=tuple(rules),
        match=match,
        sort=sort,
        created_at=now,
        updated_at=now,
    )
    _check(deps, collection, known=())
    return collection


def list_collections(
    deps: CollectionDeps,
    cursors: CursorSigner,
    *,
    store_id: str,
    status: CollectionStatus | None = None,
    search: str = "",
    limit: int = 25,
    cursor: str | None = None,
    page: int | None = None,
) -> Page[Collection]:
    """The store's collections, newest first; archived ones only when asked for.

    Raises:
        BadCursorError.
    """
    words = fold(search).split()
    matching = [
        collection
        for collection in deps.collections.list_all(store_id)
        if (collection.status is status if status else collection.status is not CollectionStatus.ARCHIVED)
        and all(word in fold(collection.title) for word in words)
    ]
    scope = f"collections:{store_id}:{status or ''}:{search}"
    start = (page - 1) * limit if page and not cursor else 0
    rest = matching[start:]
    if cursor:
        last_id = cursors.unpack(scope, cursor)
        rest = [collection for collection in matching if collection.id < last_id]
    shown = rest[:limit]
    next_cursor = cursors.pack(scope, shown[-1].id) if len(rest) > limit else None
    return Page(shown, next_cursor, len(matching))


def update_collection(
    deps: CollectionDeps,
    *,
    collection: Collection,
    changes: Mapping[str, Any],
    expected_version: int | None = None,
) -> Collection:
    """Apply ``changes`` (only the members present) to ``collection``.

    Raises:
        StaleVersionError: ``expected_version`` is not the stored one.
        InvalidInputError. CollectionSlugTakenError.
    """
    if expected_version is not None and expected_version != collection.version:
        raise StaleVersionError
    changed = replace(collection, **changes)
    now = deps.clock()
    if changed.status is CollectionStatus.ACTIVE and collection.published_at is None:
        changed = replace(changed, published_at=now)
    if changed == collection:
        return collection
    _check(deps, changed, known=collection.product_ids)
    if changed.slug != collection.slug:
        former = former_slugs(collection.former_slugs, collection.slug, changed.slug)
        changed = replace(changed, former_slugs=former)
    changed = replace(changed, version=collection.version + 1, updated_at=now)
    deps.collections.update(changed, previous=collection)
    return changed


def archive_collection(deps: CollectionDeps, *, collection: Collection) -> Collection:
    """Take the collection off the shelf; its products stay, and setting another status undoes it."""
    return update_collection(deps, collection=collection, changes={"status": CollectionStatus.ARCHIVED})


def arrange_products(
    deps: CollectionDeps,
    *,
    store_id: str,
    collection_id: str,
    add: Sequence[str],
    remove: Sequence[str],
    position: int | None,
    expected_version: int | None = None,
) -> Collection:
    """Take ``remove`` out, then put ``add`` at ``position`` (0 is first; None appends what is new and moves nothing).

    Without ``expected_version`` an edit of somebody else in between is taken as the new base.

    Raises:
        NotManualError. StaleVersionError. InvalidInputError: an unknown product, or too many.
    """
    for _ in range(_MOVE_ATTEMPTS):
        collection = get_collection(deps, store_id=store_id, collection_id=collection_id)
        if collection.kind is not CollectionKind.MANUAL:
            raise NotManualError
        ids = _arranged(collection.product_ids, add=add, remove=remove, position=position)
        try:
            return update_collection(
                deps, collection=collection, changes={"product_ids": ids}, expected_version=expected_version
            )
        except StaleVersionError:
            if expected_version is not None:
                raise
    raise BusyError


def _arranged(
    present: Sequence[str], *, add: Sequence[str], remove: Sequence[str], position: int | None
) -> tuple[str, ...]:
    gone = set(remove)
    wanted = [product_id for product_id in dict.fromkeys(add) if product_id not in gone]
    if position is None:
        kept = [product_id for product_id in present if product_id not in gone]
        return (*kept, *(product_id for product_id in wanted if product_id not in kept))
    rest = [product_id for product_id in present if product_id not in gone and product_id not in wanted]
    return (*rest[:position], *wanted, *rest[position:])


def _check(deps: CollectionDeps, collection: Collection, *, known: Sequence[str]) -> None:
    """Raise InvalidInputError with every problem at once."""
    problems = [*_slug_problems(collection), *_rule_problems(collection), *_product_problems(deps, collection, known)]
    if collection.kind is CollectionKind.RULES and collection.sort is CollectionSort.MANUAL:
        message = "Products chosen by rules have no order of their own. Choose another order."
        problems.append(FieldProblem("sort", message, "sort_not_possible"))
    if collection.image_id and not _has_image(deps, collection):
        message = "There is no such image in this store. Upload it first."
        problems.append(FieldProblem("image_id", message, "image_not_found"))
    if problems:
        raise InvalidInputError(problems[0].message, fields=problems)


def _has_image(deps: CollectionDeps, collection: Collection) -> bool:
    image_id = collection.image_id or ""
    return is_id(image_id, "img") and deps.collections.has_image(collection.store_id, image_id)


def _slug_problems(collection: Collection) -> list[FieldProblem]:
    slug = collection.slug
    if slug and slugify(slug, max_length=SLUG_MAX) != slug:
        return [FieldProblem("slug", "Use lower-case letters, digits and single hyphens.", "slug_malformed")]
    return []


def _rule_problems(collection: Collection) -> list[FieldProblem]:
    if collection.kind is CollectionKind.MANUAL:
        if collection.rules:
            message = "A manual collection has no rules. Remove them, or let rules choose the products."
            return [FieldProblem("rules", message, "rules_not_possible")]
        return []
    problems = []
    if not collection.rules:
        problems.append(FieldProblem("rules", "Add at least one rule.", "empty"))
    if collection.product_ids:
        message = "Rules choose the products of this collection. Leave the list of products empty."
        problems.append(FieldProblem("product_ids", message, "products_not_possible"))
    for index, rule in enumerate(collection.rules):
        if rule.field is RuleField.PRICE:
            if rule.minimum is None and rule.maximum is None:
                problems.append(FieldProblem(f"rules.{index}.min", "Give a lowest or a highest price.", "empty"))
            elif rule.minimum is not None and rule.maximum is not None and rule.minimum > rule.maximum:
                message = "The lowest price is above the highest. Swap them."
                problems.append(FieldProblem(f"rules.{index}.min", message, "out_of_range"))
    return problems


def _product_problems(deps: CollectionDeps, collection: Collection, known: Sequence[str]) -> list[FieldProblem]:
    ids = collection.product_ids
    if len(ids) > MAX_PRODUCTS:
        return [FieldProblem("product_ids", f"Use at most {MAX_PRODUCTS} products.", "too_many")]
    if len(set(ids)) != len(ids):
        return [FieldProblem("product_ids", "A product appears twice. Keep one of them.", "duplicate")]
    new = [product_id for product_id in ids if product_id not in set(known)]
    shaped = [product_id for product_id in new if is_id(product_id, "prd")]
    unknown = set(new) - set(shaped)
    if shaped:
        unknown |= deps.collections.find_unknown_products(collection.store_id, shaped)
    message = "There is no such product in this store."
    return [
        FieldProblem(f"product_ids.{index}", message, "product_not_found")
        for index, product_id in enumerate(ids)
        if product_id in unknown
    ]
