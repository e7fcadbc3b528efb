"""The one tree of errors the domain raises. The domain never sees HTTP: ``http/problems.py`` maps ``kind``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ErrorKind(StrEnum):
    """What sort of failure it is; decides the HTTP status and whether a worker tries again."""

    MALFORMED = "malformed"
    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    GONE = "gone"
    CONFLICT = "conflict"
    IDEMPOTENCY = "idempotency"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    UPSTREAM = "upstream"


RETRYABLE = frozenset({ErrorKind.RATE_LIMITED, ErrorKind.UNAVAILABLE, ErrorKind.UPSTREAM})


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong with one input field (``variants.0.sku``), with the remedy in ``message``."""

    field: str
    message: str
    code: str = "invalid"


class DomainError(Exception):
    """Base of all expected failures.

    Attributes:
        code: stable slug, part of the API (``slug_taken``).
        kind: see ErrorKind.
        detail: one sentence for a person: what happened, what to do.
        fields: per-field problems, where input is at fault.
        extra: further members of the problem answer (JSON-serialisable).
        retry_after_seconds: for rate limits.
    """

    code = "error"
    kind = ErrorKind.INVALID
    detail = "The request could not be carried out."

    def __init__(
        self,
        detail: str | None = None,
        *,
        fields: Sequence[FieldProblem] = (),
        extra: Mapping[str, Any] | None = None,
        retry_after_seconds: int | None = None,
    ) -> None:
        self.detail = detail or self.detail
        self.fields = tuple(fields)
        self.extra = dict(extra or {})
        self.retry_after_seconds = retry_after_seconds
        super().__init__(f"{self.code}: {self.detail}")


class InvalidInputError(DomainError):
    """Input that is well-formed and still not acceptable."""

    code = "invalid_input"
    detail = "Some fields need your attention."

    @classmethod
    def field(cls, field: str, message: str, code: str = "invalid") -> "InvalidInputError":
        """The common case of one wrong field."""
        return cls(message, fields=[FieldProblem(field, message, code)])


class BusyError(DomainError):
    """Other writers kept winning; nothing was changed."""

    code = "busy"
    kind = ErrorKind.UNAVAILABLE
    detail = "Too many changes at the same moment. Nothing was changed; try again."
