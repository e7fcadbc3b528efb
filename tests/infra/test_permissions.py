"""Least privilege: what each function may do is written out here a second time, by hand."""

import pytest

from infra_cdk.catalogue import every_function
from infra_cdk.components.python_function import SOURCE_KEYS
from tests.infra.templates import Stage, assumed, statements_of
from tradewind.db import keys

READ_TOKENS = {"ssm:GetParameters token-signing-key"}
READ_STRIPE = {"ssm:GetParameters stripe-secret-key"}
TAKE = {"sqs:ReceiveMessage {0}", "sqs:DeleteMessage {0}", "sqs:GetQueueAttributes {0}"}


def table(*actions: str) -> set[str]:
    return {f"dynamodb:{action} table" for action in actions}


def take(queue: str) -> set[str]:
    return {action.format(queue) for action in TAKE}


READ_SNAPSHOTS = {"s3:GetObject media/search/*", "s3:ListBucket media"}
GSI1 = {"dynamodb:Query table/index/gsi1"}
GSI2 = {"dynamodb:Query table/index/gsi2"}

EXPECTED: dict[str, set[str]] = {
    "health": table("GetItem"),
    "auth": table("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem") | READ_TOKENS,
    "account": table("GetItem", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem") | GSI1 | READ_TOKENS,
    "stores": table("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem")
    | GSI1
    | READ_TOKENS,
    "products": table("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")
    | GSI1
    | READ_TOKENS
    | {"s3:PutObject media/uploads/*", *READ_SNAPSHOTS}
    | {"s3:PutObject media/transfers/*", "s3:GetObject media/transfers/*"},
    "imports": table("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem") | READ_TOKENS,
    "collections": table("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem") | READ_TOKENS | READ_SNAPSHOTS,
    "documents": table("GetItem", "UpdateItem") | READ_TOKENS,
    "team": table("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem") | READ_TOKENS,
    "orders": table("GetItem", "Query", "PutItem", "UpdateItem") | GSI1 | READ_TOKENS | READ_STRIPE,
    "selling": table("GetItem", "PutItem", "UpdateItem") | READ_TOKENS | READ_STRIPE,
    "discounts": table("GetItem", "Query", "PutItem", "UpdateItem") | READ_TOKENS,
    "purchasing": table("GetItem", "Query", "PutItem", "UpdateItem") | GSI1 | READ_TOKENS,
    "research": table("GetItem", "Query", "PutItem", "UpdateItem") | GSI1 | READ_TOKENS,
    "billing": table("GetItem", "BatchGetItem", "PutItem", "UpdateItem", "ConditionCheckItem")
    | GSI1
    | READ_TOKENS
    | READ_STRIPE,
    "storefront": table("GetItem", "BatchGetItem") | READ_TOKENS | READ_SNAPSHOTS,
    "checkout": table("GetItem", "BatchGetItem", "PutItem", "UpdateItem") | READ_STRIPE | READ_TOKENS,
    "webhooks": {
        "ssm:GetParameters stripe-webhook-secrets",
        "ssm:GetParameters stripe-connect-webhook-secrets",
        "sqs:SendMessage stripe",
    },
    "stripe_worker": table("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem")
    | GSI1
    | READ_STRIPE
    | take("stripe"),
    "payment_worker": table("GetItem", "PutItem", "UpdateItem") | READ_STRIPE | take("payments"),
    "purchase_worker": table("GetItem", "BatchGetItem", "Query", "PutItem") | READ_TOKENS | take("purchases"),
    "email_worker": table("GetItem", "PutItem", "UpdateItem")
    | READ_TOKENS
    | take("email")
    | {f"ses:{action} {thing}" for action in ("SendEmail", "SendRawEmail") for thing in ("identity", "settings")},
    "image_worker": table("GetItem", "PutItem", "UpdateItem")
    | take("images")
    | {"s3:GetObject media/uploads/*", "s3:DeleteObject media/uploads/*", "s3:PutObject media/media/*"}
    | {"s3:ListBucket media"},
    "import_worker": table("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")
    | READ_TOKENS
    | {f"ssm:GetParameters {name}" for name in (*SOURCE_KEYS.values(), "anthropic-api-key")}
    | take("imports")
    | {"s3:PutObject media/transfers/*", "s3:GetObject media/transfers/*", "s3:PutObject media/media/*"}
    | {"s3:ListBucket media"},
    "projection_worker": table("GetItem", "BatchGetItem", "Query", "PutItem", "DeleteItem")
    | READ_TOKENS
    | READ_SNAPSHOTS
    | {"s3:PutObject media/search/*", "s3:DeleteObject media/search/*"}
    | take("projection"),
    "research_worker": table("GetItem", "BatchGetItem", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")
    | GSI1
    | READ_TOKENS
    | {f"ssm:GetParameters {name}" for name in (*SOURCE_KEYS.values(), "anthropic-api-key")}
    | {"sqs:SendMessage research"}
    | take("research"),
    "research_schedule": GSI2 | {"sqs:SendMessage research"},
    "outbox_stream": {
        "events:PutEvents bus",
        "dynamodb:DescribeStream stream",
        "dynamodb:GetRecords stream",
        "dynamodb:GetShardIterator stream",
        "dynamodb:ListStreams table/stream/*",
        "sqs:SendMessage undelivered-dlq",
    },
    "checkout_schedule": table("GetItem", "PutItem", "UpdateItem") | GSI1 | READ_STRIPE,
    "payment_schedule": table("GetItem", "PutItem", "UpdateItem") | GSI2 | READ_STRIPE,
    "billing_schedule": table("GetItem", "PutItem", "ConditionCheckItem") | GSI1 | GSI2 | READ_STRIPE,
    "supplier_schedule": table("Query", "PutItem") | GSI2 | READ_TOKENS,
    "purchase_schedule": table("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")
    | GSI2
    | READ_TOKENS
    | {f"ssm:GetParameters {name}" for name in SOURCE_KEYS.values()},
    "store_schedule": table("Query", "PutItem", "BatchWriteItem")
    | {"dynamodb:Query table/index/gsi2", "s3:ListBucket media"}
    | {f"s3:DeleteObject media/{prefix}/*" for prefix in ("media", "uploads", "transfers", "search")},
}

SHORT = {
    "GlobalTable:tradewind-dev": "table",
    "arn:aws:dynamodb:REGION:ACCOUNT:table/tradewind-dev": "table",
    "Bucket:tradewind-dev-media-ACCOUNT": "media",
    "arn:aws:s3:::tradewind-dev-media-ACCOUNT": "media",
    "arn:aws:ssm:REGION:ACCOUNT:parameter/tradewind/dev/": "",
    "arn:aws:ses:REGION:ACCOUNT:identity/dev.tradewind.example": "identity",
    "arn:aws:ses:REGION:ACCOUNT:configuration-set/tradewind-dev": "settings",
    "EventBus:tradewind-dev": "bus",
    "Queue:tradewind-dev-": "",
}


def granted(stage: Stage, name: str) -> set[str]:
    """``action resource`` pairs of a function's role, but for its own log group."""
    function = stage.functions()[name]
    role = stage.role_of(function)
    found = set()
    for statement in statements_of(role):
        assert statement["Effect"] == "Allow"
        for resource in statement["Resource"]:
            text = stage.text(role.stack, resource)
            for long, short in SHORT.items():
                text = text.replace(long, short)
            for action in statement["Action"]:
                # The stream's ARN is an attribute of the table.
                is_stream = action in {"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"}
                found.add(f"{action} {'stream' if is_stream else text}")
    own_logs = f"LogGroup:/aws/lambda/{function.properties['FunctionName']}"
    logs = {f"logs:CreateLogStream {own_logs}", f"logs:PutLogEvents {own_logs}"}
    assert logs <= found, name
    return found - logs


def test_the_table_above_names_every_function() -> None:
    assert EXPECTED.keys() == {spec.name for spec in every_function()}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_function_may_do_what_it_needs_and_nothing_else(stage: Stage, name: str) -> None:
    assert granted(stage, name) == EXPECTED[name]


def test_every_function_has_a_role_of_its_own(stage: Stage) -> None:
    roles = [stage.role_of(function) for function in stage.functions().values()]

    assert len({(role.stack, role.id) for role in roles}) == len(roles)
    assert all(assumed(role) == {"lambda.amazonaws.com"} for role in roles)


def test_policies_are_where_the_table_above_looks(stage: Stage) -> None:
    """No managed policy, and none attached from elsewhere."""
    assert not list(stage.resources("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::User"))
    assert not [role for role in stage.resources("AWS::IAM::Role") if role.properties.get("ManagedPolicyArns")]


def test_nothing_is_allowed_by_asterisk_alone(stage: Stage) -> None:
    ends = ("/uploads/*", "/media/*", "/transfers/*", "/search/*", "/stream/*")
    for role in stage.resources("AWS::IAM::Role"):
        for statement in statements_of(role):
            assert not [action for action in statement["Action"] if "*" in action], role.id
            for resource in statement["Resource"]:
                text = stage.text(role.stack, resource)
                assert "*" not in text or text.endswith(ends), f"{role.id}: {text}"


def test_nothing_scans(stage: Stage) -> None:
    for role in stage.resources("AWS::IAM::Role"):
        for statement in statements_of(role):
            assert not {"dynamodb:Scan", "dynamodb:PartiQLSelect"} & set(statement["Action"]), role.id


def partitions(stage: Stage, name: str, action: str) -> list[str]:
    """The partition keys an action is limited to."""
    for statement in statements_of(stage.role_of(stage.functions()[name])):
        if f"dynamodb:{action}" in statement["Action"]:
            limits: list[str] = statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
            return limits
    raise AssertionError(f"{name} may not {action}")


def _fits(key: keys.Key, limits: list[str]) -> bool:
    return any(key.pk.startswith(limit.removesuffix("*")) for limit in limits)


def test_the_public_function_reads_public_documents_only(stage: Stage) -> None:
    public = [
        keys.public_store("s"),
        keys.public_product("s", "p"),
        keys.public_list("s", 1),
        keys.public_page("s", "about"),
        keys.public_collection("s", "c"),
        keys.public_search("s"),
    ]
    private = [keys.user("u"), keys.store("s"), keys.order("s", "o"), keys.email_lock("e")]
    for name, action in (
        ("storefront", "GetItem"),
        ("health", "GetItem"),
        ("projection_worker", "PutItem"),
        ("projection_worker", "DeleteItem"),
    ):
        limits = partitions(stage, name, action)
        assert all(_fits(key, limits) for key in public)
        assert not any(_fits(key, limits) for key in private)


def test_sign_in_reaches_accounts_only(stage: Stage) -> None:
    limits = partitions(stage, "auth", "PutItem")

    assert all(
        _fits(key, limits)
        for key in (keys.user("u"), keys.email_lock("e"), keys.session("u", "s"), keys.throttle("t", 1))
    )
    assert not any(_fits(key, limits) for key in (keys.store("s"), keys.order("s", "o"), keys.checkout("s", "c")))
