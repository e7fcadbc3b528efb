"""The base item of the single table and the one shared connection to it.

An item is a few key and condition attributes plus ``data``: the entity as JSON text. One text attribute is several
times cheaper to decode than the same content as nested DynamoDB attributes, and costs the same units.
"""

from typing import Any

import botocore.session
from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.connection.table import TableConnection
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from tradewind.db.parser import FastParserFactory
from tradewind.settings import TableSettings


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

    @classmethod
    def has_connection(cls) -> bool:
        """Whether ``configure`` has run."""
        return _connection is not None


_connection: TableConnection | None = None
_settings: TableSettings | None = None


def configure(settings: TableSettings) -> None:
    """Point every item at the table of ``settings``; opens no connection yet."""
    global _settings, _connection
    if settings != _settings:
        _settings, _connection = settings, None
        Item.Meta.table_name = settings.table_name


def current_settings() -> TableSettings:
    """The settings given to ``configure``."""
    if _settings is None:
        raise RuntimeError("db.table.configure(settings) has not been called")
    return _settings


def shared_connection() -> TableConnection:
    """The one table connection of this process (botocore clients are thread-safe)."""
    global _connection
    if _connection is None:
        settings = current_settings()
        connection = TableConnection(
            settings.table_name,
            region=settings.aws_region,
            host=settings.aws_endpoint_url,
            connect_timeout_seconds=2,
            read_timeout_seconds=10,
            max_pool_connections=32,
            meta_table=None,
        )
        session = botocore.session.get_session()
        session.register_component("response_parser_factory", FastParserFactory())
        base = connection.connection
        # Connection.session is per thread and only used to make the client: make the client here, once.
        base._local.session = session
        base.add_meta_table(_meta_table())
        _ = base.client
        _connection = connection
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
