"""Wire shapes of what is asked of orders."""

from typing import Annotated, Literal

from pydantic import Field

from tradewind.http.schemas import Input, MoneyModel, OneLine
from tradewind.orders.models import FulfilledLine, FulfillmentStatus, RefundedLine
from tradewind.orders.transitions import Tracking

VariantId = Annotated[str, Field(max_length=40)]
Quantity = Annotated[int, Field(strict=True, ge=1, le=999)]
WebAddress = Annotated[str, Field(max_length=500, pattern=r"^(https?://[^\s]+)?$")]


class FulfilledLineRequest(Input):
    """Units of one line."""

    variant_id: VariantId
    quantity: Quantity


class TrackingRequest(Input):
    """Where a shipment can be followed."""

    carrier: Annotated[OneLine, Field(max_length=60)] = ""
    tracking_number: Annotated[OneLine, Field(max_length=100)] = ""
    tracking_url: WebAddress = ""

    def to_tracking(self) -> Tracking:
        """As the domain's value."""
        return Tracking(carrier=self.carrier, number=self.tracking_number, url=self.tracking_url)


class FulfillRequest(TrackingRequest):
    """A shipment; without ``lines`` of everything still open. ``notify`` mails the shopper when it is shipped."""

    lines: Annotated[list[FulfilledLineRequest], Field(max_length=40)] = Field(default_factory=list)
    status: Literal["fulfilled", "shipped"] = "shipped"
    notify: bool = True

    def to_lines(self) -> list[FulfilledLine]:
        """As the domain's values."""
        return [FulfilledLine(variant_id=line.variant_id, quantity=line.quantity) for line in self.lines]


class UpdateFulfillmentRequest(Input):
    """Members to change; the three tracking members change together."""

    carrier: Annotated[OneLine, Field(max_length=60)] | None = None
    tracking_number: Annotated[OneLine, Field(max_length=100)] | None = None
    tracking_url: WebAddress | None = None
    status: FulfillmentStatus | None = None
    notify: bool = True

    def to_tracking(self) -> Tracking | None:
        """The new tracking, or None where none of its members was sent."""
        if not {"carrier", "tracking_number", "tracking_url"} & self.model_fields_set:
            return None
        return Tracking(carrier=self.carrier or "", number=self.tracking_number or "", url=self.tracking_url or "")


class RefundedLineRequest(Input):
    """Units of one line that are refunded; ``restock`` puts them back on the shelf."""

    variant_id: VariantId
    quantity: Quantity
    restock: bool = True


class RefundRequest(Input):
    """What to give back: ``amount``, or else the price of ``lines`` after discount with tax, and ``shipping``."""

    lines: Annotated[list[RefundedLineRequest], Field(max_length=40)] = Field(default_factory=list)
    shipping: MoneyModel | None = None
    amount: MoneyModel | None = None
    reason: Annotated[OneLine, Field(max_length=200)] = ""

    def to_lines(self) -> list[RefundedLine]:
        """As the domain's values."""
        return [
            RefundedLine(variant_id=line.variant_id, quantity=line.quantity, restock=line.restock)
            for line in self.lines
        ]


class CancelRequest(Input):
    """Cancel the whole order; everything that was paid goes back."""

    reason: Annotated[OneLine, Field(max_length=200)] = ""
    restock: bool = True
    notify: bool = True


class HoldRequest(Input):
    """Keep the order from being shipped."""

    reason: Annotated[OneLine, Field(min_length=1, max_length=200)]


class NoteRequest(Input):
    """A line for the order's timeline; shoppers never see it."""

    text: Annotated[str, Field(min_length=1, max_length=2000)]


class LineCostsRequest(Input):
    """What one unit of each line really cost, by variant id."""

    costs: Annotated[dict[VariantId, MoneyModel], Field(min_length=1, max_length=40)]
    version: int | None = None
