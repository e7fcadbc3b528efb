"""Wire shapes of the public checkout."""

from typing import Annotated

from pydantic import BeforeValidator, EmailStr, Field, field_validator

from tradewind.checkout.errors import CartProblem
from tradewind.checkout.models import CartLine, Checkout, CheckoutStatus, Destination, SavedCart
from tradewind.checkout.pricing import ShippingOption
from tradewind.checkout.service import CartInput, EarlierCheckout, Quote
from tradewind.discounts.rules import normal_code
from tradewind.http.schemas import Country, Input, MoneyModel, Output, State, Timestamp
from tradewind.kit.money import zero
from tradewind.orders.part_schemas import AppliedDiscountResponse, ShippingChoiceResponse, TaxAmountResponse

Url = Annotated[str, Field(max_length=2000, pattern=r"^https?://")]
Code = Annotated[str, BeforeValidator(lambda value: "" if value is None else value), Field(max_length=60)]


class CartItem(Input):
    """A line of the cart. A sent ``price`` is never charged: it is what the shopper saw, and a difference is told."""

    product_id: Annotated[str, Field(max_length=40)]
    variant_id: Annotated[str, Field(max_length=40)]
    quantity: Annotated[int, Field(strict=True, ge=1, le=999)]
    price: MoneyModel | None = None


class DestinationRequest(Input):
    """Where the cart is to go; without it the store's default country is assumed.

    ``state`` is needed where a quote lists ``taxed_states``: one of them, or ``ELSEWHERE`` for the rest of the country.
    """

    country: Country
    state: State = ""
    rate_id: Annotated[str, Field(max_length=40)] = ""

    def to_destination(self) -> Destination:
        """As the domain's value."""
        return Destination(country=self.country, state=self.state, rate_id=self.rate_id)


class EarlierCheckoutRequest(Input):
    """The shopper's own earlier checkout, which this one takes the place of."""

    order_id: Annotated[str, Field(max_length=40)]
    session_id: Annotated[str, Field(max_length=200)]


class QuoteRequest(Input):
    """A cart to be priced."""

    email: Annotated[EmailStr, Field(max_length=254)] | None = None
    items: Annotated[list[CartItem], Field(min_length=1, max_length=200)]
    discount_code: Code = ""
    shipping: DestinationRequest | None = None

    @field_validator("email", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    def to_lines(self) -> list[CartLine]:
        """As the domain's values."""
        return [
            CartLine(
                product_id=item.product_id,
                variant_id=item.variant_id,
                quantity=item.quantity,
                seen_price=item.price.to_money() if item.price else None,
            )
            for item in self.items
        ]

    def to_cart(self) -> CartInput:
        """As the domain's input."""
        return CartInput(
            lines=self.to_lines(),
            email=self.email,
            code=normal_code(self.discount_code),
            destination=self.shipping.to_destination() if self.shipping else Destination(),
        )


class CheckoutRequest(QuoteRequest):
    """A cart to be paid. ``replaces`` frees what the shopper's own earlier checkout holds."""

    success_url: Url | None = None
    cancel_url: Url | None = None
    marketing_consent: bool = False
    replaces: EarlierCheckoutRequest | None = None

    def to_cart(self) -> CartInput:
        """As the domain's input."""
        earlier = self.replaces
        return CartInput(
            lines=self.to_lines(),
            email=self.email,
            code=normal_code(self.discount_code),
            destination=self.shipping.to_destination() if self.shipping else Destination(),
            success_url=self.success_url,
            cancel_url=self.cancel_url,
            consents=self.marketing_consent,
            replaces=EarlierCheckout(order_id=earlier.order_id, session_id=earlier.session_id) if earlier else None,
        )


class SavedCartItem(Input):
    """A line of a saved cart."""

    product_id: Annotated[str, Field(max_length=40)]
    variant_id: Annotated[str, Field(max_length=40)]
    quantity: Annotated[int, Field(strict=True, ge=1, le=999)]


class SaveCartRequest(Input):
    """A cart to be opened on another device."""

    items: Annotated[list[SavedCartItem], Field(min_length=1, max_length=200)]
    discount_code: Code = ""

    def to_lines(self) -> list[CartLine]:
        """As the domain's values."""
        return [CartLine(**item.model_dump()) for item in self.items]


class SavedCartResponse(Output):
    """A saved cart and the link that opens it; price it with a quote."""

    id: str
    url: str
    items: list[SavedCartItem]
    discount_code: str
    saved_at: Timestamp

    @classmethod
    def of(cls, cart: SavedCart, *, url: str) -> "SavedCartResponse":
        """From the domain's cart."""
        items = [
            SavedCartItem(product_id=line.product_id, variant_id=line.variant_id, quantity=line.quantity)
            for line in cart.lines
        ]
        return cls(id=cart.id, url=url, items=items, discount_code=cart.code, saved_at=cart.saved_at)


class CartProblemModel(Output):
    """One thing that keeps the cart from being bought; ids are null where it concerns the whole cart."""

    code: str
    message: str
    product_id: str | None
    variant_id: str | None
    available: int | None

    @classmethod
    def of(cls, problem: CartProblem) -> "CartProblemModel":
        """From the domain's problem."""
        return cls(**{name: getattr(problem, name) for name in cls.model_fields})


class ShippingOptionResponse(Output):
    """A way to ship this cart; days are business days from order to door."""

    id: str
    name: str
    price: MoneyModel
    free_over: MoneyModel | None
    min_days: int | None
    max_days: int | None

    @classmethod
    def of(cls, option: ShippingOption) -> "ShippingOptionResponse":
        """From the domain's option."""
        return cls(
            id=option.rate.id,
            name=option.rate.name,
            price=MoneyModel.of(option.price),
            free_over=MoneyModel.maybe(option.rate.free_over),
            min_days=option.rate.min_days,
            max_days=option.rate.max_days,
        )


class QuoteLine(Output):
    """A line at its present price."""

    product_id: str
    variant_id: str
    title: str
    variant_name: str
    image_url: str
    quantity: int
    unit_price: MoneyModel
    total: MoneyModel


class QuoteResponse(Output):
    """What the cart comes to now. With ``problems`` it cannot be bought as it is.

    ``ships_to`` lists the countries of the store's zones, empty where it ships everywhere.
    ``taxed_states`` are the states of ``country`` with a tax rate of their own. ``tax_at_payment`` says that
    tax is worked out on the payment page. ``consent_text`` is the wording of the marketing tick, empty for none.
    """

    lines: list[QuoteLine]
    subtotal: MoneyModel
    discount: AppliedDiscountResponse | None
    country: str | None
    ships_to: list[str]
    taxed_states: list[str]
    shipping_options: list[ShippingOptionResponse]
    shipping: ShippingChoiceResponse | None
    shipping_rate_id: str | None
    tax: TaxAmountResponse | None
    tax_at_payment: bool
    total: MoneyModel
    problems: list[CartProblemModel]
    consent_text: str

    @classmethod
    def of(cls, quote: Quote) -> "QuoteResponse":
        """From the domain's quote."""
        pricing = quote.pricing
        by_stripe = pricing.tax is not None and pricing.tax.mode == "stripe"
        return cls(
            lines=[
                QuoteLine(
                    product_id=line.product_id,
                    variant_id=line.variant_id,
                    title=line.title,
                    variant_name=line.variant_name,
                    image_url=line.image_url,
                    quantity=line.quantity,
                    unit_price=MoneyModel.of(line.unit_price),
                    total=MoneyModel.of(line.total),
                )
                for line in pricing.lines
            ],
            subtotal=MoneyModel.of(pricing.subtotal),
            discount=AppliedDiscountResponse.of(pricing.discount) if pricing.discount else None,
            country=pricing.country or None,
            ships_to=list(quote.ships_to),
            taxed_states=list(pricing.taxed_states),
            shipping_options=[ShippingOptionResponse.of(option) for option in pricing.options],
            shipping=ShippingChoiceResponse.of(pricing.shipping) if pricing.shipping else None,
            shipping_rate_id=pricing.shipping.rate_id if pricing.shipping else None,
            tax=TaxAmountResponse.of(pricing.tax) if pricing.tax and not by_stripe else None,
            tax_at_payment=by_stripe,
            total=MoneyModel.of(pricing.total),
            problems=[CartProblemModel.of(problem) for problem in quote.problems],
            consent_text=quote.consent_text,
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
    """What became of a checkout. ``order_number`` and ``order_token`` (of its page) are there once it is paid."""

    order_id: str
    status: CheckoutStatus
    order_number: int | None
    order_token: str | None
    email: str | None
    lines: list[CheckoutLine]
    subtotal: MoneyModel
    discount: MoneyModel
    shipping: ShippingChoiceResponse | None
    tax: TaxAmountResponse | None
    total: MoneyModel

    @classmethod
    def of(
        cls, checkout: Checkout, *, order_number: int | None, order_token: str | None, email: str | None
    ) -> "CheckoutState":
        """From the domain's checkout."""
        nothing = zero(checkout.total.currency)
        return cls(
            order_id=checkout.order_id,
            status=checkout.status,
            order_number=order_number,
            order_token=order_token,
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
            subtotal=MoneyModel.of(checkout.subtotal),
            discount=MoneyModel.of(checkout.discount.amount if checkout.discount else nothing),
            shipping=ShippingChoiceResponse.of(checkout.shipping) if checkout.shipping else None,
            tax=TaxAmountResponse.of(checkout.tax) if checkout.tax else None,
            total=MoneyModel.of(checkout.total),
        )
