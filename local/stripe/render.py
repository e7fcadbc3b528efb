"""Turns templates into pages that load nothing from elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from local.stripe.currency import format_amount


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["money"] = format_amount
    environment.filters["at"] = lambda seconds: datetime.fromtimestamp(seconds, tz=UTC).strftime("%d %b %Y, %H:%M UTC")
    environment.filters["day"] = lambda seconds: datetime.fromtimestamp(seconds, tz=UTC).strftime("%-d %B %Y")
    environment.filters["clock"] = lambda seconds: datetime.fromtimestamp(seconds, tz=UTC).strftime("%H:%M:%S")
    return environment


_TEMPLATES = _environment()


def render(template: str, status: int = 200, **context: Any) -> Response:
    """Return a page that is not kept and runs only the scripts that are served with it."""
    page = HTMLResponse(_TEMPLATES.get_template(template).render(**context), status_code=status)
    page.headers["cache-control"] = "no-store"
    page.headers["content-security-policy"] = (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src * data:; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    return page
