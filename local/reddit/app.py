"""Reddit's token and listing endpoints, as PRAW calls them."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re
from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from local.reddit.keys import CLIENT_ID, CLIENT_SECRET
from local.reddit.posts import posts_at
from local.suppliers.faults import Faults
from tradewind.kit.clock import Clock, utc_now
from tradewind.kit.slug import fold

TOKEN = "local-reddit-token"
_LONGEST_SLEEP_SECONDS = 60.0


def create_reddit_app(*, clock: Clock = utc_now, faults: Faults | None = None) -> Starlette:
    """The stand-in; its own `POST /_test/faults`, or the given faults, take the source `reddit`."""
    faults = faults or Faults(("reddit",))
    app = Starlette(
        routes=[
            Route("/api/v1/access_token", _token, methods=["POST"]),
            Route("/r/{sub}/{listing:str}", _listing(clock, faults)),
            Route("/r/{sub}/{listing:str}/", _listing(clock, faults)),
            Route("/_test/faults", _faults(faults), methods=["GET", "POST"]),
        ]
    )
    app.state.faults = faults
    return app


async def _token(request: Request) -> Response:
    scheme, _, code = request.headers.get("authorization", "").partition(" ")
    expected = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
    if scheme.lower() != "basic" or code != expected:
        return JSONResponse({"message": "Unauthorized", "error": 401}, status_code=401)
    return JSONResponse({"access_token": TOKEN, "token_type": "bearer", "expires_in": 86_400, "scope": "*"})


def _listing(clock: Clock, faults: Faults) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        kind = faults.take("reddit")
        if kind == "slow":
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(_gone(request), _LONGEST_SLEEP_SECONDS)
        if kind in ("down", "slow"):
            return PlainTextResponse("", status_code=503)
        if kind == "rate_limited":
            return JSONResponse({"message": "Too Many Requests"}, status_code=429, headers={"retry-after": "7"})
        if kind == "malformed":
            return Response('{"kind": "Listing", "data": {', media_type="application/json")
        if kind == "denied" or request.headers.get("authorization", "").lower() != f"bearer {TOKEN}":
            return JSONResponse({"message": "Forbidden", "error": 403}, status_code=403 if kind else 401)
        posts = [] if kind == "empty" else posts_at(clock())
        if request.path_params["listing"] == "search":
            words = re.findall(r"\w+", fold(request.query_params.get("q", "")))
            posts = [post for post in posts if all(word in fold(_text(post)) for word in words)]
        limit = min(int(request.query_params.get("limit", "25")), 100)
        after = request.query_params.get("after")
        start = next((at + 1 for at, post in enumerate(posts) if post["data"]["name"] == after), 0)
        shown = posts[start : start + limit]
        more = shown[-1]["data"]["name"] if len(posts) > start + limit else None
        children = [{"kind": post["kind"], "data": post["data"]} for post in shown]
        limits = {"x-ratelimit-remaining": "95", "x-ratelimit-used": "5", "x-ratelimit-reset": "300"}
        return JSONResponse(
            {"kind": "Listing", "data": {"children": children, "after": more, "before": None}}, headers=limits
        )

    return endpoint


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _text(post: dict[str, Any]) -> str:
    return f"{post['data']['title']} {post['data']['selftext']}"


def _faults(faults: Faults) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        if request.method == "POST":
            wrong = faults.set(await request.json())
            if wrong:
                return JSONResponse({"error": wrong}, status_code=400)
        return JSONResponse(faults.as_json())

    return endpoint
