"""Wire shapes of the supplier inbox."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from tradewind.http.schemas import Input, MoneyModel, Output, Timestamp
from tradewind.importing.source_models import ImportSource, Lock
from tradewind.importing.sync_models import (
    ALLOWED,
    DEFAULTS,
    ChangeKind,
    ChangeStatus,
    Policy,
    SupplierChange,
    SyncSettings,
    VariantChange,
)


class VariantChangeResponse(Output):
    """One variant's part, in the supplier's currency; null is not told, or gone."""

    variant_id: str
    cost_before: MoneyModel | None
    cost_after: MoneyModel | None
    stock_after: int | None

    @classmethod
    def of(cls, change: VariantChange) -> "VariantChangeResponse":
        """From the domain's part."""
        return cls(
            variant_id=change.variant_id,
            cost_before=MoneyModel.maybe(change.cost_before),
            cost_after=MoneyModel.maybe(change.cost_after),
            stock_after=change.stock_after,
        )


class SupplierChangeResponse(Output):
    """One entry of the inbox. Margins are basis points of the thinnest variant at today's price, before and after.

    ``note`` says why less was done than the policy says: ``locked``, ``needs_rate`` or ``beyond_max_change``.
    """

    id: str
    product_id: str
    title: str
    kind: ChangeKind
    status: ChangeStatus
    did: Policy | None
    note: str
    variants: list[VariantChangeResponse]
    price_before: MoneyModel | None
    price_after: MoneyModel | None
    margin_before_basis_points: int | None
    margin_after_basis_points: int | None
    can_accept: bool
    can_undo: bool
    found_at: Timestamp

    @classmethod
    def of(cls, change: SupplierChange) -> "SupplierChangeResponse":
        """From the domain's change."""
        return cls(
            id=change.id,
            product_id=change.product_id,
            title=change.title,
            kind=change.kind,
            status=change.status,
            did=change.did,
            note=change.note,
            variants=[VariantChangeResponse.of(each) for each in change.variants],
            price_before=MoneyModel.maybe(change.price_before),
            price_after=MoneyModel.maybe(change.price_after),
            margin_before_basis_points=change.margin_before,
            margin_after_basis_points=change.margin_after,
            can_accept=change.status is ChangeStatus.OPEN,
            can_undo=change.status is ChangeStatus.APPLIED and change.before is not None,
            found_at=change.found_at,
        )


class SyncSettingsRequest(Input):
    """What is done about each kind of change; kinds that are left out keep their default."""

    enabled: bool = True
    policies: dict[ChangeKind, Policy] = Field(default_factory=dict)
    version: int | None = None

    def to_settings(self) -> SyncSettings:
        """As the domain's value, without its version."""
        return SyncSettings(enabled=self.enabled, policies={**DEFAULTS, **self.policies})


class SyncSettingsResponse(Output):
    """The settings in force; ``allowed`` lists what can be chosen for each kind."""

    enabled: bool
    policies: dict[ChangeKind, Policy]
    allowed: dict[ChangeKind, list[Policy]]
    version: int

    @classmethod
    def of(cls, settings: SyncSettings) -> "SyncSettingsResponse":
        """From the domain's settings."""
        allowed: Mapping[ChangeKind, list[Policy]] = {
            kind: [policy for policy in Policy if policy in ALLOWED[kind]] for kind in ChangeKind
        }
        return cls(
            enabled=settings.enabled,
            policies={kind: settings.policy(kind) for kind in ChangeKind},
            allowed=dict(allowed),
            version=settings.version,
        )


class LocksRequest(Input):
    """What checks of the supplier leave alone on a product."""

    locks: Annotated[list[Lock], Field(max_length=len(Lock))]


class LocksResponse(Output):
    """The locks of a product."""

    product_id: str
    locks: list[Lock]

    @classmethod
    def of(cls, source: ImportSource) -> "LocksResponse":
        """From the product's source."""
        return cls(product_id=source.product_id, locks=sorted(source.locks))
