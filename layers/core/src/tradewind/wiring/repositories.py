"""Repositories of a process: the part of the composition root that opens the table."""

from functools import cached_property
from typing import TYPE_CHECKING

from tradewind.wiring.vendors import Vendors

if TYPE_CHECKING:
    from tradewind.access.audit_repository import AuditRepository
    from tradewind.access.key_repository import KeyRepository
    from tradewind.access.repository import TeamRepository
    from tradewind.accounts.recovery_repository import RecoveryRepository
    from tradewind.accounts.repository import AccountRepository
    from tradewind.accounts.second_factor_repository import SecondFactorRepository
    from tradewind.billing.limits import AccountLimits
    from tradewind.billing.repository import PlanRepository
    from tradewind.catalog.image_repository import ImageRepository
    from tradewind.catalog.repository import CatalogRepository
    from tradewind.checkout.repository import CheckoutRepository
    from tradewind.collections.repository import CollectionRepository
    from tradewind.discounts.repository import DiscountRepository
    from tradewind.orders.links import OrderLinks
    from tradewind.orders.repository import OrderRepository
    from tradewind.purchasing.repository import PurchaseRepository
    from tradewind.research.candidate_repository import CandidateRepository
    from tradewind.research.observation_repository import ObservationRepository
    from tradewind.research.run_repository import RunRepository
    from tradewind.research.settings_repository import ResearchSettingsRepository
    from tradewind.selling.repository import SellingRepository
    from tradewind.stores.page_repository import PageRepository
    from tradewind.stores.repository import StoreRepository


class Repositories(Vendors):
    """What is kept in the table, by area; each is built on first use."""

    @cached_property
    def accounts(self) -> "AccountRepository":
        from tradewind.accounts.repository import AccountRepository

        _ = self._table_ready
        return AccountRepository()

    @cached_property
    def recovery(self) -> "RecoveryRepository":
        from tradewind.accounts.recovery_repository import RecoveryRepository

        _ = self._table_ready
        return RecoveryRepository()

    @cached_property
    def second_factors(self) -> "SecondFactorRepository":
        from tradewind.accounts.second_factor_repository import SecondFactorRepository

        _ = self._table_ready
        return SecondFactorRepository()

    @cached_property
    def team(self) -> "TeamRepository":
        from tradewind.access.repository import TeamRepository

        _ = self._table_ready
        return TeamRepository()

    @cached_property
    def api_keys(self) -> "KeyRepository":
        from tradewind.access.key_repository import KeyRepository

        _ = self._table_ready
        return KeyRepository()

    @cached_property
    def audit_log(self) -> "AuditRepository":
        from tradewind.access.audit_repository import AuditRepository

        _ = self._table_ready
        return AuditRepository(cursors=self.cursors)

    @cached_property
    def plans(self) -> "PlanRepository":
        from tradewind.billing.repository import PlanRepository

        _ = self._table_ready
        return PlanRepository(clock=self.clock, new_id=self.new_id)

    @cached_property
    def limits(self) -> "AccountLimits":
        from tradewind.billing.limits import AccountLimits

        return AccountLimits(
            is_on=self.billing_settings.is_on,
            plans=self.plans,
            stores=self.stores,
            operator=lambda: self.limit_settings,
            clock=self.clock,
        )

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
    def purchases(self) -> "PurchaseRepository":
        from tradewind.purchasing.repository import PurchaseRepository

        _ = self._table_ready
        return PurchaseRepository(cursors=self.cursors)

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
    def candidates(self) -> "CandidateRepository":
        from tradewind.research.candidate_repository import CandidateRepository

        _ = self._table_ready
        return CandidateRepository()

    @cached_property
    def observations(self) -> "ObservationRepository":
        from tradewind.research.observation_repository import ObservationRepository

        _ = self._table_ready
        return ObservationRepository()

    @cached_property
    def research_runs(self) -> "RunRepository":
        from tradewind.research.run_repository import RunRepository

        _ = self._table_ready
        return RunRepository(clock=self.clock, new_id=self.new_id, cursors=self.cursors)

    @cached_property
    def research_settings(self) -> "ResearchSettingsRepository":
        from tradewind.research.settings_repository import ResearchSettingsRepository

        _ = self._table_ready
        return ResearchSettingsRepository()

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
