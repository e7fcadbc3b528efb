"""Which finds become candidates, and how those that are known change: prices and scores do, decisions do not."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tradewind.kit.ids import IdFactory
from tradewind.research.candidate_models import SPARK_DAYS, Candidate, CandidateStatus, Score
from tradewind.research.candidate_repository import CandidateRepository
from tradewind.research.errors import CandidateMovedError
from tradewind.research.finds import Find, join_sources
from tradewind.research.packing import spark
from tradewind.research.ports import ScoreInput
from tradewind.research.run_models import Run

KEPT = 300
"""New candidates a store has at most: the best ones."""
LOOKED_UP = 2 * KEPT
"""Finds that are looked up among the store's candidates: those it dismissed make room for others."""
FORGOTTEN_AFTER = timedelta(days=14)
"""A new candidate that no run saw for so long goes off the list."""
POSTS_KEPT = timedelta(hours=48)
"""What was counted on Reddit is not kept longer: posts are deleted, and links to them have to go as well."""
_ATTEMPTS = 5


@dataclass(slots=True)
class Kept:
    """What a run made of its finds."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    candidates: list[Candidate] = field(default_factory=list)

    def best(self, limit: int) -> list[Candidate]:
        """The best open candidates of this run."""
        open_ones = [each for each in self.candidates if each.status in (CandidateStatus.NEW, CandidateStatus.SAVED)]
        return sorted(open_ones, key=lambda each: (-each.score.value, each.id))[:limit]


def keep_best(
    candidates: CandidateRepository,
    *,
    store_id: str,
    run: Run,
    finds: Sequence[Find],
    inputs: Sequence[ScoreInput],
    scores: Sequence[Score],
    now: datetime,
    new_id: IdFactory,
) -> Kept:
    """Make and refresh candidates, best score first, then take off the list what fell behind."""
    ranked = sorted(zip(finds, inputs, scores, strict=True), key=lambda each: (-each[2].value, each[0].identities))
    ranked = ranked[:LOOKED_UP]
    known = candidates.find_by_identity(store_id, (name for find, *_ in ranked for name in find.identities))
    kept = Kept()
    new_ones = 0
    for find, known_today, score in ranked:
        fresh = _fresh(store_id, run, find, known_today, score, now=now, new_id=new_id)
        existing = next((known[name] for name in find.identities if name in known), None)
        if existing is None:
            if new_ones >= KEPT:
                continue
            if candidates.create(fresh):
                kept.created += 1
                new_ones += 1
                kept.candidates.append(fresh)
                continue
            # Another worker was faster: theirs is refreshed.
            existing = next(iter(candidates.find_by_identity(store_id, find.identities).values()), None)
            if existing is None:
                continue
        if existing.status in (CandidateStatus.DISMISSED, CandidateStatus.IMPORTED):
            kept.unchanged += 1
            continue
        written = _refresh(candidates, existing, fresh, listed=new_ones < KEPT)
        kept.updated += 1
        new_ones += written.status is CandidateStatus.NEW and written.listed
        kept.candidates.append(written)
    _forget(candidates, store_id, {each.id for each in kept.candidates}, room=KEPT - new_ones, now=now)
    return kept


def _fresh(
    store_id: str, run: Run, find: Find, known: ScoreInput, score: Score, *, now: datetime, new_id: IdFactory
) -> Candidate:
    product = find.product
    orders = {each.day: each.orders for each in known.series.observations}
    return Candidate(
        id=new_id("itm"),
        store_id=store_id,
        status=CandidateStatus.NEW,
        title=product.title,
        sources=find.sources,
        identities=find.identities,
        found_at=now,
        seen_at=now,
        score=score,
        image_url=product.image_urls[0] if product.image_urls else "",
        category=product.category,
        shop=product.shop,
        keyword=find.keyword,
        list_price=product.list_price,
        shipping=product.shipping,
        orders_30d=product.orders_30d,
        rating_basis_points=product.rating_basis_points,
        commission_basis_points=product.commission_basis_points,
        delivery_days=product.delivery_days,
        mentions=known.mentions,
        spark_day=run.day,
        spark=spark(orders, run.day, SPARK_DAYS),
    )


def refreshed(existing: Candidate, fresh: Candidate, *, listed: bool) -> Candidate:
    """``existing`` with what is known today. Its id, status, day of discovery and analysis stay."""
    leader = existing.sources[0]
    is_same = (leader.supplier, leader.reference) == (fresh.sources[0].supplier, fresh.sources[0].reference)
    sources = join_sources(existing.sources, fresh.sources)
    names = tuple(dict.fromkeys((*existing.identities, *fresh.identities)))
    if not is_same:
        # Prices, orders and history are the leading source's; another one that has it too only joins.
        return replace(existing, sources=sources, identities=names, seen_at=fresh.seen_at, listed=listed)
    return replace(
        fresh,
        id=existing.id,
        status=existing.status,
        found_at=existing.found_at,
        sources=sources,
        identities=names,
        keyword=existing.keyword or fresh.keyword,
        mentions=fresh.mentions or (existing.mentions if fresh.seen_at - existing.seen_at < POSTS_KEPT else None),
        analysis=existing.analysis,
        product_id=existing.product_id,
        listed=listed or existing.status is not CandidateStatus.NEW,
        version=existing.version,
    )


def _refresh(candidates: CandidateRepository, existing: Candidate, fresh: Candidate, *, listed: bool) -> Candidate:
    """Write today's figures; what the merchant decides meanwhile wins."""
    for _ in range(_ATTEMPTS):
        try:
            return candidates.update(refreshed(existing, fresh, listed=listed), previous=existing)
        except CandidateMovedError:
            present = candidates.find(existing.store_id, existing.id)
            if present is None or present.status in (CandidateStatus.DISMISSED, CandidateStatus.IMPORTED):
                return present or existing
            existing = present
    return existing


def _forget(candidates: CandidateRepository, store_id: str, seen: set[str], *, room: int, now: datetime) -> None:
    """Take off the list what was not seen lately or does not fit beside today's; let go of links to posts in time."""
    others = [each for each in candidates.list_group(store_id, None) if each.id not in seen]
    others.sort(key=lambda each: (-each.score.value, each.id))
    place = 0
    for candidate in others:
        changed = candidate
        if candidate.status is CandidateStatus.NEW:
            is_old = now - candidate.seen_at > FORGOTTEN_AFTER
            changed = replace(changed, listed=place < room and not is_old)
            place += 1
        if now - candidate.seen_at > POSTS_KEPT or not changed.listed:
            changed = replace(changed, mentions=None)
        if changed != candidate:
            with suppress(CandidateMovedError):
                candidates.update(changed, previous=candidate)
