"""`/_test/...`: what a test or a curious person may do to the stand-in that no shop could do to Stripe."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from local.stripe import billing_desk, checkout, desk, renewals, webhooks
from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject, StripeError

_FLAGS = ("timeout", "after", "shuffle_events")


def routes(standin: StandIn, run_clockwork: Callable[[StandIn], None]) -> list[BaseRoute]:
    """Return the control paths; each takes JSON, or a form from the index page and then leads back to it."""

    def advance(body: JsonObject, _: dict[str, str]) -> JsonObject:
        seconds = body.get("seconds")
        if not isinstance(seconds, int | float) or seconds < 0:
            raise StripeError("`seconds` must be a number that is not negative.", param="seconds")
        renewals.travel(standin, float(seconds), run_clockwork)
        standin.wake()
        return {"now": standin.now()}

    def set_faults(body: JsonObject, _: dict[str, str]) -> JsonObject:
        return standin.faults.set(body)

    def clear_faults(_body: JsonObject, _: dict[str, str]) -> JsonObject:
        standin.faults.clear()
        return standin.faults.as_json()

    def resend(_: JsonObject, path: dict[str, str]) -> JsonObject:
        return {"queued": webhooks.resend(standin, path["id"])}

    def settle(body: JsonObject, path: dict[str, str]) -> JsonObject:
        settled = checkout.settle(standin, path["id"], succeeds=body.get("outcome", "succeeds") != "fails")
        if not settled:
            raise StripeError("This session has no bank debit under way.", param="id")
        return {"settled": True}

    def reset(_body: JsonObject, _: dict[str, str]) -> JsonObject:
        _reset(standin)
        return {"reset": True}

    return [
        Route("/_test/events", _reader(lambda: _events(standin)), methods=["GET"]),
        Route("/_test/faults", _reader(standin.faults.as_json), methods=["GET"]),
        Route("/_test/faults", _writer(set_faults), methods=["POST"]),
        Route("/_test/faults", _writer(clear_faults), methods=["DELETE"]),
        Route("/_test/faults/clear", _writer(clear_faults), methods=["POST"]),
        Route("/_test/advance", _writer(advance), methods=["POST"]),
        Route("/_test/events/{id}/resend", _writer(resend), methods=["POST"]),
        Route("/_test/sessions/{id}/settle", _writer(settle), methods=["POST"]),
        Route("/_test/reset", _writer(reset), methods=["POST"]),
        *(Route(path, _writer(act), methods=["POST"]) for path, act in desk.actions(standin).items()),
        *(
            Route(path, _writer(act), methods=["POST"])
            for path, act in billing_desk.actions(standin, run_clockwork).items()
        ),
    ]


def events_with_deliveries(standin: StandIn, limit: int = 100) -> list[JsonObject]:
    """Return the latest events, newest first, each with the state of its deliveries."""
    listed = []
    for event in standin.store.page("event", account=None, limit=limit).items:
        rows = standin.store.execute("SELECT * FROM deliveries WHERE event_id = ? ORDER BY id", event["id"])
        deliveries = [
            {name: row[name] for name in ("endpoint_id", "state", "attempts", "next_at", "last_result")} for row in rows
        ]
        listed.append(event | {"deliveries": deliveries})
    return listed


def _events(standin: StandIn) -> JsonObject:
    return {"now": standin.now(), "events": events_with_deliveries(standin)}


def _reset(standin: StandIn) -> None:
    """Forget all objects and faults and return to real time; endpoints given at start stay."""
    store = standin.store
    with store.transaction():
        kept = [
            (endpoint, store.private(endpoint["id"]))
            for endpoint in store.all("webhook_endpoint", account=None)
            if webhooks.is_configured(endpoint)
        ]
        store.clear()
        for endpoint, private in kept:
            store.insert(endpoint, private=private)
    standin.clock.offset = 0.0
    standin.faults.clear()


def _reader(read: Callable[[], JsonObject]) -> Callable[[Request], Any]:
    async def endpoint(_: Request) -> Response:
        return JSONResponse(await run_in_threadpool(read))

    return endpoint


def _writer(act: desk.Action) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        is_form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
        try:
            body = _from_form(dict(await request.form())) if is_form else _from_json(await request.body())
            result = await run_in_threadpool(act, body, dict(request.path_params))
        except StripeError as error:
            return JSONResponse(error.body(), status_code=error.status)
        return RedirectResponse("/", status_code=303) if is_form else JSONResponse(result)

    return endpoint


def _from_json(body: bytes) -> JsonObject:
    try:
        decoded = json.loads(body or b"{}")
    except ValueError:
        raise StripeError("The body is not JSON.") from None
    if not isinstance(decoded, dict):
        raise StripeError("The body must be a JSON object.")
    return decoded


def _from_form(form: dict[str, Any]) -> JsonObject:
    """Turn the index page's fields into JSON values; its checkboxes name themselves only when they are on."""
    values: JsonObject = {}
    for name, value in form.items():
        if name == "switches":
            values |= {flag: flag in form for flag in _FLAGS}
        elif name in _FLAGS:
            continue
        elif isinstance(value, str) and value.strip().replace(".", "", 1).isdigit():
            values[name] = float(value) if "." in value else int(value)
        else:
            values[name] = value
    return values
