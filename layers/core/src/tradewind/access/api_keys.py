"""Make and revoke a store's API keys."""

from dataclasses import dataclass

from tradewind.access.errors import KeyNotFoundError, TooManyKeysError
from tradewind.access.guard import UNKNOWN_KEY, Access, StoreFinder
from tradewind.access.key_repository import KeyRepository
from tradewind.access.models import MAX_KEYS, ApiKey, KeyKind, Scope
from tradewind.access.tokens import digest, make_token, matches, read_token
from tradewind.accounts.errors import NotAuthenticatedError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.stores.models import Store, StoreStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDeps:
    """What the key use cases need."""

    keys: KeyRepository
    stores: StoreFinder
    clock: Clock
    new_id: IdFactory


def create_key(
    deps: KeyDeps, *, access: Access, kind: KeyKind, name: str, scopes: tuple[Scope, ...]
) -> tuple[ApiKey, str]:
    """A new key and its token, which is never to be had again.

    Raises:
        TooManyKeysError.
    """
    store = access.store
    if len(deps.keys.list_keys(store.id)) >= MAX_KEYS:
        detail = f"A store has up to {MAX_KEYS} API keys. Revoke one that nothing uses."
        raise TooManyKeysError(detail, extra={"limit": MAX_KEYS})
    key_id = deps.new_id("key")
    token = make_token(kind, store_id=store.id, key_id=key_id)
    key = ApiKey(
        id=key_id,
        store_id=store.id,
        kind=kind,
        name=name,
        scopes=scopes,
        digest=digest(token),
        hint=token[-4:],
        created_by=access.actor.id,
        created_at=deps.clock(),
    )
    deps.keys.create(key)
    return key, token


def revoke_key(deps: KeyDeps, *, store: Store, key_id: str) -> ApiKey:
    """Make a key stop working at once and for good. Returns what it was.

    Raises:
        KeyNotFoundError: there is none.
    """
    key = deps.keys.find(store.id, key_id)
    if key is None:
        raise KeyNotFoundError
    deps.keys.revoke(store.id, key_id)
    return key


def find_store(deps: KeyDeps, *, token: str) -> Store:
    """The store that a key of either kind names.

    Raises:
        NotAuthenticatedError: no such key, or its store is deleted.
    """
    claim = read_token(token)
    key = deps.keys.find(claim.store_id, claim.key_id) if claim else None
    store = deps.stores.find(key.store_id) if key and matches(token, key.digest) else None
    if key is None or store is None or store.status is StoreStatus.DELETED:
        raise NotAuthenticatedError(UNKNOWN_KEY)
    deps.keys.note_use(key, now=deps.clock())
    return store
