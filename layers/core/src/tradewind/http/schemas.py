"""Wire shapes that every area shares."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from tradewind.kit.countries import COUNTRIES
from tradewind.kit.money import CURRENCIES, Money


class Input(BaseModel):
    """Base of request bodies: unknown members are refused, surrounding white space is dropped."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Output(BaseModel):
    """Base of answers: members with defaults are always present."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


def upper(value: object) -> object:
    """Codes are taken in either case."""
    return value.upper() if isinstance(value, str) else value


def known_country(code: str) -> str:
    """A country that goods can be shipped to."""
    if code not in COUNTRIES:
        raise ValueError("Use an ISO 3166 country code such as US, DE or JP.")
    return code


Country = Annotated[str, BeforeValidator(upper), AfterValidator(known_country)]
"""ISO 3166 alpha-2."""
State = Annotated[str, BeforeValidator(upper), Field(max_length=60)]
"""A state, province or region, as its post writes it."""


def _known_currency(code: str) -> str:
    if code not in CURRENCIES:
        raise ValueError("Use an ISO 4217 code that can be charged, such as USD, EUR or JPY.")
    return code


Currency = Annotated[
    str,
    BeforeValidator(upper),
    AfterValidator(_known_currency),
]


def _one_line(text: str) -> str:
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise ValueError("Remove line breaks and control characters.")
    return text


OneLine = Annotated[str, AfterValidator(_one_line)]
"""Text without line breaks or control characters."""


class MoneyModel(BaseModel):
    """``{"amount": 2999, "currency": "USD"}``: integer minor units."""

    model_config = ConfigDict(extra="forbid", title="Money")

    amount: Annotated[int, Field(strict=True, ge=-(10**12), le=10**12)]
    currency: Currency

    def to_money(self) -> Money:
        """As the domain's value."""
        return Money(self.amount, self.currency)

    @classmethod
    def of(cls, money: Money) -> "MoneyModel":
        """From the domain's value."""
        return cls(amount=money.amount, currency=money.currency)

    @classmethod
    def maybe(cls, money: Money | None) -> "MoneyModel | None":
        """From a value that may be absent."""
        return cls.of(money) if money else None


def _timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Timestamp = Annotated[datetime, PlainSerializer(_timestamp, return_type=str, when_used="json")]
"""RFC 3339 in UTC."""


class ListOf[T](BaseModel):
    """One page of a list; ``next_cursor`` is null on the last page, ``total`` where it is not counted."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    items: list[T]
    next_cursor: str | None = None
    total: int | None = None


def present(model: BaseModel) -> Mapping[str, Any]:
    """Only the members the client sent: a PATCH tells absent from null."""
    return {name: getattr(model, name) for name in model.model_fields_set}
