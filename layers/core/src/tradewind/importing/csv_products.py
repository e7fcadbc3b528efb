"""A group of rows as the product it describes, with every problem named by line and column. Pure functions."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from tradewind.catalog.models import MAX_IMAGES, MAX_INVENTORY, MAX_VARIANTS, Option, ProductStatus
from tradewind.importing.csv_cells import html_to_text
from tradewind.importing.csv_sheet import Group, Row
from tradewind.importing.transfer_models import Issue
from tradewind.kit.money import Money, exponent
from tradewind.kit.slug import slugify

TITLE_MAX, TEXT_MAX, TAG_MAX, MAX_TAGS = 200, 20_000, 40, 40
_COMMA = re.compile(r"\d+,\d+")
_NO_OPTION, _NO_NAME = "title", "default title"
"""How sheets write a product without options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetImage:
    """A picture by its address."""

    url: str
    alt: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetVariant:
    """A variant line. ``inventory`` None is not tracked."""

    line: int
    name: str
    options: tuple[str, ...]
    sku: str
    price: Money | None
    compare_at_price: Money | None
    cost: Money | None
    inventory: int | None
    image_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetProduct:
    """What a sheet says of one product. What its columns do not name is not said, see ``has``."""

    handle: str
    line: int
    columns: frozenset[str]
    title: str
    description: str
    status: ProductStatus
    tags: tuple[str, ...]
    options: tuple[Option, ...]
    variants: tuple[SheetVariant, ...]
    images: tuple[SheetImage, ...]
    seo_title: str
    seo_description: str

    def has(self, *columns: str) -> bool:
        """Whether the sheet has any of these columns."""
        return any(column in self.columns for column in columns)


@dataclass(slots=True)
class Reading:
    """Collects the problems of one product."""

    handle: str
    currency: str
    decimal_comma: bool
    errors: list[Issue] = field(default_factory=list)

    def error(self, row: Row, column: str, message: str) -> None:
        """Note a problem of one cell."""
        self.errors.append(Issue(line=row.line, column=column, handle=self.handle, message=message))

    def money(self, row: Row, column: str, name: str) -> Money | None:
        """An amount in major units, exactly."""
        text = row.get(column)
        if not text:
            return None
        if self.decimal_comma and _COMMA.fullmatch(text):
            text = text.replace(",", ".")
        try:
            value = Decimal(text).scaleb(exponent(self.currency))
        except InvalidOperation:
            self.error(row, name, f"{text} is not an amount. Write it like 19.99, without currency or thousands mark.")
            return None
        if not value.is_finite() or value < 0 or value > 99_999_999:
            self.error(row, name, f"{text} is out of range. Use an amount from 0 to 999999.99.")
            return None
        if value != value.to_integral_value():
            places = exponent(self.currency)
            self.error(row, name, f"{text} has more decimals than {self.currency} takes. Use at most {places}.")
            return None
        return Money(int(value), self.currency)

    def text(self, row: Row, column: str, name: str, longest: int) -> str:
        """A text of at most ``longest`` characters."""
        text = row.get(column)
        if len(text) > longest:
            self.error(row, name, f"{len(text)} characters are too many. Use at most {longest}.")
        return text


def read_product(
    group: Group, *, columns: frozenset[str], currency: str, decimal_comma: bool
) -> tuple[SheetProduct | None, list[Issue]]:
    """The product of ``group``, or None and everything that is wrong with it."""
    reading = Reading(group.handle, currency, decimal_comma)
    first = group.rows[0]
    if not group.handle:
        reading.error(first, "Handle", "This line has no handle. Give every line the handle of its product.")
    elif slugify(group.handle, max_length=100) != group.handle:
        suggested = slugify(group.handle, max_length=100) or "blue-mug"
        reading.error(first, "Handle", f"Use lower-case letters, digits and single hyphens, such as {suggested}.")
    if group.repeated:
        reading.error(first, "Handle", "Lines of this product also stand further up. Put them next to each other.")
    options = _options(reading, group)
    product = SheetProduct(
        handle=group.handle,
        line=first.line,
        columns=columns,
        title=" ".join(reading.text(first, "title", "Title", TITLE_MAX).split()),
        description=_description(reading, first),
        status=_status(reading, first),
        tags=_tags(reading, first),
        options=options,
        variants=_variants(reading, group, len(options)),
        images=_images(reading, group),
        seo_title=reading.text(first, "seo title", "SEO Title", 200),
        seo_description=reading.text(first, "seo description", "SEO Description", 500),
    )
    return (None, reading.errors) if reading.errors else (product, [])


def _description(reading: Reading, row: Row) -> str:
    text = html_to_text(row.get("body (html)"))
    if len(text) > TEXT_MAX:
        reading.error(row, "Body (HTML)", f"The text has {len(text)} characters. Use at most {TEXT_MAX}.")
    return text


def _status(reading: Reading, row: Row) -> ProductStatus:
    text, published = row.get("status").lower(), row.get("published").lower()
    if published not in ("", "true", "false", "yes", "no", "1", "0"):
        reading.error(row, "Published", "Write TRUE or FALSE.")
    if text and text not in tuple(ProductStatus):
        reading.error(row, "Status", "Write active, draft or archived.")
        return ProductStatus.DRAFT
    shown = published in ("true", "yes", "1")
    if not text:
        return ProductStatus.ACTIVE if shown else ProductStatus.DRAFT
    hidden = published in ("false", "no", "0")
    return ProductStatus.DRAFT if text == "active" and hidden else ProductStatus(text)


def _tags(reading: Reading, row: Row) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(tag.strip() for tag in row.get("tags").split(",") if tag.strip()))
    if len(tags) > MAX_TAGS or any(len(tag) > TAG_MAX for tag in tags):
        reading.error(row, "Tags", f"Use at most {MAX_TAGS} tags of at most {TAG_MAX} characters, with commas between.")
    return tags


def _options(reading: Reading, group: Group) -> tuple[Option, ...]:
    first = group.rows[0]
    names = [first.get(f"option{number} name") for number in (1, 2, 3)]
    if names[0].lower() == _NO_OPTION and not names[1]:
        return ()
    options = []
    for number, name in enumerate(names, start=1):
        if not name:
            continue
        values = dict.fromkeys(row.get(f"option{number} value") for row in group.rows)
        values.pop("", None)
        if not values:
            reading.error(first, f"Option{number} Value", f"The option {name} has no values. Add one on each line.")
        if len(name) > 40 or any(len(value) > 60 for value in values):
            reading.error(first, f"Option{number} Name", "Use at most 40 characters for names and 60 for values.")
        options.append(Option(name=name, values=tuple(values)))
    return tuple(options)


def _is_variant(row: Row) -> bool:
    columns = ("option1 value", "variant sku", "variant price", "variant inventory qty")
    return any(row.get(column) for column in columns)


def _variants(reading: Reading, group: Group, axes: int) -> tuple[SheetVariant, ...]:
    variants = []
    for row in group.rows:
        if row is not group.rows[0] and not _is_variant(row):
            continue
        values = tuple(row.get(f"option{number} value") for number in (1, 2, 3)[:axes])
        if not all(values):
            reading.error(row, "Option1 Value", "Give a value for every option of the product.")
        variants.append(
            SheetVariant(
                line=row.line,
                name="" if axes or row.get("option1 value").lower() == _NO_NAME else row.get("option1 value")[:120],
                options=values,
                sku=reading.text(row, "variant sku", "Variant SKU", 80),
                price=reading.money(row, "variant price", "Variant Price"),
                compare_at_price=reading.money(row, "variant compare at price", "Variant Compare At Price"),
                cost=reading.money(row, "cost per item", "Cost per item"),
                inventory=_inventory(reading, row),
                image_url=row.get("variant image"),
            )
        )
    if len(variants) > MAX_VARIANTS:
        reading.error(group.rows[0], "Handle", f"{len(variants)} variants are too many. Use at most {MAX_VARIANTS}.")
    return tuple(variants)


def _inventory(reading: Reading, row: Row) -> int | None:
    text = row.get("variant inventory qty")
    tracked = row.get("variant inventory tracker") if "variant inventory tracker" in row.cells else text
    if not tracked:
        return None
    try:
        count = int(text or "0")
    except ValueError:
        reading.error(row, "Variant Inventory Qty", f"{text} is not a whole number.")
        return None
    if count > MAX_INVENTORY:
        reading.error(row, "Variant Inventory Qty", f"Use at most {MAX_INVENTORY}.")
    # Shops elsewhere sell below zero; here that is none.
    return max(0, count)


def _images(reading: Reading, group: Group) -> tuple[SheetImage, ...]:
    found: list[tuple[int, SheetImage]] = []
    for index, row in enumerate(group.rows):
        url = row.get("image src")
        if not url:
            continue
        position = row.get("image position")
        if position and not position.isdecimal():
            reading.error(row, "Image Position", f"{position} is not a whole number.")
            continue
        image = SheetImage(url=url, alt=row.get("image alt text")[:300], line=row.line)
        found.append((int(position) if position else index + 1, image))
    ordered = [image for _, image in sorted(found, key=lambda pair: pair[0])]
    known = {image.url for image in ordered}
    for row in group.rows:
        url = row.get("variant image")
        if url and url not in known:
            known.add(url)
            ordered.append(SheetImage(url=url, alt="", line=row.line))
    unique = {image.url: image for image in reversed(ordered)}
    return tuple(image for image in ordered if unique[image.url] is image)[:MAX_IMAGES]
