"""One text of a product, written anew on request."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tradewind.copywriting.models import Claim, CopyField, Provenance


class CopyStatus(StrEnum):
    """Life of a request."""

    QUEUED = "queued"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRequest:
    """A wish for a new text and what came of it.

    Attributes:
        apply: put it on the product at once; otherwise it is a suggestion.
        product_version: the version the merchant looked at; a changed product is not overwritten.
        applied: whether the product has it now.
        problem_code, problem: why there is no text, or why it was not applied.
    """

    id: str
    store_id: str
    product_id: str
    field: CopyField
    created_at: datetime
    apply: bool = False
    product_version: int | None = None
    status: CopyStatus = CopyStatus.QUEUED
    text: str = ""
    provenance: Provenance | None = None
    claims: tuple[Claim, ...] = ()
    applied: bool = False
    cost_micros: int = 0
    problem_code: str = ""
    problem: str = ""
    version: int = 1
