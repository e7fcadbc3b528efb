"""Keys of suppliers and research."""

from tradewind.db.keys import Key


def shared_rate(name: str) -> Key:
    """How many calls of a source are left for all tenants."""
    return Key(f"RATE#{name}", "RATE")


def vendor_token(name: str) -> Key:
    """The access token that a source gave the deployment."""
    return Key(f"VENDOR#{name}", "TOKEN")


def supplier_answer(name: str) -> Key:
    """A page of a supplier's search, for every store that asks the same."""
    return Key(f"ANSWER#{name}", "ANSWER")


def observed(supplier: str, reference: str, market: str, month: str) -> Key:
    """A month of daily observations of a supplier's product, for all tenants; ``market`` is currency and country."""
    return Key(f"OBSERVED#{supplier}#{reference}", f"MONTH#{market}#{month}")


def candidate(store_id: str, item_id: str) -> Key:
    """A product that research proposes to a store."""
    return Key(f"STORE#{store_id}", f"CANDIDATE#{item_id}")


def candidate_identity(store_id: str, identity: str) -> Key:
    """The way from a name of a product (a supplier's reference, title with picture) to its candidate."""
    return Key(f"STORE#{store_id}", f"CANDIDATE_OF#{identity}")


def candidates_of_store(store_id: str, group: str) -> str:
    """gsi1 partition: candidates that are ``OPEN`` (new, saved, importing), ``IMPORTED`` or ``DISMISSED``."""
    return f"STORE#{store_id}#CANDIDATES#{group}"


def research_run(store_id: str, run_id: str) -> Key:
    return Key(f"STORE#{store_id}", f"RESEARCH_RUN#{run_id}")


def research_settings(store_id: str) -> Key:
    return Key(f"STORE#{store_id}", "RESEARCH")


RESEARCH = "RESEARCH"
"""gsi2 partition: hour and switch of every store that set its research up, for the schedule."""
