"""Colleagues, invitations, API keys, and who a request comes from."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

INVITATION_LIFETIME = timedelta(days=7)
MAX_TEAM = 50
"""Colleagues and open invitations of one store."""
MAX_KEYS = 20
"""API keys of one store."""


class Role(StrEnum):
    """What a person may do in a store; each role may do what the ones below it may."""

    OWNER = "owner"
    """Everything; the account that opened the store. Deletes it, is paid by it, invites people, makes API keys."""
    MANAGER = "manager"
    """Runs the shop: products, orders, settings, research, purchasing; reads the audit log."""
    VIEWER = "viewer"
    """Reads."""

    def covers(self, other: "Role") -> bool:
        """Whether this role may do what ``other`` may."""
        order = (Role.VIEWER, Role.MANAGER, Role.OWNER)
        return order.index(self) >= order.index(other)


GRANTABLE = (Role.MANAGER, Role.VIEWER)
"""Roles that can be given to somebody; a store has one owner."""


class Scope(StrEnum):
    """What a secret API key opens. ``write`` comes with ``read`` of the same area."""

    STORE_READ = "store:read"
    STORE_WRITE = "store:write"
    CATALOG_READ = "catalog:read"
    CATALOG_WRITE = "catalog:write"
    ORDERS_READ = "orders:read"
    ORDERS_WRITE = "orders:write"
    PURCHASING_READ = "purchasing:read"
    PURCHASING_WRITE = "purchasing:write"
    RESEARCH_READ = "research:read"
    RESEARCH_WRITE = "research:write"

    @property
    def opens(self) -> frozenset["Scope"]:
        """Itself, and what comes with it."""
        area, _, verb = self.value.partition(":")
        return frozenset((self, Scope(f"{area}:read"))) if verb == "write" else frozenset((self,))


class KeyKind(StrEnum):
    """``publishable`` may be seen by anybody and names a store to the public API; ``secret`` acts for the store."""

    PUBLISHABLE = "publishable"
    SECRET = "secret"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A colleague in a store. ``email`` is the address that was invited."""

    store_id: str
    user_id: str
    email: str
    role: Role
    joined_at: datetime
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An offer of a role to an address.

    Attributes:
        id: made from the address, so that a second invitation replaces the first.
        nonce: what the mailed link was made with; a new one ends older links.
    """

    id: str
    store_id: str
    email: str
    role: Role
    invited_by: str
    nonce: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key of a store.

    Attributes:
        digest: SHA-256 of the token, which nobody can read again. A token has 160 random bits: no salt is needed.
        hint: the token's last four characters, to tell keys apart.
        last_used_at: at most an hour behind.
    """

    id: str
    store_id: str
    kind: KeyKind
    name: str
    scopes: tuple[Scope, ...]
    digest: str
    hint: str
    created_by: str
    created_at: datetime
    last_used_at: datetime | None = None


class ActorKind(StrEnum):
    """Who did something."""

    USER = "user"
    API_KEY = "api_key"
    AI = "ai"
    SYSTEM = "system"
    """A schedule or worker, by rules the merchant set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who did something: ``id`` of the user or key, ``name`` as people know it (an address, a key's name)."""

    kind: ActorKind
    id: str
    name: str = ""
