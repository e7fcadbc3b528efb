"""Has the best candidates judged by Claude within the store's budget. Implements ``research.ports.Analyst``."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import batched

import orjson

from tradewind.ai.models import Answer, BatchItem, Outcome, Reply, Reservation
from tradewind.ai.service import AiDeps, ask, collect_batch, reserve, start_batch
from tradewind.research.candidate_models import Candidate
from tradewind.research.claude.questions import CHUNK, Checked, Notes, check_notes, question_about
from tradewind.research.ports import Analysed
from tradewind.research.run_models import AnalysisReport, AnalysisState
from tradewind.stores.models import Store

_REASONS = {
    Outcome.REFUSED: "The model declined to judge these products.",
    Outcome.TRUNCATED: "The model's answer was cut off.",
    Outcome.INVALID: "The model's answer did not have the form that was asked for.",
    Outcome.BUSY: "The model's provider is overloaded.",
    Outcome.UNAVAILABLE: "The model's provider could not be reached.",
    Outcome.REJECTED: "The model's provider refused the request or the key.",
}


class ClaudeAnalyst:
    """Ten candidates a question, so that one answer that fails costs the notes of ten."""

    def __init__(self, ai: AiDeps, model: str) -> None:
        self._ai = ai
        self._model = model

    def analyse(self, store: Store, candidates: Sequence[Candidate], *, now: bool) -> Analysed:
        """See the port: directly, or as a batch at half the price."""
        if not now and self._ai.client is not None:
            return self._begin(store, candidates)
        answers = []
        for chunk in batched(candidates, CHUNK, strict=False):
            answer = ask(self._ai, store_id=store.id, question=question_about(store, chunk, self._model))
            answers.append((chunk, answer))
        return self._result(answers)

    def collect(self, store: Store, candidates: Sequence[Candidate], waits_for: str) -> Analysed | None:
        """See the port."""
        waiting = orjson.loads(waits_for)
        known = {candidate.id: candidate for candidate in candidates}
        chunks: dict[str, tuple[Candidate, ...]] = {}
        items: dict[str, BatchItem[Notes]] = {}
        for key, part in waiting["parts"].items():
            chunks[key] = tuple(known[id] for id in part["ids"] if id in known)
            items[key] = BatchItem(
                key=key,
                question=question_about(store, chunks[key], waiting["model"]),
                reservation=Reservation(**part["reservation"]),
            )
        answers = collect_batch(self._ai, waiting["batch_id"], items, Notes)
        if answers is None:
            return None
        return self._result([(chunks[key], answer) for key, answer in answers.items()])

    def _begin(self, store: Store, candidates: Sequence[Candidate]) -> Analysed:
        """Hand over a batch of everything the budget has room for."""
        items: dict[str, BatchItem[Notes]] = {}
        ids: dict[str, list[str]] = {}
        left_out = 0
        for number, chunk in enumerate(batched(candidates, CHUNK, strict=False)):
            question = question_about(store, chunk, self._model)
            reservation = reserve(self._ai, store_id=store.id, question=question, batch=True)
            if reservation is None:
                left_out += len(chunk)
                continue
            key = f"{store.id}-{number}"
            items[key] = BatchItem(key=key, question=question, reservation=reservation)
            ids[key] = [candidate.id for candidate in chunk]
        asked = len(candidates)
        over = f"{left_out} of {asked} products were left out: {_OVER_BUDGET}" if left_out else ""
        if not items:
            return _nothing(asked, _OVER_BUDGET)
        started = start_batch(self._ai, items)
        if isinstance(started, Reply):
            return _nothing(asked, _reason(started.outcome, started.detail))
        parts = {key: {"ids": ids[key], "reservation": asdict(item.reservation)} for key, item in items.items()}
        waiting = orjson.dumps({"batch_id": started, "model": self._model, "parts": parts}).decode()
        detail = " ".join(filter(None, ["The analysis is under way and arrives later.", over]))
        report = AnalysisReport(state=AnalysisState.PENDING, asked=asked, detail=detail)
        return Analysed(notes={}, report=report, waits_for=waiting)

    def _result(self, answers: Sequence[tuple[Sequence[Candidate], Answer[Notes]]]) -> Analysed:
        whole = Checked()
        cost = 0
        for chunk, answer in answers:
            cost += answer.cost_micros
            if answer.value is None:
                whole.problems.append(_reason(answer.outcome, answer.detail))
                continue
            checked = check_notes(answer.value, chunk, model=answer.model, at=self._ai.clock())
            whole.notes |= checked.notes
            whole.problems += checked.problems
        asked = sum(len(chunk) for chunk, _ in answers)
        return Analysed(notes=whole.notes, report=_report(whole, asked, cost))


_OVER_BUDGET = "the store's AI budget of this month is used up."


def _report(checked: Checked, asked: int, cost: int) -> AnalysisReport:
    answered = len(checked.notes)
    state = AnalysisState.DONE if answered == asked else AnalysisState.PARTIAL if answered else AnalysisState.SKIPPED
    detail = " ".join(dict.fromkeys(checked.problems))
    return AnalysisReport(state=state, asked=asked, answered=answered, cost_micros=cost, detail=detail)


def _nothing(asked: int, reason: str) -> Analysed:
    detail = f"Nothing was analysed: {reason}"
    return Analysed(notes={}, report=AnalysisReport(state=AnalysisState.SKIPPED, asked=asked, detail=detail))


def _reason(outcome: Outcome, detail: str) -> str:
    return _REASONS.get(outcome) or detail or f"The model gave no answer ({outcome})."
