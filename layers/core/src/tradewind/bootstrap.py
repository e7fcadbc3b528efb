"""The composition root: the only place that knows who is real. Everything is built on first use, so that a function
pays only for what it touches; heavy SDKs are imported inside the property that needs them."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tradewind.db.client import configure
from tradewind.kit.clock import Clock, utc_now
from tradewind.kit.ids import IdFactory, id_factory
from tradewind.kit.pagination import CursorSigner
from tradewind.settings import (
    AuthSettings,
    ImageSettings,
    LimitSettings,
    MailSettings,
    QueueSettings,
    StorefrontSettings,
    StripeSettings,
    TableSettings,
    WebhookSettings,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradewind.accounts.repository import AccountRepository
    from tradewind.accounts.service import AccountDeps, PasswordHasher
    from tradewind.accounts.tokens import TokenMaker
    from tradewind.adapters.s3_images import S3Images
    from tradewind.adapters.sqs_queue import SqsQueue
    from tradewind.adapters.stripe_webhooks import StripeSignatures
    from tradewind.catalog.bulk import BulkDeps
    from tradewind.catalog.image_repository import ImageRepository
    from tradewind.catalog.images import ImageDeps
    from tradewind.catalog.ports import ImageRenderer, ImageStorage
    from tradewind.catalog.repository import CatalogRepository
    from tradewind.catalog.service import CatalogDeps
    from tradewind.checkout.ports import PaymentGateway
    from tradewind.checkout.reconciliation import ReconciliationDeps
    from tradewind.checkout.repository import CheckoutRepository
    from tradewind.checkout.service import CheckoutDeps
    from tradewind.checkout.settlement import SettlementDeps
    from tradewind.collections.repository import CollectionRepository
    from tradewind.collections.service import CollectionDeps
    from tradewind.discounts.repository import DiscountRepository
    from tradewind.discounts.service import DiscountDeps
    from tradewind.importing.export_work import ExportDeps
    from tradewind.importing.ports import PictureFetcher
    from tradewind.importing.service import ImportDeps
    from tradewind.importing.transfer_repository import TransferRepository
    from tradewind.importing.transfer_work import WorkDeps
    from tradewind.importing.transfers import TransferDeps
    from tradewind.mailing.ports import MailTransport
    from tradewind.mailing.service import MailDeps
    from tradewind.messaging.ports import EventBus
    from tradewind.orders.documents import DocumentRenderer
    from tradewind.orders.links import OrderLinks
    from tradewind.orders.ports import OrderPayments
    from tradewind.orders.repository import OrderRepository
    from tradewind.orders.service.deps import OrderDeps
    from tradewind.search.cache import IndexCache
    from tradewind.search.listing import ListingDeps
    from tradewind.search.ports import SnapshotStorage
    from tradewind.selling.ports import PaymentAccounts
    from tradewind.selling.repository import SellingRepository
    from tradewind.selling.service import SellingDeps
    from tradewind.storefront.deps import CachePurger, ProjectionDeps
    from tradewind.stores.life import ErasureDeps, LifeDeps
    from tradewind.stores.page_repository import PageRepository
    from tradewind.stores.page_service import PageDeps
    from tradewind.stores.repository import StoreRepository
    from tradewind.stores.service import StoreDeps


class Container:
    """Lazily built services of one process. Tests subclass or assign what they want to replace."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self.clock: Clock = clock
        self.new_id: IdFactory = id_factory(clock)

    # Settings

    @cached_property
    def auth_settings(self) -> AuthSettings:
        return AuthSettings.load()

    @cached_property
    def storefront_settings(self) -> StorefrontSettings:
        return StorefrontSettings.load()

    @cached_property
    def stripe_settings(self) -> StripeSettings:
        return StripeSettings.load()

    @cached_property
    def limit_settings(self) -> LimitSettings:
        return LimitSettings.load()

    @cached_property
    def mail_settings(self) -> MailSettings:
        return MailSettings.load()

    @cached_property
    def cursors(self) -> CursorSigner:
        return CursorSigner(lambda: b"cursor\0" + self.auth_settings.token_signing_key.get_secret_value().encode())

    @cached_property
    def _table_ready(self) -> bool:
        configure(TableSettings.load())
        return True

    def prepare_documents(self) -> None:
        """Make raw document reads possible (``db.documents`` has no repository around it)."""
        _ = self._table_ready

    def is_table_reachable(self) -> bool:
        """One cheap read; False on any failure to reach the table."""
        from tradewind.db import documents, keys

        try:
            self.prepare_documents()
            documents.find_document(keys.public_store("-"))
        except Exception:
            return False
        return True

    # Vendors

    @cached_property
    def hasher(self) -> "PasswordHasher":
        from tradewind.adapters.argon2_passwords import Argon2Passwords

        return Argon2Passwords()

    @cached_property
    def payments(self) -> "PaymentGateway":
        from tradewind.adapters.stripe_payments import StripePayments

        return StripePayments(self.stripe_settings)

    @cached_property
    def order_payments(self) -> "OrderPayments":
        from tradewind.adapters.stripe_orders import StripeOrderPayments

        return StripeOrderPayments(self.stripe_settings)

    @cached_property
    def payment_accounts(self) -> "PaymentAccounts":
        from tradewind.adapters.stripe_accounts import StripeAccounts

        return StripeAccounts(self.stripe_settings)

    @cached_property
    def signatures(self) -> "StripeSignatures":
        from tradewind.adapters.stripe_webhooks import StripeSignatures

        return StripeSignatures(WebhookSettings.load())

    @cached_property
    def queue(self) -> "SqsQueue":
        from tradewind.adapters.sqs_queue import SqsQueue

        return SqsQueue(QueueSettings.load())

    @cached_property
    def bus(self) -> "EventBus":
        settings = QueueSettings.load()
        if settings.event_bus_name:
            from tradewind.adapters.eventbridge_bus import EventBridgeBus

            return EventBridgeBus(settings)
        from tradewind.adapters.sqs_queue import QueueBus

        return QueueBus(self.queue)

    @cached_property
    def image_storage(self) -> "ImageStorage":
        return self.media

    @cached_property
    def media(self) -> "S3Images":
        from tradewind.adapters.s3_images import S3Images

        return S3Images(ImageSettings.load())

    @cached_property
    def snapshot_storage(self) -> "SnapshotStorage":
        from tradewind.adapters.s3_snapshots import S3Snapshots

        return S3Snapshots(ImageSettings.load())

    @cached_property
    def indexes(self) -> "IndexCache":
        from tradewind.search.cache import IndexCache

        return IndexCache(self.snapshot_storage)

    @cached_property
    def renderer(self) -> "ImageRenderer":
        from tradewind.adapters.pillow_renderer import PillowRenderer

        return PillowRenderer()

    def document_renderer(self, fonts: Path) -> "DocumentRenderer":
        """The renderer of PDF files, with the font files of the function that has them."""
        from tradewind.adapters.pdf_documents import PdfDocuments

        return PdfDocuments(fonts)

    @cached_property
    def new_fetcher(self) -> "Callable[[], PictureFetcher]":
        """Fetchers remember hosts they could not reach, so each piece of work takes a new one."""
        from tradewind.adapters.picture_fetch import GuardedFetcher

        return GuardedFetcher

    @cached_property
    def mail_transport(self) -> "MailTransport":
        if self.mail_settings.mail_transport == "smtp":
            from tradewind.adapters.smtp_email import SmtpMail

            return SmtpMail(self.mail_settings)
        from tradewind.adapters.ses_email import SesMail

        return SesMail(self.mail_settings)

    @cached_property
    def purger(self) -> "CachePurger":
        from tradewind.adapters.http_purge import HttpPurger, NoPurger

        settings = self.storefront_settings
        if settings.storefront_purge_url and settings.storefront_purge_token:
            return HttpPurger(settings.storefront_purge_url, settings.storefront_purge_token.get_secret_value())
        return NoPurger()

    # Repositories

    @cached_property
    def accounts(self) -> "AccountRepository":
        from tradewind.accounts.repository import AccountRepository

        _ = self._table_ready
        return AccountRepository()

    @cached_property
    def stores(self) -> "StoreRepository":
        from tradewind.stores.repository import StoreRepository

        _ = self._table_ready
        return StoreRepository(clock=self.clock, new_id=self.new_id, cursors=self.cursors)

    @cached_property
    def pages(self) -> "PageRepository":
        from tradewind.stores.page_repository import PageRepository

        _ = self._table_ready
        return PageRepository(clock=self.clock, new_id=self.new_id)

    @cached_property
    def catalog(self) -> "CatalogRepository":
        from tradewind.catalog.repository import CatalogRepository

        _ = self._table_ready
        return CatalogRepository(clock=self.clock, new_id=self.new_id, cursors=self.cursors)

    @cached_property
    def image_records(self) -> "ImageRepository":
        from tradewind.catalog.image_repository import ImageRepository

        _ = self._table_ready
        return ImageRepository(clock=self.clock, new_id=self.new_id)

    @cached_property
    def collections(self) -> "CollectionRepository":
        from tradewind.collections.repository import CollectionRepository

        _ = self._table_ready
        return CollectionRepository(clock=self.clock, new_id=self.new_id)

    @cached_property
    def orders(self) -> "OrderRepository":
        from tradewind.orders.repository import OrderRepository

        _ = self._table_ready
        return OrderRepository(clock=self.clock, new_id=self.new_id, cursors=self.cursors)

    @cached_property
    def selling(self) -> "SellingRepository":
        from tradewind.selling.repository import SellingRepository

        _ = self._table_ready
        return SellingRepository(clock=self.clock, new_id=self.new_id)

    @cached_property
    def discounts(self) -> "DiscountRepository":
        from tradewind.discounts.repository import DiscountRepository

        _ = self._table_ready
        return DiscountRepository(clock=self.clock, cursors=self.cursors)

    @cached_property
    def order_links(self) -> "OrderLinks":
        from tradewind.orders.links import OrderLinks

        return OrderLinks(
            lambda: b"order\0" + self.auth_settings.token_signing_key.get_secret_value().encode(),
            self.storefront_settings.storefront_url_template,
        )

    @cached_property
    def checkouts(self) -> "CheckoutRepository":
        from tradewind.checkout.repository import CheckoutRepository

        return CheckoutRepository(clock=self.clock, new_id=self.new_id, orders=self.orders)

    # Use cases

    @cached_property
    def tokens(self) -> "TokenMaker":
        from tradewind.accounts.tokens import TokenMaker

        settings = self.auth_settings
        return TokenMaker(
            key=settings.token_signing_key.get_secret_value(), issuer=settings.token_issuer, clock=self.clock
        )

    @cached_property
    def account_deps(self) -> "AccountDeps":
        from tradewind.accounts.service import AccountDeps

        return AccountDeps(
            users=self.accounts, hasher=self.hasher, tokens=self.tokens, clock=self.clock, new_id=self.new_id
        )

    @cached_property
    def store_deps(self) -> "StoreDeps":
        from tradewind.stores.service import StoreDeps

        return StoreDeps(
            stores=self.stores,
            images=self.image_records,
            store_limit=self.limit_settings.store_limit,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def life_deps(self) -> "LifeDeps":
        from tradewind.orders.open_repository import OpenOrderRepository
        from tradewind.stores.life import LifeDeps

        return LifeDeps(
            stores=self.stores,
            orders=OpenOrderRepository(),
            clock=self.clock,
            store_limit=self.limit_settings.store_limit,
        )

    @cached_property
    def erasure_deps(self) -> "ErasureDeps":
        from tradewind.stores.life import ErasureDeps

        return ErasureDeps(stores=self.stores, media=self.media, clock=self.clock)

    @cached_property
    def page_deps(self) -> "PageDeps":
        from tradewind.stores.page_service import PageDeps

        return PageDeps(pages=self.pages, clock=self.clock)

    @cached_property
    def catalog_deps(self) -> "CatalogDeps":
        from tradewind.catalog.service import CatalogDeps

        return CatalogDeps(catalog=self.catalog, clock=self.clock, new_id=self.new_id)

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
    def order_deps(self) -> "OrderDeps":
        from tradewind.orders.service.deps import OrderDeps

        return OrderDeps(orders=self.orders, payments=lambda: self.order_payments, clock=self.clock, new_id=self.new_id)

    @cached_property
    def selling_deps(self) -> "SellingDeps":
        from tradewind.selling.service import SellingDeps

        return SellingDeps(
            settings=self.selling,
            accounts=lambda: self.payment_accounts,
            clock=self.clock,
            new_id=self.new_id,
            connects=self.stripe_settings.payments == "connect",
            is_test=self.stripe_settings.is_test,
            storefront_url_template=self.storefront_settings.storefront_url_template,
        )

    @cached_property
    def discount_deps(self) -> "DiscountDeps":
        from tradewind.discounts.service import DiscountDeps

        return DiscountDeps(discounts=self.discounts, clock=self.clock)

    @cached_property
    def checkout_deps(self) -> "CheckoutDeps":
        from tradewind.checkout.service import CheckoutDeps

        settings = self.storefront_settings
        hosts = (host.strip() for host in settings.checkout_return_hosts.split(","))
        return CheckoutDeps(
            checkouts=self.checkouts,
            payments=self.payments,
            clock=self.clock,
            new_id=self.new_id,
            storefront_url_template=settings.storefront_url_template,
            media_base_url=settings.media_base_url,
            return_hosts=frozenset(host for host in hosts if host),
            connects=self.stripe_settings.payments == "connect",
            is_test=self.stripe_settings.is_test,
            fee_basis_points=self.stripe_settings.platform_fee_basis_points,
        )

    @cached_property
    def settlement_deps(self) -> "SettlementDeps":
        from tradewind.checkout.settlement import SettlementDeps

        return SettlementDeps(
            checkouts=self.checkouts,
            orders=self.orders,
            selling=self.selling,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def reconciliation_deps(self) -> "ReconciliationDeps":
        from tradewind.checkout.reconciliation import ReconciliationDeps

        return ReconciliationDeps(
            settlement=self.settlement_deps,
            payments=self.payments,
            orders=self.orders,
            stores=self.stores,
            selling=self.selling,
        )

    @cached_property
    def projection_deps(self) -> "ProjectionDeps":
        from tradewind.storefront.deps import ProjectionDeps

        return ProjectionDeps(
            stores=self.stores,
            pages=self.pages,
            images=self.image_records,
            catalog=self.catalog,
            collections=self.collections,
            storage=self.snapshot_storage,
            cursors=self.cursors,
            clock=self.clock,
            new_id=self.new_id,
            media_base_url=self.storefront_settings.media_base_url,
            purger=self.purger,
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
    def export_deps(self) -> "ExportDeps":
        from tradewind.importing.export_work import ExportDeps
        from tradewind.importing.transfer_repository import SheetCatalogRepository

        return ExportDeps(
            transfers=self.transfers,
            shelf=SheetCatalogRepository(),
            files=self.media,
            catalog=self.catalog,
            media_base_url=self.storefront_settings.media_base_url,
        )

    @cached_property
    def mail_deps(self) -> "MailDeps":
        from tradewind.mailing.repository import MailClaims
        from tradewind.mailing.service import MailDeps

        return MailDeps(
            claims=MailClaims(),
            transport=self.mail_transport,
            orders=self.orders,
            stores=self.stores,
            accounts=self.accounts,
            links=self.order_links,
            sender=self.mail_settings.mail_from,
            storefront_url_template=self.storefront_settings.storefront_url_template,
            dashboard_url=self.storefront_settings.dashboard_url,
        )


_container: Container | None = None


def get_container() -> Container:
    """The process's container."""
    global _container
    if _container is None:
        _container = Container()
    return _container


def set_container(container: Container | None) -> None:
    """Replace the process's container (tests, the local world's seed)."""
    global _container
    _container = container
