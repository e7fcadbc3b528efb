"""Questions, answers and what they cost. Money here is micro US dollars: a token costs less than a cent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel

MICROS_PER_CENT = 10_000


class Outcome(StrEnum):
    """How a question ended. Only ``ok`` carries a value; every other one is a reason, not an accident."""

    OK = "ok"
    OFF = "off"
    """No key is set: the platform runs without AI."""
    OVER_BUDGET = "over_budget"
    """The month's cap leaves no room for the most this question could cost."""
    REFUSED = "refused"
    TRUNCATED = "truncated"
    """The answer did not fit ``max_tokens``."""
    INVALID = "invalid"
    """The answer does not fit its schema."""
    BUSY = "busy"
    """429 or 529, after the client's own retries."""
    UNAVAILABLE = "unavailable"
    """5xx, no connection, or no answer in time."""
    REJECTED = "rejected"
    """The provider does not take the request or the key (4xx); trying again does not help."""


PASSING = frozenset({Outcome.BUSY, Outcome.UNAVAILABLE})
"""What may go well later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one call. What is written to or read from a cache counts as input."""

    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question[T: BaseModel]:
    """One thing to ask.

    Attributes:
        instructions: ours, fixed; the only text that may tell the model what to do.
        data: what suppliers, shoppers or merchants wrote. It is material to work on, whatever it says.
        answer: shape of the answer; validated again when it arrives.
        model: name of a model with a price.
        max_tokens: of the answer.
    """

    instructions: str
    data: str
    answer: type[T]
    model: str
    max_tokens: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply[T: BaseModel]:
    """What the provider answered, before it is booked."""

    outcome: Outcome
    value: T | None = None
    usage: Usage = Usage()
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer[T: BaseModel]:
    """A booked answer. ``cost_micros`` is what the store paid for it; ``detail`` says why there is no value."""

    outcome: Outcome
    value: T | None = None
    model: str = ""
    usage: Usage = Usage()
    cost_micros: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """Room in a month's budget for one call, until it is settled. ``account_id``: whose budget, if not the store's."""

    id: str
    store_id: str
    month: str
    micros: int
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class AccountBudget:
    """A month's budget that all stores of an account share."""

    account_id: str
    cap_micros: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A store's month, or that of its account.

    Attributes:
        month: ``2026-11``, UTC.
        used_micros: settled calls. ``reserved_micros``: calls under way.
        input_tokens, output_tokens: of settled calls; ``calls`` counts them.
        resets_at: when the next month begins.
        store_micros: settled calls of this store, where the budget is its account's.
    """

    month: str
    cap_micros: int
    used_micros: int
    reserved_micros: int
    input_tokens: int
    output_tokens: int
    calls: int
    resets_at: datetime
    store_micros: int | None = None

    @property
    def left_micros(self) -> int:
        """What may still be reserved."""
        return max(0, self.cap_micros - self.used_micros - self.reserved_micros)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem[T: BaseModel]:
    """One question of a batch with the room reserved for it. ``key`` comes back with its answer."""

    key: str
    question: Question[T]
    reservation: Reservation


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchState[T: BaseModel]:
    """A batch at the provider; ``replies`` by key once it ended, missing keys got none."""

    ended: bool
    replies: Mapping[str, Reply[T]] = field(default_factory=dict)
