"""Ask within a budget: reserve the most it can cost, ask, book what it did cost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pydantic import BaseModel

from tradewind.ai.ledger_repository import AiLedgerRepository
from tradewind.ai.models import (
    MICROS_PER_CENT,
    AccountBudget,
    Answer,
    BatchItem,
    Budget,
    Outcome,
    Question,
    Reply,
    Reservation,
    Usage,
)
from tradewind.ai.ports import ModelClient
from tradewind.ai.prices import cost_of, most_it_can_cost
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.observability import count_metric

_DETAILS = {
    Outcome.OFF: "No AI key is set, so no model was asked.",
    Outcome.OVER_BUDGET: "The AI budget of this month is used up.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AiDeps:
    """What asking needs.

    Attributes:
        client: makes the provider's client when it is first needed (its import is slow); None without a key.
        cap_cents: what a store may spend a month, unless its account has a budget.
        account: the budget a store shares with its account's other stores, by its id; None where there are no plans.
    """

    ledger: AiLedgerRepository
    client: Callable[[], ModelClient] | None
    cap_cents: int
    clock: Clock
    new_id: IdFactory
    account: Callable[[str], AccountBudget | None] = lambda _: None

    @property
    def month(self) -> str:
        """The calendar month (UTC) that pays."""
        return f"{self.clock():%Y-%m}"

    @property
    def cap_micros(self) -> int:
        """The month's cap."""
        return self.cap_cents * MICROS_PER_CENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked[T: BaseModel]:
    """An answer that is not booked yet: put ``book`` into the transaction that keeps what it says."""

    answer: Answer[T]
    reservation: Reservation | None = None

    def book(self, deps: AiDeps, tx: Transaction) -> None:
        """Add the settlement, if anything was asked at all."""
        if self.reservation:
            deps.ledger.add_settlement(tx, self.reservation, self.answer.usage, micros=self.answer.cost_micros)


def read_budget(deps: AiDeps, *, store_id: str) -> Budget:
    """The present month of a store, or that of its account where all stores share one budget."""
    account = deps.account(store_id)
    if account is None:
        return deps.ledger.read(store_id, month=deps.month, cap_micros=deps.cap_micros)
    own = deps.ledger.read(store_id, month=deps.month, cap_micros=account.cap_micros)
    return replace(read_account_budget(deps, account), store_micros=own.used_micros)


def read_account_budget(deps: AiDeps, account: AccountBudget) -> Budget:
    """The present month of an account."""
    return deps.ledger.read_account(account.account_id, month=deps.month, cap_micros=account.cap_micros)


def ask[T: BaseModel](deps: AiDeps, *, store_id: str, question: Question[T]) -> Answer[T]:
    """Ask and book. Never raises for what the provider does: see ``Outcome``.

    Raises:
        UnknownModelError: the configured model has no price.
    """
    asked = ask_unbooked(deps, store_id=store_id, question=question)
    if asked.reservation:
        deps.ledger.settle(asked.reservation, asked.answer.usage, micros=asked.answer.cost_micros)
    return asked.answer


def ask_unbooked[T: BaseModel](deps: AiDeps, *, store_id: str, question: Question[T]) -> Asked[T]:
    """Ask, and leave the booking to the caller's transaction, so that what was paid for is never lost or paid twice."""
    if deps.client is None:
        return Asked(answer=_without(question, Outcome.OFF))
    reservation = reserve(deps, store_id=store_id, question=question)
    if reservation is None:
        return Asked(answer=_without(question, Outcome.OVER_BUDGET))
    try:
        reply = deps.client().ask(question)
    except BaseException:
        # Nothing came back that could be kept: free the room, the provider bills answers only.
        deps.ledger.settle(reservation, Usage(), micros=0)
        raise
    count_metric("TokensUsed", reply.usage.input_tokens + reply.usage.output_tokens)
    return Asked(answer=_answered(question, reply, batch=False), reservation=reservation)


def reserve[T: BaseModel](
    deps: AiDeps, *, store_id: str, question: Question[T], batch: bool = False
) -> Reservation | None:
    """Room for the most ``question`` can cost in this month's budget, or None."""
    micros = most_it_can_cost(question, batch=batch)
    account = deps.account(store_id)
    reservation = Reservation(
        id=deps.new_id("aic"),
        store_id=store_id,
        month=deps.month,
        micros=micros,
        account_id=account.account_id if account else "",
    )
    cap = account.cap_micros if account else deps.cap_micros
    return reservation if deps.ledger.reserve(reservation, cap_micros=cap, batch=batch) else None


def start_batch[T: BaseModel](deps: AiDeps, items: Mapping[str, BatchItem[T]]) -> Reply[T] | str:
    """Hand reserved questions over; the provider's batch id, or why not (their room is then free again)."""
    if deps.client is None:
        reply: Reply[T] | str = Reply(outcome=Outcome.OFF, detail=_DETAILS[Outcome.OFF])
    else:
        reply = deps.client().start_batch({key: item.question for key, item in items.items()})
    if isinstance(reply, Reply):
        for item in items.values():
            deps.ledger.settle(item.reservation, Usage(), micros=0)
    return reply


def collect_batch[T: BaseModel](
    deps: AiDeps, batch_id: str, items: Mapping[str, BatchItem[T]], answer: type[T]
) -> dict[str, Answer[T]] | None:
    """Booked answers by key once the batch ended, else None. Calling it again books nothing twice."""
    if deps.client is None:
        return {key: _without(item.question, Outcome.OFF) for key, item in items.items()}
    state = deps.client().read_batch(batch_id, answer, list(items))
    if not state.ended:
        return None
    answers = {}
    for key, item in items.items():
        missing: Reply[T] = Reply(outcome=Outcome.UNAVAILABLE, detail="The batch has no answer to this.")
        answered = _answered(item.question, state.replies.get(key, missing), batch=True)
        deps.ledger.settle(item.reservation, answered.usage, micros=answered.cost_micros)
        answers[key] = answered
    return answers


def _without[T: BaseModel](question: Question[T], outcome: Outcome) -> Answer[T]:
    return Answer(outcome=outcome, model=question.model, detail=_DETAILS[outcome])


def _answered[T: BaseModel](question: Question[T], reply: Reply[T], *, batch: bool) -> Answer[T]:
    base: Answer[T] = Answer(outcome=reply.outcome, value=reply.value, model=question.model, detail=reply.detail)
    return replace(base, usage=reply.usage, cost_micros=cost_of(question.model, reply.usage, batch=batch))
