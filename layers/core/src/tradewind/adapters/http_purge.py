"""Asks the storefront's server to drop cached pages (containers and local; on AWS the CDN is purged by tag)."""

from collections.abc import Sequence

import httpx2

from tradewind.observability import get_logger


class HttpPurger:
    """Implements ``storefront.projection.CachePurger``. A storefront that is down only means a minute of staleness."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._client = httpx2.Client(timeout=2, headers={"authorization": f"Bearer {token}"}, trust_env=False)

    def purge(self, tags: Sequence[str]) -> None:
        """See the port."""
        try:
            self._client.post(self._url, json={"tags": list(tags)}).raise_for_status()
        except httpx2.HTTPError as error:
            get_logger().info("purge.skipped", reason=type(error).__name__)


class NoPurger:
    """Where no page cache can be told; pages expire by themselves."""

    def purge(self, tags: Sequence[str]) -> None:
        """Nothing to do."""
