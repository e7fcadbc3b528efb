"""The app factory: every area, and all of them together, are made by the same call."""

import gc
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tradewind.http import problems
from tradewind.kit.clock import utc_now
from tradewind.kit.ids import ulid
from tradewind.observability import get_logger

PREFIX = "/api/v1"
MAX_BODY_BYTES = 1_048_576

type Handler = Callable[[Request], Awaitable[Any]]


def create_app(area: str, *routers: APIRouter, docs: bool = False) -> FastAPI:
    """An app of ``routers`` under ``/api/v1`` with our errors, request ids and one log line per request.

    ``docs`` serves /docs and /openapi.json (containers and local; a Lambda area never does).
    """
    app = FastAPI(
        title="Tradewind" if docs else f"Tradewind {area}",
        version="1.0",
        openapi_url="/openapi.json" if docs else None,
        docs_url="/docs" if docs else None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
        separate_input_output_schemas=True,
    )
    for router in routers:
        app.include_router(router, prefix=PREFIX)
    problems.install(app)
    app.add_middleware(EdgeMiddleware, area=area)
    if not docs:
        # What is loaded now lives as long as the process: keep the collector from walking it on every run.
        gc.freeze()
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


class EdgeMiddleware:
    """Request id, body limit, unexpected failures and the request's log line, without buffering."""

    def __init__(self, app: ASGIApp, area: str) -> None:
        self._app = app
        self._area = area

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        request_id = _request_id(scope)
        request.state.request_id = request_id
        logger = get_logger()
        logger.set_correlation_id(request_id)
        started = perf_counter()
        status = 500
        body_started = False

        async def send_with_id(message: Message) -> None:
            nonlocal status, body_started
            if message["type"] == "http.response.start":
                body_started = True
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            length = request.headers.get("content-length", "0")
            if length.isdigit() and int(length) > MAX_BODY_BYTES:
                await self._too_large(request)(scope, receive, send_with_id)
            else:
                await self._app(scope, _limited(receive), send_with_id)
        except _BodyTooLargeError:
            await self._too_large(request)(scope, receive, send_with_id)
        except Exception:
            logger.exception("request.crashed", area=self._area, path=scope["path"])
            if body_started:
                raise
            await problems.crashed(request)(scope, receive, send_with_id)
        finally:
            logger.info(
                "request",
                area=self._area,
                method=scope["method"],
                path=scope["path"],
                status=status,
                ms=round((perf_counter() - started) * 1000, 1),
            )

    def _too_large(self, request: Request) -> ASGIApp:
        detail = f"The body is larger than {MAX_BODY_BYTES // 1024} KB. Send less at a time."
        return problems.problem_response(request, status=413, code="body_too_large", detail=detail)


class _BodyTooLargeError(Exception):
    """A chunked body went over the limit."""


def _limited(receive: Receive) -> Receive:
    received = 0

    async def limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > MAX_BODY_BYTES:
            raise _BodyTooLargeError
        return message

    return limited


def _request_id(scope: Scope) -> str:
    """API Gateway's id where there is one, so that its access log and ours agree; otherwise a new one."""
    event = scope.get("aws.event") or {}
    given = event.get("requestContext", {}).get("requestId")
    return str(given) if given else f"req_{ulid(utc_now())}"
