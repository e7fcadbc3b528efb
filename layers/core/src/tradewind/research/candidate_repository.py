"""Candidates in the table."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import batched

from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import PutError

from tradewind.db import research_keys as keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.errors import BusyError
from tradewind.research.candidate_models import Candidate, CandidateStatus
from tradewind.research.errors import CandidateMovedError

_KEYS_A_REQUEST = 100
_GROUPS = {CandidateStatus.IMPORTED: "IMPORTED", CandidateStatus.DISMISSED: "DISMISSED"}


class CandidateItem(Item, discriminator="Candidate"):
    """A candidate; ``data`` is the model."""


class CandidateIdentityItem(Item, discriminator="CandidateIdentity"):
    """One name of a candidate."""

    item_id = UnicodeAttribute()


class _IdentityTakenError(Exception):
    """Internal: somebody else made a candidate of this product."""


class CandidateRepository:
    """Candidates of a store. Whoever writes one names the version it read."""

    def find(self, store_id: str, item_id: str) -> Candidate | None:
        """A candidate as it is now."""
        try:
            item = CandidateItem.get(*keys.candidate(store_id, item_id), consistent_read=True)
        except CandidateItem.DoesNotExist:
            return None
        return load(Candidate, item.data or "")

    def find_by_identity(self, store_id: str, identities: Iterable[str]) -> dict[str, Candidate]:
        """Candidates by the names that are theirs; a hundred names a request, then the candidates."""
        wanted = [keys.candidate_identity(store_id, identity) for identity in dict.fromkeys(identities)]
        owners: dict[str, str] = {}
        for batch in batched(wanted, _KEYS_A_REQUEST, strict=False):
            for item in Item.batch_get(list(batch), consistent_read=True):
                if isinstance(item, CandidateIdentityItem):
                    owners[item.sk.partition("#")[2]] = item.item_id
        candidates: dict[str, Candidate] = {}
        for ids in batched(sorted(set(owners.values())), _KEYS_A_REQUEST, strict=False):
            for item in Item.batch_get([keys.candidate(store_id, each) for each in ids], consistent_read=True):
                if isinstance(item, CandidateItem):
                    found = load(Candidate, item.data or "")
                    candidates[found.id] = found
        return {identity: candidates[owner] for identity, owner in owners.items() if owner in candidates}

    def list_group(self, store_id: str, status: CandidateStatus | None) -> list[Candidate]:
        """Every listed candidate of a status, or all that are neither imported nor dismissed: one query, a bounded
        number of rows (see ``runner.KEPT``).
        """
        group = _GROUPS.get(status, "OPEN") if status else "OPEN"
        rows = CandidateItem.gsi1.query(keys.candidates_of_store(store_id, group))
        found = [load(Candidate, row.data or "") for row in rows]
        return [candidate for candidate in found if status is None or candidate.status is status]

    def create(self, candidate: Candidate) -> bool:
        """Write a new candidate with its names; False if one of them belongs to another already."""
        tx = Transaction()
        for identity in candidate.identities:
            tx.put(
                CandidateIdentityItem(*keys.candidate_identity(candidate.store_id, identity), item_id=candidate.id),
                condition=CandidateIdentityItem.pk.does_not_exist(),
                otherwise=lambda _: _IdentityTakenError(),
            )
        tx.put(_item(candidate), condition=CandidateItem.pk.does_not_exist())
        try:
            tx.commit()
        except _IdentityTakenError:
            return False
        return True

    def update(self, candidate: Candidate, *, previous: Candidate) -> Candidate:
        """Replace ``previous`` by its next version.

        Raises:
            CandidateMovedError: somebody else wrote it first.
        """
        following = replace(candidate, version=previous.version + 1)
        new_names = [name for name in following.identities if name not in previous.identities]
        if not new_names:
            self._put(following, previous.version)
            return following
        tx = Transaction()
        for identity in new_names:
            # A name that belongs to another candidate stays there.
            tx.put(
                CandidateIdentityItem(*keys.candidate_identity(candidate.store_id, identity), item_id=candidate.id),
                condition=CandidateIdentityItem.pk.does_not_exist() | (CandidateIdentityItem.item_id == candidate.id),
                otherwise=lambda _: CandidateMovedError(),
            )
        tx.put(
            _item(following),
            condition=CandidateItem.version == previous.version,
            otherwise=lambda _: CandidateMovedError(),
        )
        tx.commit()
        return following

    def add_status(
        self, tx: Transaction, store_id: str, item_id: str, status: CandidateStatus, *, product_id: str = ""
    ) -> None:
        """Move a candidate in a transaction of the caller's; one that is gone is left alone.

        Raises on commit:
            BusyError: a run wrote it at the same moment.
        """
        found = self.find(store_id, item_id)
        if found is None or (found.status is status and found.product_id == product_id):
            return
        moved = replace(found, status=status, product_id=product_id, version=found.version + 1)
        tx.put(_item(moved), condition=CandidateItem.version == found.version, otherwise=lambda _: BusyError())

    def _put(self, candidate: Candidate, version: int) -> None:
        """One conditional write: a transaction of one would cost twice as much."""
        try:
            _item(candidate).save(condition=CandidateItem.version == version)
        except PutError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            raise CandidateMovedError from error


def group_of(candidate: Candidate) -> str | None:
    """The list a candidate stands on; None for what went off it."""
    if candidate.status is CandidateStatus.NEW and not candidate.listed:
        return None
    return _GROUPS.get(candidate.status, "OPEN")


def _item(candidate: Candidate) -> CandidateItem:
    item = CandidateItem(*keys.candidate(candidate.store_id, candidate.id), data=dump(candidate))
    item.version, item.status = candidate.version, candidate.status
    group = group_of(candidate)
    if group:
        item.gsi1pk, item.gsi1sk = keys.candidates_of_store(candidate.store_id, group), candidate.id
    return item
