"""`python -m local.stripe`: runs the stand-in on the loopback interface."""

from __future__ import annotations

import argparse
from pathlib import Path

import uvicorn

from local.stripe.app import create_stripe_app
from local.stripe.webhooks import WebhookTarget


def targets(url: str | None, secret: str | None, connect_secret: str | None) -> list[WebhookTarget]:
    """Return the endpoints to deliver to; a second secret separates connected accounts from the platform."""
    if url is None or secret is None:
        return []
    if connect_secret is None:
        return [WebhookTarget(url=url, secret=secret)]
    return [
        WebhookTarget(url=url, secret=secret, receives="platform"),
        WebhookTarget(url=url, secret=connect_secret, receives="connected"),
    ]


def main() -> None:
    """Parse the command line and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m local.stripe", description=__doc__)
    parser.add_argument("--port", type=int, default=8420)
    parser.add_argument("--state", type=Path, default=Path(".local/stripe"), help="folder of the state file")
    parser.add_argument("--webhook-url", help="where events are posted, for example http://localhost:8000/...")
    parser.add_argument("--webhook-secret", help="whsec_... the endpoint verifies with")
    parser.add_argument("--connect-webhook-secret", help="a second secret, for events of connected accounts")
    options = parser.parse_args()
    if (options.webhook_url is None) != (options.webhook_secret is None):
        parser.error("--webhook-url and --webhook-secret go together")
    app = create_stripe_app(
        options.state / "stripe.sqlite3",
        webhook_target=targets(options.webhook_url, options.webhook_secret, options.connect_webhook_secret),
    )
    uvicorn.run(app, host="127.0.0.1", port=options.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
