"""What the table's stream and the clock drive."""

from infra_cdk.catalogue.layers import WORKER
from infra_cdk.catalogue.specs import FunctionSpec, ObjectGrant, Setting, TableGrant

S, G = Setting, TableGrant

OUTBOX_STREAM = FunctionSpec(name="outbox_stream", memory_mb=256, timeout_seconds=60, layers=WORKER, settings=(S.BUS,))
CHECKOUT_SCHEDULE = FunctionSpec(
    name="checkout_schedule",
    memory_mb=512,
    timeout_seconds=120,
    layers=(*WORKER, "commerce"),
    settings=(S.TABLE, S.STRIPE),
    table=(G(actions=("GetItem", "PutItem", "UpdateItem")), G(actions=("Query",), index="gsi1")),
)
PAYMENT_SCHEDULE = FunctionSpec(
    name="payment_schedule",
    memory_mb=512,
    timeout_seconds=600,
    layers=(*WORKER, "commerce"),
    settings=(S.TABLE, S.STRIPE),
    table=(G(actions=("GetItem", "PutItem", "UpdateItem")), G(actions=("Query",), index="gsi2")),
)
BILLING_SCHEDULE = FunctionSpec(
    name="billing_schedule",
    memory_mb=512,
    # Up to two thousand accounts, one question to Stripe each.
    timeout_seconds=600,
    layers=(*WORKER, "commerce"),
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
    layers=WORKER,
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
    layers=WORKER,
    settings=(S.TABLE, S.RESEARCH_QUEUE),
    table=(G(actions=("Query",), index="gsi2"),),
)
SUPPLIER_SCHEDULE = FunctionSpec(
    name="supplier_schedule",
    memory_mb=512,
    timeout_seconds=600,
    layers=WORKER,
    settings=(S.TABLE, S.TOKENS, S.SITE, S.RATES),
    # One look whether a store imported anything, and one event for those that did.
    table=(G(actions=("Query", "PutItem"), partitions=("STORE#*",)), G(actions=("Query",), index="gsi2")),
)
PURCHASE_SCHEDULE = FunctionSpec(
    name="purchase_schedule",
    memory_mb=512,
    # A round of 20 orders and 40 questions, at one call a second.
    timeout_seconds=300,
    layers=(*WORKER, "client"),
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
