"""Save a cart, and open it again elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from tradewind.checkout.cart_repository import CartRepository
from tradewind.checkout.errors import CartNotFoundError
from tradewind.checkout.models import MAX_LINES, CartLine, SavedCart
from tradewind.checkout.repository import CheckoutRepository
from tradewind.errors import InvalidInputError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id
from tradewind.stores.errors import StoreNotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class CartDeps:
    """What saved carts need."""

    carts: CartRepository
    checkouts: CheckoutRepository
    clock: Clock
    new_id: IdFactory


def save_cart(
    deps: CartDeps, *, slug: str, lines: Sequence[CartLine], code: str, cart_id: str | None = None
) -> SavedCart:
    """Keep a cart for a month; with ``cart_id`` in the place of the one saved before. Prices are not kept.

    Raises:
        StoreNotFoundError. CartNotFoundError: no such cart to replace. InvalidInputError: too many lines.
    """
    if len(lines) > MAX_LINES:
        raise InvalidInputError.field("items", f"A cart holds at most {MAX_LINES} different items.", "too_many")
    store_id = _store_id(deps, slug)
    if cart_id:
        _find(deps, store_id, cart_id)
    kept = tuple(
        CartLine(product_id=line.product_id, variant_id=line.variant_id, quantity=line.quantity) for line in lines
    )
    cart = SavedCart(id=cart_id or deps.new_id("crt"), store_id=store_id, lines=kept, code=code, saved_at=deps.clock())
    deps.carts.save(cart)
    return cart


def open_cart(deps: CartDeps, *, slug: str, cart_id: str) -> SavedCart:
    """A saved cart, for whoever has its link; the shop prices it anew and says what has changed.

    Raises:
        StoreNotFoundError. CartNotFoundError: unknown, another store's, or a month old.
    """
    return _find(deps, _store_id(deps, slug), cart_id)


def _find(deps: CartDeps, store_id: str, cart_id: str) -> SavedCart:
    cart = deps.carts.find(store_id, cart_id) if is_id(cart_id, "crt") else None
    if cart is None:
        raise CartNotFoundError
    return cart


def _store_id(deps: CartDeps, slug: str) -> str:
    store_id = deps.checkouts.find_store_id(slug)
    if store_id is None:
        raise StoreNotFoundError
    return store_id
