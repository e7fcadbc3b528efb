"""What can be made to go wrong on purpose at the stand-in suppliers."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

KINDS = ("down", "slow", "empty", "malformed", "rate_limited", "denied", "lost")
"""`lost`: an order is created, and the answer does not arrive."""


@dataclass(slots=True)
class Fault:
    """`next` calls misbehave; None is until it is cleared."""

    kind: str
    next: int | None = None


@dataclass(slots=True)
class Faults:
    """At most one fault a source, shared by all threads."""

    sources: tuple[str, ...]
    _set: dict[str, Fault] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set(self, asked: Any) -> str | None:
        """Take `{"source", "kind", "next"}` or `{"clear": true}`; answers what is wrong with it."""
        if not isinstance(asked, dict):
            return "Send an object."
        with self._lock:
            if asked.get("clear"):
                self._set.clear()
                return None
            source, kind, count = asked.get("source"), asked.get("kind"), asked.get("next")
            if source not in self.sources:
                return f"source: one of {', '.join(self.sources)}."
            if kind not in KINDS:
                return f"kind: one of {', '.join(KINDS)}."
            if count is not None and (not isinstance(count, int) or count < 1):
                return "next: a number of calls, or leave it out."
            self._set[str(source)] = Fault(str(kind), count)
            return None

    def take(self, source: str) -> str | None:
        """The kind of fault this call of `source` has to meet, counting it off."""
        with self._lock:
            fault = self._set.get(source)
            if fault is None:
                return None
            if fault.next is not None:
                fault.next -= 1
                if fault.next == 0:
                    del self._set[source]
            return fault.kind

    def as_json(self) -> dict[str, Any]:
        """What is set."""
        with self._lock:
            return {source: {"kind": fault.kind, "next": fault.next} for source, fault in self._set.items()}
