"""Wire shapes of collections."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, field_validator

from tradewind.catalog.models import ProductStatus
from tradewind.collections.models import (
    MAX_DAYS,
    MAX_PRODUCTS,
    MAX_RULES,
    Collection,
    CollectionKind,
    CollectionSort,
    CollectionStatus,
    Rule,
    RuleField,
    RuleMatch,
)
from tradewind.collections.service import SLUG_MAX, NewCollection
from tradewind.errors import InvalidInputError
from tradewind.http.schemas import Input, MoneyModel, OneLine, Output, Timestamp, present
from tradewind.storefront.schemas import ProductCard

if TYPE_CHECKING:
    from tradewind.search.listing import Preview

Title = Annotated[OneLine, Field(min_length=1, max_length=120)]
Text = Annotated[str, Field(max_length=5_000)]
Slug = Annotated[str, Field(min_length=1, max_length=SLUG_MAX)]
Id = Annotated[str, Field(max_length=40)]
ProductIds = Annotated[list[Id], Field(max_length=MAX_PRODUCTS)]
Value = Annotated[str, Field(min_length=1, max_length=100)]


class TagRule(Input):
    """Has this tag."""

    field: Literal["tag"]
    value: Value


class TitleRule(Input):
    """Has this in its title."""

    field: Literal["title"]
    value: Value


class PriceRule(Input):
    """Its lowest price lies between, both inclusive."""

    field: Literal["price"]
    min: MoneyModel | None = None
    max: MoneyModel | None = None


class OptionRule(Input):
    """Has a variant with this value of an option."""

    field: Literal["option"]
    name: Value
    value: Value


class InStockRule(Input):
    """Can be bought."""

    field: Literal["in_stock"]


class CreatedRule(Input):
    """Was added in the last days."""

    field: Literal["created"]
    days: Annotated[int, Field(ge=1, le=MAX_DAYS)]


RuleModel = Annotated[
    TagRule | TitleRule | PriceRule | OptionRule | InStockRule | CreatedRule, Field(discriminator="field")
]
Rules = Annotated[list[RuleModel], Field(max_length=MAX_RULES)]


def to_rules(models: list[RuleModel], currency: str) -> tuple[Rule, ...]:
    """As domain values.

    Raises:
        InvalidInputError: an amount in another currency than the store's.
    """
    return tuple(_to_rule(model, number, currency) for number, model in enumerate(models))


def _to_rule(model: RuleModel, number: int, currency: str) -> Rule:
    if isinstance(model, PriceRule):
        for name, money in (("min", model.min), ("max", model.max)):
            if money and money.currency != currency:
                message = f"The store sells in {currency}; this amount is in {money.currency}."
                raise InvalidInputError.field(f"rules.{number}.{name}", message, "currency_mismatch")
        return Rule(
            field=RuleField.PRICE,
            minimum=model.min.amount if model.min else None,
            maximum=model.max.amount if model.max else None,
        )
    values = model.model_dump(exclude={"field"})
    return Rule(field=RuleField(model.field), **values)


def from_rule(rule: Rule, currency: str) -> RuleModel:
    """From the domain's rule."""

    def money(amount: int | None) -> MoneyModel | None:
        return None if amount is None else MoneyModel(amount=amount, currency=currency)

    match rule.field:
        case RuleField.TAG:
            return TagRule(field="tag", value=rule.value)
        case RuleField.TITLE:
            return TitleRule(field="title", value=rule.value)
        case RuleField.PRICE:
            return PriceRule(field="price", min=money(rule.minimum), max=money(rule.maximum))
        case RuleField.OPTION:
            return OptionRule(field="option", name=rule.name, value=rule.value)
        case RuleField.IN_STOCK:
            return InStockRule(field="in_stock")
        case RuleField.CREATED:
            return CreatedRule(field="created", days=rule.days or 1)


class CreateCollectionRequest(Input):
    """A new collection: ``product_ids`` with ``manual``, ``rules`` with ``rules``."""

    title: Title
    kind: CollectionKind = CollectionKind.MANUAL
    description: Text = ""
    slug: Slug | None = None
    status: CollectionStatus = CollectionStatus.DRAFT
    sort: CollectionSort | None = None
    product_ids: ProductIds = Field(default_factory=list)
    rules: Rules = Field(default_factory=list)
    match: RuleMatch = RuleMatch.ALL
    image_id: Id | None = None
    seo_title: Annotated[str, Field(max_length=200)] = ""
    seo_description: Annotated[str, Field(max_length=500)] = ""

    def to_new(self, currency: str) -> NewCollection:
        """As the domain's input."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return NewCollection(**{**values, "rules": to_rules(self.rules, currency)})


class UpdateCollectionRequest(Input):
    """Members to change; absent ones stay, ``image_id`` may be null to clear it.

    ``product_ids`` replaces the whole list and so its order. ``status`` brings an archived collection back.
    """

    title: Title | None = None
    kind: CollectionKind | None = None
    description: Text | None = None
    slug: Slug | None = None
    status: CollectionStatus | None = None
    sort: CollectionSort | None = None
    product_ids: ProductIds | None = None
    rules: Rules | None = None
    match: RuleMatch | None = None
    image_id: Id | None = None
    seo_title: Annotated[str, Field(max_length=200)] | None = None
    seo_description: Annotated[str, Field(max_length=500)] | None = None
    version: int | None = None

    @field_validator(
        "title",
        "kind",
        "description",
        "slug",
        "status",
        "sort",
        "product_ids",
        "rules",
        "match",
        "seo_title",
        "seo_description",
        mode="after",
    )
    @classmethod
    def _not_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("Leave the field out to keep it; it cannot be null.")
        return value

    def to_changes(self, currency: str) -> Mapping[str, Any]:
        """The members sent, as domain values."""
        changes = dict(present(self))
        changes.pop("version", None)
        if "product_ids" in changes:
            changes["product_ids"] = tuple(changes["product_ids"])
        if "rules" in changes:
            changes["rules"] = to_rules(changes["rules"], currency)
        return changes


class ArrangeProductsRequest(Input):
    """Takes ``remove`` out, then puts ``add`` at ``position`` (0 is first).

    Naming products that are there already with a ``position`` moves them; without one they stay where they are.
    """

    add: ProductIds = Field(default_factory=list)
    remove: ProductIds = Field(default_factory=list)
    position: Annotated[int, Field(ge=0, le=MAX_PRODUCTS)] | None = None
    version: int | None = None


class PreviewRequest(Input):
    """Rules that are not stored yet."""

    rules: Annotated[Rules, Field(min_length=1)]
    match: RuleMatch = RuleMatch.ALL
    sort: Literal["newest", "price_asc", "price_desc", "title"] = "newest"


class CollectionResponse(Output):
    """A collection as its merchant sees it; ``product_count`` counts drafts too, null before anything was rendered."""

    id: str
    store_id: str
    title: str
    slug: str
    kind: CollectionKind
    description: str
    status: CollectionStatus
    sort: CollectionSort
    product_ids: list[str]
    rules: list[RuleModel]
    match: RuleMatch
    image_id: str | None
    seo_title: str
    seo_description: str
    product_count: int | None
    published_url: str | None
    version: int
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(
        cls, collection: Collection, *, currency: str, storefront_url: str, product_count: int | None
    ) -> "CollectionResponse":
        """From the domain's collection."""
        return cls(
            id=collection.id,
            store_id=collection.store_id,
            title=collection.title,
            slug=collection.slug,
            kind=collection.kind,
            description=collection.description,
            status=collection.status,
            sort=collection.sort,
            product_ids=list(collection.product_ids),
            rules=[from_rule(rule, currency) for rule in collection.rules],
            match=collection.match,
            image_id=collection.image_id,
            seo_title=collection.seo_title,
            seo_description=collection.seo_description,
            product_count=product_count,
            published_url=f"{storefront_url}/collections/{collection.slug}"
            if collection.status is CollectionStatus.ACTIVE
            else None,
            version=collection.version,
            created_at=collection.created_at,
            updated_at=collection.updated_at,
        )


class CollectionProduct(ProductCard):
    """A product in a collection, as shoppers see it or would see it."""

    status: ProductStatus

    @classmethod
    def of(cls, preview: "Preview") -> "CollectionProduct":
        """From the domain's preview."""
        return cls(**preview.card, status=preview.status)
