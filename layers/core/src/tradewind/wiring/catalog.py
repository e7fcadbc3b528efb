"""The part of the composition root that fills and keeps shelves: products, pictures, prices, imports."""

from functools import cached_property
from typing import TYPE_CHECKING

from tradewind.wiring.research import ResearchWiring

if TYPE_CHECKING:
    from tradewind.access.journal import Journal
    from tradewind.catalog.bulk import BulkDeps
    from tradewind.catalog.images import ImageDeps
    from tradewind.catalog.service import CatalogDeps
    from tradewind.collections.service import CollectionDeps
    from tradewind.importing.copy_work import CopyDeps
    from tradewind.importing.job_deps import ImportWorkDeps
    from tradewind.importing.jobs import JobDeps, WatchedItems
    from tradewind.importing.review import PublishGuard, ReviewDeps
    from tradewind.importing.service import ImportDeps
    from tradewind.importing.source_repository import SourceRepository
    from tradewind.importing.sync_apply import SyncDeps
    from tradewind.importing.transfer_repository import TransferRepository
    from tradewind.importing.transfer_work import WorkDeps
    from tradewind.importing.transfers import TransferDeps
    from tradewind.pricing.service import PricingDeps
    from tradewind.search.listing import ListingDeps


class CatalogWiring(ResearchWiring):
    """Use cases of the catalogue and of what comes into it."""

    @cached_property
    def catalog_deps(self) -> "CatalogDeps":
        from tradewind.catalog.service import CatalogDeps

        return CatalogDeps(
            catalog=self.catalog,
            clock=self.clock,
            new_id=self.new_id,
            limit=self.limits.products,
            guard=lambda product: self.publish_guard(product),
        )

    @cached_property
    def copy_deps(self) -> "CopyDeps":
        from tradewind.copywriting.voice_repository import VoiceRepository
        from tradewind.importing.copy_repository import CopyRepository
        from tradewind.importing.copy_work import CopyDeps

        _ = self._table_ready
        return CopyDeps(
            requests=CopyRepository(clock=self.clock, new_id=self.new_id),
            sources=self.import_sources,
            catalog=self.catalog_deps,
            voices=VoiceRepository(),
            ai=self.ai_deps,
            model=self.ai_settings.ai_copy_model,
            journal=self.journal,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def sync_deps(self) -> "SyncDeps":
        from tradewind.importing.sync_apply import SyncDeps
        from tradewind.importing.sync_repository import SyncRepository

        _ = self._table_ready
        return SyncDeps(
            changes=SyncRepository(clock=self.clock, new_id=self.new_id, cursors=self.cursors),
            sources=self.import_sources,
            catalog=self.catalog_deps,
            pricing=self.pricing_deps,
            suppliers=lambda: self.suppliers,
            journal=self.journal,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def publish_guard(self) -> "PublishGuard":
        from tradewind.importing.review import PublishGuard

        return PublishGuard(sources=self.import_sources, clock=self.clock, new_id=self.new_id)

    @cached_property
    def review_deps(self) -> "ReviewDeps":
        from tradewind.importing.review import ReviewDeps

        return ReviewDeps(catalog=self.catalog_deps, sources=self.import_sources)

    @cached_property
    def bulk_deps(self) -> "BulkDeps":
        from tradewind.catalog.bulk import BulkDeps
        from tradewind.catalog.bulk_repository import BulkRepository

        return BulkDeps(catalog=self.catalog_deps, bulks=BulkRepository(clock=self.clock))

    @cached_property
    def collection_deps(self) -> "CollectionDeps":
        from tradewind.collections.service import CollectionDeps

        return CollectionDeps(collections=self.collections, clock=self.clock, new_id=self.new_id)

    @cached_property
    def listing_deps(self) -> "ListingDeps":
        from tradewind.search.listing import ListingDeps

        return ListingDeps(
            catalog=self.catalog,
            collections=self.collections,
            indexes=self.indexes,
            cursors=self.cursors,
            clock=self.clock,
            media_base_url=self.storefront_settings.media_base_url,
        )

    @cached_property
    def image_deps(self) -> "ImageDeps":
        from tradewind.catalog.images import ImageDeps

        return ImageDeps(images=self.image_records, storage=self.image_storage, clock=self.clock, new_id=self.new_id)

    @cached_property
    def watched_items(self) -> "WatchedItems":
        from tradewind.research.watched import WatchedCandidates

        return WatchedCandidates(self.candidates)

    @cached_property
    def job_deps(self) -> "JobDeps":
        from tradewind.importing.job_repository import JobRepository
        from tradewind.importing.jobs import JobDeps

        _ = self._table_ready
        return JobDeps(
            jobs=JobRepository(clock=self.clock, new_id=self.new_id, cursors=self.cursors),
            watched=self.watched_items,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def import_work_deps(self) -> "ImportWorkDeps":
        from time import monotonic

        from tradewind.copywriting.voice_repository import VoiceRepository
        from tradewind.importing.job_deps import ImportWorkDeps
        from tradewind.importing.picture_repository import PictureRepository

        return ImportWorkDeps(
            work=self.job_deps,
            suppliers=lambda: self.suppliers,
            ai=self.ai_deps,
            copy_model=self.ai_settings.ai_copy_model,
            voices=VoiceRepository(),
            pricing=self.pricing_deps,
            catalog=self.catalog_deps,
            images=self.image_deps,
            renderer=self.renderer,
            pictures=PictureRepository(),
            new_fetcher=self.new_fetcher,
            sources=self.import_sources,
            journal=self.journal,
            monotonic=monotonic,
        )

    @cached_property
    def import_sources(self) -> "SourceRepository":
        from tradewind.importing.source_repository import SourceRepository

        _ = self._table_ready
        return SourceRepository()

    @cached_property
    def pricing_deps(self) -> "PricingDeps":
        from tradewind.pricing.rates import OperatorRates
        from tradewind.pricing.repository import PricingRepository
        from tradewind.pricing.service import PricingDeps

        _ = self._table_ready
        return PricingDeps(
            rules=PricingRepository(),
            costs=self.import_sources,
            bulk=self.bulk_deps,
            operator_rates=OperatorRates.parse(self.rate_settings.exchange_rates),
            clock=self.clock,
        )

    @cached_property
    def import_deps(self) -> "ImportDeps":
        from tradewind.importing.service import ImportDeps

        return ImportDeps(
            catalog=self.catalog_deps, images=self.image_deps, renderer=self.renderer, fetcher=self.new_fetcher()
        )

    @cached_property
    def transfers(self) -> "TransferRepository":
        from tradewind.importing.transfer_repository import TransferRepository

        _ = self._table_ready
        return TransferRepository(clock=self.clock, new_id=self.new_id, cursors=self.cursors)

    @cached_property
    def transfer_deps(self) -> "TransferDeps":
        from tradewind.importing.transfers import TransferDeps

        return TransferDeps(transfers=self.transfers, files=self.media, clock=self.clock, new_id=self.new_id)

    @cached_property
    def transfer_work_deps(self) -> "WorkDeps":
        from time import monotonic

        from tradewind.importing.transfer_repository import SheetCatalogRepository
        from tradewind.importing.transfer_work import WorkDeps

        return WorkDeps(
            transfers=self.transfers,
            shelf=SheetCatalogRepository(),
            files=self.media,
            catalog=self.catalog_deps,
            images=self.image_deps,
            renderer=self.renderer,
            new_fetcher=self.new_fetcher,
            monotonic=monotonic,
        )

    @cached_property
    def journal(self) -> "Journal":
        from tradewind.access.journal import Journal

        return Journal(self.audit_log, clock=self.clock, new_id=self.new_id)
