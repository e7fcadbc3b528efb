"""Create, read, change and archive products."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tradewind.catalog.errors import ProductLimitError, ProductNotFoundError, ProductSlugTakenError
from tradewind.catalog.inputs import NewProduct, Unset, VariantInput
from tradewind.catalog.models import Image, Product, ProductStatus, Stock, Variant
from tradewind.catalog.repository import CatalogRepository, Holdings
from tradewind.catalog.rules import check_product, complete_variants
from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim
from tradewind.db.transactions import Transaction
from tradewind.errors import InvalidInputError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id
from tradewind.kit.pagination import Page
from tradewind.kit.slug import former_slugs, numbered, slugify
from tradewind.stores.errors import StaleVersionError
from tradewind.stores.models import Store

PRODUCT_SLUG_MAX = 100
TITLE_MAX = 200
_SLUG_ATTEMPTS = 200


type Guard = Callable[[Product], Callable[[Transaction], None] | None]
"""Asked before a product goes on sale: raises what stands against it, or returns writes that belong to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogDeps:
    """What the catalog use cases need. ``limit`` is how many products a store may have, archived ones not counted."""

    catalog: CatalogRepository
    clock: Clock
    new_id: IdFactory
    limit: Callable[[Store], int]
    guard: Guard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductView:
    """A product with what lies beside it."""

    product: Product
    stock: Stock
    images: Mapping[str, Image]


def create_product(
    deps: CatalogDeps,
    *,
    store: Store,
    new: NewProduct,
    once: IdempotencyClaim | None = None,
    attach_images: bool = True,
    also: Callable[[Transaction, Product], None] | None = None,
) -> Product:
    """Add a product under the first free slug of its title; without variants it gets a default one.

    With ``attach_images`` its pictures become known as this product's, which decides what a late rendering updates.
    ``also`` adds writes to the transaction.

    Raises:
        InvalidInputError: see ``rules``. ProductLimitError, SkuTakenError.
        ProductSlugTakenError: only for an explicit slug.
    """
    product, counts = _built(deps, store, new)
    check_product(product, store)
    inventory = {variant_id: count for variant_id, count in counts.items() if isinstance(count, int)}
    base = new.slug or slugify(new.title, max_length=PRODUCT_SLUG_MAX) or "product"
    limit = deps.limit(store)
    for attempt in range(1, 2 if new.slug else _SLUG_ATTEMPTS + 1):
        named = replace(product, slug=numbered(base, attempt, max_length=PRODUCT_SLUG_MAX))
        try:
            image_ids = _image_ids(named) if attach_images else []
            deps.catalog.create(
                named, inventory=inventory, image_ids=image_ids, once=once, also=_bound(also, named), limit=limit
            )
        except ProductSlugTakenError:
            if new.slug:
                raise
            continue
        except AlreadyDoneError as done:
            return get_product(deps, store_id=store.id, product_id=done.result_id)
        return named
    raise ProductSlugTakenError


def check_room(deps: CatalogDeps, *, store: Store) -> None:
    """Raise ProductLimitError if a store has all products it may have, before work is put into another one."""
    limit, counts = deps.limit(store), deps.catalog.count_products(store.id)
    if counts[ProductStatus.DRAFT] + counts[ProductStatus.ACTIVE] >= limit:
        raise ProductLimitError(limit)


def _bound(
    also: Callable[[Transaction, Product], None] | None, product: Product
) -> Callable[[Transaction], None] | None:
    return (lambda tx: also(tx, product)) if also else None


def draft_of(deps: CatalogDeps, store: Store, new: NewProduct) -> Product:
    """The product ``create_product`` would make, to hold it against the rules; nothing is written."""
    return _built(deps, store, new)[0]


def _built(deps: CatalogDeps, store: Store, new: NewProduct) -> tuple[Product, dict[str, int | Unset | None]]:
    """A product without a slug, and its stock counts by variant."""
    now = deps.clock()
    _check_known(new.variants, known=())
    variants = complete_variants(new.variants, new.options, deps.new_id)
    product = Product(
        id=deps.new_id("prd"),
        store_id=store.id,
        title=new.title,
        slug="",
        description=new.description,
        status=new.status,
        price=new.price,
        compare_at_price=new.compare_at_price,
        cost=new.cost,
        options=tuple(new.options),
        variants=tuple(variant for variant, _ in variants),
        images=tuple(new.images),
        tags=tuple(new.tags),
        seo_title=new.seo_title,
        seo_description=new.seo_description,
        published_at=now if new.status is ProductStatus.ACTIVE else None,
        source=new.source,
        created_at=now,
        updated_at=now,
    )
    return product, {variant.id: count for variant, count in variants}


def get_product(deps: CatalogDeps, *, store_id: str, product_id: str) -> Product:
    """A product of the store, in any status.

    Raises:
        ProductNotFoundError: unknown, or another store's.
    """
    product = deps.catalog.find(store_id, product_id) if is_id(product_id, "prd") else None
    if product is None:
        raise ProductNotFoundError
    return product


def view_products(deps: CatalogDeps, *, store_id: str, products: Sequence[Product], gallery: bool) -> list[ProductView]:
    """Products with stock and images, in one further request."""
    beside = deps.catalog.read_beside(store_id, products, gallery=gallery)
    return [_view(product, beside) for product in products]


def list_products(
    deps: CatalogDeps,
    *,
    store_id: str,
    status: ProductStatus | None = None,
    limit: int = 25,
    cursor: str | None = None,
    page: int | None = None,
) -> Page[ProductView]:
    """One page of the store's products, newest first, by cursor or (costlier the deeper) by page number."""
    offset = (page - 1) * limit if page and not cursor else 0
    found = deps.catalog.list_products(store_id, status=status, limit=limit, cursor=cursor, offset=offset)
    beside = deps.catalog.read_beside(store_id, found.items, gallery=False)
    counts = beside.total_by_status
    total = counts.get(status.value, 0) if status else sum(counts.values())
    return Page([_view(product, beside) for product in found.items], found.next_cursor, total)


def view_listed(
    catalog: CatalogRepository, *, store_id: str, listed: Sequence[tuple[str, str | None]]
) -> list[ProductView]:
    """Products named with their first image, in that order, in one request; those that are gone are left out."""
    products, beside = catalog.read_listed(store_id, listed)
    return [_view(products[product_id], beside) for product_id, _ in listed if product_id in products]


def update_product(
    deps: CatalogDeps,
    *,
    store: Store,
    product: Product,
    changes: Mapping[str, Any],
    expected_version: int | None = None,
    also: Callable[[Transaction], None] | None = None,
) -> Product:
    """Apply ``changes`` (only the members present; ``variants`` replaces the list, keeping ids) to ``product``.

    ``also`` adds writes to the transaction; nothing is written where nothing changes.

    Raises:
        StaleVersionError: ``expected_version`` is not the stored one.
        InvalidInputError, SkuTakenError, ProductSlugTakenError; what the guard has against putting it on sale.
        ProductLimitError: it would come back from the archive, and there is no room.
    """
    if expected_version is not None and expected_version != product.version:
        raise StaleVersionError
    values = dict(changes)
    inventory: dict[str, int | None] = {}
    options = values.get("options", product.options)
    if "variants" in values or "options" in values:
        given = values.get("variants")
        inputs = [as_input(variant) for variant in product.variants] if given is None else given
        _check_known(inputs, known=[variant.id for variant in product.variants])
        variants = complete_variants(inputs, options, deps.new_id)
        values["variants"] = tuple(variant for variant, _ in variants)
        known = {variant.id for variant in product.variants}
        for variant, count in variants:
            # A new variant without a count is simply not tracked: nothing to remove.
            if isinstance(count, int) or (count is None and variant.id in known):
                inventory[variant.id] = count
    for name in ("options", "images", "tags"):
        if name in values:
            values[name] = tuple(values[name])
    now = deps.clock()
    changed = replace(product, **values)
    if changed.status is ProductStatus.ACTIVE and product.published_at is None:
        changed = replace(changed, published_at=now)
    if changed == product and not inventory:
        return product
    check_product(changed, store)
    if changed.slug != product.slug:
        changed = replace(changed, former_slugs=former_slugs(product.former_slugs, product.slug, changed.slug))
    changed = replace(changed, version=product.version + 1, updated_at=now)
    goes_on_sale = changed.status is ProductStatus.ACTIVE and product.status is not ProductStatus.ACTIVE
    needed = deps.guard(changed) if deps.guard and goes_on_sale else None
    comes_back = product.status is ProductStatus.ARCHIVED and changed.status is not ProductStatus.ARCHIVED
    limit = deps.limit(store) if comes_back else None
    deps.catalog.update(changed, previous=product, inventory=inventory, also=(also, needed), limit=limit)
    return changed


def archive_product(deps: CatalogDeps, *, store: Store, product: Product) -> Product:
    """Take the product off the shelf; orders keep their snapshots, and setting another status undoes it."""
    return update_product(deps, store=store, product=product, changes={"status": ProductStatus.ARCHIVED})


def duplicate_product(
    deps: CatalogDeps, *, store: Store, product: Product, once: IdempotencyClaim | None = None
) -> Product:
    """A draft like ``product`` with new ids and the same pictures, without SKUs; counted variants start at none.

    Raises:
        what the guard has against selling ``product``: a copy would go on sale without its marks.
    """
    if deps.guard:
        deps.guard(product)
    stock = deps.catalog.find_stock(store.id, product.id)
    variants = [
        replace(
            as_input(variant),
            id=None,
            sku="",
            inventory_count=None if stock.level(variant.id) is None else 0,
        )
        for variant in product.variants
    ]
    new = NewProduct(
        title=f"Copy of {product.title}"[:TITLE_MAX],
        price=product.price,
        description=product.description,
        compare_at_price=product.compare_at_price,
        cost=product.cost,
        options=product.options,
        variants=variants,
        images=product.images,
        tags=product.tags,
        seo_title=product.seo_title,
        seo_description=product.seo_description,
    )
    # The pictures stay known as the original's.
    return create_product(deps, store=store, new=new, once=once, attach_images=False)


def _view(product: Product, beside: Holdings) -> ProductView:
    stock = beside.stock.get(product.id, Stock(product_id=product.id))
    return ProductView(product=product, stock=stock, images=beside.images)


def as_input(variant: Variant) -> VariantInput:
    """A stored variant as a form sends it, without its stock."""
    return VariantInput(
        id=variant.id,
        name=variant.name,
        sku=variant.sku,
        price=variant.price,
        compare_at_price=variant.compare_at_price,
        cost=variant.cost,
        options=variant.options,
        image_id=variant.image_id,
    )


def _check_known(inputs: Sequence[VariantInput], *, known: Sequence[str]) -> None:
    for index, given in enumerate(inputs):
        if given.id is not None and given.id not in known:
            message = "This variant does not belong to the product. Leave out its id to add a new one."
            raise InvalidInputError.field(f"variants.{index}.id", message, "unknown_variant")


def _image_ids(product: Product) -> list[str]:
    return [image.id for image in product.images]
