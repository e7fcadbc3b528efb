"""Puts the rooms together into one ASGI application with a background loop for time and deliveries."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from local.stripe import checkout, controls, onboarding, pages, portal_pages, renewals, sessions
from local.stripe.api import ApiRequest, answer
from local.stripe.clock import Clock
from local.stripe.delivery import Deliverer, Sender, http_sender
from local.stripe.standin import StandIn
from local.stripe.store import Store
from local.stripe.webhooks import WebhookTarget, configure_endpoints
from local.stripe.wire import dump, new_id

_LOG = logging.getLogger(__name__)
_STATIC = Path(__file__).parent / "static"
_TICK_SECONDS = 1.0
_LONGEST_HANG_SECONDS = 120.0


def create_stripe_app(
    state_path: Path,
    clock: Clock | None = None,
    *,
    webhook_target: WebhookTarget | Sequence[WebhookTarget] | None = None,
    send: Sender | None = None,
    background: bool = True,
) -> Starlette:
    """Return the stand-in as an ASGI application.

    `state_path` is the SQLite file. `send` replaces the HTTP client of webhook deliveries. With `background=False`
    nothing happens by itself: deliver with `app.state.deliverer.deliver_due()`, move time with `renewals.travel`.
    """
    standin = StandIn(store=Store(state_path), clock=clock or Clock())
    standin.restore_clock()
    targets = [webhook_target] if isinstance(webhook_target, WebhookTarget) else list(webhook_target or ())
    configure_endpoints(standin, targets)
    deliverer = Deliverer(standin, send or http_sender())

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(_run_background(standin, deliverer)) if background else None
        yield
        if task:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        standin.store.close()

    app = Starlette(routes=_routes(standin), lifespan=lifespan)
    app.state.standin = standin
    app.state.deliverer = deliverer
    return app


def run_clockwork(standin: StandIn) -> None:
    """Do everything whose time has come: expire sessions, settle bank debits, renew subscriptions."""
    sessions.expire_due(standin)
    checkout.settle_due(standin)
    renewals.run_due(standin)


async def _run_background(standin: StandIn, deliverer: Deliverer) -> None:
    loop = asyncio.get_running_loop()
    woken = asyncio.Event()

    def wake() -> None:
        # Events are emitted on worker threads, and a few may still come while the loop is closing.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(woken.set)

    standin.wake = wake
    while True:
        try:
            await run_in_threadpool(run_clockwork, standin)
            await run_in_threadpool(deliverer.deliver_due)
        except Exception:
            # One event that cannot be handled must not end deliveries for good.
            _LOG.exception("stripe_stand_in.background_step_failed")
        wait = deliverer.seconds_until_next()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(woken.wait(), _TICK_SECONDS if wait is None else min(wait, _TICK_SECONDS))
        woken.clear()


def _routes(standin: StandIn) -> list[BaseRoute]:
    return [
        Route("/v1/{rest:path}", _api_endpoint(standin), methods=["GET", "POST", "DELETE"]),
        *pages.routes(standin),
        *portal_pages.routes(standin),
        *onboarding.routes(standin),
        *controls.routes(standin, run_clockwork),
        Mount("/assets", StaticFiles(directory=_STATIC)),
        Route("/{rest:path}", _api_endpoint(standin), methods=["GET", "POST", "DELETE"]),
    ]


def _api_endpoint(standin: StandIn) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        fault = standin.faults.take_call(request.url.path) if request.url.path.startswith("/v1/") else None
        incoming = ApiRequest(
            method=request.method,
            path=request.url.path,
            query=request.url.query,
            body=await request.body(),
            headers=request.headers,
            base_url=str(request.base_url).rstrip("/"),
        )
        if fault and not fault.after:
            outgoing = None
        else:
            outgoing = await run_in_threadpool(answer, standin, incoming)
        if fault:
            if fault.hang:
                await _until_caller_gives_up(request)
            headers = {"content-type": "application/json", "request-id": new_id("req", 14)}
            return Response(dump(fault.error.body()), status_code=fault.error.status, headers=headers)
        assert outgoing is not None  # noqa: S101 - only a fault leaves it out
        return Response(outgoing.body, status_code=outgoing.status, headers=outgoing.headers)

    return endpoint


async def _until_caller_gives_up(request: Request) -> None:
    async def disconnected() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(disconnected(), _LONGEST_HANG_SECONDS)
