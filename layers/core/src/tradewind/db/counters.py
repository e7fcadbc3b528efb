"""Totals of a store: one item, moved inside the transactions of what it counts."""

from pynamodb.attributes import NumberAttribute

from tradewind.db.table import Item


class CountersItem(Item, discriminator="Counters"):
    """Running totals of a store, moved in the transactions of what they count."""

    draft = NumberAttribute(default_for_new=0)
    active = NumberAttribute(default_for_new=0)
    archived = NumberAttribute(default_for_new=0)
    listed = NumberAttribute(null=True, default_for_new=0)
    """Drafts and active ones together, for a limit: a condition can compare one number, but cannot add two. Counters
    from before it was kept lack it until the first product moves."""
    orders = NumberAttribute(default_for_new=0)
    collections = NumberAttribute(null=True)
    last_order_number = NumberAttribute(default_for_new=0)
    pages_revision = NumberAttribute(default_for_new=0)
    """Counts changes of the store's pages, so that renderings of their list can be told apart."""
