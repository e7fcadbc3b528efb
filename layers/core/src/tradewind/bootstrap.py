"""The composition root: the only place that knows who is real. Everything is built on first use, so that a function
pays only for what it touches; heavy SDKs are imported inside the property that needs them."""

from functools import cached_property
from typing import TYPE_CHECKING

from tradewind.wiring.accounts import AccountWiring

if TYPE_CHECKING:
    from tradewind.accounts.deletion import DeletionDeps
    from tradewind.checkout.carts import CartDeps
    from tradewind.checkout.reconciliation import ReconciliationDeps
    from tradewind.checkout.service import CheckoutDeps
    from tradewind.checkout.settlement import SettlementDeps
    from tradewind.discounts.service import DiscountDeps
    from tradewind.importing.export_work import ExportDeps
    from tradewind.mailing.account_sending import AccountMailDeps
    from tradewind.mailing.service import MailDeps
    from tradewind.orders.service.deps import OrderDeps
    from tradewind.purchasing.opening import OpeningDeps
    from tradewind.purchasing.placing import OrderingDeps
    from tradewind.purchasing.service import PurchaseDeps
    from tradewind.selling.service import SellingDeps
    from tradewind.storefront.deps import ProjectionDeps
    from tradewind.stores.life import ErasureDeps, LifeDeps
    from tradewind.stores.page_service import PageDeps
    from tradewind.stores.service import StoreDeps


class Container(AccountWiring):
    """Lazily built services of one process. Tests subclass or assign what they want to replace."""

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
