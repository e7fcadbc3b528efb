"""Create, read, change and close stores."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import available_timezones

from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim
from tradewind.errors import InvalidInputError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id
from tradewind.kit.pagination import Page
from tradewind.kit.slug import former_slugs, numbered, slugify
from tradewind.stores.branding import check_branding
from tradewind.stores.errors import CurrencyLockedError, SlugTakenError, StaleVersionError, StoreNotFoundError
from tradewind.stores.models import RESERVED_SLUGS, SLUG_MAX, Store, StoreStatus
from tradewind.stores.ports import ImageLookup
from tradewind.stores.repository import StoreRepository

_SLUG_ATTEMPTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreDeps:
    """What the store use cases need. ``store_limit`` tells how many stores an account may have open."""

    stores: StoreRepository
    images: ImageLookup
    store_limit: Callable[[str], int]
    clock: Clock
    new_id: IdFactory


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStore:
    """Input of ``create_store``."""

    name: str
    niche: str
    description: str = ""
    currency: str = "USD"
    locale: str = "en-US"
    timezone: str = "UTC"


def create_store(deps: StoreDeps, *, user_id: str, new: NewStore, once: IdempotencyClaim | None = None) -> Store:
    """Open a store under the first free slug of its name (``mugs``, ``mugs-2``, ...).

    With ``once`` (an Idempotency-Key) a repeated call answers with the store of the first.

    Raises:
        StoreLimitError: the account has as many stores as it may. PlanUnpaidError: its plan is not paid.
    """
    limit = deps.store_limit(user_id)
    base = _base_slug(new.name)
    now = deps.clock()
    for attempt in range(1, _SLUG_ATTEMPTS + 1):
        slug = numbered(base, attempt, max_length=SLUG_MAX)
        if slug in RESERVED_SLUGS:
            continue
        store = Store(
            id=deps.new_id("str"),
            user_id=user_id,
            name=new.name,
            slug=slug,
            niche=new.niche,
            description=new.description,
            status=StoreStatus.ACTIVE,
            currency=new.currency,
            locale=new.locale,
            timezone=new.timezone,
            created_at=now,
            updated_at=now,
        )
        try:
            deps.stores.create(store, limit=limit, once=once)
        except SlugTakenError:
            continue
        except AlreadyDoneError as done:
            return get_store(deps, user_id=user_id, store_id=done.result_id)
        return store
    raise InvalidInputError.field("name", "Every address made from this name is taken. Choose another name.", "taken")


def get_store(deps: StoreDeps, *, user_id: str, store_id: str) -> Store:
    """The user's own store.

    Raises:
        StoreNotFoundError: unknown, deleted, or somebody else's: the three look the same.
    """
    store = deps.stores.find(store_id) if is_id(store_id, "str") else None
    if store is None or store.user_id != user_id or store.status is StoreStatus.DELETED:
        raise StoreNotFoundError
    return store


def list_stores(
    deps: StoreDeps, *, user_id: str, limit: int, cursor: str | None = None, page: int | None = None
) -> Page[Store]:
    """The user's stores, newest first, by cursor or page number; without a cursor they are also counted."""
    if cursor:
        return deps.stores.list_of_user(user_id, limit=limit, cursor=cursor)
    page = page or 1
    everything = deps.stores.list_of_user(user_id, limit=page * limit, cursor=None)
    return Page(everything.items[(page - 1) * limit :], everything.next_cursor, deps.stores.count_of_user(user_id))


def update_store(
    deps: StoreDeps, *, store: Store, changes: Mapping[str, Any], expected_version: int | None = None
) -> Store:
    """Apply ``changes`` (only the members present; of ``branding`` too) to ``store``.

    Raises:
        StaleVersionError, SlugTakenError, CurrencyLockedError, InvalidInputError.
    """
    if expected_version is not None and expected_version != store.version:
        raise StaleVersionError
    values = dict(changes)
    if "slug" in values and values["slug"] != store.slug:
        values["slug"] = _checked_slug(values["slug"])
    if values.get("currency", store.currency) != store.currency:
        counts = deps.stores.counters(store.id)
        if any(counts.values()):
            raise CurrencyLockedError
    if "branding" in values:
        values["branding"] = replace(store.branding, **values["branding"])
    changed = replace(store, **values)
    if changed == store:
        return store
    if (changed.branding, changed.niche) != (store.branding, store.niche):
        check_branding(changed.branding, changed.niche)
        _check_logo(deps, changed, previous=store)
    if changed.slug != store.slug:
        changed = replace(changed, former_slugs=former_slugs(store.former_slugs, store.slug, changed.slug))
    changed = replace(changed, updated_at=deps.clock(), version=store.version + 1)
    deps.stores.update(changed, previous=store)
    return changed


def _check_logo(deps: StoreDeps, store: Store, *, previous: Store) -> None:
    image_id = store.branding.logo_image_id
    if image_id and image_id != previous.branding.logo_image_id and deps.images.find(store.id, image_id) is None:
        message = "There is no such image in this store. Upload it first."
        raise InvalidInputError.field("branding.logo_image_id", message, "image_not_found")


def is_timezone(name: str) -> bool:
    """Whether ``name`` is an IANA time zone."""
    return name in available_timezones()


def _base_slug(name: str) -> str:
    slug = slugify(name, max_length=SLUG_MAX)
    # "xn--" would claim to be punycode; an empty or one-letter rest says nothing.
    if len(slug) < 2 or slug.startswith("xn-"):
        return "store"
    return f"{slug}-store" if slug in RESERVED_SLUGS else slug


def _checked_slug(slug: str) -> str:
    if slug in RESERVED_SLUGS:
        raise InvalidInputError.field("slug", "This address is reserved. Choose another one.", "slug_reserved")
    if slugify(slug, max_length=SLUG_MAX) != slug or len(slug) < 2 or slug.startswith("xn-"):
        message = f"Use 2 to {SLUG_MAX} lower-case letters, digits and single hyphens."
        raise InvalidInputError.field("slug", message, "slug_malformed")
    return slug
