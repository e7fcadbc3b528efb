"""Supplier products onto a store's shelf."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tradewind.catalog.errors import AlreadyImportedError, UnreadableImageError
from tradewind.catalog.images import ImageDeps, store_picture
from tradewind.catalog.inputs import NewProduct
from tradewind.catalog.models import ImageStatus, ProductImage, ProductStatus, Source
from tradewind.catalog.ports import ImageRenderer
from tradewind.catalog.service import CatalogDeps, create_product
from tradewind.errors import DomainError
from tradewind.importing.ports import FetchRefusedError, PictureFetcher
from tradewind.pricing.models import PricingRules
from tradewind.pricing.rates import RateBook
from tradewind.pricing.rules import compare_at, landed, price
from tradewind.stores.models import Store
from tradewind.suppliers.models import SupplierProduct


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDeps:
    """What importing needs."""

    catalog: CatalogDeps
    images: ImageDeps
    renderer: ImageRenderer
    fetcher: PictureFetcher


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What became of one supplier product: ``imported``, ``already`` or ``failed``."""

    reference: str
    title: str
    outcome: str
    product_id: str = ""
    warnings: tuple[str, ...] = field(default=())


def import_products(
    deps: ImportDeps,
    *,
    store: Store,
    products: Iterable[SupplierProduct],
    rules: PricingRules,
    book: RateBook,
    publish: bool,
    pictures: int,
) -> Iterator[ImportResult]:
    """Import one by one; a picture that cannot be had is a warning, a product that cannot be made fails alone."""
    for product in products:
        try:
            yield import_product(
                deps, store=store, product=product, rules=rules, book=book, publish=publish, pictures=pictures
            )
        except AlreadyImportedError as error:
            yield ImportResult(
                reference=product.reference, title=product.title, outcome="already", product_id=error.product_id
            )
        except DomainError as error:
            yield ImportResult(
                reference=product.reference, title=product.title, outcome="failed", warnings=(error.detail,)
            )


def import_product(
    deps: ImportDeps,
    *,
    store: Store,
    product: SupplierProduct,
    rules: PricingRules,
    book: RateBook,
    publish: bool,
    pictures: int,
) -> ImportResult:
    """One supplier product as a draft (or for sale), priced by ``rules``, with up to ``pictures`` of its pictures.

    Raises:
        AlreadyImportedError: this store has it. NeedsRateError. InvalidInputError.
    """
    owner = deps.catalog.catalog.find_by_source(store.id, product.supplier, product.reference)
    if owner:
        raise AlreadyImportedError(owner)
    full = landed(rules, book, cost=product.cost, shipping=product.shipping)
    selling = price(rules, full.guarded)
    gallery, warnings = _pictures(deps, store, product, pictures)
    created = create_product(
        deps.catalog,
        store=store,
        new=NewProduct(
            title=product.title,
            price=selling,
            compare_at_price=compare_at(rules, book, selling, product.list_price),
            cost=full.cost,
            status=ProductStatus.ACTIVE if publish else ProductStatus.DRAFT,
            images=gallery,
            tags=(product.category[:40],) if product.category else (),
            source=Source(supplier=product.supplier, reference=product.reference, url=product.url),
        ),
    )
    return ImportResult(
        reference=product.reference,
        title=product.title,
        outcome="imported",
        product_id=created.id,
        warnings=tuple(warnings),
    )


def _pictures(
    deps: ImportDeps, store: Store, product: SupplierProduct, limit: int
) -> tuple[list[ProductImage], list[str]]:
    gallery: list[ProductImage] = []
    missing: list[str] = []
    wanted = product.image_urls[:limit]
    for url in wanted:
        try:
            original = deps.fetcher.fetch(url)
            image = store_picture(
                deps.images, deps.renderer, store_id=store.id, filename=url.rpartition("/")[2], original=original
            )
        except (FetchRefusedError, UnreadableImageError) as error:
            missing.append(error.detail)
            continue
        if image.status is ImageStatus.READY:
            gallery.append(ProductImage(id=image.id))
        else:
            missing.append(image.error)
    if not missing:
        return gallery, []
    return gallery, [f"{len(missing)} of {len(wanted)} images could not be fetched: {missing[0]}"]
