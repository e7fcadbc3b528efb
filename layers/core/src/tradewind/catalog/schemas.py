"""Wire shapes of products and images."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, field_validator

from tradewind.catalog.images import MAX_UPLOAD_BYTES
from tradewind.catalog.inputs import UNSET, NewProduct, VariantInput
from tradewind.catalog.models import (
    MAX_IMAGES,
    MAX_INVENTORY,
    MAX_VARIANTS,
    Image,
    ImageStatus,
    Option,
    Product,
    ProductImage,
    ProductStatus,
    Variant,
)
from tradewind.catalog.ports import UploadTarget
from tradewind.catalog.rules import warnings_of
from tradewind.catalog.service import ProductView
from tradewind.http.schemas import Input, MoneyModel, OneLine, Output, Timestamp, present
from tradewind.storefront.rendering import image_sources

Title = Annotated[OneLine, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(max_length=20_000)]
Inventory = Annotated[int, Field(strict=True, ge=0, le=MAX_INVENTORY)]


class OptionModel(Input):
    """An axis such as Size."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    values: Annotated[list[Annotated[str, Field(min_length=1, max_length=60)]], Field(min_length=1, max_length=60)]

    def to_option(self) -> Option:
        """As the domain's value."""
        return Option(name=self.name, values=tuple(self.values))


class ImageRef(Input):
    """An uploaded image in the gallery."""

    id: Annotated[str, Field(max_length=40)]
    alt: Annotated[str, Field(max_length=300)] = ""


class VariantRequest(Input):
    """A variant. When editing, ``id`` keeps it; an absent ``inventory_count`` keeps its stock, null stops tracking."""

    id: Annotated[str, Field(max_length=40)] | None = None
    name: Annotated[str, Field(max_length=120)] = ""
    sku: Annotated[str, Field(max_length=80)] = ""
    price: MoneyModel | None = None
    compare_at_price: MoneyModel | None = None
    cost: MoneyModel | None = None
    options: Annotated[dict[str, str], Field(max_length=5)] = Field(default_factory=dict)
    inventory_count: Inventory | None = None
    image_id: Annotated[str, Field(max_length=40)] | None = None

    @field_validator("name", "sku", mode="before")
    @classmethod
    def _null_is_empty(cls, value: object) -> object:
        return "" if value is None else value

    @field_validator("options", mode="before")
    @classmethod
    def _no_options(cls, value: object) -> object:
        return {} if value is None else value

    def to_input(self) -> VariantInput:
        """As the domain's input."""
        counted = "inventory_count" in self.model_fields_set
        return VariantInput(
            id=self.id,
            name=self.name,
            sku=self.sku,
            price=self.price.to_money() if self.price else None,
            compare_at_price=self.compare_at_price.to_money() if self.compare_at_price else None,
            cost=self.cost.to_money() if self.cost else None,
            options=self.options,
            inventory_count=self.inventory_count if counted else UNSET,
            image_id=self.image_id,
        )


Variants = Annotated[list[VariantRequest], Field(max_length=MAX_VARIANTS)]
Images = Annotated[list[ImageRef], Field(max_length=MAX_IMAGES)]
Tags = Annotated[list[Annotated[str, Field(min_length=1, max_length=40)]], Field(max_length=40)]
Slug = Annotated[str, Field(min_length=1, max_length=100)]


class CreateProductRequest(Input):
    """A new product; without variants it gets a default one."""

    title: Title
    description: Text = ""
    price: MoneyModel
    compare_at_price: MoneyModel | None = None
    cost: MoneyModel | None = None
    options: list[OptionModel] = Field(default_factory=list)
    variants: Variants = Field(default_factory=list)
    images: Images = Field(default_factory=list)
    status: ProductStatus = ProductStatus.DRAFT
    slug: Slug | None = None
    seo_title: Annotated[str, Field(max_length=200)] = ""
    seo_description: Annotated[str, Field(max_length=500)] = ""
    tags: Tags = Field(default_factory=list)

    @field_validator("options", "variants", "images", "tags", mode="before")
    @classmethod
    def _null_is_none(cls, value: object) -> object:
        return [] if value is None else value

    def to_new(self) -> NewProduct:
        """As the domain's input."""
        return NewProduct(
            title=self.title,
            description=self.description,
            price=self.price.to_money(),
            compare_at_price=self.compare_at_price.to_money() if self.compare_at_price else None,
            cost=self.cost.to_money() if self.cost else None,
            options=tuple(option.to_option() for option in self.options),
            variants=tuple(variant.to_input() for variant in self.variants),
            images=tuple(ProductImage(id=image.id, alt=image.alt) for image in self.images),
            status=self.status,
            slug=self.slug,
            seo_title=self.seo_title,
            seo_description=self.seo_description,
            tags=tuple(self.tags),
        )


class UpdateProductRequest(Input):
    """Members to change; absent ones stay, ``compare_at_price`` and ``cost`` may be null to clear them."""

    title: Title | None = None
    description: Text | None = None
    price: MoneyModel | None = None
    compare_at_price: MoneyModel | None = None
    cost: MoneyModel | None = None
    options: list[OptionModel] | None = None
    variants: Variants | None = None
    images: Images | None = None
    status: ProductStatus | None = None
    slug: Slug | None = None
    seo_title: Annotated[str, Field(max_length=200)] | None = None
    seo_description: Annotated[str, Field(max_length=500)] | None = None
    tags: Tags | None = None
    version: int | None = None

    @field_validator(
        "title", "description", "price", "options", "variants", "images", "status", "slug", "tags", mode="after"
    )
    @classmethod
    def _not_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("Leave the field out to keep it; it cannot be null.")
        return value

    def to_changes(self) -> Mapping[str, Any]:
        """The members sent, as domain values."""
        changes = dict(present(self))
        changes.pop("version", None)
        for name in ("price", "compare_at_price", "cost"):
            if changes.get(name) is not None:
                changes[name] = changes[name].to_money()
        if "options" in changes:
            changes["options"] = tuple(option.to_option() for option in changes["options"])
        if "variants" in changes:
            changes["variants"] = [variant.to_input() for variant in changes["variants"]]
        if "images" in changes:
            changes["images"] = tuple(ProductImage(id=image.id, alt=image.alt) for image in changes["images"])
        for name in ("seo_title", "seo_description"):
            if name in changes:
                changes[name] = changes[name] or ""
        return changes


class ImageSource(Output):
    """One rendering."""

    width: int
    url: str


class ImageResponse(Output):
    """An uploaded image and how far its rendering is."""

    id: str
    status: ImageStatus
    width: int
    height: int
    error: str
    sources: list[ImageSource]

    @classmethod
    def of(cls, image: Image, media_base_url: str) -> "ImageResponse":
        """From the domain's image."""
        return cls(
            id=image.id,
            status=image.status,
            width=image.width,
            height=image.height,
            error=image.error,
            sources=[ImageSource(**source) for source in image_sources(image, media_base_url)],
        )


class GalleryImage(ImageResponse):
    """An image of a product."""

    alt: str


class UploadRequest(Input):
    """A picture the browser wants to upload."""

    filename: Annotated[str, Field(min_length=1, max_length=255)]
    content_type: Annotated[str, Field(max_length=100)]
    size: Annotated[int, Field(ge=1)]


class UploadForm(Output):
    """Send ``fields`` and then the file as multipart form data to ``url``."""

    url: str
    fields: dict[str, str]


class UploadResponse(Output):
    """Where to put the bytes; then ask for the image until it is ready."""

    image_id: str
    upload: UploadForm
    max_bytes: int

    @classmethod
    def of(cls, image: Image, target: UploadTarget) -> "UploadResponse":
        """From the domain's permission."""
        form = UploadForm(url=target.url, fields=dict(target.fields))
        return cls(image_id=image.id, upload=form, max_bytes=MAX_UPLOAD_BYTES)


class VariantResponse(Output):
    """A variant with its stock."""

    id: str
    name: str
    sku: str
    price: MoneyModel | None
    compare_at_price: MoneyModel | None
    cost: MoneyModel | None
    options: dict[str, str]
    inventory_count: int | None
    reserved_count: int
    image_id: str | None

    @classmethod
    def of(cls, variant: Variant, view: ProductView) -> "VariantResponse":
        """From the domain's variant."""
        return cls(
            id=variant.id,
            name=variant.name,
            sku=variant.sku,
            price=MoneyModel.maybe(variant.price),
            compare_at_price=MoneyModel.maybe(variant.compare_at_price),
            cost=MoneyModel.maybe(variant.cost),
            options=dict(variant.options),
            inventory_count=view.stock.level(variant.id),
            reserved_count=view.stock.reserved.get(variant.id, 0),
            image_id=variant.image_id,
        )


class SourceResponse(Output):
    """Where an imported product came from."""

    supplier: str
    reference: str
    url: str


class ProductWarning(Output):
    """Allowed, and probably a mistake."""

    field: str
    code: str
    message: str


class ProductResponse(Output):
    """A product as its merchant sees it."""

    id: str
    store_id: str
    title: str
    slug: str
    description: str
    status: ProductStatus
    price: MoneyModel
    compare_at_price: MoneyModel | None
    cost: MoneyModel | None
    price_min: MoneyModel
    price_max: MoneyModel
    options: list[OptionModel]
    variants: list[VariantResponse]
    inventory_total: int | None
    images: list[GalleryImage]
    tags: list[str]
    seo_title: str
    seo_description: str
    source: SourceResponse | None
    published_url: str | None
    warnings: list[ProductWarning]
    version: int
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, view: ProductView, *, media_base_url: str, storefront_url: str) -> "ProductResponse":
        """From the domain's product with its stock and images (a list carries only the first image)."""
        product = view.product
        prices = sorted((product.price_of(variant) for variant in product.variants), key=lambda money: money.amount)
        return cls(
            id=product.id,
            store_id=product.store_id,
            title=product.title,
            slug=product.slug,
            description=product.description,
            status=product.status,
            price=MoneyModel.of(product.price),
            compare_at_price=MoneyModel.maybe(product.compare_at_price),
            cost=MoneyModel.maybe(product.cost),
            price_min=MoneyModel.of(prices[0]),
            price_max=MoneyModel.of(prices[-1]),
            options=[OptionModel(name=option.name, values=list(option.values)) for option in product.options],
            variants=[VariantResponse.of(variant, view) for variant in product.variants],
            inventory_total=_total(product, view),
            images=_gallery(product, view, media_base_url),
            tags=list(product.tags),
            seo_title=product.seo_title,
            seo_description=product.seo_description,
            source=SourceResponse(
                supplier=product.source.supplier, reference=product.source.reference, url=product.source.url
            )
            if product.source
            else None,
            published_url=f"{storefront_url}/products/{product.slug}"
            if product.status is ProductStatus.ACTIVE
            else None,
            warnings=[
                ProductWarning(field=each.field, code=each.code, message=each.message) for each in warnings_of(product)
            ],
            version=product.version,
            created_at=product.created_at,
            updated_at=product.updated_at,
        )


class TagCount(Output):
    """A tag and how many products have it."""

    tag: str
    count: int


def _total(product: Product, view: ProductView) -> int | None:
    """Sum of tracked levels; None when any variant is not tracked."""
    levels = [view.stock.level(variant.id) for variant in product.variants]
    return None if any(level is None for level in levels) else sum(level or 0 for level in levels)


def _gallery(product: Product, view: ProductView, media_base_url: str) -> list[GalleryImage]:
    gallery = []
    for entry in product.images:
        image = view.images.get(entry.id)
        if image is not None:
            shown = ImageResponse.of(image, media_base_url)
            gallery.append(GalleryImage(**shown.model_dump(), alt=entry.alt))
    return gallery
