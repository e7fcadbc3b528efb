"""Wire shapes of discount codes."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, field_validator

from tradewind.discounts.models import Discount, DiscountKind, DiscountStatus
from tradewind.http.schemas import Input, MoneyModel, Output, Timestamp, present

Code = Annotated[str, Field(min_length=2, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
BasisPoints = Annotated[int, Field(strict=True, ge=0, le=10_000)]
Limit = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]


class _Terms(Input):
    """What both bodies share."""

    basis_points: BasisPoints | None = None
    amount: MoneyModel | None = None
    minimum: MoneyModel | None = None
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    usage_limit: Limit | None = None
    per_customer_limit: Limit | None = None

    def to_terms(self) -> dict[str, Any]:
        """Only the members that were sent, as the domain's values."""
        terms = dict(present(self))
        for name in ("amount", "minimum"):
            if terms.get(name) is not None:
                terms[name] = terms[name].to_money()
        if "basis_points" in terms:
            terms["basis_points"] = terms["basis_points"] or 0
        return terms


class CreateDiscountRequest(_Terms):
    """A new code: letters, digits, hyphen and underscore; case does not matter."""

    code: Code
    kind: DiscountKind
    status: Literal["active", "disabled"] = "active"

    def to_terms(self) -> dict[str, Any]:
        """Without the code."""
        terms = {**super().to_terms(), "kind": self.kind, "status": DiscountStatus(self.status)}
        terms.pop("code", None)
        return terms


class UpdateDiscountRequest(_Terms):
    """Members to change; absent ones stay, null removes. ``version`` guards against overwriting another edit."""

    kind: DiscountKind | None = None
    status: Literal["active", "disabled"] | None = None
    version: int | None = None

    @field_validator("kind", "status")
    @classmethod
    def _not_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("Leave the field out to keep it; it cannot be null.")
        return value

    def to_changes(self) -> Mapping[str, Any]:
        """Without the version."""
        changes = self.to_terms()
        changes.pop("version", None)
        if "status" in changes:
            changes["status"] = DiscountStatus(changes["status"])
        return changes


class DiscountResponse(Output):
    """A code with its count; ``uses`` includes checkouts that are still open."""

    code: str
    kind: DiscountKind
    status: DiscountStatus
    basis_points: int
    amount: MoneyModel | None
    minimum: MoneyModel | None
    starts_at: Timestamp | None
    ends_at: Timestamp | None
    usage_limit: int | None
    per_customer_limit: int | None
    uses: int
    version: int
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, discount: Discount) -> "DiscountResponse":
        """From the domain's code."""
        return cls(
            code=discount.code,
            kind=discount.kind,
            status=discount.status,
            basis_points=discount.basis_points,
            amount=MoneyModel.maybe(discount.amount),
            minimum=MoneyModel.maybe(discount.minimum),
            starts_at=discount.starts_at,
            ends_at=discount.ends_at,
            usage_limit=discount.usage_limit,
            per_customer_limit=discount.per_customer_limit,
            uses=discount.uses,
            version=discount.version,
            created_at=discount.created_at,
            updated_at=discount.updated_at,
        )
