"""The local engine keeps what it answered for, also through kill -9; our parser reads what botocore's reads."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.session
import pytest

from local.engine import process
from local.engine.provision import TABLE, client, provision
from tests.conftest import free_port
from tradewind.db.parser import FastParserFactory

ITEM = {
    "pk": {"S": "A"},
    "sk": {"S": "1"},
    "n": {"N": "5"},
    "m": {"M": {"x": {"N": "1"}}},
    "l": {"L": [{"BOOL": True}]},
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    yield free_port(), tmp_path / "engine"
    client.cache_clear()


def test_nothing_answered_for_is_lost_by_a_kill(place: tuple[int, Path]) -> None:
    port, state = place
    endpoint = f"http://127.0.0.1:{port}"
    engine = process.start(port=port, state=state)
    provision(endpoint)
    dynamodb, sqs, s3 = (client(name, endpoint) for name in ("dynamodb", "sqs", "s3"))
    dynamodb.put_item(TableName=TABLE, Item=ITEM)
    dynamodb.transact_write_items(
        TransactItems=[
            {"Put": {"TableName": TABLE, "Item": {"pk": {"S": "A"}, "sk": {"S": "2"}}}},
            {
                "Update": {
                    "TableName": TABLE,
                    "Key": {"pk": {"S": "A"}, "sk": {"S": "1"}},
                    "UpdateExpression": "SET n = n - :one",
                    "ExpressionAttributeValues": {":one": {"N": "1"}},
                }
            },
        ]
    )
    url = sqs.get_queue_url(QueueName="tradewind-email")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="hello")
    s3.put_object(Bucket="tradewind-media", Key="media/x", Body=b"picture")
    os.kill(engine.pid, signal.SIGKILL)
    engine.wait()

    engine = process.start(port=port, state=state)
    provision(endpoint)
    rows = dynamodb.query(
        TableName=TABLE, KeyConditionExpression="pk = :a", ExpressionAttributeValues={":a": {"S": "A"}}
    )["Items"]
    assert [(row["sk"]["S"], row.get("n")) for row in rows] == [("1", {"N": "4"}), ("2", None)]
    assert sqs.receive_message(QueueUrl=url)["Messages"][0]["Body"] == "hello"
    assert s3.get_object(Bucket="tradewind-media", Key="media/x")["Body"].read() == b"picture"

    # A clean stop snapshots and empties the journal: the next start has nothing to replay.
    engine.terminate()
    assert engine.wait(timeout=20) == 0
    assert (state / "journal.jsonl").stat().st_size == 0
    engine = process.start(port=port, state=state)
    assert dynamodb.get_item(TableName=TABLE, Key={"pk": {"S": "A"}, "sk": {"S": "2"}})["Item"]
    engine.kill()


def test_it_listens_on_loopback_only(place: tuple[int, Path]) -> None:
    port, state = place
    engine = process.start(port=port, state=state)
    sockets = Path("/proc/net/tcp").read_text().splitlines()[1:]
    listening = [line.split()[1] for line in sockets if line.split()[1].endswith(f":{port:04X}")]
    engine.kill()
    assert {address.split(":")[0] for address in listening} == {"0100007F"}


def both_parsers(endpoint: str) -> tuple[Any, Any]:
    def make(fast: bool) -> Any:
        session = botocore.session.get_session()
        if fast:
            session.register_component("response_parser_factory", FastParserFactory())
        return session.create_client("dynamodb", region_name="us-east-1", endpoint_url=endpoint)

    return make(True), make(False)


def test_our_parser_reads_what_the_stock_parser_reads(engine: str) -> None:
    provision(engine)
    fast, stock = both_parsers(engine)
    stock.put_item(TableName=TABLE, Item=ITEM)
    key = {"pk": ITEM["pk"], "sk": ITEM["sk"]}
    calls: list[tuple[str, dict[str, Any]]] = [
        ("get_item", {"TableName": TABLE, "Key": key, "ReturnConsumedCapacity": "TOTAL"}),
        ("get_item", {"TableName": TABLE, "Key": {**key, "sk": {"S": "missing"}}}),
        ("batch_get_item", {"RequestItems": {TABLE: {"Keys": [key]}}}),
        (
            "query",
            {
                "TableName": TABLE,
                "KeyConditionExpression": "pk = :a",
                "ExpressionAttributeValues": {":a": ITEM["pk"]},
                "Limit": 1,
            },
        ),
        ("put_item", {"TableName": TABLE, "Item": ITEM, "ReturnValues": "ALL_OLD"}),
        (
            "update_item",
            {
                "TableName": TABLE,
                "Key": key,
                "UpdateExpression": "SET n = :n",
                "ExpressionAttributeValues": {":n": {"N": "5"}},
                "ReturnValues": "ALL_NEW",
            },
        ),
        ("transact_write_items", {"TransactItems": [{"Put": {"TableName": TABLE, "Item": ITEM}}]}),
        ("delete_item", {"TableName": TABLE, "Key": {**key, "sk": {"S": "missing"}}}),
    ]
    for name, arguments in calls:
        answers = []
        for which in (fast, stock):
            answer = getattr(which, name)(**arguments)
            answer.pop("ResponseMetadata")
            answers.append(answer)
        assert answers[0] == answers[1], name


def test_errors_are_still_botocore_s_own(engine: str) -> None:
    provision(engine)
    fast, _ = both_parsers(engine)
    with pytest.raises(fast.exceptions.ConditionalCheckFailedException):
        fast.delete_item(
            TableName=TABLE, Key={"pk": {"S": "x"}, "sk": {"S": "y"}}, ConditionExpression="attribute_exists(pk)"
        )
    with pytest.raises(fast.exceptions.ResourceNotFoundException):
        fast.get_item(TableName="nowhere", Key={"pk": {"S": "x"}, "sk": {"S": "y"}})
