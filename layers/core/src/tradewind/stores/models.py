"""The store entity and its rules."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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


class StoreStatus(StrEnum):
    """``active`` sells; ``paused`` says so to shoppers; ``deleted`` is gone for everyone but the books."""

    ACTIVE = "active"
    PAUSED = "paused"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A merchant's shop.

    Attributes:
        slug: its name in the address (a DNS label), unique over the deployment.
        currency: ISO 4217; every price of the store is in it.
        locale: BCP 47, for money and dates shown to shoppers.
        timezone: IANA, for what a day is.
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
    version: int = 1
