"""The web side: a list, a page for each mail, and a JSON API for tests."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from local.mailbox.message import Mail
from local.mailbox.store import Mailbox

_HERE = Path(__file__).parent
_SHOWN = 200
_SMALL_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The mail itself: no scripts, no forms, no access to this page; links may open a tab.
_MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline' *; img-src * data:; font-src * data:; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


def create_mailbox_app(mailbox: Mailbox) -> Starlette:
    """Return the web side of a mailbox."""
    pages = _Pages(mailbox)
    return Starlette(
        routes=[
            Route("/", pages.index, methods=["GET"]),
            Route("/list", pages.fragment, methods=["GET"]),
            Route("/delete", pages.delete, methods=["POST"]),
            Route("/messages/{id}", pages.message, methods=["GET"]),
            Route("/messages/{id}/html", pages.html, methods=["GET"]),
            Route("/messages/{id}/raw", pages.raw, methods=["GET"]),
            Route("/messages/{id}/attachments/{number:int}", pages.attachment, methods=["GET"]),
            Route("/api/messages", pages.api_list, methods=["GET"]),
            Route("/api/messages", pages.api_delete, methods=["DELETE"]),
            Route("/api/messages/{id}", pages.api_message, methods=["GET"]),
            Mount("/assets", StaticFiles(directory=_HERE / "static")),
        ]
    )


class _Pages:
    """Endpoints; plain functions, because reading files blocks and Starlette gives such functions a thread."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["day"] = lambda at: datetime.fromtimestamp(at, tz=UTC).strftime("%d %b %Y, %H:%M UTC")
        self._templates.filters["moment"] = lambda at: datetime.fromtimestamp(at, tz=UTC).strftime("%d %b, %H:%M")

    def index(self, request: Request) -> Response:
        return self._page("index.html", **self._listing(request))

    def fragment(self, request: Request) -> Response:
        """Answer the list alone, and only when it changed: the open page asks every other second."""
        listing = self._listing(request)
        tag = '"' + hashlib.sha256(" ".join(mail.id for mail in listing["mails"]).encode()).hexdigest()[:16] + '"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        page = self._page("list.html", **listing)
        page.headers["etag"] = tag
        return page

    def delete(self, _: Request) -> Response:
        self._mailbox.clear()
        return RedirectResponse("/", status_code=303)

    def message(self, request: Request) -> Response:
        mail = self._mailbox.find(request.path_params["id"])
        return self._page("message.html", mail=mail) if mail else self._missing()

    def html(self, request: Request) -> Response:
        mail = self._mailbox.find(request.path_params["id"])
        if mail is None:
            return self._missing()
        attachments = f"{str(request.base_url).rstrip('/')}/messages/{mail.id}/attachments"
        page = HTMLResponse(mail.html_for_page(attachments))
        page.headers["content-security-policy"] = _MAIL_POLICY
        return page

    def raw(self, request: Request) -> Response:
        content = self._mailbox.raw(request.path_params["id"])
        if content is None:
            return self._missing()
        return _download(content, "message/rfc822", f"{request.path_params['id']}.eml")

    def attachment(self, request: Request) -> Response:
        mail = self._mailbox.find(request.path_params["id"])
        number = request.path_params["number"]
        if mail is None or number >= len(mail.attachments):
            return self._missing()
        part = mail.attachments[number]
        if part.content_type in _SMALL_PICTURES:
            return Response(part.content, media_type=part.content_type)
        return _download(part.content, part.content_type, part.name)

    def api_list(self, request: Request) -> Response:
        query = request.query_params
        found = self._mailbox.search(to=query.get("to", ""), subject=query.get("subject", ""))
        return JSONResponse({"items": [mail.summary() for mail in found[:_SHOWN]], "total": len(found)})

    def api_message(self, request: Request) -> Response:
        mail = self._mailbox.find(request.path_params["id"])
        if mail is None:
            return JSONResponse({"detail": "There is no such mail."}, status_code=404)
        return JSONResponse(mail.as_json())

    def api_delete(self, _: Request) -> Response:
        return JSONResponse({"deleted": self._mailbox.clear()})

    def _listing(self, request: Request) -> dict[str, Any]:
        query = request.query_params.get("q", "").strip()
        found: list[Mail] = self._mailbox.search(anything=query)
        return {"mails": found[:_SHOWN], "total": len(found), "query": query}

    def _missing(self) -> Response:
        return self._page("missing.html", status=404)

    def _page(self, template: str, status: int = 200, **context: Any) -> Response:
        page = HTMLResponse(self._templates.get_template(template).render(**context), status_code=status)
        page.headers["content-security-policy"] = _PAGE_POLICY
        page.headers["cache-control"] = "no-store"
        return page


def _download(content: bytes, content_type: str, name: str) -> Response:
    safe = "".join(char if char.isascii() and (char.isalnum() or char in "._- ") else "_" for char in name)
    return Response(content, media_type=content_type, headers={"content-disposition": f'attachment; filename="{safe}"'})
