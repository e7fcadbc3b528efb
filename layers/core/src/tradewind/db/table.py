"""The base item of the single table, and PynamoDB's connection to it.

An item is a few key and condition attributes plus ``data``: the entity as JSON text. One text attribute is several
times cheaper to decode than the same content as nested DynamoDB attributes, and costs the same units.
"""

from typing import Any

from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.connection.table import TableConnection
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from tradewind.db.client import current_settings, shared_client


class Gsi1(GlobalSecondaryIndex[Any]):
    """First overloaded index: lists inside one tenant."""

    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class Gsi2(GlobalSecondaryIndex[Any]):
    """Second overloaded index: lists across tenants, for schedules and the polling relay."""

    class Meta:
        index_name = "gsi2"
        projection = AllProjection()

    gsi2pk = UnicodeAttribute(hash_key=True)
    gsi2sk = UnicodeAttribute(range_key=True)


class Item(Model):
    """Base of every item. Subclasses live in ``repository.py`` files and never leave them."""

    class Meta:
        table_name = "unset"
        region = "us-east-1"

    type = DiscriminatorAttribute()
    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    ttl = NumberAttribute(null=True)
    version = NumberAttribute(null=True)
    status = UnicodeAttribute(null=True)
    data = UnicodeAttribute(null=True)
    gsi1 = Gsi1()
    gsi2 = Gsi2()

    @classmethod
    def _get_connection(cls) -> TableConnection:
        # PynamoDB would open one client per subclass; all our items share one table and one client.
        return shared_connection()


_connection: TableConnection | None = None


def shared_connection() -> TableConnection:
    """PynamoDB's connection on the process's one client."""
    global _connection
    client, name = shared_client(), current_settings().table_name
    if _connection is None or _connection.connection.client is not client:
        _connection = TableConnection(name, region=current_settings().aws_region)
        # PynamoDB would make a client of its own, with the slow parser.
        _connection.connection._client = client
        _connection.connection.add_meta_table(_meta_table())
        Item.Meta.table_name = name
    return _connection


def _meta_table() -> Any:
    from pynamodb.connection.base import MetaTable

    def key(hash_name: str, range_name: str) -> list[dict[str, str]]:
        return [{"AttributeName": hash_name, "KeyType": "HASH"}, {"AttributeName": range_name, "KeyType": "RANGE"}]

    return MetaTable(
        {
            "TableName": current_settings().table_name,
            "KeySchema": key("pk", "sk"),
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in KEY_ATTRIBUTES],
            "GlobalSecondaryIndexes": [
                {"IndexName": index, "KeySchema": key(f"{index}pk", f"{index}sk")} for index in ("gsi1", "gsi2")
            ],
        }
    )


KEY_ATTRIBUTES = ("pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk")
