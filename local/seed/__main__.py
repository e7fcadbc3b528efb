"""Seeds the demo merchant with a store, 24 products and the orders of the last 60 days: ``python -m local.seed``.

Safe to run again: what exists is left alone. It uses the product's own use cases, with a clock that starts in the past.
"""

from dataclasses import replace
from datetime import timedelta

from local.seed.appearance import appearance, write_pages
from local.seed.orders import DAYS, SettledOrderPayments, SettledPayments, TravellingClock, place_orders
from local.seed.pictures import draw
from local.seed.plan import subscribe_demo
from local.seed.products import PRODUCTS, STORE_DESCRIPTION, STORE_NAME, DemoProduct
from local.seed.research import observe_demo_goods
from local.seed.selling import set_up_selling
from local.world import DEMO_EMAIL, DEMO_PASSWORD, DEMO_SLUG
from tradewind.accounts.models import Origin
from tradewind.accounts.service import register
from tradewind.bootstrap import Container
from tradewind.catalog.images import store_picture
from tradewind.catalog.inputs import NewProduct, VariantInput
from tradewind.catalog.models import Option, Product, ProductImage, ProductStatus
from tradewind.catalog.service import create_product
from tradewind.collections.models import CollectionKind, CollectionStatus, Rule, RuleField
from tradewind.collections.service import NewCollection, create_collection
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import utc_now
from tradewind.kit.money import Money
from tradewind.storefront.projection import rebuild_store
from tradewind.stores.models import Store
from tradewind.stores.service import NewStore, create_store, update_store


def main() -> None:
    """Seed once, and give the merchant a plan."""
    _seed()
    subscribe_demo(DEMO_EMAIL)


def _seed() -> None:
    clock = TravellingClock(utc_now() - timedelta(days=DAYS + 3))
    container = Container(clock)
    container.__dict__.update(payments=SettledPayments(), order_payments=SettledOrderPayments())
    if container.accounts.find_by_email(DEMO_EMAIL):
        return
    print(f"seeding the demo store ({len(PRODUCTS)} products with pictures) ...", flush=True)
    store = _open_store(container)
    set_up_selling(container, store)
    products = []
    for product in PRODUCTS:
        clock.now += timedelta(hours=2)
        products.append(_add_product(container, store, product))
    _add_collections(container, store, products)
    rebuild_store(container.projection_deps, store.id)
    count = place_orders(container, clock, store, products)
    goods = observe_demo_goods(container)
    print(f"seeded {len(products)} products, {count} orders and the history of {goods} goods of suppliers", flush=True)


def _open_store(container: Container) -> Store:
    tokens = register(
        container.account_deps,
        email=DEMO_EMAIL,
        password=DEMO_PASSWORD,
        origin=Origin(address="127.0.0.1"),
        also=lambda tx, user: None,
    )
    verified = Transaction()
    known = replace(tokens.user, email_verified_at=container.clock())
    container.accounts.add_update(verified, known, previous=tokens.user)
    verified.commit()
    new = NewStore(
        name=STORE_NAME,
        niche="home-garden",
        description=STORE_DESCRIPTION,
        currency="USD",
        locale="en-US",
        timezone="America/New_York",
    )
    store = create_store(container.store_deps, user_id=tokens.user.id, new=new)
    store = update_store(container.store_deps, store=store, changes={"slug": DEMO_SLUG, **appearance()})
    write_pages(container, store)
    return store


def _add_product(container: Container, store: Store, demo: DemoProduct) -> Product:
    images = [
        store_picture(
            container.image_deps,
            container.renderer,
            store_id=store.id,
            filename=f"{demo.icon}-{angle}.jpg",
            original=draw(demo.icon, demo.palette, angle=angle),
        )
        for angle in range(3)
    ]
    sku = "".join(word[0] for word in demo.title.split()).upper()
    variants = [
        VariantInput(
            sku=f"HP-{demo.icon[:4].upper()}-{sku}-{number}",
            options={demo.axis: value} if demo.axis else {},
            inventory_count=demo.stock,
        )
        for number, value in enumerate(demo.values or ("",), start=1)
    ]
    views = ("", ", close up", ", from the side")
    new = NewProduct(
        title=demo.title,
        description=demo.description,
        price=Money(demo.price, "USD"),
        compare_at_price=Money(demo.compare_at, "USD") if demo.compare_at else None,
        cost=Money(demo.cost, "USD"),
        options=(Option(name=demo.axis, values=demo.values),) if demo.axis else (),
        variants=variants,
        images=[ProductImage(id=image.id, alt=demo.title + view) for image, view in zip(images, views, strict=True)],
        tags=(demo.tag,),
        status=ProductStatus(demo.status),
    )
    return create_product(container.catalog_deps, store=store, new=new)


def _add_collections(container: Container, store: Store, products: list[Product]) -> None:
    """One collection for each part of the home, filled by tag, with the picture of its first product."""
    pictures: dict[str, str] = {}
    for product in products:
        if product.status is ProductStatus.ACTIVE:
            pictures.setdefault(product.tags[0], product.images[0].id)
    for tag, image_id in pictures.items():
        new = NewCollection(
            title=tag,
            kind=CollectionKind.RULES,
            rules=(Rule(field=RuleField.TAG, value=tag),),
            status=CollectionStatus.ACTIVE,
            image_id=image_id,
        )
        create_collection(container.collection_deps, store_id=store.id, new=new)


if __name__ == "__main__":
    main()
