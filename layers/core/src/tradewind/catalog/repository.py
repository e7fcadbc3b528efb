"""Products and stock in the table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pynamodb.attributes import MapAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action

from tradewind.catalog.count_repository import counted, move_counts
from tradewind.catalog.errors import AlreadyImportedError, ProductSlugTakenError, SkuTakenError
from tradewind.catalog.image_repository import ImageItem, image_from
from tradewind.catalog.models import Image, Product, ProductStatus, Stock
from tradewind.db import keys
from tradewind.db.counters import CountersItem
from tradewind.db.idempotency import IdempotencyClaim, claim
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.errors import FieldProblem, InvalidInputError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.kit.slug import fold
from tradewind.messaging.outbox import add_event
from tradewind.stores.errors import StaleVersionError


class ProductItem(Item, discriminator="Product"):
    """A product with its variants."""


class ProductSlugItem(Item, discriminator="ProductSlug"):
    """Owner of a product slug inside a store."""

    product_id = UnicodeAttribute()


class SkuItem(Item, discriminator="Sku"):
    """Owner of a SKU inside a store."""

    product_id = UnicodeAttribute()


class SourceItem(Item, discriminator="Source"):
    """The product a supplier's reference became."""

    product_id = UnicodeAttribute()


class StockItem(Item, discriminator="Stock"):
    """Levels of one product's variants; every stock rule is a condition of this one item."""

    available: MapAttribute[str, Any] = MapAttribute(default_for_new=dict)
    reserved: MapAttribute[str, Any] = MapAttribute(default_for_new=dict)
    moves = NumberAttribute(default_for_new=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What was read beside a set of products in one batch."""

    stock: Mapping[str, Stock]
    images: Mapping[str, Image]
    total_by_status: Mapping[str, int]


class CatalogRepository:
    """Products with their slug and SKU locks, and stock levels."""

    def __init__(self, *, clock: Clock, new_id: IdFactory, cursors: CursorSigner) -> None:
        self._clock = clock
        self._new_id = new_id
        self._cursors = cursors

    # Products

    def create(
        self,
        product: Product,
        *,
        inventory: Mapping[str, int],
        image_ids: Iterable[str],
        once: IdempotencyClaim | None = None,
        also: Callable[[Transaction], None] | None = None,
        limit: int,
    ) -> None:
        """Write a product, its locks, its stock and the event; ``also`` adds writes.

        Raises:
            ProductLimitError: the store has ``limit`` products, archived ones not counted.
            ProductSlugTakenError, SkuTakenError: see ``update``.
            AlreadyDoneError: ``once`` was used by the same request before.
        """
        counted(product.store_id, lambda: self._create(product, inventory, image_ids, once, also, limit))

    def _create(
        self,
        product: Product,
        inventory: Mapping[str, int],
        image_ids: Iterable[str],
        once: IdempotencyClaim | None,
        also: Callable[[Transaction], None] | None,
        limit: int,
    ) -> None:
        tx = Transaction()
        if once:
            claim(tx, once, result_id=product.id, clock=self._clock)
        self._lock_slug(tx, product)
        for index, variant in enumerate(product.variants):
            if variant.sku:
                self._lock_sku(tx, product, variant.sku, index)
        self._lock_source(tx, product)
        tx.put(_product_item(product), condition=ProductItem.pk.does_not_exist())
        stock = StockItem(*keys.stock(product.store_id, product.id))
        stock.available = dict(inventory)
        stock.reserved = dict.fromkeys(inventory, 0)
        tx.put(stock)
        move_counts(tx, product.store_id, {product.status: 1}, limit=limit)
        self._attach_images(tx, product, image_ids)
        self._announce(tx, product, None)
        if also:
            also(tx)
        tx.commit()

    def count_products(self, store_id: str) -> dict[str, int]:
        """How many products there are of each status. Strongly consistent."""
        item = CountersItem.get(*keys.counters(store_id), consistent_read=True)
        return {status.value: int(getattr(item, status.value)) for status in ProductStatus}

    def find(self, store_id: str, product_id: str) -> Product | None:
        """A product in any status."""
        try:
            item = ProductItem.get(*keys.product(store_id, product_id), consistent_read=True)
        except ProductItem.DoesNotExist:
            return None
        return load(Product, item.data or "")

    def find_by_source(self, store_id: str, supplier: str, reference: str) -> str | None:
        """The id of the product that a supplier's reference became in this store."""
        try:
            return str(SourceItem.get(*keys.source_lock(store_id, supplier, reference)).product_id)
        except SourceItem.DoesNotExist:
            return None

    def update(
        self,
        product: Product,
        *,
        previous: Product,
        inventory: Mapping[str, int | None],
        also: Sequence[Callable[[Transaction], None] | None] = (),
        limit: int | None = None,
    ) -> None:
        """Replace ``previous`` by ``product`` and set the stock named in ``inventory`` (None stops tracking).

        Each of ``also`` adds writes of its own to the transaction.

        Stock that is not named keeps its level: sales may have moved it since the merchant loaded the form.

        Raises:
            StaleVersionError: someone else edited it first.
            ProductSlugTakenError, SkuTakenError: the name belongs to another product of the store.
            ProductLimitError: it comes back from the archive, and the store has ``limit`` others.
        """
        counted(product.store_id, lambda: self._update(product, previous, inventory, also, limit))

    def _update(
        self,
        product: Product,
        previous: Product,
        inventory: Mapping[str, int | None],
        also: Sequence[Callable[[Transaction], None] | None],
        limit: int | None,
    ) -> None:
        tx = Transaction()
        tx.put(
            _product_item(product),
            condition=ProductItem.version == previous.version,
            otherwise=lambda _: StaleVersionError(),
        )
        if product.slug != previous.slug:
            # The former slug stays locked to this product, so that its address can redirect.
            self._lock_slug(tx, product)
        self._move_skus(tx, product, previous)
        actions = self._stock_actions(product, previous, inventory)
        if actions:
            tx.update(StockItem(*keys.stock(product.store_id, product.id)), [*actions, StockItem.moves.add(1)])
        if product.status != previous.status:
            move_counts(tx, product.store_id, {previous.status: -1, product.status: 1}, limit=limit)
        known = {image.id for image in previous.images}
        self._attach_images(tx, product, [image.id for image in product.images if image.id not in known])
        self._announce(tx, product, previous)
        for add in also:
            if add:
                add(tx)
        tx.commit()

    def list_products(
        self, store_id: str, *, status: ProductStatus | None, limit: int, cursor: str | None, offset: int = 0
    ) -> Page[Product]:
        """Products newest first: without an offset one query of ``limit`` items."""
        scope = f"products:{store_id}:{status or ''}"
        start = self._cursors.unpack(scope, cursor) if cursor else None
        rows = self._query(store_id, status, start, offset + limit)
        items = list(rows)[offset:]
        last = rows.last_evaluated_key
        return Page([_product(row) for row in items], self._cursors.pack(scope, last) if last else None)

    def iterate_all(self, store_id: str) -> Iterable[Product]:
        """Every product in any status, oldest first, strongly consistent (worker side)."""
        base = keys.product(store_id, "")
        for row in ProductItem.query(base.pk, ProductItem.sk.startswith(base.sk), consistent_read=True):
            yield _product(row)

    def find_many(self, store_id: str, product_ids: Iterable[str]) -> list[Product]:
        """Those of ``product_ids`` that exist, strongly consistent: one request per 100."""
        wanted = [keys.product(store_id, product_id) for product_id in product_ids]
        return [_product(row) for row in ProductItem.batch_get(wanted, consistent_read=True)]

    def find_images(self, store_id: str, image_ids: Iterable[str]) -> dict[str, Image]:
        """Those of ``image_ids`` that exist, by id."""
        wanted = [keys.image(store_id, image_id) for image_id in image_ids]
        return {image.id: image for image in map(image_from, ImageItem.batch_get(wanted))}

    def read_listed(
        self, store_id: str, listed: Sequence[tuple[str, str | None]]
    ) -> tuple[dict[str, Product], Holdings]:
        """Products by id, their stock and one named image each, in one BatchGetItem (more than 100 keys take more)."""
        wanted = [keys.product(store_id, product_id) for product_id, _ in listed]
        wanted += [keys.stock(store_id, product_id) for product_id, _ in listed]
        wanted += [keys.image(store_id, image_id) for image_id in sorted({image for _, image in listed if image})]
        products: dict[str, Product] = {}
        items = list(Item.batch_get(wanted))
        for item in items:
            if isinstance(item, ProductItem):
                product = _product(item)
                products[product.id] = product
        return products, _holdings(items)

    def _query(self, store_id: str, status: ProductStatus | None, start: Any, limit: int) -> Any:
        common = {"scan_index_forward": False, "limit": limit, "page_size": limit, "last_evaluated_key": start}
        if status:
            return ProductItem.gsi1.query(keys.products_by_status(store_id, status), **common)
        base = keys.product(store_id, "")
        return ProductItem.query(base.pk, ProductItem.sk.startswith(base.sk), **common)

    def read_beside(self, store_id: str, products: Iterable[Product], *, gallery: bool) -> Holdings:
        """Stock, images (the first of each product, or all with ``gallery``) and counters, in one BatchGetItem.

        More than 100 keys take further requests.
        """
        listed = list(products)
        wanted = [keys.stock(store_id, product.id) for product in listed]
        image_ids = {image.id for product in listed for image in (product.images if gallery else product.images[:1])}
        wanted += [keys.image(store_id, image_id) for image_id in sorted(image_ids)]
        wanted.append(keys.counters(store_id))
        return _holdings(Item.batch_get(wanted))

    def find_stock(self, store_id: str, product_id: str) -> Stock:
        """A product's levels, strongly consistent."""
        try:
            return stock_from(StockItem.get(*keys.stock(store_id, product_id), consistent_read=True))
        except StockItem.DoesNotExist:
            return Stock(product_id=product_id)

    # Parts of the transactions above

    def _lock_slug(self, tx: Transaction, product: Product) -> None:
        tx.put(
            ProductSlugItem(*keys.product_slug_lock(product.store_id, product.slug), product_id=product.id),
            condition=ProductSlugItem.pk.does_not_exist() | (ProductSlugItem.product_id == product.id),
            otherwise=lambda _: ProductSlugTakenError(),
        )

    def _lock_source(self, tx: Transaction, product: Product) -> None:
        if product.source is None:
            return
        key = keys.source_lock(product.store_id, product.source.supplier, product.source.reference)
        tx.put(
            SourceItem(*key, product_id=product.id),
            condition=SourceItem.pk.does_not_exist(),
            otherwise=lambda old: AlreadyImportedError(old["product_id"]["S"] if old else ""),
        )

    def _lock_sku(self, tx: Transaction, product: Product, sku: str, index: int) -> None:
        def taken(_: object) -> Exception:
            message = f"The SKU {sku} is already used by another product of this store."
            return SkuTakenError(message, fields=[FieldProblem(f"variants.{index}.sku", message, "sku_taken")])

        tx.put(
            SkuItem(*keys.sku_lock(product.store_id, fold(sku)), product_id=product.id),
            condition=SkuItem.pk.does_not_exist() | (SkuItem.product_id == product.id),
            otherwise=taken,
        )

    def _move_skus(self, tx: Transaction, product: Product, previous: Product) -> None:
        before = {fold(variant.sku) for variant in previous.variants if variant.sku}
        after = {
            fold(variant.sku): (index, variant.sku) for index, variant in enumerate(product.variants) if variant.sku
        }
        for folded, (index, sku) in after.items():
            if folded not in before:
                self._lock_sku(tx, product, sku, index)
        for folded in before - after.keys():
            tx.delete(SkuItem(*keys.sku_lock(product.store_id, folded)))

    def _stock_actions(self, product: Product, previous: Product, inventory: Mapping[str, int | None]) -> list[Action]:
        actions: list[Action] = []
        for variant_id, count in inventory.items():
            if count is None:
                actions.append(StockItem.available[variant_id].remove())
            else:
                actions.append(StockItem.available[variant_id].set(count))
                actions.append(StockItem.reserved[variant_id].set(StockItem.reserved[variant_id] | 0))
        kept = {variant.id for variant in product.variants}
        for variant in previous.variants:
            # Units that open checkouts hold stay in ``reserved`` until those are decided.
            if variant.id not in kept and variant.id not in inventory:
                actions.append(StockItem.available[variant.id].remove())
        return actions

    def _attach_images(self, tx: Transaction, product: Product, image_ids: Iterable[str]) -> None:
        for image_id in image_ids:
            tx.update(
                ImageItem(*keys.image(product.store_id, image_id)),
                [ImageItem.product_id.set(product.id)],
                condition=ImageItem.pk.exists(),
                otherwise=_unknown_image,
            )

    def _announce(self, tx: Transaction, product: Product, previous: Product | None) -> None:
        payload: dict[str, object] = {"product_id": product.id}
        if previous and previous.slug != product.slug:
            payload["previous_slug"] = previous.slug
        add_event(
            tx,
            type="ProductUpdated" if previous else "ProductCreated",
            store_id=product.store_id,
            clock=self._clock,
            new_id=self._new_id,
            payload=payload,
        )


def _holdings(items: Iterable[Item]) -> Holdings:
    stock: dict[str, Stock] = {}
    images: dict[str, Image] = {}
    totals: dict[str, int] = {}
    for item in items:
        if isinstance(item, StockItem):
            levels = stock_from(item)
            stock[levels.product_id] = levels
        elif isinstance(item, ImageItem):
            image = image_from(item)
            images[image.id] = image
        elif isinstance(item, CountersItem):
            totals = {status.value: int(getattr(item, status.value)) for status in ProductStatus}
    return Holdings(stock=stock, images=images, total_by_status=totals)


def product_items(product: Product, inventory: Mapping[str, int], images: Iterable[Image]) -> list[Item]:
    """The items of a product without locks, counters and event: for stores made in one go, such as a benchmark's."""
    stock = StockItem(*keys.stock(product.store_id, product.id))
    stock.available, stock.reserved = dict(inventory), dict.fromkeys(inventory, 0)
    pictures = [ImageItem(*keys.image(image.store_id, image.id), data=dump(image)) for image in images]
    return [_product_item(product), stock, *pictures]


def _product_item(product: Product) -> ProductItem:
    item = ProductItem(*keys.product(product.store_id, product.id), data=dump(product))
    item.version = product.version
    item.status = product.status
    item.gsi1pk, item.gsi1sk = keys.products_by_status(product.store_id, product.status), product.id
    return item


def _product(row: ProductItem) -> Product:
    return load(Product, row.data or "")


def _unknown_image(_: object) -> Exception:
    message = "There is no such image in this store. Upload it first."
    return InvalidInputError.field("images", message, "image_not_found")


def stock_from(item: StockItem) -> Stock:
    """The levels of a stored item."""
    return Stock(
        product_id=item.sk.partition("#")[2],
        available={key: int(value) for key, value in item.available.as_dict().items()},
        reserved={key: int(value) for key, value in item.reserved.as_dict().items()},
        version=int(item.moves),
    )
