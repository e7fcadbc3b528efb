"""The real Claude: one small question with an answer of a fixed shape. Costs a fraction of a cent."""

from collections.abc import Callable

import pytest
from pydantic import BaseModel, SecretStr

from tradewind.adapters.claude_client import ClaudeClient
from tradewind.ai.models import Outcome, Question
from tradewind.settings import AiSettings

pytestmark = pytest.mark.live


class Colour(BaseModel):
    """What is asked for."""

    name: str


def test_an_answer_fits_its_shape_and_is_metered(credential: Callable[[str], str]) -> None:
    settings = AiSettings(anthropic_api_key=SecretStr(credential("ANTHROPIC_API_KEY")))
    reply = ClaudeClient(settings).ask(
        Question(
            instructions="Answer with the colour of the thing in the data, in one English word.",
            data="a ripe tomato",
            answer=Colour,
            model=settings.ai_copy_model,
            max_tokens=100,
        )
    )
    assert reply.outcome is Outcome.OK, reply.detail
    assert reply.value is not None
    assert reply.value.name.lower() == "red"
    assert reply.usage.input_tokens > 0
