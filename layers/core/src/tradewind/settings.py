"""Everything read from the environment, one small model per concern. Nothing is read at import."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError


class MissingSettingsError(RuntimeError):
    """One or more variables are missing or malformed; the message names every one of them."""


class Settings(BaseModel):
    """Base: fields are filled from upper-case variables of the same name.

    ``<NAME>_PARAMETER`` instead names an SSM parameter that holds the value (how secrets reach functions on AWS).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read this concern's variables.

        Raises:
            MissingSettingsError: names every missing or malformed variable at once.
        """
        source = os.environ if environ is None else environ
        values: dict[str, Any] = {
            name: source[name.upper()] for name in cls.model_fields if source.get(name.upper(), "") != ""
        }
        values |= _from_parameters([name for name in cls.model_fields if name not in values], source)
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            faults = "; ".join(f"{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors() if e["loc"])
            raise MissingSettingsError(f"settings are missing or malformed: {faults or error}") from None


def _from_parameters(names: Sequence[str], source: Mapping[str, str]) -> dict[str, str]:
    """Values of the fields whose ``<NAME>_PARAMETER`` is set."""
    wanted = {source[f"{name.upper()}_PARAMETER"]: name for name in names if f"{name.upper()}_PARAMETER" in source}
    if not wanted:
        return {}
    from tradewind.adapters.ssm_parameters import read_parameters

    found = read_parameters(list(wanted), source)
    return {name: found[parameter] for parameter, name in wanted.items() if parameter in found}


def load_env_file(path: Path) -> None:
    """Fill variables that are not set from ``NAME=value`` lines; a missing file is fine."""
    if not path.is_file():
        return
    for line in path.read_text().splitlines():
        name, separator, value = line.partition("=")
        if separator and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())


class TableSettings(Settings):
    """Where the one table lives."""

    table_name: str
    aws_region: str = "us-east-1"
    aws_endpoint_url: str | None = None
    outbox_relay: Literal["stream", "poll"] = "stream"
    """``poll`` writes outbox rows into an index that the relay reads; ``stream`` saves that write unit."""


class AuthSettings(Settings):
    """Tokens and sign-in."""

    token_signing_key: SecretStr = Field(min_length=32)
    token_issuer: str = "tradewind"
    cookie_secure: bool = True
    allowed_origins: str = ""
    """Comma-separated dashboard origins that may send cookies (the dashboard itself is same-origin)."""
    trusted_proxy_hops: int = 0
    """How many proxies in front append to X-Forwarded-For; 0 trusts only the connection's address."""


class CursorSettings(Settings):
    """List cursors."""

    token_signing_key: SecretStr = Field(min_length=32)


class StorefrontSettings(Settings):
    """How shoppers reach a store."""

    storefront_url_template: str = "https://{slug}.example.com"
    media_base_url: str = "https://media.example.com"
    dashboard_url: str = "https://dashboard.example.com"
    checkout_return_hosts: str = ""
    """Comma-separated extra hosts that a checkout may return to; the store's own host always may."""
    storefront_purge_url: str | None = None
    storefront_purge_token: SecretStr | None = None


class BillingSettings(Settings):
    """Whether accounts subscribe to plans."""

    billing: Literal["stripe", "off"] = "off"
    """``stripe`` sells the plans of ``billing/plans.json``, whose limits hold; ``off`` has none and asks nobody."""

    @property
    def is_on(self) -> bool:
        """Whether there are plans."""
        return self.billing == "stripe"


class LimitSettings(Settings):
    """What one account may have where there are no plans."""

    store_limit: int = Field(default=20, ge=1)
    """Open stores of one account; deleted ones do not count."""
    product_limit: int = Field(default=10_000, ge=1)
    """Products of one store, archived ones not counted."""
    ai_monthly_cap_cents: int = Field(default=500, ge=0)
    """US cents that models may cost one store in a calendar month (UTC); nothing goes beyond it."""


class RateSettings(Settings):
    """Exchange rates of the deployment."""

    exchange_rates: str = ""
    """``2026-11-20 EUR=0.87 JPY=152``: a day, and how much of each currency one US dollar was. Empty is none."""


class AiSettings(Settings):
    """Claude. Without a key everything works and says that no model was asked."""

    anthropic_api_key: SecretStr | None = None
    anthropic_base_url: str | None = None
    ai_enabled: bool | None = None
    """Whether there is a key, for processes that are not given it; unless said it follows the key."""
    ai_copy_model: str = "claude-haiku-5-5"
    """Writes product texts."""
    ai_analysis_model: str = "claude-sonnet-5-5"
    """Judges research candidates."""
    ai_timeout_seconds: int = Field(default=60, ge=1, le=600)
    ai_retries: int = Field(default=2, ge=0, le=5)

    @property
    def is_on(self) -> bool:
        """Whether models are asked at all."""
        return self.ai_enabled if self.ai_enabled is not None else self.anthropic_api_key is not None


class StripeSettings(Settings):
    """The payment provider."""

    stripe_secret_key: SecretStr
    stripe_api_base: str | None = None
    payments: Literal["connect", "single"] = "connect"
    """``connect`` pays each store into a connected account of its own; ``single`` all into the platform's account."""
    platform_fee_basis_points: int = Field(0, ge=0, le=5_000)
    """What the platform keeps of payments into connected accounts: 150 is 1.5 %."""

    @property
    def is_test(self) -> bool:
        """Whether the key moves no money."""
        return "_test_" in self.stripe_secret_key.get_secret_value()


class WebhookSettings(Settings):
    """Verification of incoming Stripe events; two secrets may be valid while one is rotated."""

    stripe_webhook_secrets: SecretStr
    stripe_connect_webhook_secrets: SecretStr = SecretStr("")
    """Of the endpoint that hears of connected accounts; it tells their events from the platform's own."""
    stripe_tolerance_seconds: int = 300


class QueueSettings(Settings):
    """Where messages go."""

    aws_region: str = "us-east-1"
    aws_endpoint_url: str | None = None
    queue_url_prefix: str | None = None
    """``<prefix><queue name>`` is the queue's URL; without it the URL is looked up by name."""
    queue_name_prefix: str = "tradewind-"
    event_bus_name: str | None = None
    """EventBridge bus for the relay; without it events go straight to the queues of events/routes.json."""


class ImageSettings(Settings):
    """The bucket of uploads and rendered images."""

    media_bucket: str
    aws_region: str = "us-east-1"
    aws_endpoint_url: str | None = None
    upload_endpoint_url: str | None = None
    """Where browsers reach the bucket, if that differs from where the server reaches it."""


class MetricSettings(Settings):
    """Business metrics."""

    metrics_namespace: str = "Tradewind"
    """One per stage where stages share an account, so that their alarms do not mix."""


class MailSettings(Settings):
    """Outgoing mail."""

    mail_transport: Literal["ses", "smtp"] = "ses"
    mail_from: str = "Tradewind <orders@tradewind.test>"
    smtp_host: str = "localhost"
    smtp_port: int = 25
    aws_region: str = "us-east-1"
    aws_endpoint_url: str | None = None
    storefront_url_template: str = "https://{slug}.example.com"


class SourceSettings(Settings):
    """Which sources the operator connected. Only the worker that asks them gets their credentials."""

    research_sources: str = ""
    """Comma-separated: ``aliexpress``, ``cj``, ``reddit``."""
    shared_answer_minutes: int = Field(default=360, ge=0, le=1_440)
    """How long a supplier's answer serves every store that asks the same; 0 asks each time."""

    supplier_orders: bool = False
    """Whether merchants may order from suppliers on the deployment's own accounts there, and spend their balance."""

    @property
    def named(self) -> frozenset[str]:
        """As a set."""
        return frozenset(name.strip() for name in self.research_sources.split(",") if name.strip())


class AliExpressSettings(Settings):
    """AliExpress' affiliate API; without key and secret the source is not connected."""

    aliexpress_app_key: str = ""
    aliexpress_app_secret: SecretStr = SecretStr("")
    aliexpress_session: SecretStr = SecretStr("")
    """Access token of a dropshipping app: with it a product's detail has variants, stock and attributes."""
    aliexpress_tracking_id: str = ""
    aliexpress_api_base: str = "https://api-sg.aliexpress.com"
    aliexpress_calls_per_minute: int = Field(default=60, ge=1)
    """Shared by all stores of the deployment."""

    @property
    def is_connected(self) -> bool:
        """Whether there are credentials."""
        return bool(self.aliexpress_app_key and self.aliexpress_app_secret.get_secret_value())


class CjSettings(Settings):
    """CJ Dropshipping; without a key the source is not connected."""

    cj_api_key: SecretStr = SecretStr("")
    cj_api_base: str = "https://developers.cjdropshipping.com/api2.0/v1"
    cj_calls_per_minute: int = Field(default=60, ge=1)

    @property
    def is_connected(self) -> bool:
        """Whether there are credentials."""
        return bool(self.cj_api_key.get_secret_value())


class RedditSettings(Settings):
    """Reddit as a trend source; needs Reddit's approval, and is not connected without credentials."""

    reddit_client_id: str = ""
    reddit_client_secret: SecretStr = SecretStr("")
    reddit_base: str | None = None
    """Another server that speaks Reddit's protocol, for tokens and listings alike."""
    reddit_user_agent: str = "tradewind:research:v1"
    reddit_subreddits: str = "BuyItForLife+HomeDecorating+malelivingspace+shutupandtakemymoney"
    reddit_calls_per_minute: int = Field(default=60, ge=1)

    @property
    def is_connected(self) -> bool:
        """Whether there are credentials."""
        return bool(self.reddit_client_id and self.reddit_client_secret.get_secret_value())


class FetchSettings(Settings):
    """Downloads of pictures that suppliers name."""

    fetch_allowed_hosts: str = ""
    """Comma-separated ``host:port`` that may be fetched from although they are not public: stand-ins only."""

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        """As host and port."""
        pairs = (entry.strip().rpartition(":") for entry in self.fetch_allowed_hosts.split(",") if entry.strip())
        return frozenset((host, int(port)) for host, _, port in pairs)
