"""Random shelves, and the plain reading of what a filter means: the oracle that snapshots are held against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tradewind.catalog.models import Option, Product, ProductStatus, Stock, Variant
from tradewind.collections.models import (
    Collection,
    CollectionKind,
    CollectionSort,
    CollectionStatus,
    Rule,
    RuleField,
    RuleMatch,
)
from tradewind.kit.ids import ulid
from tradewind.kit.money import Money
from tradewind.kit.slug import fold
from tradewind.search.building import source_version
from tradewind.search.entries import entry_of, stock_level
from tradewind.search.index import Index
from tradewind.search.models import Filters
from tradewind.search.snapshot import Snapshot

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SIZES, COLOURS = ("S", "M", "L"), ("Red", "Blue", "Café")
TAGS = ("Summer", "kitchen", "Été", "sale")
WORDS = ("mug", "mugs", "teacup", "cup", "Blue", "bottle", "crème", "lamp", "desk", "猫の皿", "皿")


@dataclass(frozen=True)
class Shelved:
    """A product with its stock."""

    product: Product
    stock: Stock


def make(
    number: int,
    *,
    title: str = "Blue mug",
    status: ProductStatus = ProductStatus.ACTIVE,
    price: int = 1000,
    variants: Sequence[tuple[Mapping[str, str], int | None, int | None]] = (({}, None, None),),
    tags: Sequence[str] = (),
    description: str = "",
    age_days: int = 0,
    version: int = 1,
    skus: Sequence[str] = (),
) -> Shelved:
    """A product; each variant is (options, own price, stock)."""
    created = NOW - timedelta(days=age_days)
    product_id = f"prd_{ulid(NOW, number)}"
    axes: dict[str, list[str]] = {}
    for options, _, _ in variants:
        for name, value in options.items():
            values = axes.setdefault(name, [])
            if value not in values:
                values.append(value)
    product = Product(
        id=product_id,
        store_id="str_1",
        title=title,
        slug=f"p-{number}",
        description=description,
        status=status,
        price=Money(price, "USD"),
        options=tuple(Option(name=name, values=tuple(values)) for name, values in axes.items()),
        variants=tuple(
            Variant(
                id=f"var_{place}",
                name=str(place),
                options=options,
                price=Money(own, "USD") if own else None,
                sku=skus[place] if place < len(skus) else "",
            )
            for place, (options, own, _) in enumerate(variants)
        ),
        tags=tuple(tags),
        created_at=created,
        updated_at=created,
        version=version,
    )
    levels = {f"var_{place}": level for place, (_, _, level) in enumerate(variants) if level is not None}
    return Shelved(product, Stock(product_id=product_id, available=levels))


@st.composite
def shelved(draw: st.DrawFn, number: int, version: int = 1) -> Shelved:
    """Any product."""
    level = st.none() | st.integers(0, 8)
    own = st.none() | st.integers(1, 40)
    choices = st.sampled_from([{}, *({"Size": size, "Colour": colour} for size in SIZES for colour in COLOURS)])
    if draw(st.booleans()):
        options = st.lists(choices.filter(bool), min_size=1, max_size=4, unique_by=lambda c: tuple(c.values()))
        variants = [(chosen, draw(own), draw(level)) for chosen in draw(options)]
    else:
        variants = [({}, draw(own), draw(level))]
    return make(
        number,
        title=" ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))),
        status=draw(st.sampled_from([*ProductStatus, ProductStatus.ACTIVE])),
        price=draw(st.integers(1, 40)),
        variants=variants,
        tags=draw(st.lists(st.sampled_from(TAGS), max_size=3, unique=True)),
        description=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=3))),
        age_days=draw(st.integers(0, 60)),
        version=version,
    )


@st.composite
def shelves(draw: st.DrawFn) -> list[Shelved]:
    """Up to a dozen products."""
    return [draw(shelved(number)) for number in range(draw(st.integers(0, 12)))]


RULES = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: Rule(field=RuleField.TAG, value=tag.upper())),
    st.sampled_from(("cup", "CREME", "mug", "皿")).map(lambda part: Rule(field=RuleField.TITLE, value=part)),
    st.tuples(st.integers(1, 40), st.none() | st.integers(1, 40)).map(
        lambda ends: Rule(field=RuleField.PRICE, minimum=ends[0], maximum=ends[1])
    ),
    st.sampled_from(SIZES).map(lambda size: Rule(field=RuleField.OPTION, name="size", value=size.lower())),
    st.just(Rule(field=RuleField.IN_STOCK)),
    st.integers(1, 60).map(lambda days: Rule(field=RuleField.CREATED, days=days)),
)


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    """Any collection by rules, or by hand over the first products."""
    base: dict[str, Any] = {
        "id": f"col_{ulid(NOW, draw(st.integers(0, 3)))}",
        "store_id": "str_1",
        "title": "Chosen",
        "slug": "chosen",
        "status": CollectionStatus.ACTIVE,
        "created_at": NOW,
        "updated_at": NOW,
    }
    if draw(st.booleans()):
        picked = draw(st.lists(st.integers(0, 11), max_size=8, unique=True))
        ids = tuple(f"prd_{ulid(NOW, number)}" for number in picked)
        return Collection(**base, kind=CollectionKind.MANUAL, sort=CollectionSort.MANUAL, product_ids=ids)
    rules = tuple(draw(st.lists(RULES, min_size=1, max_size=3)))
    return Collection(**base, kind=CollectionKind.RULES, rules=rules, match=draw(st.sampled_from(RuleMatch)))


def filters(collection_id: str | None = None) -> st.SearchStrategy[Filters]:
    """Any question without words."""
    return st.builds(
        Filters,
        collection=st.none() | st.just(collection_id),
        price_min=st.none() | st.integers(0, 40),
        price_max=st.none() | st.integers(0, 40),
        options=st.dictionaries(
            st.sampled_from(("size", "colour")),
            st.frozensets(st.sampled_from(("s", "m", "l", "red", "blue", "cafe")), min_size=1, max_size=2),
        ),
        in_stock=st.booleans(),
        tag=st.none() | st.sampled_from(("summer", "ete", "nowhere")),
    )


def snapshot_of(shelf: Sequence[Shelved], *kept: Collection) -> Snapshot:
    """A new snapshot of everything."""
    snapshot = Snapshot.create(store_id="str_1", currency="USD", media_base_url="http://media.test")
    for entry in shelf:
        put(snapshot, entry)
    for collection in kept:
        snapshot.put_collection(collection, None)
    return snapshot


def put(snapshot: Snapshot, entry: Shelved) -> bool:
    """One product into a snapshot."""
    product, stock = entry.product, entry.stock
    return snapshot.put(entry_of(product, stock, {}, version=source_version(product, stock.version)))


def index_of(shelf: Sequence[Shelved], *kept: Collection) -> Index:
    """As a reader opens it: packed and unpacked."""
    return Index(Snapshot.unpack(snapshot_of(shelf, *kept).pack()))


# The oracle: one product at a time, straight from the words of the specification.


def fits(entry: Shelved, asked: Filters, collection: Collection | None, *, without: str = "") -> bool:
    """Whether a product answers the question, one facet's own filter left out."""
    product = entry.product
    if product.status not in asked.statuses:
        return False
    if asked.tag is not None and asked.tag not in {fold(tag) for tag in product.tags}:
        return False
    if asked.stock is not None and stock_level(product, entry.stock) is not asked.stock:
        return False
    if asked.collection and without != "collection" and (collection is None or not belongs(entry, collection)):
        return False
    return any(variant_fits(entry, variant, asked, without=without) for variant in product.variants)


def variant_fits(entry: Shelved, variant: Variant, asked: Filters, *, without: str = "") -> bool:
    """Whether one variant meets the conditions that one variant has to meet."""
    price = entry.product.price_of(variant).amount
    if without != "price" and asked.price_min is not None and price < asked.price_min:
        return False
    if without != "price" and asked.price_max is not None and price > asked.price_max:
        return False
    if without != "in_stock" and asked.in_stock and not entry.stock.can_sell(variant.id):
        return False
    chosen = {fold(name): fold(value) for name, value in variant.options.items()}
    return all(chosen.get(axis) in values for axis, values in asked.options.items() if without != f"option {axis}")


def belongs(entry: Shelved, collection: Collection) -> bool:
    """Whether a product is in a collection at NOW."""
    if collection.kind is CollectionKind.MANUAL:
        return entry.product.id in collection.product_ids
    answers = [_follows(entry, rule) for rule in collection.rules]
    return all(answers) if collection.match is RuleMatch.ALL else any(answers)


def _follows(entry: Shelved, rule: Rule) -> bool:
    product = entry.product
    lowest = min(product.price_of(variant).amount for variant in product.variants)
    match rule.field:
        case RuleField.TAG:
            return fold(rule.value) in {fold(tag) for tag in product.tags}
        case RuleField.TITLE:
            return fold(rule.value) in fold(product.title)
        case RuleField.PRICE:
            return (rule.minimum or 0) <= lowest and (rule.maximum is None or lowest <= rule.maximum)
        case RuleField.OPTION:
            wanted = (fold(rule.name), fold(rule.value))
            return any(
                wanted == (fold(name), fold(value))
                for variant in product.variants
                for name, value in variant.options.items()
            )
        case RuleField.IN_STOCK:
            return any(entry.stock.can_sell(variant.id) for variant in product.variants)
        case RuleField.CREATED:
            return product.created_at >= NOW - timedelta(days=rule.days or 0)
