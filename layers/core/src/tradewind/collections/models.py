"""Collections and the rules that choose their products."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAX_PRODUCTS = 500
"""Products of a manual collection."""
MAX_RULES = 20
MAX_COLLECTIONS = 200
"""Collections of a store: shoppers read the list of them as one document."""
MAX_DAYS = 3650


class CollectionStatus(StrEnum):
    """``draft`` is only the merchant's; ``active`` is public; ``archived`` was deleted and can be brought back."""

    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class CollectionKind(StrEnum):
    """Who chooses the products: the merchant one by one, or rules."""

    MANUAL = "manual"
    RULES = "rules"


class CollectionSort(StrEnum):
    """Order of the products; ``manual`` is the order of the merchant's list."""

    MANUAL = "manual"
    NEWEST = "newest"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"
    TITLE = "title"


class RuleMatch(StrEnum):
    """Whether a product must fit every rule or one of them."""

    ALL = "all"
    ANY = "any"


class RuleField(StrEnum):
    """What a rule looks at."""

    TAG = "tag"
    TITLE = "title"
    PRICE = "price"
    OPTION = "option"
    IN_STOCK = "in_stock"
    CREATED = "created"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One condition. Text is compared without regard to case and accents.

    Attributes:
        value: the tag, a part of the title, or the option's value.
        name: the option's axis.
        minimum, maximum: of the lowest price, in minor units, both inclusive.
        days: how long after its creation a product fits.
    """

    field: RuleField
    value: str = ""
    name: str = ""
    minimum: int | None = None
    maximum: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Products shown together under one address.

    Attributes:
        product_ids: of a manual collection, in order.
        rules, match: of a collection by rules.
        former_slugs: addresses it had, oldest first; they redirect.
        published_at: when shoppers first saw it.
    """

    id: str
    store_id: str
    title: str
    slug: str
    kind: CollectionKind
    created_at: datetime
    updated_at: datetime
    description: str = ""
    status: CollectionStatus = CollectionStatus.DRAFT
    sort: CollectionSort = CollectionSort.NEWEST
    product_ids: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    match: RuleMatch = RuleMatch.ALL
    image_id: str | None = None
    seo_title: str = ""
    seo_description: str = ""
    former_slugs: tuple[str, ...] = ()
    published_at: datetime | None = None
    version: int = 1

    @property
    def depends_on_time(self) -> bool:
        """Whether its products change by the mere passing of days."""
        return self.kind is CollectionKind.RULES and any(rule.field is RuleField.CREATED for rule in self.rules)
