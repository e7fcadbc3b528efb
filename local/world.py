"""Where everything of the local platform listens, and the settings the product gets: endpoints, nothing else."""

import os
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from local.engine.provision import BUCKET, TABLE
from local.reddit import keys as reddit
from local.suppliers import keys as supplier_keys
from local.suppliers.rates import exchange_rates

ROOT = Path(__file__).resolve().parents[1]
STATE = Path(os.environ.get("TRADEWIND_STATE", ROOT / ".local" / "state"))

DEMO_EMAIL = "demo@tradewind.test"
DEMO_PASSWORD = "tradewind-demo"
DEMO_SLUG = "demo"
WEBHOOK_SECRET = "whsec_local_platform_0123456789"
CONNECT_WEBHOOK_SECRET = "whsec_local_connected_0123456789"
REVALIDATE_TOKEN = "local-revalidate-token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """One port per service; each moves by an environment variable of its upper-cased name plus ``_PORT``."""

    dashboard: int = 3000
    storefront: int = 3001
    api: int = 8000
    stripe: int = 8420
    mailbox: int = 8425
    smtp: int = 8426
    cdn: int = 8430
    suppliers: int = 8440
    claude: int = 8450
    engine: int = 4566

    @classmethod
    def from_environment(cls) -> "Ports":
        """The defaults with what the environment moves.

        Raises:
            SystemExit: a value is not a port number; names the variable.
        """
        values = {}
        for field in fields(cls):
            name = f"{field.name.upper()}_PORT"
            text = os.environ.get(name, str(field.default))
            if not text.isdigit() or not 0 < int(text) < 65_536:
                raise SystemExit(f"{name}={text}: not a port number")
            values[field.name] = int(text)
        return cls(**values)


def aws_environment(ports: Ports) -> dict[str, str]:
    """Credentials and endpoint of the engine."""
    return {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{ports.engine}",
    }


def product_environment(ports: Ports) -> dict[str, str]:
    """The product's settings for this world."""
    return {
        **aws_environment(ports),
        "TABLE_NAME": TABLE,
        "OUTBOX_RELAY": "poll",
        "TOKEN_SIGNING_KEY": "local-signing-key-never-used-anywhere-else-0123",
        "COOKIE_SECURE": "false",
        "ALLOWED_ORIGINS": f"http://localhost:{ports.dashboard},http://127.0.0.1:{ports.dashboard}",
        "TRUSTED_PROXY_HOPS": "0",
        "DASHBOARD_URL": f"http://localhost:{ports.dashboard}",
        "MEDIA_BUCKET": BUCKET,
        "MEDIA_BASE_URL": f"http://localhost:{ports.cdn}",
        "UPLOAD_ENDPOINT_URL": f"http://localhost:{ports.engine}",
        "STOREFRONT_URL_TEMPLATE": f"http://{{slug}}.localhost:{ports.storefront}",
        "STOREFRONT_PURGE_URL": f"http://localhost:{ports.storefront}/internal/revalidate",
        "STOREFRONT_PURGE_TOKEN": REVALIDATE_TOKEN,
        "CHECKOUT_RETURN_HOSTS": "localhost,127.0.0.1,example.com",
        "STRIPE_SECRET_KEY": "sk_test_local",
        "STRIPE_API_BASE": f"http://localhost:{ports.stripe}",
        "STRIPE_WEBHOOK_SECRETS": WEBHOOK_SECRET,
        "STRIPE_CONNECT_WEBHOOK_SECRETS": CONNECT_WEBHOOK_SECRET,
        "PAYMENTS": "connect",
        "BILLING": "stripe",
        **_sources(ports),
        "EXCHANGE_RATES": exchange_rates(datetime.now(UTC).date()),
        "ANTHROPIC_API_KEY": "sk-ant-local",
        "ANTHROPIC_BASE_URL": f"http://localhost:{ports.claude}",
        "MAIL_TRANSPORT": "smtp",
        "MAIL_FROM": "Tradewind <orders@tradewind.test>",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(ports.smtp),
        "POWERTOOLS_METRICS_DISABLED": "true",
    }


def _sources(ports: Ports) -> dict[str, str]:
    """Suppliers and trend sources, all of them connected to their stand-ins."""
    base = f"http://localhost:{ports.suppliers}"
    return {
        "RESEARCH_SOURCES": "aliexpress,cj,reddit",
        "SUPPLIER_ORDERS": "true",
        # Faults of the stand-ins show at once.
        "SHARED_ANSWER_MINUTES": "0",
        "ALIEXPRESS_APP_KEY": supplier_keys.ALIEXPRESS_APP_KEY,
        "ALIEXPRESS_APP_SECRET": supplier_keys.ALIEXPRESS_APP_SECRET,
        "ALIEXPRESS_SESSION": supplier_keys.ALIEXPRESS_SESSION,
        "ALIEXPRESS_API_BASE": base,
        "ALIEXPRESS_CALLS_PER_MINUTE": "600",
        "CJ_API_KEY": supplier_keys.CJ_API_KEY,
        "CJ_API_BASE": f"{base}/api2.0/v1",
        "REDDIT_CLIENT_ID": reddit.CLIENT_ID,
        "REDDIT_CLIENT_SECRET": reddit.CLIENT_SECRET,
        "REDDIT_BASE": base,
        "REDDIT_CALLS_PER_MINUTE": "600",
        "FETCH_ALLOWED_HOSTS": f"localhost:{ports.suppliers},127.0.0.1:{ports.suppliers}",
    }


def web_environment(ports: Ports) -> dict[str, str]:
    """Settings of both front-end servers."""
    return {
        "NODE_ENV": "production",
        "NEXT_TELEMETRY_DISABLED": "1",
        "API_URL": f"http://127.0.0.1:{ports.api}",
        "ROOT_DOMAIN": "localhost",
        "REVALIDATE_TOKEN": REVALIDATE_TOKEN,
    }
