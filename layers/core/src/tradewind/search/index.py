"""An opened snapshot: products, variants and collections as sets that filters intersect."""

import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import orjson

from tradewind.catalog.models import ProductStatus, media_key
from tradewind.collections.models import Collection, CollectionKind, Rule, RuleField, RuleMatch
from tradewind.kit.clock import to_epoch
from tradewind.kit.slug import fold
from tradewind.search.masks import Members, mask_of
from tradewind.search.models import Sort, StockLevel
from tradewind.search.snapshot import Snapshot

type OptionValue = tuple[str, str]
"""Folded axis and folded value."""


_STATUSES = {status.value: status for status in ProductStatus}
_LEVELS = {level.value: level for level in StockLevel}
_folded = lru_cache(maxsize=4096)(fold)
"""Axes, values and tags repeat all over a store."""


@dataclass(slots=True)
class Plane:
    """The n-th variants of all products, each at its product's position.

    Conditions on one variant are intersections inside a plane; a product fits when it does in any plane.
    """

    present: int = 0
    available: int = 0
    options: dict[OptionValue, int] = field(default_factory=dict)
    prices: list[tuple[int, int]] = field(default_factory=list)
    """(position, price)."""


@dataclass(slots=True)
class Axis:
    """An option axis of active products: how it and its values are spelled, and where values stand."""

    names: Counter[str] = field(default_factory=Counter)
    values: dict[str, Counter[str]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)


class Index:
    """Everything a question needs, made once per snapshot. Safe for threads: ``lock`` guards the connection."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.lock = threading.RLock()
        self.store_id = snapshot.meta("store_id")
        self.currency = snapshot.meta("currency")
        self.media_base_url = snapshot.meta("media_base_url")
        self.ids: dict[int, str] = {}
        self.positions: dict[str, int] = {}
        self.titles: dict[int, str] = {}
        self.lowest: dict[int, int] = {}
        self.created: dict[int, int] = {}
        self.planes: list[Plane] = []
        self.axes: dict[str, Axis] = {}
        self.by_status: dict[ProductStatus, int] = {}
        self.by_stock: dict[StockLevel, int] = {}
        self.by_tag: dict[str, int] = {}
        self.statuses: dict[int, ProductStatus] = {}
        self._tags: dict[int, list[str]] = {}
        self._orders: dict[Sort, list[int]] = {}
        self._members: dict[str, int] = {}
        self.vocabularies: dict[tuple[str, ...], list[tuple[str, int]]] = {}
        self._read_products()
        self.collections = snapshot.collections()

    # Reading the file

    def _read_products(self) -> None:
        statuses: dict[ProductStatus, list[int]] = {}
        stock: dict[StockLevel, list[int]] = {}
        tags: dict[str, list[int]] = {}
        variants: list[_Variants] = []
        for position, product_id, facts in self.snapshot.connection.execute("SELECT position, id, facts FROM product"):
            read = orjson.loads(facts)
            status = _STATUSES[read["status"]]
            self.ids[position], self.positions[product_id] = product_id, position
            self.titles[position] = read["title"]
            self.created[position] = read["created"]
            self.statuses[position] = status
            self._tags[position] = read["tags"]
            statuses.setdefault(status, []).append(position)
            stock.setdefault(_LEVELS[read["stock"]], []).append(position)
            for tag in {_folded(tag) for tag in read["tags"]}:
                tags.setdefault(tag, []).append(position)
            self.lowest[position] = min(variant[0] for variant in read["variants"])
            for number, variant in enumerate(read["variants"]):
                if number == len(variants):
                    variants.append(_Variants())
                variants[number].add(position, *variant)
            if status is ProductStatus.ACTIVE:
                self._spell(read["options"])
        self.by_status = {status: mask_of(positions) for status, positions in statuses.items()}
        self.by_stock = {level: mask_of(positions) for level, positions in stock.items()}
        self.by_tag = {tag: mask_of(positions) for tag, positions in tags.items()}
        self.planes = [collected.to_plane() for collected in variants]

    def _spell(self, options: Iterable[tuple[str, Sequence[str]]]) -> None:
        for name, values in options:
            axis = self.axes.get(_folded(name))
            if axis is None:
                axis = self.axes[_folded(name)] = Axis()
            axis.names[name] += 1
            for place, value in enumerate(values):
                folded = _folded(value)
                if folded not in axis.values:
                    axis.values[folded], axis.places[folded] = Counter(), place
                axis.values[folded][value] += 1
                axis.places[folded] = min(place, axis.places[folded])

    # Sets

    def of_statuses(self, statuses: Iterable[ProductStatus]) -> int:
        """Products in one of ``statuses``."""
        found = 0
        for status in statuses:
            found |= self.by_status.get(status, 0)
        return found

    def members(self, collection: Collection, now: datetime) -> int:
        """Products of a collection, in any status."""
        if collection.depends_on_time or not collection.id:
            return self._evaluate(collection, now)
        key = f"{collection.id}#{collection.version}"
        if key not in self._members:
            self._members[key] = self._evaluate(collection, now)
        return self._members[key]

    def _evaluate(self, collection: Collection, now: datetime) -> int:
        if collection.kind is CollectionKind.MANUAL:
            return mask_of(self.manual_order(collection))
        found: int | None = None
        for rule in collection.rules:
            fitting = self._fitting(rule, now)
            if found is None:
                found = fitting
            elif collection.match is RuleMatch.ALL:
                found &= fitting
            else:
                found |= fitting
        return found or 0

    def _fitting(self, rule: Rule, now: datetime) -> int:
        if rule.field is RuleField.TAG:
            return self.by_tag.get(fold(rule.value), 0)
        if rule.field is RuleField.TITLE:
            part = fold(rule.value)
            return mask_of(position for position, title in self.titles.items() if part in title)
        if rule.field is RuleField.PRICE:
            low = rule.minimum if rule.minimum is not None else 0
            high = rule.maximum
            return mask_of(
                position for position, price in self.lowest.items() if price >= low and (high is None or price <= high)
            )
        if rule.field is RuleField.CREATED:
            since = to_epoch(now - timedelta(days=rule.days or 0))
            return mask_of(position for position, created in self.created.items() if created >= since)
        found = 0
        wanted = (fold(rule.name), fold(rule.value))
        for plane in self.planes:
            found |= plane.available if rule.field is RuleField.IN_STOCK else plane.options.get(wanted, 0)
        return found

    # Orders

    def manual_order(self, collection: Collection) -> list[int]:
        """Positions of a manual collection's products in its own order."""
        return [self.positions[product_id] for product_id in collection.product_ids if product_id in self.positions]

    def order(self, sort: Sort) -> list[int]:
        """Every position in an order that has no ties."""
        if sort not in self._orders:
            newest = sorted(self.ids, key=self.ids.__getitem__, reverse=True)
            if sort is Sort.PRICE_ASC:
                newest.sort(key=self.lowest.__getitem__)
            elif sort is Sort.PRICE_DESC:
                newest.sort(key=lambda position: -self.lowest[position])
            elif sort is Sort.TITLE:
                newest.sort(key=self.titles.__getitem__)
            self._orders[sort] = newest
        return self._orders[sort]

    def newest_active(self) -> list[int]:
        """The whole shelf as shoppers see it."""
        shown = Members(self.by_status.get(ProductStatus.ACTIVE, 0))
        return [position for position in self.order(Sort.NEWEST) if position in shown]

    def sort_key(self, sort: Sort, position: int) -> Any:
        """What ``order`` compares before it takes the newer one."""
        if sort is Sort.PRICE_ASC:
            return self.lowest[position]
        if sort is Sort.PRICE_DESC:
            return -self.lowest[position]
        return self.titles[position] if sort is Sort.TITLE else 0

    # Products

    def tags(self, mask: int) -> list[tuple[str, int]]:
        """Tags of the products in ``mask`` with counts, most used first; spellings that fold alike are one."""
        spellings: dict[str, Counter[str]] = {}
        for position in self.ids:
            if mask >> position & 1:
                for tag in self._tags[position]:
                    spellings.setdefault(fold(tag), Counter())[tag] += 1
        counted = [(usual(spelled), (self.by_tag[folded] & mask).bit_count()) for folded, spelled in spellings.items()]
        return sorted(counted, key=lambda entry: (-entry[1], fold(entry[0])))

    def cards(self, positions: Sequence[int]) -> list[dict[str, Any]]:
        """Cards as the grid shows them."""
        marks = ",".join("?" * len(positions))
        with self.lock:
            rows = self.snapshot.connection.execute(
                f"SELECT position, card FROM product WHERE position IN ({marks})",  # noqa: S608 (marks alone)
                list(positions),
            ).fetchall()
        by_position = dict(rows)
        return [expand_card(orjson.loads(by_position[position]), self) for position in positions]

    def first_image(self, position: int) -> str | None:
        """The id of a product's first picture."""
        with self.lock:
            card = self.snapshot.connection.execute(
                "SELECT card FROM product WHERE position = ?", (position,)
            ).fetchone()[0]
        image = orjson.loads(card)["image"]
        return str(image["id"]) if image else None

    def find_collection(self, slug: str) -> Collection | None:
        """The collection with this address, now or formerly."""
        former = None
        for collection, _ in self.collections:
            if collection.slug == slug:
                return collection
            if slug in collection.former_slugs:
                former = collection
        return former

    def collection_by_id(self, collection_id: str) -> Collection | None:
        """The collection with this id."""
        return next((found for found, _ in self.collections if found.id == collection_id), None)


@dataclass(slots=True)
class _Variants:
    """A plane while it is being read."""

    present: list[int] = field(default_factory=list)
    available: list[int] = field(default_factory=list)
    options: dict[OptionValue, list[int]] = field(default_factory=dict)
    prices: list[tuple[int, int]] = field(default_factory=list)

    def add(self, position: int, price: int, available: int, options: dict[str, str]) -> None:
        """One product's variant."""
        self.present.append(position)
        self.prices.append((position, price))
        if available:
            self.available.append(position)
        for name, value in options.items():
            self.options.setdefault((_folded(name), _folded(value)), []).append(position)

    def to_plane(self) -> Plane:
        """As sets."""
        return Plane(
            present=mask_of(self.present),
            available=mask_of(self.available),
            options={key: mask_of(positions) for key, positions in self.options.items()},
            prices=self.prices,
        )


def usual(spellings: Counter[str]) -> str:
    """The most used spelling; of equals the first in the alphabet."""
    return min(spellings, key=lambda text: (-spellings[text], text))


def expand_card(card: dict[str, Any], index: Index) -> dict[str, Any]:
    """A stored card with the addresses of its pictures."""
    for name in ("image", "second_image"):
        if card[name]:
            card[name] = expand_image(card[name], store_id=index.store_id, media_base_url=index.media_base_url)
    return card


def expand_image(image: dict[str, Any], *, store_id: str, media_base_url: str) -> dict[str, Any]:
    """A stored picture with the addresses of its renderings."""
    widths = image["widths"]
    return {
        **{name: image[name] for name in ("id", "alt", "width", "height")},
        "sources": [
            {"width": min(width, image["width"]), "url": f"{media_base_url}/{media_key(store_id, image['id'], width)}"}
            for width in widths
        ],
    }
