"""The queues and their workers."""

from infra_cdk.catalogue.layers import WORKER
from infra_cdk.catalogue.specs import FunctionSpec, ObjectGrant, QueueSpec, Setting, TableGrant

S, G = Setting, TableGrant

STRIPE_WORKER = FunctionSpec(
    name="stripe_worker",
    memory_mb=512,
    timeout_seconds=60,
    layers=(*WORKER, "commerce"),
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
    layers=(*WORKER, "commerce"),
    settings=(S.TABLE, S.STRIPE),
    table=(G(actions=("GetItem", "PutItem", "UpdateItem")),),
)
PURCHASE_WORKER = FunctionSpec(
    name="purchase_worker",
    memory_mb=512,
    timeout_seconds=60,
    layers=WORKER,
    settings=(S.TABLE, S.TOKENS),
    table=(G(actions=("GetItem", "BatchGetItem", "Query", "PutItem")),),
)
EMAIL_WORKER = FunctionSpec(
    name="email_worker",
    memory_mb=512,
    timeout_seconds=60,
    layers=(*WORKER, "mail"),
    settings=(S.TABLE, S.TOKENS, S.SITE, S.MAIL),
    table=(G(actions=("GetItem", "PutItem", "UpdateItem")),),
)
IMAGE_WORKER = FunctionSpec(
    name="image_worker",
    # One whole processor: the work is resizing and encoding.
    memory_mb=1769,
    timeout_seconds=120,
    layers=(*WORKER, "images"),
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
    layers=(*WORKER, "images", "ai"),
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
    layers=(*WORKER, "client"),
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
    layers=(*WORKER, "ai", "trends"),
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
