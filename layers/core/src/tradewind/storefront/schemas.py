"""Wire shapes of the public storefront: the documents of ``rendering.py``, described for clients."""

from tradewind.http.schemas import MoneyModel, Output
from tradewind.stores.branding import Background, Fonts, Preset, Radius
from tradewind.stores.pages import PageKind


class PublicImageSource(Output):
    """One rendering, by pixel width."""

    width: int
    url: str


class PublicImage(Output):
    """A picture with its aspect ratio and renderings, smallest first."""

    id: str
    alt: str
    width: int
    height: int
    sources: list[PublicImageSource]


class PublicBranding(Output):
    """The store's look, every choice settled. Colours are ``#rrggbb``."""

    preset: Preset
    accent: str
    on_accent: str
    background: Background
    fonts: Fonts
    radius: Radius
    logo: PublicImage | None


class PublicAnnouncement(Output):
    """A line above the shop; ``href`` is a path of this store."""

    text: str
    href: str | None


class PublicPageLink(Output):
    """A published page."""

    kind: PageKind
    title: str


class PublicBlock(Output):
    """A ``heading`` or ``paragraph`` with its ``text``, or a ``list`` with its ``items``."""

    type: str
    text: str
    items: list[str]


class PublicPage(Output):
    """A policy or information page. ``address`` is lines as on an envelope, empty where it is not shown."""

    kind: PageKind
    title: str
    blocks: list[PublicBlock]
    contact_email: str | None
    address: list[str]
    updated_at: str


class PublicStore(Output):
    """A store as shoppers see it."""

    id: str
    name: str
    slug: str
    niche: str
    description: str
    currency: str
    locale: str
    status: str
    contact_email: str | None
    branding: PublicBranding
    announcement: PublicAnnouncement | None
    pages: list[PublicPageLink]


class ProductCard(Output):
    """A product in a grid. ``price`` is the lowest of its variants; not ``available`` means sold out."""

    id: str
    slug: str
    title: str
    price: MoneyModel
    price_max: MoneyModel
    compare_at_price: MoneyModel | None
    available: bool
    low_stock: bool
    variant_count: int
    image: PublicImage | None
    second_image: PublicImage | None


class PublicOption(Output):
    """An axis such as Size."""

    name: str
    values: list[str]


class PublicVariant(Output):
    """A variant with its final price."""

    id: str
    name: str
    options: dict[str, str]
    price: MoneyModel
    compare_at_price: MoneyModel | None
    available: bool
    low_stock: bool
    image_id: str | None


class PublicSeo(Output):
    """Title and description for the page's head."""

    title: str
    description: str


class CollectionLink(Output):
    """A collection a product is in."""

    slug: str
    title: str


class PublicProduct(Output):
    """A product page's data."""

    id: str
    slug: str
    title: str
    description: str
    price: MoneyModel
    price_max: MoneyModel
    compare_at_price: MoneyModel | None
    available: bool
    low_stock: bool
    options: list[PublicOption]
    variants: list[PublicVariant]
    images: list[PublicImage]
    tags: list[str]
    collections: list[CollectionLink]
    seo: PublicSeo
    updated_at: str


class PublicProductList(Output):
    """A page of the grid."""

    items: list[ProductCard]
    next_cursor: str | None
    total: int


class CollectionSummary(Output):
    """A collection in the list of them; ``product_count`` is null where it changes by the mere passing of days."""

    id: str
    slug: str
    title: str
    description: str
    image: PublicImage | None
    product_count: int | None


class PublicCollectionList(Output):
    """Every collection of a store, by title."""

    items: list[CollectionSummary]
    total: int


class PublicCollection(Output):
    """A collection page's data with one page of its products."""

    id: str
    slug: str
    title: str
    description: str
    image: PublicImage | None
    sort: str
    seo: PublicSeo
    updated_at: str
    items: list[ProductCard]
    total: int
    page: int
    pages: int


class CollectionFacet(Output):
    """How many of the found products are in a collection."""

    slug: str
    title: str
    count: int


class PriceFacet(Output):
    """Lowest and highest price of what fits the other filters."""

    min: MoneyModel
    max: MoneyModel


class ValueFacet(Output):
    """How many products an option's value would leave."""

    value: str
    count: int


class OptionFacet(Output):
    """An option with its values in the merchant's order."""

    name: str
    values: list[ValueFacet]


class SearchFacets(Output):
    """Counts for the next choice: each facet respects every filter but its own."""

    collections: list[CollectionFacet]
    price: PriceFacet | None
    options: list[OptionFacet]
    in_stock: int


class SearchAnswer(Output):
    """One page of found products. ``did_you_mean`` is the query that was answered when nothing fits it as typed."""

    items: list[ProductCard]
    total: int
    page: int
    pages: int
    facets: SearchFacets
    did_you_mean: str | None
