"""Questions about candidates, and the check of what comes back. Pure functions.

A note is advice: it names a known candidate and known evidence, or it is dropped and said to be.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Annotated, Literal

import orjson
from pydantic import BaseModel, Field

from tradewind.ai.models import Question
from tradewind.copywriting.cleaning import plain
from tradewind.kit.money import Money
from tradewind.research.candidate_models import Analysis, Candidate
from tradewind.stores.models import Store

CHUNK = 10
"""Candidates a question: an answer that fails or is cut costs no more than these."""
MAX_TOKENS = 4_000
_LONGEST = 400
_MOST_RISKS = 4
_WIDEST = 20
"""A price may be this many times the cost at most to be worth showing."""

type Text = Annotated[str, Field(max_length=1_200)]


class Note(BaseModel):
    """What is thought of one candidate."""

    id: Annotated[str, Field(max_length=60)]
    demand: Text
    risks: list[Text]
    angle: Text
    price_low: int
    price_high: int
    confidence: Literal["low", "medium", "high"]
    evidence_ids: list[str]


class Notes(BaseModel):
    """The whole answer."""

    items: list[Note]


@dataclass(slots=True)
class Checked:
    """What is kept of an answer, and a sentence about each kind of thing that is not."""

    notes: dict[str, Analysis] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def question_about(store: Store, candidates: Sequence[Candidate], model: str) -> Question[Notes]:
    """One question about up to ``CHUNK`` candidates. What others wrote travels as data."""
    shop = {
        "niche": store.niche,
        "currency": store.currency,
        "country": store.locale.rpartition("-")[2],
        "voice": store.description[:300],
    }
    items = [_item(candidate) for candidate in candidates]
    data = orjson.dumps({"shop": shop, "items": items}).decode()
    return Question(instructions=_instructions(), data=data, answer=Notes, model=model, max_tokens=MAX_TOKENS)


def check_notes(answer: Notes, candidates: Sequence[Candidate], *, model: str, at: datetime) -> Checked:
    """Notes by candidate id. Unknown, repeated and missing ids are said; foreign evidence and mad prices left out."""
    known = {candidate.id: candidate for candidate in candidates}
    checked = Checked()
    unknown = repeated = 0
    for note in answer.items:
        candidate = known.get(note.id)
        if candidate is None:
            unknown += 1
        elif note.id in checked.notes:
            repeated += 1
        else:
            kept = _analysis(note, candidate, model=model, at=at)
            if kept is not None:
                checked.notes[note.id] = kept
    missing = len(known) - len(checked.notes)
    if unknown:
        checked.problems.append(f"{unknown} notes named products that were not asked about and were dropped.")
    if repeated:
        checked.problems.append(f"{repeated} notes came twice; the first one counts.")
    if missing:
        checked.problems.append(f"{missing} of {len(known)} products got no note.")
    return checked


def _analysis(note: Note, candidate: Candidate, *, model: str, at: datetime) -> Analysis | None:
    evidence = {entry.id for entry in candidate.evidence}
    demand = _clean(note.demand)
    if not demand:
        return None
    low, high = _band(note, candidate)
    return Analysis(
        demand=demand,
        risks=tuple(text for risk in note.risks[:_MOST_RISKS] if (text := _clean(risk))),
        angle=_clean(note.angle),
        confidence=note.confidence,
        evidence_ids=tuple(dict.fromkeys(each for each in note.evidence_ids if each in evidence)),
        price_low=low,
        price_high=high,
        model=model,
        at=at,
    )


def _band(note: Note, candidate: Candidate) -> tuple[Money | None, Money | None]:
    """The price band, if it is one: above the cost, in order, and not absurd."""
    asked = candidate.score.price
    if asked is None:
        return None, None
    # The rule's price says what a sane order of magnitude is, in the store's currency.
    least = candidate.cost.amount if candidate.cost.currency == asked.currency else asked.amount // 10
    if not least < note.price_low <= note.price_high <= least * _WIDEST:
        return None, None
    return Money(note.price_low, asked.currency), Money(note.price_high, asked.currency)


def _clean(text: str) -> str:
    """Plain text of a bounded length, cut at a word."""
    found = " ".join(plain(text).split())
    return found if len(found) <= _LONGEST else found[:_LONGEST].rpartition(" ")[0] + " ..."


def _item(candidate: Candidate) -> dict[str, object]:
    score = candidate.score
    return {
        "id": candidate.id,
        "title": candidate.title,
        "category": candidate.category,
        "cost": {"amount": candidate.cost.amount, "currency": candidate.cost.currency},
        "rule_price": score.price.amount if score.price else None,
        "margin_basis_points": score.margin_basis_points,
        "orders_30d": candidate.orders_30d,
        "orders_by_day": [orders for orders in candidate.spark if orders is not None][-14:],
        "rating_basis_points": candidate.rating_basis_points,
        "delivery_days": candidate.delivery_days,
        "mentions_30d": candidate.mentions.month if candidate.mentions else None,
        "score": {part.name: part.value for part in score.parts},
        "flags": [flag.code for flag in score.flags],
        "evidence": [{"id": entry.id, "kind": entry.kind} for entry in candidate.evidence],
        "evidence_ids": [entry.id for entry in candidate.evidence],
    }


@cache
def _instructions() -> str:
    return resources.files("tradewind.research.claude").joinpath("analysis.txt").read_text()
