"""Store, product and list documents as JSON text. Pure functions; what is not named here never becomes public."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from tradewind.catalog.models import Image, ImageStatus, Product, Stock, Variant, media_key
from tradewind.kit.clock import to_rfc3339
from tradewind.kit.money import Money
from tradewind.stores.branding import look_of
from tradewind.stores.models import Store
from tradewind.stores.pages import WITH_CONTACT, StorePage, render_blocks

if TYPE_CHECKING:
    from tradewind.collections.models import Collection

PAGE_SIZE = 24
LIST_PAGES = 4
"""Rendered pages of the whole shelf; further ones come from the search snapshot."""
COLLECTION_PAGES = 2
"""Rendered pages of each collection."""
LOW_STOCK = 5


def etag_of(body: str) -> str:
    """A strong validator of a document."""
    return f'"{hashlib.sha256(body.encode()).hexdigest()[:20]}"'


def to_text(document: Any) -> str:
    """Compact JSON."""
    return orjson.dumps(document).decode()


def store_document(
    store: Store, *, logo: Image | None, pages: Sequence[StorePage], media_base_url: str
) -> dict[str, Any]:
    """A store without its owner, with its look settled and the published pages named."""
    look = look_of(store.branding, store.niche)
    announcement = store.announcement if store.announcement and store.announcement.active else None
    return {
        "id": store.id,
        "name": store.name,
        "slug": store.slug,
        "niche": store.niche,
        "description": store.description,
        "currency": store.currency,
        "locale": store.locale,
        "status": store.shown_status.value,
        "contact_email": store.contact_email,
        "branding": {
            "preset": look.preset,
            "accent": look.accent,
            "on_accent": look.on_accent,
            "background": look.background,
            "fonts": look.fonts,
            "radius": look.radius,
            "logo": shown_image(logo, store.name, media_base_url) if logo else None,
        },
        "announcement": {"text": announcement.text, "href": announcement.href} if announcement else None,
        "pages": [{"kind": page.kind, "title": page.title} for page in pages if page.published],
    }


def page_document(page: StorePage, store: Store) -> dict[str, Any]:
    """A policy page; where shoppers must know whom they deal with, also e-mail and address."""
    shows = page.kind in WITH_CONTACT
    return {
        "kind": page.kind,
        "title": page.title,
        "blocks": render_blocks(page.body),
        "contact_email": store.contact_email if shows else None,
        "address": store.address.lines() if shows and store.address else [],
        "updated_at": to_rfc3339(page.updated_at),
    }


def product_document(
    product: Product,
    stock: Stock,
    images: Mapping[str, Image],
    media_base_url: str,
    collections: "Sequence[Collection]" = (),
) -> dict[str, Any]:
    """A product page's data: prices final, availability by variant, no cost, supplier or stock count."""
    prices = [product.price_of(variant) for variant in product.variants]
    low, high = min(prices, key=_amount), max(prices, key=_amount)
    cheapest = min(product.variants, key=lambda variant: product.price_of(variant).amount)
    return {
        "id": product.id,
        "slug": product.slug,
        "title": product.title,
        "description": product.description,
        "price": _money(low),
        "price_max": _money(high),
        "compare_at_price": _money(product.compare_at_of(cheapest)),
        "available": any(stock.can_sell(variant.id) for variant in product.variants),
        "low_stock": is_low(product, stock),
        "options": [{"name": option.name, "values": list(option.values)} for option in product.options],
        "variants": [_variant(product, variant, stock, images) for variant in product.variants],
        "images": _images(product, images, media_base_url),
        "tags": list(product.tags),
        "collections": [{"slug": collection.slug, "title": collection.title} for collection in collections],
        "seo": {
            "title": product.seo_title or product.title,
            "description": product.seo_description or _excerpt(product.description),
        },
        "updated_at": product.updated_at.isoformat().replace("+00:00", "Z"),
    }


def card_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a product document that a grid shows."""
    pictures = document["images"]
    return {
        "id": document["id"],
        "slug": document["slug"],
        "title": document["title"],
        "price": document["price"],
        "price_max": document["price_max"],
        "compare_at_price": document["compare_at_price"],
        "available": document["available"],
        "low_stock": document["low_stock"],
        "variant_count": len(document["variants"]),
        "image": pictures[0] if pictures else None,
        "second_image": pictures[1] if len(pictures) > 1 else None,
    }


def is_low(product: Product, stock: Stock) -> bool:
    """Whether something is left, every variant is counted, and all together are few."""
    levels = [stock.level(variant.id) for variant in product.variants]
    return all(level is not None for level in levels) and 0 < sum(level or 0 for level in levels) <= LOW_STOCK


def collection_document(collection: "Collection", image: Mapping[str, Any] | None) -> dict[str, Any]:
    """A collection page's head."""
    return {
        "id": collection.id,
        "slug": collection.slug,
        "title": collection.title,
        "description": collection.description,
        "image": image,
        "sort": collection.sort.value,
        "seo": {
            "title": collection.seo_title or collection.title,
            "description": collection.seo_description or _excerpt(collection.description),
        },
        "updated_at": collection.updated_at.isoformat().replace("+00:00", "Z"),
    }


def collection_summary(
    collection: "Collection", image: Mapping[str, Any] | None, product_count: int | None
) -> dict[str, Any]:
    """A collection in the list of them."""
    return {
        "id": collection.id,
        "slug": collection.slug,
        "title": collection.title,
        "description": _excerpt(collection.description),
        "image": image,
        "product_count": product_count,
    }


def list_document(cards: Sequence[Mapping[str, Any]], *, total: int, next_cursor: str | None) -> dict[str, Any]:
    """One page of a store's grid."""
    return {"items": list(cards), "next_cursor": next_cursor, "total": total}


def list_scope(slug: str) -> str:
    """What public list cursors are bound to."""
    return f"public:{slug}"


def _amount(money: Money) -> int:
    return money.amount


def _money(money: Money | None) -> dict[str, Any] | None:
    return {"amount": money.amount, "currency": money.currency} if money else None


def _variant(product: Product, variant: Variant, stock: Stock, images: Mapping[str, Image]) -> dict[str, Any]:
    level = stock.level(variant.id)
    shown = variant.image_id if variant.image_id in images else None
    return {
        "id": variant.id,
        "name": variant.name,
        "options": dict(variant.options),
        "price": _money(product.price_of(variant)),
        "compare_at_price": _money(product.compare_at_of(variant)),
        "available": stock.can_sell(variant.id),
        "low_stock": level is not None and 0 < level <= LOW_STOCK,
        "image_id": shown,
    }


def shown_image(image: Image, alt: str, media_base_url: str) -> dict[str, Any] | None:
    """A picture for shoppers, once it is rendered."""
    if image.status is not ImageStatus.READY:
        return None
    return {
        "id": image.id,
        "alt": alt,
        "width": image.width,
        "height": image.height,
        "sources": image_sources(image, media_base_url),
    }


def _images(product: Product, images: Mapping[str, Image], media_base_url: str) -> list[dict[str, Any]]:
    shown = [
        shown_image(images[entry.id], entry.alt or product.title, media_base_url)
        for entry in product.images
        if entry.id in images
    ]
    return [image for image in shown if image]


def image_sources(image: Image, media_base_url: str) -> list[dict[str, Any]]:
    """Every rendering with its pixel width, ascending."""
    return [
        {"width": min(width, image.width), "url": f"{media_base_url}/{media_key(image.store_id, image.id, width)}"}
        for width in image.widths
    ]


def _excerpt(text: str, length: int = 155) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: flat.rfind(" ", 0, length)] + "…"
