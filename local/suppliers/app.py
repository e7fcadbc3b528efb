"""The suppliers as one ASGI application: AliExpress' gateway, CJ's API, and the pictures both show."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from local.suppliers import aliexpress, cj
from local.suppliers.cj_orders import CjOrders
from local.suppliers.faults import Faults
from local.suppliers.goods import DemoGoods, FileGoods, find_item
from local.suppliers.pictures import Pictures
from tradewind.kit.clock import Clock, utc_now

SOURCES = ("aliexpress", "cj", "pictures", "reddit")
_LONGEST_SLEEP_SECONDS = 60.0


class Suppliers:
    """What all routes share."""

    def __init__(self, *, clock: Clock, base_url: str, catalog: Path | None, pictures: Path | None, cj_gap: float):
        self.clock = clock
        self.base_url = base_url
        self.goods = FileGoods(catalog) if catalog else DemoGoods(lambda: self.base_url)
        self.pictures = Pictures(pictures)
        self.orders = CjOrders()
        self.faults = Faults(SOURCES)
        self.calls: dict[str, int] = dict.fromkeys(SOURCES, 0)
        self._cj_gap = cj_gap
        self._cj_last = float("-inf")
        self._lock = threading.Lock()

    def cj_too_fast(self) -> bool:
        """Whether CJ's one call a second is exceeded; a fifth of it is forgiven for the way."""
        with self._lock:
            now = time.monotonic()
            too_fast = now - self._cj_last < self._cj_gap * 0.8
            if not too_fast:
                self._cj_last = now
            return too_fast


def create_suppliers_app(
    *,
    clock: Clock = utc_now,
    base_url: str,
    catalog: Path | None = None,
    pictures: Path | None = None,
    cj_gap: float = 1.0,
) -> Starlette:
    """The stand-in. `base_url` is where its pictures are reached, `catalog` a real answer to serve instead of the demo
    goods, `pictures` a folder that keeps drawn pictures, `cj_gap` the seconds CJ wants between two calls.
    """
    state = Suppliers(clock=clock, base_url=base_url, catalog=catalog, pictures=pictures, cj_gap=cj_gap)
    app = Starlette(
        routes=[
            Route("/", lambda _: PlainTextResponse("LOCAL STAND-IN for AliExpress and CJ Dropshipping\n")),
            Route("/sync", _aliexpress(state), methods=["GET", "POST"]),
            Route("/api2.0/v1/authentication/getAccessToken", _cj(state, "token"), methods=["POST"]),
            Route("/api2.0/v1/product/listV2", _cj(state, "list")),
            Route("/api2.0/v1/product/query", _cj(state, "query")),
            Route("/api2.0/v1/logistic/freightCalculate", _cj(state, "freight"), methods=["POST"]),
            Route("/api2.0/v1/shopping/order/createOrderV2", _cj(state, "create"), methods=["POST"]),
            Route("/api2.0/v1/shopping/order/getOrderDetail", _cj(state, "detail")),
            Route("/pictures/{name}", _picture(state)),
            Route("/_test/faults", _faults(state), methods=["GET", "POST"]),
            Route("/_test/orders", _orders(state), methods=["GET", "POST"]),
            Route("/_test/calls", lambda _: JSONResponse(state.calls)),
        ]
    )
    app.state.suppliers = state
    return app


async def _misbehave(request: Request, kind: str) -> Response | None:
    """The answer of a source that is not itself; None where only its content is wrong."""
    if kind == "slow":
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(_gone(request), _LONGEST_SLEEP_SECONDS)
        return PlainTextResponse("too late", status_code=503)
    if kind == "down":
        return PlainTextResponse("Service Unavailable", status_code=503)
    if kind == "malformed":
        return Response('{"aliexpress_affiliate_product_query_response": {"resp_res', media_type="application/json")
    return None


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _aliexpress(state: Suppliers) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        state.calls["aliexpress"] += 1
        form = {name: str(value) for name, value in (await request.form()).items()} | dict(request.query_params)
        kind = state.faults.take("aliexpress")
        if kind:
            answer = await _misbehave(request, kind)
            if answer is not None:
                return answer
            if kind == "rate_limited":
                return JSONResponse(aliexpress.failure("ApiCallLimit", "The request exceeds the limit", kind="ISP"))
            if kind == "denied":
                return JSONResponse(aliexpress.failure("InsufficientPermission", "The app has no permission"))
            return JSONResponse(aliexpress.nothing({"method": "aliexpress.affiliate.product.query", **form}))
        return JSONResponse(await run_in_threadpool(aliexpress.respond, form, state.goods, state.clock()))

    return endpoint


def _cj(state: Suppliers, action: str) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        state.calls["cj"] += 1
        kind = state.faults.take("cj")
        if kind and kind != "lost":
            broken = await _misbehave(request, kind)
            if broken is not None:
                return broken
            if kind == "rate_limited":
                return JSONResponse(cj.failure(cj.TOO_MANY, "Too Many Requests, QPS limit is 1 time/1second"))
            if kind == "denied":
                return JSONResponse(cj.failure(1600001, "Invalid API key or access token"))
            if action != "token":
                return JSONResponse(cj.success({"content": [], "totalPages": 0} if action == "list" else None))
        if action == "token":
            return JSONResponse(cj.give_token(await request.json()))
        if request.headers.get("cj-access-token") != cj.TOKEN:
            return JSONResponse(cj.failure(1600001, "Invalid API key or access token"))
        if state.cj_too_fast():
            return JSONResponse(cj.failure(cj.TOO_MANY, "Too Many Requests, QPS limit is 1 time/1second"))
        match action:
            case "freight":
                answer = state.orders.freight(await request.json())
            case "create":
                answer = state.orders.create(await request.json(), state.clock())
            case "detail":
                answer = state.orders.detail(dict(request.query_params))
            case _:
                respond = cj.list_products if action == "list" else cj.show_product
                answer = respond(dict(request.query_params), state.base_url, state.clock())
        if kind == "lost" and action == "create":
            # Everything was done; only the answer does not arrive.
            return PlainTextResponse("Bad Gateway", status_code=502)
        return JSONResponse(answer)

    return endpoint


def _orders(state: Suppliers) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        if request.method == "POST":
            wrong = state.orders.move(await request.json())
            if wrong:
                return JSONResponse({"error": wrong}, status_code=400)
        return JSONResponse(state.orders.as_json())

    return endpoint


def _picture(state: Suppliers) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        state.calls["pictures"] += 1
        kind = state.faults.take("pictures")
        if kind in ("slow", "down"):
            return await _misbehave(request, kind) or PlainTextResponse("", status_code=503)
        if kind == "rate_limited":
            return PlainTextResponse("", status_code=429)
        if kind == "denied":
            return PlainTextResponse("", status_code=403)
        reference, _, number = request.path_params["name"].removesuffix(".jpg").rpartition("-")
        item = find_item(reference)
        if item is None or not number.isdecimal():
            return PlainTextResponse("There is no such picture.", status_code=404)
        body = await run_in_threadpool(state.pictures.get, item, int(number))
        if kind in ("malformed", "empty"):
            body = body[:400] if kind == "malformed" else b""
        return Response(body, media_type="image/jpeg")

    return endpoint


def _faults(state: Suppliers) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        if request.method == "POST":
            wrong = state.faults.set(await request.json())
            if wrong:
                return JSONResponse({"error": wrong}, status_code=400)
        return JSONResponse(state.faults.as_json())

    return endpoint
