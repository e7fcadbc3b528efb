"""What differs between stages: read from the CDK context, checked once, handed to every stack.

``cdk.json`` holds the presets of each stage; ``-c name=value`` overrides one setting of the stage being synthesised.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

ROOT = Path(__file__).resolve().parents[1]

type StageName = Literal["dev", "staging", "prod", "local"]


class StageConfig(BaseModel):
    """Settings of one stage."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: StageName
    root_domain: str
    """Stores live at ``<slug>.<root_domain>``, the dashboard at ``app.<root_domain>``."""
    prefix: str = ""
    """Starts every physical name; ``tradewind-<stage>`` unless given."""

    mail_domain: str = ""
    """Domain that sends mail (an SES identity made by the jobs stack); the root domain unless given."""
    mail_sender: str = ""
    """The From of shop mail; ``Tradewind <orders@<mail domain>>`` unless given."""
    alarms_email: str | None = None
    """Who hears of alarms. Without it they only show in the console."""
    mail_dns_records: bool = True
    """Show the mail domain's DKIM records as stack outputs; false for an engine that makes none."""
    dashboard_origins: tuple[str, ...] = ()
    """Browser origins that may upload pictures and send cookies; ``https://app.<root_domain>`` unless given."""
    trusted_proxy_hops: int = 0
    """How many proxies of ours stand in front of the API. Its own address is public, so 0 unless that is closed."""

    payments: Literal["connect", "single"] = "connect"
    """``connect`` pays each store into a Stripe account of its own; ``single`` all into the deployment's."""
    platform_fee_basis_points: int = Field(default=0, ge=0, le=5_000)
    """What the platform keeps of payments into connected accounts: 150 is 1.5 %."""

    billing: Literal["stripe", "off"] = "off"
    """``stripe`` sells the plans of billing/plans.json, whose limits then hold; ``off`` has none."""

    exchange_rates: str = ""
    """``2026-11-20 EUR=0.87 JPY=152``: how much of each currency one US dollar is; old ones are not used."""
    ai: bool = False
    """Ask models; write the secret ``anthropic-api-key`` first. Everything works without."""
    ai_monthly_cap_cents: int = Field(default=500, ge=0)
    """US cents that models may cost one store a month, where there are no plans."""

    research_sources: tuple[Literal["aliexpress", "cj", "reddit"], ...] = ()
    """Sources of research whose credentials are in the parameters; the others show as not connected."""

    supplier_orders: bool = False
    """Let merchants order automatically on the deployment's account at ``cj``, whose balance pays for all of them."""

    media_base_url: str | None = None
    """Where pictures are served, if not by the media CDN of the web stack."""
    media_cdn: bool = True
    media_certificate_arn: str | None = None
    """A certificate in us-east-1 for ``media.<root_domain>``; without it the CDN's own name is used."""

    architecture: Literal["arm64", "x86_64"] = "arm64"
    layers: Literal["built", "placeholder", "none"] = "built"
    """``built`` takes .build/layers; ``placeholder`` stands in for it where only the template matters; ``none`` is for
    an engine whose functions find the packages by themselves."""
    log_retention_days: int = Field(default=30, ge=1)
    protects_stacks: bool = False
    """Termination protection of the stacks that hold data."""
    protects_table: bool = False
    """Deletion protection of the table itself."""
    requires_tls: bool = True
    """Queues and buckets refuse plain HTTP; false only for an engine that speaks nothing else, on loopback."""
    alarms: bool = True
    function_environment: Mapping[str, str] = {}
    """Further variables of every function, winning over ours: endpoints of stand-ins."""

    @property
    def name(self) -> str:
        """The start of physical names."""
        return self.prefix or f"tradewind-{self.stage}"

    @property
    def mail_identity(self) -> str:
        """The SES identity's domain."""
        return self.mail_domain or self.root_domain

    @property
    def mail_from(self) -> str:
        """The sender of shop mail."""
        return self.mail_sender or f"Tradewind <orders@{self.mail_identity}>"

    @property
    def origins(self) -> tuple[str, ...]:
        """The dashboard's origins."""
        return self.dashboard_origins or (f"https://app.{self.root_domain}",)

    @property
    def storefront_url_template(self) -> str:
        """A store's address by slug."""
        return f"https://{{slug}}.{self.root_domain}"

    @property
    def metrics_namespace(self) -> str:
        """Where business metrics go: stages of one account must not raise each other's alarms."""
        return f"Tradewind/{self.stage}"

    def secret_name(self, secret: str) -> str:
        """The SSM parameter that holds a secret; an operator writes it, no template ever contains it."""
        return f"/tradewind/{self.stage}/{secret}"

    @classmethod
    def load(cls, stage: str, overrides: Mapping[str, Any] | None = None) -> Self:
        """The preset of ``stage`` in cdk.json with ``overrides`` on top.

        Raises:
            ValueError: an unknown stage, or a setting that is malformed or does not exist.
        """
        presets = read_context()["stages"]
        if stage not in presets:
            raise ValueError(f"unknown stage {stage!r}: use one of {', '.join(presets)}")
        return cls.model_validate({"stage": stage, **presets[stage], **(overrides or {})})


def media_bucket_name(config: StageConfig, account: str) -> str:
    """Bucket names are shared by all of AWS, so the account is part of it (but for an engine of our own)."""
    return f"{config.name}-media" if config.prefix else f"{config.name}-media-{account}"


def read_context() -> dict[str, Any]:
    """The context of cdk.json, which only the CDK's own command line reads by itself."""
    context: dict[str, Any] = json.loads((ROOT / "cdk.json").read_text())["context"]
    return context
