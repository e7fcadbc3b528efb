"""Research items as imports see them. Implements ``importing.jobs.WatchedItems``."""

from tradewind.db.transactions import Transaction
from tradewind.research.candidate_models import CandidateStatus
from tradewind.research.candidate_repository import CandidateRepository
from tradewind.suppliers.models import SupplierRef


class WatchedCandidates:
    """Candidates on their way into the shop, and back where that came to nothing."""

    def __init__(self, candidates: CandidateRepository) -> None:
        self._candidates = candidates

    def find_reference(self, store_id: str, item_id: str) -> SupplierRef | None:
        """See the port: the first source is where prices and history come from."""
        found = self._candidates.find(store_id, item_id)
        if found is None:
            return None
        first = found.sources[0]
        return SupplierRef(supplier=first.supplier, reference=first.reference)

    def find_title(self, store_id: str, item_id: str) -> str:
        """See the port."""
        found = self._candidates.find(store_id, item_id)
        return found.title[:200] if found else ""

    def add_importing(self, tx: Transaction, store_id: str, item_id: str) -> None:
        """See the port."""
        self._candidates.add_status(tx, store_id, item_id, CandidateStatus.IMPORTING)

    def add_imported(self, tx: Transaction, store_id: str, item_id: str, *, product_id: str) -> None:
        """See the port."""
        self._candidates.add_status(tx, store_id, item_id, CandidateStatus.IMPORTED, product_id=product_id)

    def add_given_back(self, tx: Transaction, store_id: str, item_id: str) -> None:
        """See the port."""
        self._candidates.add_status(tx, store_id, item_id, CandidateStatus.NEW)
