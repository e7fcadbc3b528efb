"""What models cost, from ``prices.json`` beside this file: a reviewed list with its source and date."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from tradewind.ai.models import Question, Usage
from tradewind.errors import DomainError

_OVERHEAD_TOKENS = 600
"""What the provider adds around a request with a schema."""


class UnknownModelError(DomainError):
    """A model without a price cannot be budgeted; the operator has to add it to ``ai/prices.json``."""

    code = "ai_model_unknown"


@dataclass(frozen=True, slots=True)
class ModelPrice:
    """Micro US dollars per million tokens."""

    input: int
    output: int


@cache
def _listed() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resources.files("tradewind.ai").joinpath("prices.json").read_text())
    return loaded


def price_of(model: str) -> ModelPrice:
    """The price of ``model``.

    Raises:
        UnknownModelError: it is not listed.
    """
    entry = _listed()["models"].get(model)
    if entry is None:
        raise UnknownModelError(f"There is no price for the model {model} in ai/prices.json. Add it, or use another.")
    return ModelPrice(entry["input"], entry["output"])


def cost_of(model: str, usage: Usage, *, batch: bool = False) -> int:
    """What ``usage`` costs, rounded up."""
    price = price_of(model)
    millionths = usage.input_tokens * price.input + usage.output_tokens * price.output
    if batch:
        millionths = millionths * _listed()["batch_basis_points"] // 10_000
    return -(-millionths // 1_000_000)


def most_it_can_cost(question: Question[Any], *, batch: bool = False) -> int:
    """An upper bound before asking: no token is shorter than a byte, no answer longer than ``max_tokens``."""
    schema = json.dumps(question.answer.model_json_schema())
    given = sum(len(text.encode()) for text in (question.instructions, question.data, schema))
    bound = Usage(input_tokens=given + _OVERHEAD_TOKENS, output_tokens=question.max_tokens)
    return cost_of(question.model, bound, batch=batch)
