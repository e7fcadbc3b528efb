"""Answers: which products fit, in which order, and what each further choice would leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tradewind.collections.models import Collection, CollectionStatus
from tradewind.search.index import Index, OptionValue, Plane, usual
from tradewind.search.masks import Members, mask_of
from tradewind.search.models import (
    OPTION_AXES_SHOWN,
    OPTION_VALUES_SHOWN,
    CollectionCount,
    Facets,
    Filters,
    OptionCounts,
    Sort,
)
from tradewind.search.words import PUBLIC_COLUMNS, find_words

_PRICE, _STOCK = "price", "stock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Found products as positions in order."""

    index: Index
    positions: Sequence[int]
    did_you_mean: str | None = None


class Question:
    """Filters worked out against one snapshot at one moment."""

    def __init__(
        self, index: Index, filters: Filters, now: datetime, *, columns: Sequence[str] = PUBLIC_COLUMNS
    ) -> None:
        self.index = index
        self.filters = filters
        self._now = now
        scope = index.of_statuses(filters.statuses)
        self.words = find_words(index, filters.text, scope=scope, columns=columns)
        self.collection = index.collection_by_id(filters.collection) if filters.collection else None
        self._around = scope if self.words is None else scope & mask_of(self.words.positions)
        if filters.tag is not None:
            self._around &= index.by_tag.get(filters.tag, 0)
        if filters.stock is not None:
            self._around &= index.by_stock.get(filters.stock, 0)
        self._base = self._around
        if filters.collection:
            self._base &= index.members(self.collection, now) if self.collection else 0
        self._conditions = self._variant_conditions()

    def _variant_conditions(self) -> dict[str, list[int]]:
        """What one variant must fit, by condition: a set per plane."""
        filters, planes = self.filters, self.index.planes
        conditions: dict[str, list[int]] = {}
        if filters.price_min is not None or filters.price_max is not None:
            conditions[_PRICE] = [_in_range(plane, filters.price_min, filters.price_max) for plane in planes]
        if filters.in_stock:
            conditions[_STOCK] = [plane.available for plane in planes]
        for axis, values in filters.options.items():
            conditions[f"option {axis}"] = [_any_of(plane, [(axis, value) for value in values]) for plane in planes]
        return conditions

    def fitting_planes(self, base: int, *, without: str | None = None) -> Iterator[tuple[Plane, int]]:
        """Each plane with the products of ``base`` whose variant there fits every condition but ``without``."""
        for number, plane in enumerate(self.index.planes):
            fitting = base & plane.present
            for name, sets in self._conditions.items():
                if name != without:
                    fitting &= sets[number]
            if fitting:
                yield plane, fitting

    def _products(self, base: int) -> int:
        if not self._conditions:
            return base
        found = 0
        for _, fitting in self.fitting_planes(base):
            found |= fitting
        return found

    @property
    def found(self) -> int:
        """Every product that fits."""
        return self._products(self._base)

    def result(self, sort: Sort | None) -> Result:
        """The fitting products in order; by default relevance, the collection's own order, or newest first."""
        mask = self.found
        members = Members(mask)
        order = self._order(self._sort(sort))
        positions = [position for position in order if position in members]
        corrected = self.words.did_you_mean if self.words else None
        return Result(index=self.index, positions=positions, did_you_mean=corrected)

    def _sort(self, sort: Sort | None) -> Sort:
        if sort is not None:
            return sort
        if self.words is not None:
            return Sort.RELEVANCE
        return Sort(self.collection.sort) if self.collection else Sort.NEWEST

    def _order(self, sort: Sort) -> Sequence[int]:
        if sort is Sort.RELEVANCE and self.words is not None:
            return self.words.positions
        if sort is Sort.MANUAL and self.collection is not None:
            return self.index.manual_order(self.collection)
        return self.index.order(Sort.NEWEST if sort in (Sort.RELEVANCE, Sort.MANUAL) else sort)

    # Facets

    def facets(self) -> Facets:
        """Counts for the next choice."""
        return Facets(
            collections=self._collection_counts(),
            price=self._price_range(),
            options=self._option_counts(),
            in_stock=self._in_stock(),
        )

    def _collection_counts(self) -> list[CollectionCount]:
        around = self._products(self._around)
        counts = [
            CollectionCount(
                slug=collection.slug,
                title=collection.title,
                count=(self.index.members(collection, self._now) & around).bit_count(),
            )
            for collection in public_collections(self.index)
        ]
        shown = [entry for entry in counts if entry.count or self._is_chosen(entry)]
        return sorted(shown, key=lambda entry: (-entry.count, entry.title, entry.slug))

    def _is_chosen(self, entry: CollectionCount) -> bool:
        return self.collection is not None and self.collection.slug == entry.slug

    def _price_range(self) -> tuple[int, int] | None:
        low: int | None = None
        high: int | None = None
        for plane, fitting in self.fitting_planes(self._base, without=_PRICE):
            members = Members(fitting)
            for position, price in plane.prices:
                if (low is None or high is None or price < low or price > high) and position in members:
                    low = price if low is None or price < low else low
                    high = price if high is None or price > high else high
        return None if low is None or high is None else (low, high)

    def _in_stock(self) -> int:
        found = 0
        for plane, fitting in self.fitting_planes(self._base, without=_STOCK):
            found |= fitting & plane.available
        return found.bit_count()

    def _option_counts(self) -> list[OptionCounts]:
        counted: list[tuple[int, OptionCounts]] = []
        unfiltered: list[tuple[Plane, int]] | None = None
        for axis, spelled in self.index.axes.items():
            if axis in self.filters.options:
                planes = list(self.fitting_planes(self._base, without=f"option {axis}"))
            else:
                unfiltered = unfiltered if unfiltered is not None else list(self.fitting_planes(self._base))
                planes = unfiltered
            by_value: dict[str, int] = {}
            for value in spelled.values:
                by_value[value] = _union(planes, (axis, value))
            total = 0
            for found in by_value.values():
                total |= found
            chosen = self.filters.options.get(axis, frozenset())
            shown = [value for value, found in by_value.items() if found or value in chosen]
            if not shown:
                continue
            shown.sort(key=lambda value: (spelled.places[value], value))
            values = [
                (usual(spelled.values[value]), by_value[value].bit_count()) for value in shown[:OPTION_VALUES_SHOWN]
            ]
            counted.append((total.bit_count(), OptionCounts(name=usual(spelled.names), values=values)))
        counted.sort(key=lambda entry: (-entry[0], entry[1].name))
        return [counts for _, counts in counted[:OPTION_AXES_SHOWN]]


def public_collections(index: Index) -> list[Collection]:
    """Collections shoppers may see, by title."""
    active = [found for found, _ in index.collections if found.status is CollectionStatus.ACTIVE]
    return sorted(active, key=lambda collection: (collection.title, collection.id))


def _in_range(plane: Plane, low: int | None, high: int | None) -> int:
    return mask_of(
        position
        for position, price in plane.prices
        if (low is None or price >= low) and (high is None or price <= high)
    )


def _any_of(plane: Plane, wanted: Sequence[OptionValue]) -> int:
    found = 0
    for value in wanted:
        found |= plane.options.get(value, 0)
    return found


def _union(planes: Sequence[tuple[Plane, int]], value: OptionValue) -> int:
    found = 0
    for plane, fitting in planes:
        found |= fitting & plane.options.get(value, 0)
    return found
