"""Which queues hear of which event: ``events/routes.json``, read by this code and by the infrastructure alike."""

import json
from functools import cache
from importlib import resources


@cache
def load_routes() -> dict[str, tuple[str, ...]]:
    """Queue names by event type."""
    text = resources.files("tradewind.messaging").joinpath("routes.json").read_text()
    routes: dict[str, list[str]] = json.loads(text)
    return {event: tuple(queues) for event, queues in routes.items()}


def queues_for(event_type: str) -> tuple[str, ...]:
    """The queues an event goes to; an unknown type goes nowhere."""
    return load_routes().get(event_type, ())
