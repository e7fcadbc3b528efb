"""The list of a store's candidates: filtered, sorted and paged. The rows are bounded, so this happens in memory."""

from dataclasses import dataclass
from enum import StrEnum

from tradewind.kit.pagination import BadCursorError, CursorSigner, Page
from tradewind.kit.slug import fold
from tradewind.research.candidate_models import Candidate, CandidateStatus
from tradewind.research.candidate_repository import CandidateRepository


class CandidateSort(StrEnum):
    """Orders of the list, all of them highest first."""

    SCORE = "score"
    FOUND = "found"
    ORDERS = "orders"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFilters:
    """What is asked for. Without a status: everything that is neither imported nor dismissed."""

    status: CandidateStatus | None = None
    min_score: int = 0
    source: str = ""
    text: str = ""
    sort: CandidateSort = CandidateSort.SCORE


def list_candidates(
    candidates: CandidateRepository,
    cursors: CursorSigner,
    *,
    store_id: str,
    filters: CandidateFilters,
    limit: int,
    cursor: str | None,
    page: int | None,
) -> Page[Candidate]:
    """One page, with the number of all that match."""
    found = [each for each in candidates.list_group(store_id, filters.status) if _matches(each, filters)]
    found.sort(key=lambda each: _position(each, filters.sort))
    scope = f"research:{store_id}:{filters.status}:{filters.min_score}:{filters.source}:{filters.text}:{filters.sort}"
    if cursor:
        position = _read(cursors, scope, cursor)
        # After the place of the last row, whether it is still there or not.
        rest = [each for each in found if _position(each, filters.sort) > position]
    else:
        rest = found[(page - 1) * limit :] if page else found
    shown = rest[:limit]
    more = len(rest) > limit
    following = cursors.pack(scope, list(_position(shown[-1], filters.sort))) if more and shown else None
    return Page(shown, following, len(found))


def _read(cursors: CursorSigner, scope: str, cursor: str) -> tuple[int, str]:
    position = cursors.unpack(scope, cursor)
    if not isinstance(position, list) or len(position) != 2:
        raise BadCursorError("not a place in this list")
    return int(position[0]), str(position[1])


def _matches(candidate: Candidate, filters: CandidateFilters) -> bool:
    if candidate.score.value < filters.min_score:
        return False
    if filters.source and all(source.supplier != filters.source for source in candidate.sources):
        return False
    words = fold(filters.text).split()
    text = fold(f"{candidate.title} {candidate.category} {candidate.shop} {candidate.keyword}")
    return all(word in text for word in words)


def _position(candidate: Candidate, sort: CandidateSort) -> tuple[int, str]:
    """Sorts highest first; what is not known comes last."""
    match sort:
        case CandidateSort.SCORE:
            value: int | None = candidate.score.value
        case CandidateSort.FOUND:
            value = int(candidate.found_at.timestamp() * 1000)
        case CandidateSort.ORDERS:
            value = candidate.orders_30d
        case CandidateSort.MARGIN:
            value = candidate.score.margin_basis_points
    return (-value if value is not None else 10**15, candidate.id)
