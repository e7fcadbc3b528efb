"""Settings and adapters of a process: the part of the composition root that knows who is real outside."""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from tradewind.db.client import configure
from tradewind.kit.clock import Clock, utc_now
from tradewind.kit.ids import IdFactory, id_factory
from tradewind.kit.pagination import CursorSigner
from tradewind.settings import (
    AiSettings,
    AliExpressSettings,
    AuthSettings,
    BillingSettings,
    CjSettings,
    FetchSettings,
    ImageSettings,
    LimitSettings,
    MailSettings,
    QueueSettings,
    RateSettings,
    RedditSettings,
    SourceSettings,
    StorefrontSettings,
    StripeSettings,
    TableSettings,
    WebhookSettings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tradewind.accounts.service import PasswordHasher
    from tradewind.adapters.s3_images import S3Images
    from tradewind.adapters.sqs_queue import SqsQueue
    from tradewind.adapters.stripe_webhooks import StripeSignatures
    from tradewind.ai.ports import ModelClient
    from tradewind.billing.ports import BillingGateway
    from tradewind.catalog.ports import ImageRenderer, ImageStorage
    from tradewind.checkout.ports import PaymentGateway
    from tradewind.importing.ports import PictureFetcher
    from tradewind.mailing.ports import MailTransport
    from tradewind.messaging.ports import EventBus
    from tradewind.orders.documents import DocumentRenderer
    from tradewind.orders.ports import OrderPayments
    from tradewind.research.ports import TrendSource
    from tradewind.search.cache import IndexCache
    from tradewind.search.ports import SnapshotStorage
    from tradewind.selling.ports import PaymentAccounts
    from tradewind.storefront.deps import CachePurger
    from tradewind.suppliers.ordering import OrderingSupplier
    from tradewind.suppliers.ports import Supplier


class Vendors:
    """Clock, settings and everything that talks to the outside; each is built on first use."""

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
    def billing_settings(self) -> BillingSettings:
        return BillingSettings.load()

    @cached_property
    def rate_settings(self) -> RateSettings:
        return RateSettings.load()

    @cached_property
    def ai_settings(self) -> AiSettings:
        return AiSettings.load()

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
    def billing_gateway(self) -> "BillingGateway":
        from tradewind.adapters.stripe_billing import StripeBilling

        return StripeBilling(self.stripe_settings)

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

    # Sources of research: only those with credentials are there.

    @cached_property
    def suppliers(self) -> "Mapping[str, Supplier]":
        """Connected suppliers by code."""
        from tradewind.wiring.sources import connect_suppliers

        self.prepare_documents()
        return connect_suppliers(SourceSettings.load(), AliExpressSettings.load, CjSettings.load, self.clock)

    @cached_property
    def ordering_suppliers(self) -> "Mapping[str, OrderingSupplier]":
        """Connected suppliers that take orders, by code; none where the operator does not allow it."""
        from tradewind.wiring.sources import connect_ordering

        settings = SourceSettings.load()
        if not settings.supplier_orders:
            return {}
        self.prepare_documents()
        return connect_ordering(settings.named, CjSettings.load, self.clock)

    @cached_property
    def trend_sources(self) -> "Mapping[str, TrendSource]":
        """Connected trend sources by code."""
        from tradewind.wiring.sources import connect_trends

        self.prepare_documents()
        return connect_trends(SourceSettings.load().named, RedditSettings.load, self.clock)

    @cached_property
    def source_status(self) -> "Mapping[str, bool]":
        """Every source there could be, and whether the operator says it is connected; loads none of them."""
        named = SourceSettings.load().named
        return {name: name in named for name in ("aliexpress", "cj", "reddit")}

    def document_renderer(self, fonts: Path) -> "DocumentRenderer":
        """The renderer of PDF files, with the font files of the function that has them."""
        from tradewind.adapters.pdf_documents import PdfDocuments

        return PdfDocuments(fonts)

    @cached_property
    def new_fetcher(self) -> "Callable[[], PictureFetcher]":
        """Fetchers remember hosts they could not reach, so each piece of work takes a new one."""
        from tradewind.adapters.picture_fetch import GuardedFetcher

        return partial(GuardedFetcher, allowed=FetchSettings.load().allowed)

    @cached_property
    def model_client(self) -> "ModelClient":
        """Made when a worker first asks: the SDK takes seconds to load."""
        from tradewind.adapters.claude_client import ClaudeClient

        return ClaudeClient(self.ai_settings)

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
