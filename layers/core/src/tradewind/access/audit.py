"""The record of what was done in a store, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tradewind.access.models import Actor

_LABELS = ("title", "name", "code", "email", "slug", "filename", "reason")
"""Members of a request body that tell people what it was about, the first one there wins."""
_LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One act.

    Attributes:
        action: the route's name (``update_product``), or a worker's.
        label: what it was about in people's words, as the caller named it.
        targets: ids by kind (``product_id``).
        fields: members that were sent, never their values.
        request_id: finds it in the logs.
    """

    id: str
    store_id: str
    at: datetime
    actor: Actor
    action: str
    label: str = ""
    targets: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    request_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which entries: ``since`` inclusive, ``until`` exclusive."""

    actor_id: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def matches(self, entry: AuditEntry) -> bool:
        """Whether actor and action are the wanted ones; the time is the query's."""
        return (not self.actor_id or entry.actor.id == self.actor_id) and (
            not self.action or entry.action == self.action
        )


def describe(body: Any) -> tuple[str, tuple[str, ...]]:
    """The label and the members' names of a decoded request body; its values stay out of the log."""
    if not isinstance(body, dict):
        return "", ()
    label = next((value for name in _LABELS if isinstance(value := body.get(name), str) and value.strip()), "")
    return " ".join(label.split())[:_LONGEST_LABEL], tuple(sorted(str(name) for name in body))[:40]
