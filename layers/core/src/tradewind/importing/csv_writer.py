"""Products as the lines of a sheet that other shops, and ours, read."""

import csv
from collections.abc import Iterable, Mapping
from typing import IO

from tradewind.catalog.models import Image, Product, Stock, media_key
from tradewind.importing.csv_cells import safe_cell, text_to_html
from tradewind.kit.money import Money, to_decimal_text

COLUMNS = (
    "Handle",
    "Title",
    "Body (HTML)",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Option3 Name",
    "Option3 Value",
    "Variant SKU",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Price",
    "Variant Compare At Price",
    "Cost per item",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Variant Image",
    "SEO Title",
    "SEO Description",
    "Status",
)


class SheetWriter:
    """Writes to ``file``, header first. Every cell is quoted, and none is a formula."""

    def __init__(self, file: IO[str]) -> None:
        self._writer = csv.DictWriter(file, COLUMNS, restval="", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._writer.writeheader()

    def write(self, product: Product, stock: Stock, images: Mapping[str, Image], media_base_url: str) -> None:
        """Add the lines of one product: one a variant, more if it has more pictures."""
        for cells in product_rows(product, stock, images, media_base_url):
            self._writer.writerow({name: safe_cell(text) for name, text in cells.items()})


def product_rows(
    product: Product, stock: Stock, images: Mapping[str, Image], media_base_url: str
) -> Iterable[dict[str, str]]:
    """The cells of each line by column."""
    urls = {image.id: _url(image, media_base_url) for image in images.values() if image.widths}
    gallery = [(urls[entry.id], entry.alt) for entry in product.images if entry.id in urls]
    for index in range(max(len(product.variants), len(gallery))):
        cells = {"Handle": product.slug}
        if index == 0:
            cells |= _product_cells(product)
        if index < len(product.variants):
            cells |= _variant_cells(product, index, stock, urls)
        if index < len(gallery):
            cells |= {
                "Image Src": gallery[index][0],
                "Image Position": str(index + 1),
                "Image Alt Text": gallery[index][1],
            }
        yield cells


def _url(image: Image, media_base_url: str) -> str:
    return f"{media_base_url}/{media_key(image.store_id, image.id, max(image.widths))}"


def _product_cells(product: Product) -> dict[str, str]:
    return {
        "Title": product.title,
        "Body (HTML)": text_to_html(product.description),
        "Tags": ", ".join(product.tags),
        "Published": "TRUE" if product.status == "active" else "FALSE",
        "Status": product.status.value,
        "SEO Title": product.seo_title,
        "SEO Description": product.seo_description,
    }


def _variant_cells(product: Product, index: int, stock: Stock, urls: Mapping[str, str]) -> dict[str, str]:
    variant = product.variants[index]
    level = stock.level(variant.id)
    cells = {
        "Variant SKU": variant.sku,
        "Variant Inventory Tracker": "" if level is None else "shopify",
        "Variant Inventory Qty": "" if level is None else str(level),
        "Variant Price": _amount(product.price_of(variant)),
        "Variant Compare At Price": _amount(variant.compare_at_price or product.compare_at_price),
        "Cost per item": _amount(product.cost_of(variant)),
        "Variant Image": urls.get(variant.image_id or "", ""),
    }
    if not product.options:
        names = {"Option1 Name": "Title"} if index == 0 else {}
        name = "Default Title" if len(product.variants) == 1 else variant.name
        return cells | names | {"Option1 Value": name}
    for number, option in enumerate(product.options, start=1):
        if index == 0:
            cells[f"Option{number} Name"] = option.name
        cells[f"Option{number} Value"] = variant.options.get(option.name, "")
    return cells


def _amount(money: Money | None) -> str:
    return to_decimal_text(money) if money else ""
