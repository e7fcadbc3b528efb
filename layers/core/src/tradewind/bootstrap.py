"""The composition root: the only place that knows who is real. Everything is built on first use, so that a function
pays only for what it touches; heavy SDKs are imported inside the property that needs them."""

from functools import cached_property
from typing import TYPE_CHECKING

from tradewind.wiring.research import ResearchWiring

if TYPE_CHECKING:
    from tradewind.access.api_keys import KeyDeps
    from tradewind.access.guard import GuardDeps
    from tradewind.access.journal import Journal
    from tradewind.access.team import TeamDeps
    from tradewind.accounts.deletion import DeletionDeps, LiveSubscriptions
    from tradewind.accounts.recovery import RecoveryDeps
    from tradewind.accounts.second_factor import SecondFactorDeps
    from tradewind.accounts.service import AccountDeps
    from tradewind.accounts.tokens import TokenMaker
    from tradewind.billing.deps import BillingDeps
    from tradewind.catalog.bulk import BulkDeps
    from tradewind.catalog.images import ImageDeps
    from tradewind.catalog.service import CatalogDeps
    from tradewind.checkout.carts import CartDeps
    from tradewind.checkout.reconciliation import ReconciliationDeps
    from tradewind.checkout.service import CheckoutDeps
    from tradewind.checkout.settlement import SettlementDeps
    from tradewind.collections.service import CollectionDeps
    from tradewind.discounts.service import DiscountDeps
    from tradewind.importing.copy_work import CopyDeps
    from tradewind.importing.export_work import ExportDeps
    from tradewind.importing.job_deps import ImportWorkDeps
    from tradewind.importing.jobs import JobDeps, WatchedItems
    from tradewind.importing.review import PublishGuard, ReviewDeps
    from tradewind.importing.service import ImportDeps
    from tradewind.importing.source_repository import SourceRepository
    from tradewind.importing.sync_apply import SyncDeps
    from tradewind.importing.transfer_repository import TransferRepository
    from tradewind.importing.transfer_work import WorkDeps
    from tradewind.importing.transfers import TransferDeps
    from tradewind.kit.mail_tokens import MailTokens
    from tradewind.mailing.account_sending import AccountMailDeps
    from tradewind.mailing.service import MailDeps
    from tradewind.orders.service.deps import OrderDeps
    from tradewind.pricing.service import PricingDeps
    from tradewind.purchasing.opening import OpeningDeps
    from tradewind.purchasing.placing import OrderingDeps
    from tradewind.purchasing.service import PurchaseDeps
    from tradewind.search.listing import ListingDeps
    from tradewind.selling.service import SellingDeps
    from tradewind.storefront.deps import ProjectionDeps
    from tradewind.stores.life import ErasureDeps, LifeDeps
    from tradewind.stores.page_service import PageDeps
    from tradewind.stores.service import StoreDeps


class Container(ResearchWiring):
    """Lazily built services of one process. Tests subclass or assign what they want to replace."""

    @cached_property
    def tokens(self) -> "TokenMaker":
        from tradewind.accounts.tokens import TokenMaker

        settings = self.auth_settings
        return TokenMaker(
            key=settings.token_signing_key.get_secret_value(), issuer=settings.token_issuer, clock=self.clock
        )

    @cached_property
    def mail_tokens(self) -> "MailTokens":
        from tradewind.kit.mail_tokens import MailTokens

        return MailTokens(lambda: b"mail\0" + self.auth_settings.token_signing_key.get_secret_value().encode())

    @cached_property
    def account_deps(self) -> "AccountDeps":
        from tradewind.accounts.service import AccountDeps

        return AccountDeps(
            users=self.accounts,
            factors=self.second_factors,
            events=self.recovery,
            hasher=self.hasher,
            tokens=self.tokens,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def recovery_deps(self) -> "RecoveryDeps":
        from tradewind.accounts.recovery import RecoveryDeps
        from tradewind.accounts.second_factor import check_proof

        return RecoveryDeps(
            accounts=self.account_deps,
            links=self.recovery,
            tokens=self.mail_tokens,
            prove=lambda user_id, proof: check_proof(self.second_factor_deps, user_id=user_id, proof=proof),
        )

    @cached_property
    def deletion_deps(self) -> "DeletionDeps":
        from tradewind.accounts.deletion import DeletionDeps

        return DeletionDeps(
            factors=self.second_factor_deps,
            life=self.life_deps,
            team=self.team,
            subscriptions=self.live_subscriptions,
            stores_of=self.stores.iterate_of_user,
        )

    @cached_property
    def live_subscriptions(self) -> "LiveSubscriptions":
        from tradewind.accounts.deletion import NoSubscriptions
        from tradewind.billing.live import PlanSubscriptions

        return PlanSubscriptions(self.plans) if self.billing_settings.is_on else NoSubscriptions()

    @cached_property
    def second_factor_deps(self) -> "SecondFactorDeps":
        from tradewind.accounts.second_factor import SecondFactorDeps
        from tradewind.accounts.totp import CodeMaker

        return SecondFactorDeps(
            accounts=self.account_deps,
            factors=self.second_factors,
            events=self.recovery,
            codes=CodeMaker(
                lambda: b"second-factor\0" + self.auth_settings.token_signing_key.get_secret_value().encode(),
                issuer="Tradewind",
            ),
        )

    @cached_property
    def guard_deps(self) -> "GuardDeps":
        from tradewind.access.guard import GuardDeps

        return GuardDeps(stores=self.stores, team=self.team, keys=self.api_keys, clock=self.clock)

    @cached_property
    def journal(self) -> "Journal":
        from tradewind.access.journal import Journal

        return Journal(self.audit_log, clock=self.clock, new_id=self.new_id)

    @cached_property
    def team_deps(self) -> "TeamDeps":
        from tradewind.access.team import TeamDeps

        return TeamDeps(
            team=self.team,
            accounts=self.accounts,
            stores=self.stores,
            tokens=self.mail_tokens,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def key_deps(self) -> "KeyDeps":
        from tradewind.access.api_keys import KeyDeps

        return KeyDeps(keys=self.api_keys, stores=self.stores, clock=self.clock, new_id=self.new_id)

    @cached_property
    def billing_deps(self) -> "BillingDeps":
        from tradewind.billing.deps import BillingDeps

        return BillingDeps(
            is_on=self.billing_settings.is_on,
            is_test=lambda: self.stripe_settings.is_test,
            plans=self.plans,
            stores=self.stores,
            accounts=self.accounts,
            gateway=lambda: self.billing_gateway,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def store_deps(self) -> "StoreDeps":
        from tradewind.stores.service import StoreDeps

        return StoreDeps(
            stores=self.stores,
            images=self.image_records,
            store_limit=self.limits.stores,
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
            store_limit=self.limits.stores,
            changed=self._stores_changed,
        )

    def _stores_changed(self, user_id: str) -> None:
        if self.billing_settings.is_on:
            from tradewind.billing.service import stores_changed

            stores_changed(self.billing_deps, user_id=user_id)

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
    def order_deps(self) -> "OrderDeps":
        from tradewind.orders.service.deps import OrderDeps

        return OrderDeps(orders=self.orders, payments=lambda: self.order_payments, clock=self.clock, new_id=self.new_id)

    @cached_property
    def purchase_deps(self) -> "PurchaseDeps":
        from tradewind.purchasing.repository import PurchasingSettingsRepository
        from tradewind.purchasing.service import PurchaseDeps

        return PurchaseDeps(
            purchases=self.purchases,
            orders=self.order_deps,
            settings=PurchasingSettingsRepository(),
        )

    @cached_property
    def opening_deps(self) -> "OpeningDeps":
        from tradewind.purchasing.opening import OpeningDeps

        return OpeningDeps(purchases=self.purchase_deps, catalog=self.catalog)

    @cached_property
    def ordering_deps(self) -> "OrderingDeps":
        from tradewind.purchasing.placing import OrderingDeps

        return OrderingDeps(
            purchases=self.purchase_deps,
            names=self.import_sources,
            suppliers=lambda: self.ordering_suppliers,
            journal=self.journal,
        )

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
    def cart_deps(self) -> "CartDeps":
        from tradewind.checkout.cart_repository import CartRepository
        from tradewind.checkout.carts import CartDeps

        return CartDeps(
            carts=CartRepository(clock=self.clock), checkouts=self.checkouts, clock=self.clock, new_id=self.new_id
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

    @cached_property
    def account_mail_deps(self) -> "AccountMailDeps":
        from tradewind.mailing.account_sending import AccountMailDeps
        from tradewind.mailing.repository import MailClaims

        return AccountMailDeps(
            claims=MailClaims(),
            transport=self.mail_transport,
            accounts=self.accounts,
            tokens=self.mail_tokens,
            sender=self.mail_settings.mail_from,
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
