"""Our parser of DynamoDB answers against botocore's own, for every operation used; and a client without its manual."""

import json
from typing import Any

import botocore.parsers
import botocore.session
import pytest

from tradewind.adapters.aws import make_client
from tradewind.db.parser import FastDynamoDbParser

ITEM = {
    "pk": {"S": "STORE#str_1"},
    "version": {"N": "3"},
    "available": {"M": {"var_1": {"N": "5"}, "var_2": {"N": "-1"}}},
    "list": {"L": [{"S": "é 日本"}, {"NULL": True}, {"BOOL": False}]},
}
ANSWERS: dict[str, Any] = {
    "GetItem": {"Item": ITEM},
    "BatchGetItem": {"Responses": {"tradewind": [ITEM, ITEM]}, "UnprocessedKeys": {}},
    "Query": {"Items": [ITEM], "Count": 1, "ScannedCount": 4, "LastEvaluatedKey": {"pk": {"S": "a"}}},
    "PutItem": {},
    "UpdateItem": {"Attributes": ITEM},
    "DeleteItem": {},
    "TransactWriteItems": {"ConsumedCapacity": [{"TableName": "tradewind", "CapacityUnits": 4.0}]},
}
MODEL = botocore.session.get_session().get_service_model("dynamodb")


def parse(parser: Any, operation: str, status: int, body: Any) -> dict[str, Any]:
    response = {
        "status_code": status,
        "headers": {"x-amzn-requestid": "REQ1"},
        "body": json.dumps(body).encode() if body is not None else b"",
    }
    parsed: dict[str, Any] = parser.parse(response, MODEL.operation_model(operation).output_shape)
    return parsed


@pytest.mark.parametrize("operation", ANSWERS)
def test_answers_come_out_the_same(operation: str) -> None:
    stock = parse(botocore.parsers.JSONParser(), operation, 200, ANSWERS[operation])
    fast = parse(FastDynamoDbParser(), operation, 200, ANSWERS[operation])
    for parsed in (stock, fast):
        parsed["ResponseMetadata"].pop("HTTPHeaders", None)
    assert fast == stock


@pytest.mark.parametrize(
    "error",
    [
        {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", "message": "no", "Item": ITEM},
        {
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message": "cancelled",
            "CancellationReasons": [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Item": ITEM}],
        },
    ],
)
def test_errors_stay_botocore_s_own(error: dict[str, Any]) -> None:
    stock = parse(botocore.parsers.JSONParser(), "TransactWriteItems", 400, error)
    assert parse(FastDynamoDbParser(), "TransactWriteItems", 400, error) == stock
    assert stock["Error"]["Code"] in error["__type"]


def test_a_client_has_its_calls_and_no_manual() -> None:
    client = make_client("sqs", region="us-east-1", endpoint_url="http://127.0.0.1:1")
    assert client.send_message.__doc__ == ""
    assert client.get_paginator("list_queues").paginate is not None
