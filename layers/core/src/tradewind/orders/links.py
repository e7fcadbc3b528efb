"""Signed links to an order's page for shoppers without an account."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from functools import cached_property

_BYTES = 15


class OrderLinks:
    """Makes and checks the token of an order: an HMAC over its id, so that nothing has to be stored.

    A token does not expire: it is in the shopper's mail, who may look a year later. ``read_key`` is asked on first use.
    """

    def __init__(self, read_key: Callable[[], bytes], storefront_url_template: str) -> None:
        self._read_key = read_key
        self._template = storefront_url_template

    @cached_property
    def _key(self) -> bytes:
        return self._read_key()

    def token(self, order_id: str) -> str:
        """The token of an order (20 characters of base64url, 120 bits)."""
        mac = hmac.digest(self._key, b"order\0" + order_id.encode(), hashlib.sha256)[:_BYTES]
        return base64.urlsafe_b64encode(mac).decode()

    def is_valid(self, order_id: str, token: str) -> bool:
        """Whether ``token`` was made for this order."""
        return hmac.compare_digest(self.token(order_id).encode(), token.encode())

    def url(self, slug: str, order_id: str) -> str:
        """The order's page on its storefront."""
        return f"{self._template.format(slug=slug)}/orders/{order_id}?token={self.token(order_id)}"
