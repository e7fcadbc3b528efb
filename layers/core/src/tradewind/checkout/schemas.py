"""Wire shapes of the public checkout."""

from typing import Annotated

from pydantic import EmailStr, Field, field_validator

from tradewind.checkout.models import CartLine, Checkout, CheckoutStatus
from tradewind.checkout.service import CartInput
from tradewind.http.schemas import Input, MoneyModel, Output, Timestamp

Url = Annotated[str, Field(max_length=2000, pattern=r"^https?://")]


class CartItem(Input):
    """A line of the cart. A sent ``price`` is never charged: it is what the shopper saw, and a difference is told."""

    product_id: Annotated[str, Field(max_length=40)]
    variant_id: Annotated[str, Field(max_length=40)]
    quantity: Annotated[int, Field(strict=True, ge=1, le=999)]
    price: MoneyModel | None = None


class CheckoutRequest(Input):
    """A cart to be paid."""

    email: Annotated[EmailStr, Field(max_length=254)] | None = None
    items: Annotated[list[CartItem], Field(min_length=1, max_length=200)]
    success_url: Url | None = None
    cancel_url: Url | None = None

    @field_validator("email", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    def to_cart(self) -> CartInput:
        """As the domain's input."""
        return CartInput(
            lines=[
                CartLine(
                    product_id=item.product_id,
                    variant_id=item.variant_id,
                    quantity=item.quantity,
                    seen_price=item.price.to_money() if item.price else None,
                )
                for item in self.items
            ],
            email=self.email,
            success_url=self.success_url,
            cancel_url=self.cancel_url,
        )


class CheckoutResponse(Output):
    """Where to pay, and until when the stock is held."""

    checkout_url: str
    session_id: str
    order_id: str
    expires_at: Timestamp

    @classmethod
    def of(cls, checkout: Checkout) -> "CheckoutResponse":
        """From the domain's checkout."""
        return cls(
            checkout_url=checkout.session_url or "",
            session_id=checkout.session_id or "",
            order_id=checkout.order_id,
            expires_at=checkout.expires_at,
        )


class CheckoutLine(Output):
    """A bought line, for the shopper."""

    title: str
    variant_name: str
    image_url: str
    quantity: int
    unit_price: MoneyModel
    total: MoneyModel


class CheckoutState(Output):
    """What became of a checkout. ``order_number`` is there once it is paid."""

    order_id: str
    status: CheckoutStatus
    order_number: int | None
    email: str | None
    lines: list[CheckoutLine]
    total: MoneyModel

    @classmethod
    def of(cls, checkout: Checkout, *, order_number: int | None, email: str | None) -> "CheckoutState":
        """From the domain's checkout."""
        return cls(
            order_id=checkout.order_id,
            status=checkout.status,
            order_number=order_number,
            email=email,
            lines=[
                CheckoutLine(
                    title=line.title,
                    variant_name=line.variant_name,
                    image_url=line.image_url,
                    quantity=line.quantity,
                    unit_price=MoneyModel.of(line.unit_price),
                    total=MoneyModel.of(line.total),
                )
                for line in checkout.lines
            ],
            total=MoneyModel.of(checkout.total),
        )
