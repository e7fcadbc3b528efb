"""Raw single-item access for rendered public documents: one request, text in, text out, no models."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tradewind.db.client import current_settings, shared_client
from tradewind.db.keys import Key


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered answer.

    Attributes:
        body: the JSON text exactly as it goes on the wire.
        etag: quoted strong validator of ``body``.
        store_id: whose it is (never part of the body).
        state: ``active``, ``paused``, ``deleted`` or ``moved``.
        moved_to: the slug that replaced this one, when ``moved``.
        source_version: version of what it was rendered from; older renderings never overwrite newer ones.
    """

    body: str
    etag: str
    store_id: str
    state: str = "active"
    moved_to: str | None = None
    source_version: int = 0


def _client() -> Any:
    return shared_client()


def _raw_key(key: Key) -> dict[str, Any]:
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def _decode(item: Mapping[str, Any]) -> Document:
    return Document(
        body=item["data"]["S"],
        etag=item["etag"]["S"],
        store_id=item["store_id"]["S"],
        state=item["status"]["S"],
        moved_to=item.get("moved_to", {}).get("S"),
        source_version=int(item["version"]["N"]),
    )


def _encode(key: Key, document: Document) -> dict[str, Any]:
    item = {
        **_raw_key(key),
        "type": {"S": "PublicDocument"},
        "data": {"S": document.body},
        "etag": {"S": document.etag},
        "store_id": {"S": document.store_id},
        "status": {"S": document.state},
        "version": {"N": str(document.source_version)},
    }
    if document.moved_to:
        item["moved_to"] = {"S": document.moved_to}
    return item


def find_document(key: Key, *, consistent: bool = False) -> Document | None:
    """One GetItem (0.5 read units per 4 KB, a whole one when strongly consistent)."""
    answer = _client().get_item(TableName=current_settings().table_name, Key=_raw_key(key), ConsistentRead=consistent)
    return _decode(answer["Item"]) if "Item" in answer else None


def find_documents(keys: Iterable[Key]) -> dict[Key, Document]:
    """Up to 100 documents in one BatchGetItem; missing ones are absent from the answer."""
    table = current_settings().table_name
    pending: list[dict[str, Any]] = [_raw_key(key) for key in keys]
    found: dict[Key, Document] = {}
    while pending:
        answer = _client().batch_get_item(RequestItems={table: {"Keys": pending}})
        for item in answer["Responses"].get(table, []):
            found[Key(item["pk"]["S"], item["sk"]["S"])] = _decode(item)
        pending = answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
    return found


def list_documents(slug: str, prefix: str) -> dict[Key, Document]:
    """Every document of a slug whose sort key starts with ``prefix`` (worker side; pages through all of them)."""
    found: dict[Key, Document] = {}
    start: dict[str, Any] = {}
    while True:
        answer = _client().query(
            TableName=current_settings().table_name,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":pk": {"S": f"PUBLIC#{slug}"}, ":prefix": {"S": prefix}},
            **start,
        )
        for item in answer["Items"]:
            found[Key(item["pk"]["S"], item["sk"]["S"])] = _decode(item)
        if "LastEvaluatedKey" not in answer:
            return found
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def put_document(key: Key, document: Document) -> bool:
    """Write unless a rendering of a newer source is already there; returns whether it was written."""
    client = _client()
    try:
        client.put_item(
            TableName=current_settings().table_name,
            Item=_encode(key, document),
            ConditionExpression="attribute_not_exists(pk) OR store_id <> :store OR version <= :version",
            ExpressionAttributeValues={
                ":store": {"S": document.store_id},
                ":version": {"N": str(document.source_version)},
            },
        )
    except client.exceptions.ConditionalCheckFailedException:
        return False
    return True


def replace_document(key: Key, document: Document, *, expected_version: int) -> bool:
    """Write only over exactly this version (0: only where nothing is); returns whether it was written."""
    client = _client()
    condition, values = "attribute_not_exists(pk)", {}
    if expected_version:
        condition, values = "version = :version", {":version": {"N": str(expected_version)}}
    try:
        client.put_item(
            TableName=current_settings().table_name,
            Item=_encode(key, document),
            ConditionExpression=condition,
            **({"ExpressionAttributeValues": values} if values else {}),
        )
    except client.exceptions.ConditionalCheckFailedException:
        return False
    return True


def delete_document(key: Key) -> None:
    """Remove a document; absent is fine."""
    _client().delete_item(TableName=current_settings().table_name, Key=_raw_key(key))
