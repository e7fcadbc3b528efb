"""Lets a caller into a store, or says why not. Everything below ``/stores/{store_id}`` passes here."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tradewind.access.errors import PublishableKeyError, RoleTooLowError, ScopeMissingError, StoreHeldError
from tradewind.access.models import Actor, ActorKind, ApiKey, KeyKind, Member, Role
from tradewind.access.rules import Rule
from tradewind.access.tokens import matches, read_token
from tradewind.accounts.errors import NotAuthenticatedError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import is_id
from tradewind.stores.errors import StoreNotFoundError
from tradewind.stores.models import HoldReason, Store, StoreStatus

UNKNOWN_KEY = "This API key does not work: it is mistyped or was revoked."
HELD_TEXTS = {
    HoldReason.OVER_LIMIT: (
        "Your plan has room for fewer stores, so this one can only be read. Choose which stores stay open, or a larger"
        " plan."
    ),
    HoldReason.UNPAID: "The plan of this store's owner is not paid, so it can only be read until it is.",
}


class StoreFinder(Protocol):
    """Knows the stores."""

    def find(self, store_id: str) -> Store | None:
        """A store by id, in any status."""


class TeamFinder(Protocol):
    """Knows who works where."""

    def find_member(self, store_id: str, user_id: str) -> Member | None:
        """A colleague of a store."""

    def list_memberships(self, user_id: str, *, limit: int = 100) -> list[Member]:
        """The stores of others in which a user works."""


class KeyFinder(Protocol):
    """Knows the API keys."""

    def find(self, store_id: str, key_id: str) -> ApiKey | None:
        """A key by its ids."""

    def note_use(self, key: ApiKey, *, now: datetime) -> None:
        """Remember that a key was used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardDeps:
    """What letting in needs."""

    stores: StoreFinder
    team: TeamFinder
    keys: KeyFinder
    clock: Clock


@dataclass(slots=True)
class AuditNote:
    """What the audit log calls that which a route changed, where the request's own body does not say it."""

    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """A caller inside a store. ``role`` is None for an API key."""

    store: Store
    actor: Actor
    role: Role | None
    note: AuditNote = field(default_factory=AuditNote)


def admit_user(deps: GuardDeps, *, user_id: str, store_id: str, rule: Rule) -> Access:
    """Let a signed-in person in: one read for the owner, two for a colleague.

    Raises:
        StoreNotFoundError: unknown, deleted, or none of theirs: they look the same.
        RoleTooLowError. StoreHeldError.
    """
    store = _find(deps, store_id)
    if store.user_id == user_id:
        role, name = Role.OWNER, ""
    else:
        member = deps.team.find_member(store.id, user_id)
        if member is None:
            raise StoreNotFoundError
        role, name = member.role, member.email
    if not role.covers(rule.role):
        detail = f"Your role in this store is {role.value}; this needs the role {rule.role.value}. Ask its owner."
        raise RoleTooLowError(detail, extra={"role": role.value, "needed": rule.role.value})
    _check_hold(store, rule)
    return Access(store=store, actor=Actor(kind=ActorKind.USER, id=user_id, name=name), role=role)


def admit_key(deps: GuardDeps, *, token: str, store_id: str, rule: Rule) -> Access:
    """Let a secret API key in: two reads.

    Raises:
        NotAuthenticatedError: no such key. StoreNotFoundError: it is another store's.
        PublishableKeyError, ScopeMissingError, StoreHeldError.
    """
    claim = read_token(token)
    key = deps.keys.find(claim.store_id, claim.key_id) if claim else None
    if key is None or not matches(token, key.digest):
        raise NotAuthenticatedError(UNKNOWN_KEY)
    if key.store_id != store_id:
        raise StoreNotFoundError
    store = _find(deps, store_id)
    if key.kind is KeyKind.PUBLISHABLE:
        raise PublishableKeyError
    if rule.scope is None:
        raise ScopeMissingError("No API key may do this; sign in.", extra={"needed": None})
    if not any(rule.scope in scope.opens for scope in key.scopes):
        detail = f"This API key lacks the scope {rule.scope.value}. Make a key that has it."
        raise ScopeMissingError(detail, extra={"needed": rule.scope.value})
    _check_hold(store, rule)
    deps.keys.note_use(key, now=deps.clock())
    return Access(store=store, actor=Actor(kind=ActorKind.API_KEY, id=key.id, name=key.name), role=None)


def list_memberships(team: TeamFinder, stores: StoreFinder, *, user_id: str) -> list[tuple[Member, Store]]:
    """Stores of others in which a user works, without deleted ones: a query, and a read for each."""
    pairs = [(member, stores.find(member.store_id)) for member in team.list_memberships(user_id)]
    return [(member, store) for member, store in pairs if store and store.status is not StoreStatus.DELETED]


def _find(deps: GuardDeps, store_id: str) -> Store:
    store = deps.stores.find(store_id) if is_id(store_id, "str") else None
    if store is None or store.status is StoreStatus.DELETED:
        raise StoreNotFoundError
    return store


def _check_hold(store: Store, rule: Rule) -> None:
    if store.held and not rule.while_held:
        raise StoreHeldError(HELD_TEXTS[store.held], extra={"reason": store.held.value})
