"""The API areas, one function each. A request ends at API Gateway after 30 seconds, so none of these runs longer."""

from infra_cdk.catalogue.layers import API
from infra_cdk.catalogue.specs import FunctionSpec, ObjectGrant, Setting, TableGrant

S, G = Setting, TableGrant

AUTH = FunctionSpec(
    name="auth",
    memory_mb=1024,
    timeout_seconds=15,
    layers=(*API, "auth"),
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
    layers=(*API, "auth"),
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
    layers=API,
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
    layers=API,
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
    layers=API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.AI, S.RATES, S.BILLING),
    table=(G(actions=("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")),),
)
COLLECTIONS = FunctionSpec(
    name="collections",
    memory_mb=1024,
    timeout_seconds=15,
    layers=API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.MEDIA),
    table=(G(actions=("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem")),),
    objects=(ObjectGrant(actions=("GetObject",), prefix="search/"),),
)
ORDERS = FunctionSpec(
    name="orders",
    memory_mb=1024,
    # A refund waits for Stripe.
    timeout_seconds=25,
    layers=(*API, "commerce"),
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.STRIPE),
    table=(G(actions=("GetItem", "Query", "PutItem", "UpdateItem")), G(actions=("Query",), index="gsi1")),
)
SELLING = FunctionSpec(
    name="selling",
    memory_mb=1024,
    timeout_seconds=25,
    layers=(*API, "commerce"),
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.STRIPE),
    table=(G(actions=("GetItem", "PutItem", "UpdateItem")),),
)
DISCOUNTS = FunctionSpec(
    name="discounts",
    memory_mb=1024,
    timeout_seconds=15,
    layers=API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN),
    table=(G(actions=("GetItem", "Query", "PutItem", "UpdateItem")),),
)
PURCHASING = FunctionSpec(
    name="purchasing",
    memory_mb=1024,
    timeout_seconds=15,
    layers=API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN),
    table=(G(actions=("GetItem", "Query", "PutItem", "UpdateItem")), G(actions=("Query",), index="gsi1")),
)
TEAM = FunctionSpec(
    name="team",
    memory_mb=1024,
    timeout_seconds=15,
    layers=API,
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
    layers=(*API, "documents"),
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN),
    # The session, the store and the order.
    # UpdateItem: when an API key was last used.
    table=(G(actions=("GetItem", "UpdateItem")),),
)
RESEARCH = FunctionSpec(
    name="research",
    memory_mb=1024,
    timeout_seconds=15,
    layers=API,
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SOURCES),
    table=(G(actions=("GetItem", "Query", "PutItem", "UpdateItem")), G(actions=("Query",), index="gsi1")),
)
BILLING = FunctionSpec(
    name="billing",
    memory_mb=1024,
    # Subscribing and changing plans wait for Stripe.
    timeout_seconds=25,
    layers=(*API, "commerce"),
    settings=(S.TABLE, S.TOKENS, S.SIGN_IN, S.SITE, S.STRIPE, S.BILLING),
    table=(
        # UpdateItem counts the calls of Stripe.
        G(actions=("GetItem", "BatchGetItem", "PutItem", "UpdateItem", "ConditionCheckItem")),
        G(actions=("Query",), index="gsi1"),
    ),
)
STOREFRONT = FunctionSpec(
    name="storefront",
    memory_mb=512,
    timeout_seconds=10,
    layers=API,
    settings=(S.TABLE, S.TOKENS, S.MEDIA),
    # The busiest door, open to everybody: it can read rendered public documents and search snapshots, nothing else.
    table=(G(actions=("GetItem", "BatchGetItem"), partitions=("PUBLIC#*",)),),
    objects=(ObjectGrant(actions=("GetObject",), prefix="search/"),),
)
CHECKOUT = FunctionSpec(
    name="checkout",
    memory_mb=1024,
    timeout_seconds=25,
    layers=(*API, "commerce"),
    settings=(S.TABLE, S.TOKENS, S.SITE, S.STRIPE),
    table=(G(actions=("GetItem", "BatchGetItem", "PutItem", "UpdateItem")),),
)
WEBHOOKS = FunctionSpec(
    name="webhooks",
    memory_mb=512,
    timeout_seconds=10,
    layers=(*API, "commerce"),
    settings=(S.WEBHOOKS, S.QUEUES),
)
HEALTH = FunctionSpec(
    name="health",
    memory_mb=256,
    timeout_seconds=10,
    layers=API,
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
