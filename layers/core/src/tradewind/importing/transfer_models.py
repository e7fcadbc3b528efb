"""Product sheets on their way in and out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

MAX_FILE_BYTES = 20 * 1024 * 1024
SHOWN_ISSUES = 100


class TransferKind(StrEnum):
    """Which way."""

    IMPORT = "import"
    EXPORT = "export"


class ImportMode(StrEnum):
    """What happens to products that exist: ``create`` skips them, ``update`` changes what the sheet names."""

    CREATE = "create"
    UPDATE = "update"


class TransferStatus(StrEnum):
    """Life of a transfer; an export begins at ``running``."""

    AWAITING_UPLOAD = "awaiting_upload"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


WORKING = frozenset({TransferStatus.CHECKING, TransferStatus.RUNNING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something about one line of the sheet (1 is the header), with the remedy; ``column`` as in the sheet."""

    line: int
    column: str
    handle: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One import or export.

    Attributes:
        done, total: products that were looked at, and that there are.
        counts: ``products``, ``variants``, then by outcome: ``create``, ``update``, ``unchanged``, ``skip`` and
            ``invalid`` in a check; ``created``, ``updated``, ``unchanged``, ``skipped`` and ``failed`` in a run.
        errors, warnings: the first ``SHOWN_ISSUES``; ``error_count`` and ``warning_count`` have all.
        problem: why the whole transfer failed.
        version: counts writes; each is made on the version it was computed from.
    """

    id: str
    store_id: str
    kind: TransferKind
    filename: str
    status: TransferStatus
    created_at: datetime
    updated_at: datetime
    mode: ImportMode = ImportMode.CREATE
    started_at: datetime | None = None
    done: int = 0
    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    errors: tuple[Issue, ...] = ()
    error_count: int = 0
    warnings: tuple[Issue, ...] = ()
    warning_count: int = 0
    problem: str = ""
    version: int = 1


def transfer_key(store_id: str, transfer_id: str) -> str:
    """Where a sheet lies in the bucket; never served."""
    return f"transfers/{store_id}/{transfer_id}.csv"
