"""The one DynamoDB client of a process, and the table it works on. Nothing of PynamoDB is needed for it."""

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.loaders import Loader, create_loader

from tradewind.db.parser import FastParserFactory
from tradewind.settings import TableSettings

_settings: TableSettings | None = None
_client: Any = None


def configure(settings: TableSettings) -> None:
    """Point this process at the table of ``settings``; opens no connection yet."""
    global _settings, _client
    if settings != _settings:
        _settings, _client = settings, None


def current_settings() -> TableSettings:
    """The settings given to ``configure``."""
    if _settings is None:
        raise RuntimeError("db.client.configure(settings) has not been called")
    return _settings


def shared_client() -> Any:
    """A botocore client with our parser (clients are thread-safe), made on first use."""
    global _client
    if _client is None:
        settings = current_settings()
        session = new_session()
        session.register_component("response_parser_factory", FastParserFactory())
        _client = session.create_client(
            "dynamodb",
            region_name=settings.aws_region,
            endpoint_url=settings.aws_endpoint_url,
            config=Config(
                connect_timeout=2,
                read_timeout=10,
                max_pool_connections=32,
                parameter_validation=False,
                retries={"mode": "standard", "max_attempts": 4},
            ),
        )
    return _client


def new_session() -> botocore.session.Session:
    """A session for one client: making clients of one session in several threads is not safe.

    The loader is shared: the files of regions and partitions are large and the same for every service.
    """
    session = botocore.session.get_session()
    session.register_component("data_loader", _loader())
    return session


@cache
def _loader() -> Loader:
    return create_loader()
