"""Seeds the demo merchant with a store, 24 products and the orders of the last 60 days: ``python -m local.seed``.

Safe to run again: what exists is left alone. It uses the product's own use cases, with a clock that starts in the past.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from local.seed.pictures import draw
from local.seed.products import PRODUCTS, STORE_DESCRIPTION, STORE_NAME, DemoProduct
from local.world import DEMO_EMAIL, DEMO_PASSWORD, DEMO_SLUG
from tradewind.accounts.service import register
from tradewind.bootstrap import Container
from tradewind.catalog.images import store_picture
from tradewind.catalog.inputs import NewProduct, VariantInput
from tradewind.catalog.models import Option, Product, ProductImage, ProductStatus
from tradewind.catalog.service import create_product
from tradewind.checkout.models import Address, CartLine, NoticeKind, PaymentNotice
from tradewind.checkout.ports import PaymentSession, SessionRequest
from tradewind.checkout.service import CartInput, start_checkout
from tradewind.checkout.settlement import settle_notice
from tradewind.kit.clock import utc_now
from tradewind.kit.ids import id_factory, same_ulid
from tradewind.kit.money import Money
from tradewind.mailing.content import CONFIRMATION
from tradewind.mailing.repository import MailClaims
from tradewind.storefront.projection import rebuild_store
from tradewind.stores.models import Store
from tradewind.stores.service import NewStore, create_store, update_store

DAYS = 60
SHOPPERS = (
    ("Maya Lindqvist", "Lindsborg", "KS", "67456"),
    ("Tom Okafor", "Portland", "OR", "97205"),
    ("Ines Duarte", "Fall River", "MA", "02720"),
    ("Harvey Stone", "Duluth", "MN", "55802"),
    ("Priya Raman", "Fremont", "CA", "94536"),
    ("Lena Vogel", "New Braunfels", "TX", "78130"),
    ("Chris Walker", "Asheville", "NC", "28801"),
    ("Sofia Conti", "Providence", "RI", "02903"),
)


class TravellingClock:
    """The seed's clock."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class SettledPayments:
    """A provider whose pages nobody opens: the seed's orders were paid in the past."""

    def create_session(self, request: SessionRequest, *, key: str) -> PaymentSession:
        """A session by the checkout's id."""
        return PaymentSession(id=f"cs_seed_{key}", url="")

    def get_session(self, session_id: str) -> PaymentSession:
        """Everything was paid."""
        return PaymentSession(id=session_id, url="", state="complete", is_paid=True)


def main() -> None:
    """Seed once."""
    clock = TravellingClock(utc_now() - timedelta(days=DAYS + 3))
    container = Container(clock)
    container.__dict__["payments"] = SettledPayments()
    if container.accounts.find_by_email(DEMO_EMAIL):
        return
    print(f"seeding the demo store ({len(PRODUCTS)} products with pictures) ...", flush=True)
    store = _open_store(container)
    products = []
    for product in PRODUCTS:
        clock.now += timedelta(hours=2)
        products.append(_add_product(container, store, product))
    rebuild_store(container.projection_deps, store.id)
    count = _place_orders(container, clock, store, products)
    print(f"seeded {len(products)} products and {count} orders", flush=True)


def _open_store(container: Container) -> Store:
    tokens = register(container.account_deps, email=DEMO_EMAIL, password=DEMO_PASSWORD, address="127.0.0.1")
    new = NewStore(
        name=STORE_NAME,
        niche="home-garden",
        description=STORE_DESCRIPTION,
        currency="USD",
        locale="en-US",
        timezone="America/New_York",
    )
    store = create_store(container.store_deps, user_id=tokens.user.id, new=new)
    return update_store(container.store_deps, store=store, changes={"slug": DEMO_SLUG})


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


def _moments(chance: random.Random, start: datetime) -> Iterator[datetime]:
    """Order times over DAYS days: a slow rise, weekends busier."""
    for day in range(DAYS):
        date = start + timedelta(days=day)
        expected = 0.6 + day / DAYS * 1.4 + (0.7 if date.weekday() >= 5 else 0)
        for _ in range(round(chance.gauss(expected, 0.8))):
            yield date.replace(hour=chance.randint(8, 22), minute=chance.randint(0, 59))


def _place_orders(container: Container, clock: TravellingClock, store: Store, products: list[Product]) -> int:
    chance = random.Random(7)  # noqa: S311 (a demo that looks the same every time)
    sellable = [product for product in products if product.status is ProductStatus.ACTIVE]
    count = 0
    for moment in sorted(_moments(chance, utc_now() - timedelta(days=DAYS))):
        clock.now = moment
        chosen = chance.sample(sellable, chance.choice((1, 1, 1, 2, 2, 3)))
        lines = [
            CartLine(product_id=product.id, variant_id=chance.choice(product.variants).id, quantity=1)
            for product in chosen
        ]
        available = [line for line in lines if _in_stock(container, store, line)]
        if available and clock.now < utc_now():
            _place_order(container, clock, chance, available)
            count += 1
    return count


def _in_stock(container: Container, store: Store, line: CartLine) -> bool:
    """Leaves a few of everything for whoever tries the shop."""
    level = container.catalog.find_stock(store.id, line.product_id).level(line.variant_id)
    return level is None or level > 3


def _place_order(container: Container, clock: TravellingClock, chance: random.Random, lines: list[CartLine]) -> None:
    checkout = start_checkout(
        container.checkout_deps, slug=DEMO_SLUG, cart=CartInput(lines=lines), idempotency_key=None
    )
    clock.now += timedelta(minutes=4)
    name, city, state, postal_code = chance.choice(SHOPPERS)
    email = name.lower().replace(" ", ".") + "@example.com"
    # These shoppers had their mail long ago.
    MailClaims().claim(checkout.store_id, checkout.order_id, CONFIRMATION, message_id="seed")
    MailClaims().record(checkout.store_id, checkout.order_id, CONFIRMATION, status="sent")
    notice = PaymentNotice(
        event_id=id_factory(clock)("evt"),
        kind=NoticeKind.PAID,
        store_id=checkout.store_id,
        checkout_id=checkout.id,
        session_id=checkout.session_id or "",
        amount=checkout.total,
        payment_intent=same_ulid(checkout.id, "pi"),
        customer_email=email,
        customer_name=name,
        shipping_address=Address(
            name=name,
            line1=f"{chance.randint(3, 980)} {chance.choice(('Oak', 'Main', 'Harbor', 'Mill'))} Street",
            city=city,
            state=state,
            postal_code=postal_code,
            country="US",
        ),
    )
    settle_notice(container.settlement_deps, notice)


if __name__ == "__main__":
    main()
