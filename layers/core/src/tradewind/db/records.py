"""Entities to text and back: a frozen dataclass is stored whole in an item's ``data`` attribute.

pydantic reads and writes the JSON; unknown members of newer code are ignored, missing ones take their defaults, so
that old and new code can run side by side during a deploy.
"""

from typing import Any

from pydantic import TypeAdapter

_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """One adapter per class, built on first use."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def dump(entity: Any) -> str:
    """The JSON text of a dataclass instance."""
    return _adapter(type(entity)).dump_json(entity, exclude_none=True).decode()


def load[T](kind: type[T], text: str) -> T:
    """The dataclass instance of ``text``."""
    entity: T = _adapter(kind).validate_json(text)
    return entity
