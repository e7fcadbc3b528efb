"""How AWS clients are made: region and endpoint from settings, short timeouts, one per process."""

from typing import Any

from botocore.config import Config

from tradewind.db.client import new_session


def make_client(service: str, *, region: str, endpoint_url: str | None, **config: Any) -> Any:
    """A botocore client for ``service``; ``config`` are further botocore Config members."""
    options = {"connect_timeout": 2, "read_timeout": 20, "retries": {"mode": "standard", "max_attempts": 3}, **config}
    return new_session().create_client(service, region_name=region, endpoint_url=endpoint_url, config=Config(**options))
