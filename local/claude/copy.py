"""Product texts out of the facts of the question, so that a shop of the local platform can be read.

They end with a promise that no fact backs: the review has something to find.
"""

from collections.abc import Mapping
from typing import Any

from local.claude.answers import LABEL, Json

PROMISE = "Ships within two days."


def copy_for(schema: Json, data: Any) -> Json:
    """The members of ``schema`` that are product texts, where ``data`` has a product's facts; else nothing."""
    facts = data.get("facts") if isinstance(data, dict) else None
    if not isinstance(facts, dict):
        return {}
    title = str(data.get("title") or facts.get("title") or LABEL)
    attributes = [f"{name}: {value}." for name, value in _members(facts.get("attributes"))]
    choices = [f"{name}: {', '.join(values)}." for name, values in _members(facts.get("options"))]
    about = " ".join([f"{title}.", *attributes])
    texts: Json = {
        "text": about,
        "title": title,
        "description": "\n\n".join(part for part in (about, " ".join(choices), PROMISE) if part),
        "seo_title": title,
        "seo_description": about,
        # For the merchant only, so this is where the texts say whose they are.
        "keywords": [title.casefold(), LABEL],
        "alt": f"{title}, seen from the front",
    }
    return {name: text for name, text in texts.items() if name in schema.get("properties", {})}


def _members(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, Mapping) else []
