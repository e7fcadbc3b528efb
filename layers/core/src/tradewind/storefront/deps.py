"""What rendering needs from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tradewind.catalog.image_repository import ImageRepository
from tradewind.catalog.repository import CatalogRepository
from tradewind.collections.repository import CollectionRepository
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.kit.pagination import CursorSigner
from tradewind.search.ports import SnapshotStorage
from tradewind.stores.page_repository import PageRepository
from tradewind.stores.repository import StoreRepository


class CachePurger(Protocol):
    """Tells page caches in front of the storefront what changed."""

    def purge(self, tags: Sequence[str]) -> None:
        """Drop everything tagged so (``store:<slug>``); best effort, caches also expire by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectionDeps:
    """What rendering needs."""

    stores: StoreRepository
    pages: PageRepository
    images: ImageRepository
    catalog: CatalogRepository
    collections: CollectionRepository
    storage: SnapshotStorage
    cursors: CursorSigner
    clock: Clock
    new_id: IdFactory
    media_base_url: str
    purger: CachePurger
