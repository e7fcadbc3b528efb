"""Wire shapes of changes to many products."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field, model_validator

from tradewind.catalog.bulk_repository import UNDO_FOR, Bulk, Outcome
from tradewind.catalog.bulk_rules import BulkAction, BulkKind, PriceMode, PriceTarget, Rounding
from tradewind.catalog.models import ProductStatus
from tradewind.http.schemas import Input, Output, Timestamp

MAX_PRODUCTS = 100
_MAX_AMOUNT = 99_999_999

Tags = Annotated[list[Annotated[str, Field(min_length=1, max_length=40)]], Field(min_length=1, max_length=40)]


class StatusAction(Input):
    """Publish, hide or archive."""

    type: Literal["status"]
    status: ProductStatus

    def to_action(self) -> BulkAction:
        """As the domain's value."""
        return BulkAction(kind=BulkKind.STATUS, status=self.status)


class TagsAction(Input):
    """Add or remove tags."""

    type: Literal["add_tags", "remove_tags"]
    tags: Tags

    def to_action(self) -> BulkAction:
        """As the domain's value."""
        return BulkAction(kind=BulkKind(self.type), tags=tuple(self.tags))


class PriceAction(Input):
    """Move an amount of products and of the variants that have their own.

    ``percent`` takes basis points (-1000 is ten percent less), ``amount`` and ``set`` minor units. Products without the
    amount are left alone, except by ``set``.
    """

    type: Literal["price"]
    mode: PriceMode
    value: Annotated[int, Field(strict=True, ge=-_MAX_AMOUNT, le=_MAX_AMOUNT)]
    rounding: Rounding = Rounding.NONE
    target: PriceTarget = PriceTarget.PRICE

    @model_validator(mode="after")
    def _in_range(self) -> "PriceAction":
        if self.mode is PriceMode.PERCENT and not -10_000 < self.value <= 100_000:
            raise ValueError("Use basis points from -9999 to 100000: 1000 is ten percent.")
        if self.mode is PriceMode.SET and self.value < 0:
            raise ValueError("An amount cannot be below zero.")
        return self

    def to_action(self) -> BulkAction:
        """As the domain's value."""
        return BulkAction(
            kind=BulkKind.PRICE, mode=self.mode, value=self.value, rounding=self.rounding, target=self.target
        )


class BulkRequest(Input):
    """One change to up to a hundred products."""

    product_ids: Annotated[list[Annotated[str, Field(max_length=40)]], Field(min_length=1, max_length=MAX_PRODUCTS)]
    action: Annotated[StatusAction | TagsAction | PriceAction, Field(discriminator="type")]


class BulkProblem(Output):
    """Why a product was left as it is."""

    code: str
    detail: str


class BulkOutcome(Output):
    """What became of one product; ``version`` is its version now."""

    id: str
    ok: bool
    version: int | None
    problem: BulkProblem | None

    @classmethod
    def of(cls, outcome: Outcome) -> "BulkOutcome":
        """From the domain's outcome."""
        problem = None if outcome.ok else BulkProblem(code=outcome.code, detail=outcome.detail)
        return cls(id=outcome.product_id, ok=outcome.ok, version=outcome.version, problem=problem)


class BulkResponse(Output):
    """Every product in the order it was named. ``undo_id`` works once, until ``undo_until``."""

    undo_id: str
    undo_until: Timestamp
    results: list[BulkOutcome]
    succeeded: int
    failed: int

    @classmethod
    def of(cls, bulk: Bulk, *, undo_for: timedelta = UNDO_FOR) -> "BulkResponse":
        """From the domain's change."""
        succeeded = sum(outcome.ok for outcome in bulk.outcomes)
        return cls(
            undo_id=bulk.id,
            undo_until=bulk.created_at + undo_for,
            results=[BulkOutcome.of(outcome) for outcome in bulk.outcomes],
            succeeded=succeeded,
            failed=len(bulk.outcomes) - succeeded,
        )


class UndoResponse(Output):
    """Products that the change had touched; those edited since were left alone (``stale_version``)."""

    results: list[BulkOutcome]
    succeeded: int
    failed: int

    @classmethod
    def of(cls, outcomes: list[Outcome]) -> "UndoResponse":
        """From the domain's outcomes."""
        succeeded = sum(outcome.ok for outcome in outcomes)
        return cls(
            results=[BulkOutcome.of(outcome) for outcome in outcomes],
            succeeded=succeeded,
            failed=len(outcomes) - succeeded,
        )
