"""Wire shapes of stores."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, EmailStr, Field, field_validator

from tradewind.access.models import Role
from tradewind.http.schemas import Currency, Input, OneLine, Output, Timestamp, present
from tradewind.stores.branding import (
    Announcement,
    Background,
    Fonts,
    Preset,
    Radius,
    look_of,
)
from tradewind.stores.models import GRACE, NICHES, HoldReason, PostalAddress, Store, StoreStatus
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


Line = Annotated[OneLine, Field(max_length=120)]


def _own_path(path: str) -> str:
    """A browser reads ``//host`` and ``/\\host`` as another site."""
    if not path.startswith("/") or path[1:2] in ("/", "\\"):
        raise ValueError("Use a path of your own store, such as /collections/sale.")
    return path


OwnPath = Annotated[OneLine, Field(min_length=1, max_length=300), AfterValidator(_own_path)]


class AddressModel(Input):
    """Where the business is; sent whole."""

    name: Annotated[Line, Field(min_length=1)]
    line1: Annotated[Line, Field(min_length=1)]
    line2: Line = ""
    city: Annotated[Line, Field(min_length=1)]
    state: Line = ""
    postal_code: Annotated[OneLine, Field(max_length=20)] = ""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2, such as DE.")]

    @classmethod
    def of(cls, address: PostalAddress) -> "AddressModel":
        """From the domain's address."""
        return cls(**{name: getattr(address, name) for name in cls.model_fields})


class BrandingRequest(Input):
    """Choices to change; absent ones stay, null takes the preset's (no preset: the one that suits the niche)."""

    preset: Preset | None = None
    accent: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")] | None = None
    background: Background | None = None
    fonts: Fonts | None = None
    radius: Radius | None = None
    logo_image_id: Annotated[str, Field(max_length=40)] | None = None

    @field_validator("accent", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value


class AnnouncementModel(Input):
    """A line above the shop; sent whole. ``href`` is a path of the store itself."""

    text: Annotated[OneLine, Field(min_length=1, max_length=140)]
    href: OwnPath | None = None
    active: bool = True


class CreateStoreRequest(Input):
    """A new store."""

    name: Name
    niche: Niche = Field(description=f"What it sells; the dashboard offers {', '.join(NICHES)}.")
    description: Description = ""
    currency: Currency = "USD"
    locale: Locale = "en-US"
    timezone: Timezone = "UTC"


class UpdateStoreRequest(Input):
    """Members to change; absent ones stay, and contact_email, address and announcement may be null to remove them.

    ``version`` guards against overwriting somebody else's edit.
    """

    name: Name | None = None
    slug: Annotated[str, Field(min_length=2, max_length=60)] | None = None
    niche: Niche | None = None
    description: Description | None = None
    status: Literal["active", "paused"] | None = None
    currency: Currency | None = None
    locale: Locale | None = None
    timezone: Timezone | None = None
    contact_email: EmailStr | None = None
    address: AddressModel | None = None
    branding: BrandingRequest | None = None
    announcement: AnnouncementModel | None = None
    version: int | None = None

    @field_validator(
        "name", "slug", "niche", "description", "status", "currency", "locale", "timezone", "branding", mode="after"
    )
    @classmethod
    def _not_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("Leave the field out to keep it; it cannot be null.")
        return value

    def to_changes(self) -> dict[str, Any]:
        """The members sent, as domain values; ``branding`` as its own members sent."""
        changes = dict(present(self))
        changes.pop("version", None)
        if "status" in changes:
            changes["status"] = StoreStatus(changes["status"])
        if self.address:
            changes["address"] = PostalAddress(**self.address.model_dump())
        if self.branding:
            changes["branding"] = dict(present(self.branding))
        if self.announcement:
            changes["announcement"] = Announcement(**self.announcement.model_dump())
        return changes


class BrandingResponse(Output):
    """What was chosen (null: the preset's), and in ``look`` what that comes to."""

    preset: Preset | None
    accent: str | None
    background: Background | None
    fonts: Fonts | None
    radius: Radius | None
    logo_image_id: str | None
    look: "LookResponse"


class LookResponse(Output):
    """Every choice settled."""

    preset: Preset
    accent: str
    on_accent: str
    background: Background
    fonts: Fonts
    radius: Radius


def _branding(store: Store) -> BrandingResponse:
    look = look_of(store.branding, store.niche)
    chosen = {name: getattr(store.branding, name) for name in BrandingRequest.model_fields}
    return BrandingResponse(
        **chosen, look=LookResponse(**{name: getattr(look, name) for name in LookResponse.model_fields})
    )


class StoreResponse(Output):
    """A store as those who work in it see it. ``role`` is the caller's; an API key has none."""

    id: str
    name: str
    slug: str
    niche: str
    description: str
    status: StoreStatus
    held: HoldReason | None = Field(description="Why the plan holds it: it can be read, and sells nothing.")
    role: Role | None
    currency: str
    locale: str
    timezone: str
    storefront_url: str
    contact_email: str | None
    address: AddressModel | None
    branding: BrandingResponse
    announcement: AnnouncementModel | None
    deleted_at: Timestamp | None
    erased_after: Timestamp | None = Field(description="Until then a deleted store can be restored.")
    version: int
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, store: Store, storefront_url_template: str, *, role: Role | None = Role.OWNER) -> "StoreResponse":
        """From the domain's store."""
        return cls(
            id=store.id,
            name=store.name,
            slug=store.slug,
            niche=store.niche,
            description=store.description,
            status=store.status,
            held=store.held,
            role=role,
            currency=store.currency,
            locale=store.locale,
            timezone=store.timezone,
            storefront_url=storefront_url_template.format(slug=store.slug),
            contact_email=store.contact_email,
            address=AddressModel.of(store.address) if store.address else None,
            branding=_branding(store),
            announcement=AnnouncementModel(
                text=store.announcement.text, href=store.announcement.href, active=store.announcement.active
            )
            if store.announcement
            else None,
            deleted_at=store.deleted_at,
            erased_after=store.deleted_at + GRACE if store.deleted_at else None,
            version=store.version,
            created_at=store.created_at,
            updated_at=store.updated_at,
        )
