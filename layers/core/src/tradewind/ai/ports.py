"""What asking needs from outside."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from pydantic import BaseModel

from tradewind.ai.models import BatchState, Question, Reply


class ModelClient(Protocol):
    """The provider of models. Failures are outcomes of a reply, never exceptions."""

    def ask[T: BaseModel](self, question: Question[T]) -> Reply[T]:
        """One question, answered now."""

    def start_batch[T: BaseModel](self, questions: Mapping[str, Question[T]]) -> Reply[T] | str:
        """Hand over questions by key; the batch's id, or why it was not taken."""

    def read_batch[T: BaseModel](self, batch_id: str, answer: type[T], keys: Sequence[str]) -> BatchState[T]:
        """How far a batch is, with its replies once it ended."""
