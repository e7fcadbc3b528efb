"""The store entity and its rules."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from tradewind.stores.branding import Announcement, Branding

NICHES = (
    "fashion",
    "beauty",
    "home-garden",
    "electronics",
    "sports-outdoors",
    "toys-games",
    "pets",
    "health-wellness",
    "automotive",
    "baby-kids",
    "other",
)

RESERVED_SLUGS = frozenset(
    (
        "www api admin app mail static dashboard storefront shop store stores checkout cart account login register "
        "signup assets cdn media img images files help support status docs blog dev test staging prod production smtp "
        "imap pop ftp ns ns1 ns2 mx webmail autodiscover autoconfig localhost tradewind billing pay payments stripe "
        "webhooks webhook auth oauth sso security abuse postmaster hostmaster webmaster root null undefined"
    ).split()
)

SLUG_MAX = 50

GRACE = timedelta(days=30)
"""How long a deleted store can be brought back; then its data is removed."""


class HoldReason(StrEnum):
    """Why the account's plan holds a store: it is one more than the plan has, or the plan is not paid."""

    OVER_LIMIT = "over_limit"
    UNPAID = "unpaid"


class StoreStatus(StrEnum):
    """``active`` sells; ``paused`` says so to shoppers; ``deleted`` is gone for everyone but the books."""

    ACTIVE = "active"
    PAUSED = "paused"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """Where the business is. ``country`` is ISO 3166-1 alpha-2."""

    name: str
    line1: str
    city: str
    country: str
    line2: str = ""
    state: str = ""
    postal_code: str = ""

    def lines(self) -> list[str]:
        """As it is written on an envelope, without empty lines."""
        town = " ".join(part for part in (self.postal_code, self.city) if part)
        return [line for line in (self.name, self.line1, self.line2, town, self.state, self.country) if line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A merchant's shop.

    Attributes:
        slug: its name in the address (a DNS label), unique over the deployment.
        currency: ISO 4217; every price of the store is in it.
        locale: BCP 47, for money and dates shown to shoppers.
        timezone: IANA, for what a day is.
        contact_email: where shoppers write to; public when set.
        address: shown on policy pages only.
        deleted_at: when its owner deleted it; it can come back for ``GRACE`` after that.
        held: why the plan holds it: everything can be read and open orders finished, nothing new begins, and shoppers
            see it as paused. Its owner's ``status`` stays as it is for when the hold ends.
        erasing_since, erased_at: when the removal of its data began and ended.
        former_slugs: names it had, oldest first; their addresses redirect.
        version: counts edits; an edit must name the version it is based on, or takes the present one.
    """

    id: str
    user_id: str
    name: str
    slug: str
    niche: str
    description: str
    status: StoreStatus
    currency: str
    locale: str
    timezone: str
    created_at: datetime
    updated_at: datetime
    former_slugs: tuple[str, ...] = ()
    version: int = 1
    contact_email: str | None = None
    address: PostalAddress | None = None
    branding: Branding = field(default_factory=Branding)
    announcement: Announcement | None = None
    held: HoldReason | None = None
    deleted_at: datetime | None = None
    erasing_since: datetime | None = None
    erased_at: datetime | None = None

    @property
    def is_selling(self) -> bool:
        """Whether shoppers may buy, and schedules work for it."""
        return self.status is StoreStatus.ACTIVE and self.held is None

    @property
    def shown_status(self) -> StoreStatus:
        """What shoppers are told: a store that its plan holds is paused to them."""
        return StoreStatus.PAUSED if self.status is StoreStatus.ACTIVE and self.held else self.status
