"""Wire shapes of imports and exports."""

from typing import Annotated

from pydantic import Field

from tradewind.catalog.ports import UploadTarget
from tradewind.http.schemas import Input, OneLine, Output, Timestamp
from tradewind.importing.transfer_models import MAX_FILE_BYTES, ImportMode, Issue, Transfer, TransferStatus


class ImportRequest(Input):
    """A sheet the browser wants to upload."""

    filename: Annotated[OneLine, Field(min_length=1, max_length=255)]
    size: Annotated[int, Field(ge=1, le=MAX_FILE_BYTES, description="Bytes; at most 20 MB.")]
    mode: ImportMode = Field(
        default=ImportMode.CREATE,
        description="What happens to products that exist: `create` skips them, `update` changes what the sheet names.",
    )


class ImportUploadForm(Output):
    """Send ``fields`` and then the file as multipart form data to ``url``."""

    url: str
    fields: dict[str, str]


class ImportStartResponse(Output):
    """Where to put the sheet; then ask for its check."""

    id: str
    upload: ImportUploadForm
    max_bytes: int

    @classmethod
    def of(cls, transfer: Transfer, target: UploadTarget) -> "ImportStartResponse":
        """From the domain's permission."""
        form = ImportUploadForm(url=target.url, fields=dict(target.fields))
        return cls(id=transfer.id, upload=form, max_bytes=MAX_FILE_BYTES)


class TransferIssue(Output):
    """One line of the sheet (1 is the header) and what to do about it."""

    line: int
    column: str
    handle: str
    message: str

    @classmethod
    def of(cls, issue: Issue) -> "TransferIssue":
        """From the domain's issue."""
        return cls(line=issue.line, column=issue.column, handle=issue.handle, message=issue.message)


class TransferProgress(Output):
    """Products looked at, of all."""

    done: int
    total: int


class TransferCounts(Output):
    """Products by outcome: the first row of names belongs to a check, the second to a run."""

    products: int = 0
    variants: int = 0
    create: int = 0
    update: int = 0
    skip: int = 0
    invalid: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0
    unchanged: int = 0


class ImportResponse(Output):
    """An import. ``errors`` and ``warnings`` are the first hundred, their counts are of all."""

    id: str
    filename: str
    mode: ImportMode
    status: TransferStatus
    progress: TransferProgress
    counts: TransferCounts
    errors: list[TransferIssue]
    error_count: int
    warnings: list[TransferIssue]
    warning_count: int
    problem: str | None
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, transfer: Transfer) -> "ImportResponse":
        """From the domain's transfer."""
        return cls(
            id=transfer.id,
            filename=transfer.filename,
            mode=transfer.mode,
            status=transfer.status,
            progress=TransferProgress(done=transfer.done, total=transfer.total),
            counts=TransferCounts(**transfer.counts),
            errors=[TransferIssue.of(issue) for issue in transfer.errors],
            error_count=transfer.error_count,
            warnings=[TransferIssue.of(issue) for issue in transfer.warnings],
            warning_count=transfer.warning_count,
            problem=transfer.problem or None,
            created_at=transfer.created_at,
            updated_at=transfer.updated_at,
        )


class ExportResponse(Output):
    """An export. ``download_url`` is there once it is done, and valid for a quarter of an hour."""

    id: str
    filename: str
    status: TransferStatus
    progress: TransferProgress
    problem: str | None
    download_url: str | None
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, transfer: Transfer, download_url: str | None) -> "ExportResponse":
        """From the domain's transfer."""
        return cls(
            id=transfer.id,
            filename=transfer.filename,
            status=transfer.status,
            progress=TransferProgress(done=transfer.done, total=transfer.total),
            problem=transfer.problem or None,
            download_url=download_url,
            created_at=transfer.created_at,
            updated_at=transfer.updated_at,
        )
