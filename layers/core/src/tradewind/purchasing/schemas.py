"""Wire shapes of purchase orders."""

from typing import Annotated

from pydantic import Field, field_validator

from tradewind.checkout.models import Address
from tradewind.http.schemas import Input, MoneyModel, OneLine, Output, Timestamp
from tradewind.orders.models import Order, OrderStatus
from tradewind.orders.part_schemas import AddressResponse
from tradewind.orders.requests import TrackingRequest
from tradewind.purchasing.models import PurchaseLine, PurchaseOrder, PurchaseStatus, PurchasingSettings


class OrderedRequest(Input):
    """It was ordered; ``supplier_reference`` is the supplier's number of it, if there is one yet."""

    supplier_reference: Annotated[OneLine, Field(max_length=100)] = ""


class PurchaseShippedRequest(TrackingRequest):
    """It is on its way. ``notify`` mails the shopper."""

    notify: bool = True


class PurchaseDeliveredRequest(Input):
    """It arrived. ``notify`` mails the shopper."""

    notify: bool = True


class PurchaseFailedRequest(Input):
    """The supplier cannot send it."""

    problem: Annotated[OneLine, Field(min_length=1, max_length=300)]


class PurchasingSettingsRequest(Input):
    """Whether purchase orders are ordered automatically: this spends the merchant's money at suppliers.

    ``ceiling`` is the most that one purchase order may cost; ``buffer_minutes`` the time to cancel before. With
    ``version`` a stale edit is refused.
    """

    automatic: bool = False
    ceiling: MoneyModel | None = None
    buffer_minutes: Annotated[int, Field(ge=15, le=1440)] = 60
    version: Annotated[int, Field(ge=0)] | None = None

    @field_validator("ceiling")
    @classmethod
    def _positive(cls, value: MoneyModel | None) -> MoneyModel | None:
        if value is not None and value.amount <= 0:
            raise ValueError("Give an amount above zero.")
        return value

    def to_settings(self) -> PurchasingSettings:
        """As the domain's value."""
        ceiling = self.ceiling.to_money() if self.ceiling else None
        return PurchasingSettings(automatic=self.automatic, ceiling=ceiling, buffer_minutes=self.buffer_minutes)


class PurchasingSettingsResponse(Output):
    """Whether purchase orders are ordered automatically."""

    automatic: bool
    ceiling: MoneyModel | None
    buffer_minutes: int
    version: int

    @classmethod
    def of(cls, settings: PurchasingSettings) -> "PurchasingSettingsResponse":
        """From the domain's settings."""
        return cls(
            automatic=settings.automatic,
            ceiling=MoneyModel.maybe(settings.ceiling),
            buffer_minutes=settings.buffer_minutes,
            version=settings.version,
        )


class PurchaseLineResponse(Output):
    """Units of one variant to be bought; ``url`` is the product's page at the supplier."""

    product_id: str
    variant_id: str
    title: str
    variant_name: str
    sku: str
    quantity: int
    reference: str
    url: str
    unit_cost: MoneyModel | None

    @classmethod
    def of(cls, line: PurchaseLine) -> "PurchaseLineResponse":
        """From the domain's line."""
        rest = {name: getattr(line, name) for name in cls.model_fields if name != "unit_cost"}
        return cls(**rest, unit_cost=MoneyModel.maybe(line.unit_cost))


class PurchaseResponse(Output):
    """A purchase order. ``cost`` is null where the cost of a line is not known.

    ``place_at`` is when it is ordered automatically, ``is_placing`` that this is going on; ``charged`` is what the
    supplier asked for it with shipping.
    """

    id: str
    order_id: str
    order_number: int
    supplier: str
    status: PurchaseStatus
    lines: list[PurchaseLineResponse]
    cost: MoneyModel | None
    supplier_reference: str
    fulfillment_id: str | None
    problem: str
    charged: MoneyModel | None
    is_placing: bool
    place_at: Timestamp | None
    created_at: Timestamp
    ordered_at: Timestamp | None
    shipped_at: Timestamp | None
    delivered_at: Timestamp | None

    @classmethod
    def of(cls, purchase: PurchaseOrder) -> "PurchaseResponse":
        """From the domain's purchase order."""
        return cls(**_members(purchase))


class PurchaseDetailResponse(PurchaseResponse):
    """With where it goes: ``address_text`` is ready to be pasted, a line for each part."""

    order_status: OrderStatus
    hold_reason: str
    address: AddressResponse | None
    address_text: str

    @classmethod
    def of_order(cls, purchase: PurchaseOrder, order: Order) -> "PurchaseDetailResponse":
        """From the domain's purchase order and the order it belongs to."""
        address = order.shipping_address
        return cls(
            **_members(purchase),
            order_status=order.status,
            hold_reason=order.hold_reason if order.hold_kind else "",
            address=AddressResponse.of(address) if address else None,
            address_text=_as_text(address) if address else "",
        )


def _members(purchase: PurchaseOrder) -> dict[str, object]:
    own = ("id", "order_id", "order_number", "supplier", "status", "supplier_reference", "problem")
    times = ("created_at", "ordered_at", "shipped_at", "delivered_at")
    return {
        **{name: getattr(purchase, name) for name in (*own, *times)},
        "fulfillment_id": purchase.fulfillment_id or None,
        "lines": [PurchaseLineResponse.of(line) for line in purchase.lines],
        "cost": MoneyModel.maybe(purchase.cost),
        "charged": MoneyModel.maybe(purchase.charged),
        "is_placing": purchase.placing_since is not None,
        "place_at": purchase.place_at,
    }


def _as_text(address: Address) -> str:
    city = " ".join(part for part in (address.postal_code, address.city) if part)
    parts = (address.name, address.line1, address.line2, city, address.state, address.country, address.phone)
    return "\n".join(part for part in parts if part)
