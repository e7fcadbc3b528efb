"""Wire shapes of pricing rules and previews."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from tradewind.catalog.models import ProductStatus
from tradewind.http.schemas import Currency, Input, MoneyModel, Output
from tradewind.pricing.models import MAX_TIERS, CompareAt, Ending, MarkupKind, PricingRules, Rate, Tier
from tradewind.pricing.service import Quote, Repricing
from tradewind.stores.models import Store

Minor = Annotated[int, Field(strict=True, ge=0, le=99_999_999)]
Share = Annotated[int, Field(strict=True, ge=0, le=9_000)]
MAX_PRODUCTS = 100


class TierModel(Input):
    """How costs below ``below`` (minor units; null is without an end) are marked up.

    ``percent``: basis points added to the cost, 15000 makes two and a half times of it. ``fixed``: minor units added.
    """

    kind: MarkupKind
    value: Annotated[int, Field(strict=True, ge=0, le=99_999_999)]
    below: Annotated[int, Field(strict=True, ge=1, le=99_999_999)] | None = None


class RateModel(Input):
    """One unit of the store's currency is ``per_unit`` of ``currency`` (1 USD is 7.1 CNY), as known on ``as_of``."""

    currency: Currency
    per_unit: Annotated[Decimal, Field(gt=0, max_digits=16, decimal_places=8)]
    as_of: date


class PricingRulesRequest(Input):
    """The whole set. Amounts are minor units of the store's currency, shares are basis points (100 is one percent)."""

    tiers: Annotated[list[TierModel], Field(min_length=1, max_length=MAX_TIERS)]
    include_shipping: bool = True
    fee_basis_points: Share = 290
    fee_fixed: Minor = 0
    include_fees: bool = False
    fx_buffer_basis_points: Share = 300
    rate_max_age_days: Annotated[int, Field(strict=True, ge=1, le=365)] = 7
    rates: Annotated[list[RateModel], Field(max_length=50)] = Field(default_factory=list)
    ending: Ending = Ending.UP
    min_price: Minor = 0
    margin_floor_basis_points: Share = 2_000
    compare_at: CompareAt = CompareAt.NONE
    compare_at_basis_points: Annotated[int, Field(strict=True, ge=0, le=50_000)] = 0
    max_change_basis_points: Annotated[int, Field(strict=True, ge=1, le=1_000_000)] | None = None
    version: int | None = None

    def to_rules(self) -> PricingRules:
        """As the domain's value, without its version."""
        return PricingRules(
            tiers=tuple(Tier(kind=each.kind, value=each.value, below=each.below) for each in self.tiers),
            rates={
                each.currency: Rate(currency=each.currency, per_unit=f"{each.per_unit:f}", as_of=each.as_of)
                for each in self.rates
            },
            **self.model_dump(exclude={"tiers", "rates", "version"}),
        )


class RateResponse(Output):
    """A rate the merchant entered. ``stale`` ones are not used."""

    currency: str
    per_unit: str
    as_of: date
    stale: bool


class TierResponse(Output):
    """See TierModel."""

    kind: MarkupKind
    value: int
    below: int | None


class PricingRulesResponse(Output):
    """The rules in force; ``version`` 0 are the defaults. ``currency`` is the store's."""

    currency: str
    tiers: list[TierResponse]
    include_shipping: bool
    fee_basis_points: int
    fee_fixed: int
    include_fees: bool
    fx_buffer_basis_points: int
    rate_max_age_days: int
    rates: list[RateResponse]
    operator_rates_as_of: date | None
    ending: Ending
    min_price: int
    margin_floor_basis_points: int
    compare_at: CompareAt
    compare_at_basis_points: int
    max_change_basis_points: int | None
    version: int

    @classmethod
    def of(cls, rules: PricingRules, store: Store, *, today: date, operator_day: date) -> "PricingRulesResponse":
        """From the domain's rules."""
        return cls(
            currency=store.currency,
            tiers=[TierResponse(kind=each.kind, value=each.value, below=each.below) for each in rules.tiers],
            rates=[
                RateResponse(
                    currency=rate.currency,
                    per_unit=rate.per_unit,
                    as_of=rate.as_of,
                    stale=(today - rate.as_of).days > rules.rate_max_age_days,
                )
                for rate in rules.rates.values()
            ],
            operator_rates_as_of=None if operator_day == date.min else operator_day,
            include_shipping=rules.include_shipping,
            fee_basis_points=rules.fee_basis_points,
            fee_fixed=rules.fee_fixed,
            include_fees=rules.include_fees,
            fx_buffer_basis_points=rules.fx_buffer_basis_points,
            rate_max_age_days=rules.rate_max_age_days,
            ending=rules.ending,
            min_price=rules.min_price,
            margin_floor_basis_points=rules.margin_floor_basis_points,
            compare_at=rules.compare_at,
            compare_at_basis_points=rules.compare_at_basis_points,
            max_change_basis_points=rules.max_change_basis_points,
            version=rules.version,
        )


class PricePreviewRequest(Input):
    """Rules to try; without them the saved ones."""

    rules: PricingRulesRequest | None = None
    status: ProductStatus | None = None


class QuoteModel(Output):
    """Lowest and highest price of the variants; the margin after cost and fees is that of the thinnest one."""

    price: MoneyModel
    price_max: MoneyModel
    compare_at_price: MoneyModel | None
    margin_basis_points: int | None

    @classmethod
    def of(cls, quote: Quote) -> "QuoteModel":
        """From the domain's quote."""
        return cls(
            price=MoneyModel.of(quote.price),
            price_max=MoneyModel.of(quote.price_max),
            compare_at_price=MoneyModel.maybe(quote.compare_at),
            margin_basis_points=quote.margin_basis_points,
        )


class PricePreviewRow(Output):
    """One product. ``note``: ``no_cost``, ``needs_rate``, ``beyond_max_change``, ``unchanged``, ``limited`` or none."""

    product_id: str
    title: str
    status: ProductStatus
    cost: MoneyModel | None
    before: QuoteModel
    after: QuoteModel
    change_basis_points: int
    changes: bool
    note: str
    detail: str

    @classmethod
    def of(cls, row: Repricing) -> "PricePreviewRow":
        """From the domain's repricing."""
        old, new = row.before.price.amount, row.after.price.amount
        return cls(
            product_id=row.product.id,
            title=row.product.title,
            status=row.product.status,
            cost=MoneyModel.maybe(row.cost),
            before=QuoteModel.of(row.before),
            after=QuoteModel.of(row.after),
            change_basis_points=(new - old) * 10_000 // max(1, old),
            changes=bool(row.changes),
            note=row.note,
            detail=row.detail,
        )


class PriceApplyRequest(Input):
    """Up to a hundred products, and the version of the saved rules that was previewed."""

    product_ids: Annotated[list[Annotated[str, Field(max_length=40)]], Field(min_length=1, max_length=MAX_PRODUCTS)]
    version: int
