"""Every key of the table is built here and nowhere else. docs/data-model.md lists who reads what by which key."""

import hashlib
from typing import NamedTuple


class Key(NamedTuple):
    """Partition and sort key of one item."""

    pk: str
    sk: str


# Accounts


def user(user_id: str) -> Key:
    return Key(f"USER#{user_id}", "USER")


def email_lock(folded_email: str) -> Key:
    """Uniqueness of e-mail addresses; also the way from an address to its user."""
    return Key(f"EMAIL#{folded_email}", "EMAIL")


def session(user_id: str, session_id: str) -> Key:
    return Key(f"USER#{user_id}", f"SESSION#{session_id}")


def second_factor(user_id: str) -> Key:
    return Key(f"USER#{user_id}", "SECOND_FACTOR")


def pending_second_factor(user_id: str) -> Key:
    """An enrolment that waits for its first code."""
    return Key(f"USER#{user_id}", "SECOND_FACTOR_PENDING")


def throttle(subject: str, window: int) -> Key:
    """A counter for one subject (``login:ann@x.com``, hashed: no address in a key) in one time window."""
    digest = hashlib.sha256(subject.encode()).hexdigest()[:32]
    return Key(f"THROTTLE#{digest}", f"WINDOW#{window}")


# Stores


def store(store_id: str) -> Key:
    return Key(f"STORE#{store_id}", "STORE")


def stores_of_user(user_id: str) -> str:
    """gsi1 partition: a user's stores by creation."""
    return f"USER#{user_id}#STORES"


def deleted_stores_of_user(user_id: str) -> str:
    """gsi1 partition: a user's deleted stores by the time of deletion, until they are erased."""
    return f"USER#{user_id}#STORES#DELETED"


def store_count(user_id: str) -> Key:
    """How many stores a user has open, moved in the transactions that open and close them."""
    return Key(f"USER#{user_id}", "STORE_COUNT")


def stores_by_status(status: str) -> str:
    """gsi2 partition: every store of a status, for schedules.

    Deleted stores sort by the time of their deletion; ``erasing`` and ``erased`` follow ``deleted``.
    """
    return f"STORES#{status}"


def store_slug_lock(slug: str) -> Key:
    """Uniqueness of store slugs; an old slug's lock stays and points at the same store."""
    return Key(f"SLUG#{slug}", "SLUG")


def counters(store_id: str) -> Key:
    """Totals of a store: products by status, orders, the last order number."""
    return Key(f"STORE#{store_id}", "COUNTERS")


def store_page(store_id: str, kind: str) -> Key:
    return Key(f"STORE#{store_id}", f"PAGE#{kind}")


PAGE_PREFIX = "PAGE#"


# Catalog


def product(store_id: str, product_id: str) -> Key:
    return Key(f"STORE#{store_id}", f"PRODUCT#{product_id}")


PRODUCT_PREFIX = "PRODUCT#"


def products_by_status(store_id: str, status: str) -> str:
    """gsi1 partition: a store's products of one status by creation."""
    return f"STORE#{store_id}#PRODUCTS#{status}"


def product_slug_lock(store_id: str, slug: str) -> Key:
    return Key(f"STORE#{store_id}", f"PRODUCT_SLUG#{slug}")


def sku_lock(store_id: str, folded_sku: str) -> Key:
    return Key(f"STORE#{store_id}", f"SKU#{folded_sku}")


def source_lock(store_id: str, supplier: str, reference: str) -> Key:
    """A supplier's product enters a store once."""
    return Key(f"STORE#{store_id}", f"SOURCE#{supplier}#{reference}")


def stock(store_id: str, product_id: str) -> Key:
    return Key(f"STORE#{store_id}", f"STOCK#{product_id}")


def image(store_id: str, image_id: str) -> Key:
    return Key(f"STORE#{store_id}", f"IMAGE#{image_id}")


def transfer(store_id: str, transfer_id: str) -> Key:
    """An import (``imp_``) or export (``exp_``) of a product sheet."""
    return Key(f"STORE#{store_id}", f"TRANSFER#{transfer_id}")


def bulk_action(store_id: str, bulk_id: str) -> Key:
    """One change of many products at once."""
    return Key(f"STORE#{store_id}", f"BULK#{bulk_id}")


def bulk_undo(store_id: str, bulk_id: str, product_id: str) -> Key:
    """What one product was before it, until that is undone or forgotten."""
    return Key(f"STORE#{store_id}", f"BULK_UNDO#{bulk_id}#{product_id}")


def collection(store_id: str, collection_id: str) -> Key:
    return Key(f"STORE#{store_id}", f"COLLECTION#{collection_id}")


def collection_slug_lock(store_id: str, slug: str) -> Key:
    """Uniqueness of collection slugs inside a store; an old slug's lock stays with its collection."""
    return Key(f"STORE#{store_id}", f"COLLECTION_SLUG#{slug}")


# Importing


def pricing(store_id: str) -> Key:
    """How a store prices what it imports."""
    return Key(f"STORE#{store_id}", "PRICING")


def import_job(store_id: str, job_id: str) -> Key:
    """One product on its way into a store (``ipj_``)."""
    return Key(f"STORE#{store_id}", f"IMPORT_JOB#{job_id}")


def import_facts(store_id: str, job_id: str) -> Key:
    """What the supplier said of it, until the product is made."""
    return Key(f"STORE#{store_id}", f"IMPORT_FACTS#{job_id}")


def import_claim(store_id: str, supplier: str, reference: str) -> Key:
    """The one job that works on a supplier's product."""
    return Key(f"STORE#{store_id}", f"IMPORT_CLAIM#{supplier}#{reference}")


def import_source(store_id: str, product_id: str) -> Key:
    """What an imported product was made from: facts, provenance of its texts, claims."""
    return Key(f"STORE#{store_id}", f"IMPORT_SOURCE#{product_id}")


def image_hash(store_id: str, digest: str) -> Key:
    """The image that a fetched picture became, by its content: the same bytes are stored once."""
    return Key(f"STORE#{store_id}", f"IMAGE_HASH#{digest}")


def sync_settings(store_id: str) -> Key:
    """What a store does about changes at its suppliers."""
    return Key(f"STORE#{store_id}", "SYNC")


def supplier_change(store_id: str, change_id: str) -> Key:
    """Something that changed at a supplier (``chg_``), and what was done about it."""
    return Key(f"STORE#{store_id}", f"SUPPLIER_CHANGE#{change_id}")


def copy_request(store_id: str, request_id: str) -> Key:
    """One text of a product, written anew (``cpy_``)."""
    return Key(f"STORE#{store_id}", f"COPY#{request_id}")


def voice(store_id: str) -> Key:
    """How a store's texts should sound."""
    return Key(f"STORE#{store_id}", "VOICE")


# Artificial intelligence


def ai_month(store_id: str, month: str) -> Key:
    """What models cost a store in one month (``2026-11``, UTC), and what is reserved of its budget."""
    return Key(f"STORE#{store_id}", f"AI_MONTH#{month}")


# Checkout and orders


def idempotency(store_id: str, operation: str, key: str) -> Key:
    return Key(f"STORE#{store_id}", f"IDEMPOTENCY#{operation}#{key}")


def user_idempotency(user_id: str, operation: str, key: str) -> Key:
    return Key(f"USER#{user_id}", f"IDEMPOTENCY#{operation}#{key}")


def checkout(store_id: str, checkout_id: str) -> Key:
    return Key(f"STORE#{store_id}", f"CHECKOUT#{checkout_id}")


OPEN_CHECKOUTS = "CHECKOUTS#OPEN"
"""gsi1 partition: open checkouts by expiry, for the sweep."""


def cart(store_id: str, cart_id: str) -> Key:
    return Key(f"STORE#{store_id}", f"CART#{cart_id}")


def selling(store_id: str) -> Key:
    """Shipping, taxes, checkout policy and payment account of a store."""
    return Key(f"STORE#{store_id}", "SELLING")


def discount(store_id: str, code: str) -> Key:
    return Key(f"STORE#{store_id}", f"DISCOUNT#{code}")


def discount_use(store_id: str, code: str, customer: str) -> Key:
    """How often one customer (a digest) holds or has used a code."""
    return Key(f"STORE#{store_id}", f"DISCOUNT_USE#{code}#{customer}")


def order(store_id: str, order_id: str) -> Key:
    return Key(f"STORE#{store_id}", f"ORDER#{order_id}")


def ledger(store_id: str, order_id: str, entry: str) -> Key:
    """One entry of an order's ledger; the entry's name makes it happen once (``sale``, ``refund#re_1``)."""
    return Key(f"STORE#{store_id}", f"LEDGER#{order_id}#{entry}")


ORDER_PREFIX = "ORDER#"


def orders_by_status(store_id: str, status: str) -> str:
    """gsi1 partition: a store's orders of one status by creation."""
    return f"STORE#{store_id}#ORDERS#{status}"


def purchase(store_id: str, purchase_id: str) -> Key:
    """What one supplier has to send for one order; the id begins with the order's."""
    return Key(f"STORE#{store_id}", f"PURCHASE#{purchase_id}")


def purchases(store_id: str, status: str) -> str:
    """gsi1 partition: a store's purchase orders of one status by their orders' creation."""
    return f"STORE#{store_id}#PURCHASES#{status}"


PURCHASES_TO_PLACE = "PURCHASES#PLACE"
"""gsi2 partition: purchase orders that are ordered automatically, by when."""
PURCHASES_TO_TRACK = "PURCHASES#TRACK"
"""gsi2 partition: ordered ones, by when their supplier is asked next."""


def purchasing_settings(store_id: str) -> Key:
    """Whether a store orders automatically, and up to what."""
    return Key(f"STORE#{store_id}", "PURCHASING")


def stripe_event(event_id: str) -> Key:
    return Key(f"STRIPE_EVENT#{event_id}", "EVENT")


def stripe_payment(payment_intent: str) -> Key:
    """The way from a payment at Stripe to its order."""
    return Key(f"STRIPE_PAYMENT#{payment_intent}", "PAYMENT")


def early_notice(payment_intent: str, event_id: str) -> Key:
    """A refund or dispute that arrived before its order."""
    return Key(f"STRIPE_PAYMENT#{payment_intent}", f"NOTICE#{event_id}")


def mail_claim(store_id: str, order_id: str, template: str) -> Key:
    return Key(f"STORE#{store_id}", f"MAIL#{order_id}#{template}")


def account_mail_claim(event_id: str) -> Key:
    """A mail about an account: one per event that asked for it."""
    return Key(f"ACCOUNT_MAIL#{event_id}", "MAIL")


BOOKS_PREFIXES = ("ORDER", "LEDGER")
"""Sort keys of a store's books: they outlive the store."""


# Messaging


def outbox(scope: str, event_id: str) -> Key:
    """``scope`` is the partition of the change itself (``STORE#...``), so both are one transaction's neighbours."""
    return Key(scope, f"OUTBOX#{event_id}")


OUTBOX = "OUTBOX"
"""gsi2 partition of unrelayed outbox rows, where the relay polls."""


# Public documents


def public_partition(slug: str) -> str:
    """Every public document of a slug."""
    return f"PUBLIC#{slug}"


def public_store(slug: str) -> Key:
    return Key(f"PUBLIC#{slug}", "STORE")


def public_product(slug: str, product_slug: str) -> Key:
    return Key(f"PUBLIC#{slug}", f"PRODUCT#{product_slug}")


def public_list(slug: str, page: int) -> Key:
    return Key(f"PUBLIC#{slug}", f"LIST#{page:05d}")


def public_page(slug: str, kind: str) -> Key:
    return Key(f"PUBLIC#{slug}", f"PAGE#{kind}")


def public_collection(slug: str, collection_slug: str) -> Key:
    return Key(f"PUBLIC#{slug}", f"COLLECTION#{collection_slug}")


def public_collections(slug: str) -> Key:
    """Every collection shoppers may see, as one document."""
    return Key(f"PUBLIC#{slug}", "COLLECTIONS")


def public_collection_list(slug: str, collection_slug: str, page: int) -> Key:
    """One of the first pages of a collection."""
    return Key(f"PUBLIC#{slug}", f"LIST#{collection_slug}#{page:05d}")


def public_search(slug: str) -> Key:
    """The manifest: which object in storage is the store's search snapshot."""
    return Key(f"PUBLIC#{slug}", "SEARCH")


PUBLIC_PREFIXES = ("PRODUCT#", "LIST#", "COLLECTION", "SEARCH", "PAGE#")
"""Everything of a public partition but the store's own document."""
PUBLIC_PAGE_PREFIX = "PAGE#"
PUBLIC_LIST_PREFIX = "LIST#"
