"""Wire shapes of stores."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator

from tradewind.http.schemas import Currency, Input, OneLine, Output, Timestamp
from tradewind.stores.models import NICHES, Store, StoreStatus
from tradewind.stores.service import is_timezone

Locale = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$")]


def _known_timezone(name: str) -> str:
    if not is_timezone(name):
        raise ValueError("Use an IANA time zone such as Europe/Berlin.")
    return name


Timezone = Annotated[str, Field(max_length=64), AfterValidator(_known_timezone)]
Name = Annotated[OneLine, Field(min_length=1, max_length=80)]
Niche = Annotated[str, Field(min_length=1, max_length=60)]
Description = Annotated[str, Field(max_length=2000)]


class CreateStoreRequest(Input):
    """A new store."""

    name: Name
    niche: Niche = Field(description=f"What it sells; the dashboard offers {', '.join(NICHES)}.")
    description: Description = ""
    currency: Currency = "USD"
    locale: Locale = "en-US"
    timezone: Timezone = "UTC"


class UpdateStoreRequest(Input):
    """Members to change; absent ones stay. ``version`` guards against overwriting somebody else's edit."""

    name: Name | None = None
    slug: Annotated[str, Field(min_length=2, max_length=60)] | None = None
    niche: Niche | None = None
    description: Description | None = None
    status: Literal["active", "paused"] | None = None
    currency: Currency | None = None
    locale: Locale | None = None
    timezone: Timezone | None = None
    version: int | None = None

    @field_validator("name", "slug", "niche", "description", "status", "currency", "locale", "timezone", mode="after")
    @classmethod
    def _not_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("Leave the field out to keep it; it cannot be null.")
        return value


class StoreResponse(Output):
    """A store as its owner sees it."""

    id: str
    name: str
    slug: str
    niche: str
    description: str
    status: StoreStatus
    currency: str
    locale: str
    timezone: str
    storefront_url: str
    version: int
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, store: Store, storefront_url_template: str) -> "StoreResponse":
        """From the domain's store."""
        return cls(
            id=store.id,
            name=store.name,
            slug=store.slug,
            niche=store.niche,
            description=store.description,
            status=store.status,
            currency=store.currency,
            locale=store.locale,
            timezone=store.timezone,
            storefront_url=storefront_url_template.format(slug=store.slug),
            version=store.version,
            created_at=store.created_at,
            updated_at=store.updated_at,
        )
