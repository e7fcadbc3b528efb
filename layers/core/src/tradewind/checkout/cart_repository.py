"""Carts kept on the server, so that they can be opened on another device."""

from datetime import timedelta

from tradewind.checkout.models import SavedCart
from tradewind.db import keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.kit.clock import Clock, to_epoch

KEPT_FOR = timedelta(days=30)


class CartItem(Item, discriminator="Cart"):
    """A saved cart; ``data`` is the model, ``ttl`` removes it a month after its last change."""


class CartRepository:
    """Saved carts by an id that cannot be guessed."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def save(self, cart: SavedCart) -> None:
        """Write or replace a cart."""
        item = CartItem(*keys.cart(cart.store_id, cart.id), data=dump(cart))
        item.ttl = to_epoch(self._clock() + KEPT_FOR)
        item.save()

    def find(self, store_id: str, cart_id: str) -> SavedCart | None:
        """A cart that has not run out; the table's own clean-up may be days late."""
        try:
            item = CartItem.get(*keys.cart(store_id, cart_id))
        except CartItem.DoesNotExist:
            return None
        cart = load(SavedCart, item.data or "")
        return cart if cart.saved_at + KEPT_FOR > self._clock() else None
