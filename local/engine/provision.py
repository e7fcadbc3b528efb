"""Creates what the product expects to find: table, queues with dead-letter queues, bucket.

The shapes are those of the deployed stack; tests/infra holds both against each other.
"""

import contextlib
import json
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from tradewind.db.table import KEY_ATTRIBUTES

QUEUES = ("stripe", "payments", "email", "images", "imports", "purchases", "projection", "research")
QUEUE_PREFIX = "tradewind-"
MAX_RECEIVES = 5
VISIBILITY_SECONDS = 60
TABLE = "tradewind"
BUCKET = "tradewind-media"


@cache
def client(service: str, endpoint: str) -> Any:
    """A client of the engine."""
    session = botocore.session.get_session()
    session.set_credentials("test", "test")
    config = Config(retries={"max_attempts": 2}, s3={"addressing_style": "path"})
    return session.create_client(service, region_name="us-east-1", endpoint_url=endpoint, config=config)


def table_definition(name: str) -> dict[str, Any]:
    """CreateTable's arguments."""

    def keys(hash_name: str, range_name: str) -> list[dict[str, str]]:
        return [{"AttributeName": hash_name, "KeyType": "HASH"}, {"AttributeName": range_name, "KeyType": "RANGE"}]

    return {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for key in KEY_ATTRIBUTES],
        "KeySchema": keys("pk", "sk"),
        "GlobalSecondaryIndexes": [
            {
                "IndexName": index,
                "KeySchema": keys(f"{index}pk", f"{index}sk"),
                "Projection": {"ProjectionType": "ALL"},
            }
            for index in ("gsi1", "gsi2")
        ],
        "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    }


def provision(endpoint: str, *, table: str = TABLE, bucket: str = BUCKET) -> None:
    """Make everything that is not there yet."""
    _table(endpoint, table)
    arns = _queues(endpoint)
    _bucket(endpoint, bucket, arns["images"])


def _table(endpoint: str, name: str) -> None:
    dynamodb = client("dynamodb", endpoint)
    with contextlib.suppress(dynamodb.exceptions.ResourceInUseException):
        dynamodb.create_table(**table_definition(name))
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification={"Enabled": True, "AttributeName": "ttl"})


def _queues(endpoint: str) -> dict[str, str]:
    sqs = client("sqs", endpoint)
    arns: dict[str, str] = {}
    for name in QUEUES:
        dead_arn = _arn(sqs, sqs.create_queue(QueueName=f"{QUEUE_PREFIX}{name}-dlq")["QueueUrl"])
        policy = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": MAX_RECEIVES})
        attributes = {"RedrivePolicy": policy, "VisibilityTimeout": str(VISIBILITY_SECONDS)}
        url = sqs.create_queue(QueueName=f"{QUEUE_PREFIX}{name}", Attributes=attributes)["QueueUrl"]
        arns[name] = _arn(sqs, url)
    return arns


def _arn(sqs: Any, url: str) -> str:
    """Out of the URL, which ends in account and name: a question saved for each queue and test."""
    account, name = url.rsplit("/", 2)[-2:]
    return f"arn:aws:sqs:{sqs.meta.region_name}:{account}:{name}"


def _bucket(endpoint: str, name: str, queue_arn: str) -> None:
    s3 = client("s3", endpoint)
    try:
        s3.head_bucket(Bucket=name)
    except ClientError:
        s3.create_bucket(Bucket=name)
    s3.put_bucket_notification_configuration(
        Bucket=name,
        NotificationConfiguration={
            "QueueConfigurations": [
                {
                    "QueueArn": queue_arn,
                    "Events": ["s3:ObjectCreated:*"],
                    "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": "uploads/"}]}},
                }
            ]
        },
    )
