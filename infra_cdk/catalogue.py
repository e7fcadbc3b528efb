"""Every function of the platform on one page: size, layers, settings, and exactly what it may touch.

Table actions follow from the repositories a function reaches through ``tradewind.bootstrap``. A transaction is
authorised as the single-item actions inside it, so TransactWriteItems itself does not appear. Nothing scans.
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass


class Setting(enum.StrEnum):
    """A group of environment variables, and the permissions that go with them."""

    TABLE = "table"
    TOKENS = "tokens"
    """The signing key of access tokens and list cursors."""
    SITE = "site"
    """Addresses of stores and pictures."""
    SIGN_IN = "sign_in"
    STRIPE = "stripe"
    BILLING = "billing"
    """Whether accounts subscribe to plans."""
    WEBHOOKS = "webhooks"
    MEDIA = "media"
    MAIL = "mail"
    QUEUES = "queues"
    BUS = "bus"
    SOURCES = "sources"
    """Which sources research has."""
    ORDERING = "ordering"
    """Whether suppliers may be ordered from."""
    SOURCE_KEYS = "source_keys"
    """Their credentials."""
    RESEARCH_QUEUE = "research_queue"
    """Sends to the queue of research."""
    RATES = "rates"
    """The operator's exchange rates."""
    AI = "ai"
    """Whether models are asked, and for how much a month."""
    AI_KEY = "ai_key"
    """The key to ask with: workers only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableGrant:
    """Actions on the table, or on one of its indexes.

    ``partitions`` limits them to partition keys of these forms.
    """

    actions: tuple[str, ...]
    index: str | None = None
    partitions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectGrant:
    """Actions on media objects below ``prefix``."""

    actions: tuple[str, ...]
    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionSpec:
    """One function. Its code is ``functions/<name>``, its handler ``functions.<name>.handler.handler``."""

    name: str
    memory_mb: int
    timeout_seconds: int
    layers: tuple[str, ...]
    settings: tuple[Setting, ...]
    table: tuple[TableGrant, ...] = ()
    objects: tuple[ObjectGrant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSpec:
    """A queue and how its worker takes from it."""

    name: str
    worker: FunctionSpec
    batch_size: int = 10
    batching_window_seconds: int = 0
    max_concurrency: int | None = None


LAYERS: dict[str, tuple[str, ...]] = {
    # Our own package; it comes without third parties.
    "core": (),
    "runtime": ("anyascii", "aws-lambda-powertools", "orjson", "pydantic", "pynamodb"),
    "web": ("email-validator", "fastapi", "mangum", "pyjwt"),
    "auth": ("argon2-cffi", "pyotp"),
    "commerce": ("stripe",),
    "images": ("pillow",),
    "mail": ("jinja2",),
    "client": ("httpx2",),
    "trends": ("praw",),
    "ai": ("anthropic", "httpx2"),
    "documents": ("fpdf2", "uharfbuzz"),
}
"""Third-party packages by layer, without those they need themselves. Every layer leaves out what ``runtime`` has."""

S, G = Setting, TableGrant
_WORKER = ("core", "runtime")
_API = (*_WORKER, "web")

# API areas. A request ends at API Gateway after 30 seconds, so none of these runs longer.

AUTH = FunctionSpec(
    name="auth",
    memory_mb=1024,
    timeout_seconds=15,
    layers=(*_API, "auth"),
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN),
    # Accounts, their e-mail locks, sessions and attempt counters: never a store's data.
    table=(
        G(
            actions=("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
            partitions=("USER#*", "EMAIL#*", "THROTTLE#*"),
        ),
    ),
)
ACCOUNT = FunctionSpec(
    name="account",
    memory_mb=1024,
    # Deleting an account closes up to twenty stores.
    timeout_seconds=25,
    layers=(*_API, "auth"),
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.BILLING),
    table=(
        G(actions=("GetItem", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem")),
        G(actions=("Query",), index="gsi1"),
    ),
)
STORES = FunctionSpec(
    name="stores",
    memory_mb=1024,
    timeout_seconds=15,
    layers=_API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.BILLING),
    table=(
        # A store that is closed may let others go that the plan held, under a check of the plan.
        G(actions=("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem")),
        G(actions=("Query",), index="gsi1"),
    ),
)
PRODUCTS = FunctionSpec(
    name="products",
    memory_mb=1024,
    timeout_seconds=15,
    layers=_API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.MEDIA, S.BILLING),
    table=(
        G(actions=("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")),
        G(actions=("Query",), index="gsi1"),
    ),
    objects=(
        # A presigned upload may do what its signer may do.
        ObjectGrant(actions=("PutObject",), prefix="uploads/"),
        ObjectGrant(actions=("PutObject", "GetObject"), prefix="transfers/"),
        ObjectGrant(actions=("GetObject",), prefix="search/"),
    ),
)
IMPORTS = FunctionSpec(
    name="imports",
    memory_mb=1024,
    timeout_seconds=25,
    layers=_API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.AI, S.RATES, S.BILLING),
    table=(G(actions=("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")),),
)
COLLECTIONS = FunctionSpec(
    name="collections",
    memory_mb=1024,
    timeout_seconds=15,
    layers=_API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.MEDIA),
    table=(G(actions=("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem")),),
    objects=(ObjectGrant(actions=("GetObject",), prefix="search/"),),
)
ORDERS = FunctionSpec(
    name="orders",
    memory_mb=1024,
    # A refund waits for Stripe.
    timeout_seconds=25,
    layers=(*_API, "commerce"),
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.STRIPE),
    table=(G(actions=("GetItem", "Query", "PutItem", "UpdateItem")), G(actions=("Query",), index="gsi1")),
)
SELLING = FunctionSpec(
    name="selling",
    memory_mb=1024,
    timeout_seconds=25,
    layers=(*_API, "commerce"),
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.STRIPE),
    table=(G(actions=("GetItem", "PutItem", "UpdateItem")),),
)
DISCOUNTS = FunctionSpec(
    name="discounts",
    memory_mb=1024,
    timeout_seconds=15,
    layers=_API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN),
    table=(G(actions=("GetItem", "Query", "PutItem", "UpdateItem")),),
)
PURCHASING = FunctionSpec(
    name="purchasing",
    memory_mb=1024,
    timeout_seconds=15,
    layers=_API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN),
    table=(G(actions=("GetItem", "Query", "PutItem", "UpdateItem")), G(actions=("Query",), index="gsi1")),
)
TEAM = FunctionSpec(
    name="team",
    memory_mb=1024,
    timeout_seconds=15,
    layers=_API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE),
    table=(
        G(
            actions=("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
            partitions=("STORE#*", "USER#*"),
        ),
    ),
)
DOCUMENTS = FunctionSpec(
    name="documents",
    # Reading and cutting fonts is what takes time, and it is all processor.
    memory_mb=1769,
    timeout_seconds=25,
    layers=(*_API, "documents"),
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN),
    # The session, the store and the order.
    # UpdateItem: when an API key was last used.
    table=(G(actions=("GetItem", "UpdateItem")),),
)
RESEARCH = FunctionSpec(
    name="research",
    memory_mb=1024,
    timeout_seconds=15,
    layers=_API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SOURCES),
    table=(G(actions=("GetItem", "Query", "PutItem", "UpdateItem")), G(actions=("Query",), index="gsi1")),
)
BILLING = FunctionSpec(
    name="billing",
    memory_mb=1024,
    # Subscribing and changing plans wait for Stripe.
    timeout_seconds=25,
    layers=(*_API, "commerce"),
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.STRIPE, S.BILLING),
    table=(
        G(actions=("GetItem", "BatchGetItem", "PutItem", "ConditionCheckItem")),
        G(actions=("Query",), index="gsi1"),
    ),
)
STOREFRONT = FunctionSpec(
    name="storefront",
    memory_mb=512,
    timeout_seconds=10,
    layers=_API,
    settings=(S.TABLE, S.TOKENS, S.MEDIA),
    # The busiest door, open to everybody: it can read rendered public documents and search snapshots, nothing else.
    table=(G(actions=("GetItem", "BatchGetItem"), partitions=("PUBLIC#*",)),),
    objects=(ObjectGrant(actions=("GetObject",), prefix="search/"),),
)
CHECKOUT = FunctionSpec(
    name="checkout",
    memory_mb=1024,
    timeout_seconds=25,
    layers=(*_API, "commerce"),
    settings=(S.TABLE, S.TOKENS, S.SITE, S.STRIPE),
    table=(G(actions=("GetItem", "BatchGetItem", "PutItem", "UpdateItem")),),
)
WEBHOOKS = FunctionSpec(
    name="webhooks",
    memory_mb=512,
    timeout_seconds=10,
    layers=(*_API, "commerce"),
    settings=(S.WEBHOOKS, S.QUEUES),
)
HEALTH = FunctionSpec(
    name="health",
    memory_mb=256,
    timeout_seconds=10,
    layers=_API,
    settings=(S.TABLE,),
    table=(G(actions=("GetItem",), partitions=("PUBLIC#*",)),),
)
API_AREAS = (
    HEALTH,
    AUTH,
    ACCOUNT,
    STORES,
    PRODUCTS,
    IMPORTS,
    COLLECTIONS,
    ORDERS,
    SELLING,
    DISCOUNTS,
    PURCHASING,
    TEAM,
    DOCUMENTS,
    RESEARCH,
    BILLING,
    STOREFRONT,
    CHECKOUT,
    WEBHOOKS,
)

# Workers, one per queue

STRIPE_WORKER = FunctionSpec(
    name="stripe_worker",
    memory_mb=512,
    timeout_seconds=60,
    layers=(*_WORKER, "commerce"),
    settings=(S.TABLE, S.STRIPE, S.BILLING),
    # Plans hold and free stores, which are listed by their owner.
    table=(
        G(actions=("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem")),
        G(actions=("Query",), index="gsi1"),
    ),
)
PAYMENT_WORKER = FunctionSpec(
    name="payment_worker",
    memory_mb=512,
    timeout_seconds=60,
    layers=(*_WORKER, "commerce"),
    settings=(S.TABLE, S.STRIPE),
    table=(G(actions=("GetItem", "PutItem", "UpdateItem")),),
)
PURCHASE_WORKER = FunctionSpec(
    name="purchase_worker",
    memory_mb=512,
    timeout_seconds=60,
    layers=_WORKER,
    settings=(S.TABLE, S.TOKENS),
    table=(G(actions=("GetItem", "BatchGetItem", "Query", "PutItem")),),
)
EMAIL_WORKER = FunctionSpec(
    name="email_worker",
    memory_mb=512,
    timeout_seconds=60,
    layers=(*_WORKER, "mail"),
    settings=(S.TABLE, S.TOKENS, S.SITE, S.MAIL),
    table=(G(actions=("GetItem", "PutItem", "UpdateItem")),),
)
IMAGE_WORKER = FunctionSpec(
    name="image_worker",
    # One whole processor: the work is resizing and encoding.
    memory_mb=1769,
    timeout_seconds=120,
    layers=(*_WORKER, "images"),
    settings=(S.TABLE, S.MEDIA),
    table=(G(actions=("GetItem", "PutItem", "UpdateItem")),),
    objects=(
        ObjectGrant(actions=("GetObject", "DeleteObject"), prefix="uploads/"),
        ObjectGrant(actions=("PutObject",), prefix="media/"),
    ),
)
IMPORT_WORKER = FunctionSpec(
    name="import_worker",
    # A sheet of 20 MB as text, and pictures to encode.
    memory_mb=1769,
    timeout_seconds=300,
    layers=(*_WORKER, "images", "ai"),
    settings=(S.TABLE, S.TOKENS, S.SITE, S.MEDIA, S.SOURCE_KEYS, S.RATES, S.AI, S.AI_KEY, S.BILLING),
    table=(G(actions=("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")),),
    objects=(
        ObjectGrant(actions=("GetObject", "PutObject"), prefix="transfers/"),
        ObjectGrant(actions=("PutObject",), prefix="media/"),
    ),
)
PROJECTION_WORKER = FunctionSpec(
    name="projection_worker",
    # One whole processor: packing a large shelf is what a change costs.
    memory_mb=1769,
    # A renamed store renders all its products anew.
    timeout_seconds=300,
    layers=(*_WORKER, "client"),
    settings=(S.TABLE, S.TOKENS, S.SITE, S.MEDIA),
    table=(
        G(actions=("GetItem", "BatchGetItem", "Query")),
        G(actions=("PutItem", "DeleteItem"), partitions=("PUBLIC#*",)),
    ),
    objects=(ObjectGrant(actions=("GetObject", "PutObject", "DeleteObject"), prefix="search/"),),
)
RESEARCH_WORKER = FunctionSpec(
    name="research_worker",
    memory_mb=1024,
    # Mostly waiting for suppliers, one call a second where they want that.
    timeout_seconds=600,
    layers=(*_WORKER, "ai", "trends"),
    settings=(S.TABLE, S.TOKENS, S.SOURCES, S.SOURCE_KEYS, S.RESEARCH_QUEUE, S.AI, S.AI_KEY, S.BILLING),
    table=(
        G(actions=("GetItem", "BatchGetItem", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")),
        G(actions=("Query",), index="gsi1"),
    ),
)
QUEUES = (
    # Settling is short, and one busy store's orders meet at one counter: more at once would only conflict.
    QueueSpec(name="stripe", worker=STRIPE_WORKER, max_concurrency=10),
    # Stripe answers a hundred requests a second; these are never urgent.
    QueueSpec(name="payments", worker=PAYMENT_WORKER, max_concurrency=5),
    QueueSpec(name="purchases", worker=PURCHASE_WORKER, max_concurrency=5),
    # New SES accounts send 14 mails a second.
    QueueSpec(name="email", worker=EMAIL_WORKER, max_concurrency=5),
    # Ten pictures of 50 megapixels would not fit one worker's time.
    QueueSpec(name="images", worker=IMAGE_WORKER, batch_size=2, max_concurrency=20),
    # A message is a slice of up to forty seconds; one store's slices follow each other.
    QueueSpec(name="imports", worker=IMPORT_WORKER, batch_size=1, max_concurrency=5),
    # A run waits for suppliers whose allowance all tenants share: more at once would only wait longer.
    QueueSpec(name="research", worker=RESEARCH_WORKER, batch_size=1, max_concurrency=10),
    # A second of patience folds the events of one edit into one rendering.
    QueueSpec(name="projection", worker=PROJECTION_WORKER, batching_window_seconds=1, max_concurrency=20),
)

# Driven by the table's stream and by the clock

OUTBOX_STREAM = FunctionSpec(name="outbox_stream", memory_mb=256, timeout_seconds=60, layers=_WORKER, settings=(S.BUS,))
CHECKOUT_SCHEDULE = FunctionSpec(
    name="checkout_schedule",
    memory_mb=512,
    timeout_seconds=120,
    layers=(*_WORKER, "commerce"),
    settings=(S.TABLE, S.STRIPE),
    table=(G(actions=("GetItem", "PutItem", "UpdateItem")), G(actions=("Query",), index="gsi1")),
)
PAYMENT_SCHEDULE = FunctionSpec(
    name="payment_schedule",
    memory_mb=512,
    timeout_seconds=600,
    layers=(*_WORKER, "commerce"),
    settings=(S.TABLE, S.STRIPE),
    table=(G(actions=("GetItem", "PutItem", "UpdateItem")), G(actions=("Query",), index="gsi2")),
)
BILLING_SCHEDULE = FunctionSpec(
    name="billing_schedule",
    memory_mb=512,
    # Up to two thousand accounts, one question to Stripe each.
    timeout_seconds=600,
    layers=(*_WORKER, "commerce"),
    settings=(S.TABLE, S.STRIPE, S.BILLING),
    table=(
        G(actions=("GetItem", "PutItem", "ConditionCheckItem")),
        G(actions=("Query",), index="gsi1"),
        G(actions=("Query",), index="gsi2"),
    ),
)
STORE_SCHEDULE = FunctionSpec(
    name="store_schedule",
    memory_mb=512,
    timeout_seconds=300,
    layers=_WORKER,
    settings=(S.TABLE, S.MEDIA),
    # BatchWriteItem removes; PutItem marks the store and leaves the sign that it is gone.
    table=(
        G(actions=("Query", "PutItem", "BatchWriteItem"), partitions=("STORE#*", "PUBLIC#*")),
        G(actions=("Query",), index="gsi2"),
    ),
    objects=tuple(
        ObjectGrant(actions=("DeleteObject",), prefix=prefix)
        for prefix in ("media/", "uploads/", "transfers/", "search/")
    ),
)
RESEARCH_SCHEDULE = FunctionSpec(
    name="research_schedule",
    memory_mb=512,
    timeout_seconds=600,
    layers=_WORKER,
    settings=(S.TABLE, S.RESEARCH_QUEUE),
    table=(G(actions=("Query",), index="gsi2"),),
)
SUPPLIER_SCHEDULE = FunctionSpec(
    name="supplier_schedule",
    memory_mb=512,
    timeout_seconds=600,
    layers=_WORKER,
    settings=(S.TABLE, S.TOKENS, S.SITE, S.RATES),
    # One look whether a store imported anything, and one event for those that did.
    table=(G(actions=("Query", "PutItem"), partitions=("STORE#*",)), G(actions=("Query",), index="gsi2")),
)
PURCHASE_SCHEDULE = FunctionSpec(
    name="purchase_schedule",
    memory_mb=512,
    # A round of 20 orders and 40 questions, at one call a second.
    timeout_seconds=300,
    layers=(*_WORKER, "client"),
    settings=(S.TABLE, S.TOKENS, S.SOURCES, S.SOURCE_KEYS, S.ORDERING),
    # Orders of suppliers and the shipments they become; allowance and token of the supplier.
    table=(
        G(actions=("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")),
        G(actions=("Query",), index="gsi2"),
    ),
)
SCHEDULED = (
    CHECKOUT_SCHEDULE,
    PAYMENT_SCHEDULE,
    BILLING_SCHEDULE,
    STORE_SCHEDULE,
    RESEARCH_SCHEDULE,
    SUPPLIER_SCHEDULE,
    PURCHASE_SCHEDULE,
)


def every_function() -> Iterator[FunctionSpec]:
    """All of them."""
    yield from API_AREAS
    yield from (queue.worker for queue in QUEUES)
    yield OUTBOX_STREAM
    yield from SCHEDULED
