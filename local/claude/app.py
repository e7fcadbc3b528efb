"""``/v1/messages`` and ``/v1/messages/batches`` with errors on demand, and ``/_test/...`` to ask for them."""

import asyncio
import json
import uuid
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from local.claude.answers import LABEL, Json, answer_to
from local.claude.copy import copy_for

_KINDS = {400: "invalid_request_error", 401: "authentication_error", 429: "rate_limit_error", 529: "overloaded_error"}


@dataclass(slots=True, kw_only=True)
class Faults:
    """The settings of ``POST /_test/faults``; the defaults mean that everything works.

    The ``next`` calls fail with ``status`` (after ``delay_seconds``), or, with ``stop_reason`` or ``text`` set, come
    back with that. Of every batch, ``batch_errors`` requests end as errors; ``batch_polls`` looks find it unfinished.
    """

    next: int = 0
    status: int = 500
    delay_seconds: float = 0
    stop_reason: str = ""
    text: str = ""
    batch_errors: int = 0
    batch_polls: int = 0


@dataclass(slots=True)
class _State:
    faults: Faults = field(default_factory=Faults)
    requests: list[Json] = field(default_factory=list)
    batches: dict[str, Json] = field(default_factory=dict)


class StandIn:
    """The endpoints."""

    def __init__(self) -> None:
        self._state = _State()

    async def index(self, request: Request) -> Response:
        """What this is."""
        return PlainTextResponse(f"{LABEL}. {len(self._state.requests)} questions so far.\n")

    async def message(self, request: Request) -> Response:
        """POST /v1/messages."""
        if not request.headers.get("authorization", "").startswith("Bearer ") and "x-api-key" not in request.headers:
            return _error(401, "no credentials")
        params = await request.json()
        self._state.requests.append(params)
        faults = self._state.faults
        if faults.next <= 0:
            return JSONResponse(_message(params))
        faults.next -= 1
        await asyncio.sleep(faults.delay_seconds)
        if faults.stop_reason or faults.text:
            return JSONResponse(_message(params, stop_reason=faults.stop_reason, text=faults.text))
        return _error(faults.status, "injected by the local stand-in")

    async def start_batch(self, request: Request) -> Response:
        """POST /v1/messages/batches."""
        body = await request.json()
        self._state.requests += [each["params"] for each in body["requests"]]
        batch_id = f"msgbatch_{uuid.uuid4().hex[:20]}"
        self._state.batches[batch_id] = {"requests": body["requests"], "polls": self._state.faults.batch_polls}
        return JSONResponse(_batch(request, batch_id, "in_progress"))

    async def read_batch(self, request: Request) -> Response:
        """GET /v1/messages/batches/{id}."""
        batch = self._state.batches.get(request.path_params["id"])
        if batch is None:
            return _error(404, "no such batch")
        batch["polls"] -= 1
        status = "in_progress" if batch["polls"] >= 0 else "ended"
        return JSONResponse(_batch(request, request.path_params["id"], status))

    async def results(self, request: Request) -> Response:
        """GET /v1/messages/batches/{id}/results: one line a request, last first, as the order is not promised."""
        batch = self._state.batches[request.path_params["id"]]
        lines = []
        for number, each in enumerate(batch["requests"]):
            failed = number < self._state.faults.batch_errors
            error = {"type": "error", "error": {"type": "api_error", "message": "injected by the local stand-in"}}
            result = {"type": "errored", "error": error}
            if not failed:
                result = {"type": "succeeded", "message": _message(each["params"])}
            lines.append(json.dumps({"custom_id": each["custom_id"], "result": result}))
        return PlainTextResponse("\n".join(reversed(lines)), media_type="application/x-jsonl")

    async def set_faults(self, request: Request) -> Response:
        """POST /_test/faults: change the named switches."""
        known = {each.name for each in fields(Faults)}
        for name, value in (await request.json()).items():
            if name not in known:
                return _error(400, f"there is no switch {name}; known: {', '.join(sorted(known))}")
            setattr(self._state.faults, name, value)
        return JSONResponse(asdict(self._state.faults))

    async def clear_faults(self, request: Request) -> Response:
        """DELETE /_test/faults: everything works again."""
        self._state.faults = Faults()
        return JSONResponse(asdict(self._state.faults))

    async def asked(self, request: Request) -> Response:
        """GET /_test/requests: every question so far."""
        return JSONResponse(self._state.requests)


def create_claude_app() -> Starlette:
    """A stand-in with nothing asked yet."""
    stand_in = StandIn()
    return Starlette(
        routes=[
            Route("/", stand_in.index, methods=["GET"]),
            Route("/v1/messages", stand_in.message, methods=["POST"]),
            Route("/v1/messages/batches", stand_in.start_batch, methods=["POST"]),
            Route("/v1/messages/batches/{id}", stand_in.read_batch, methods=["GET"]),
            Route("/v1/messages/batches/{id}/results", stand_in.results, methods=["GET"]),
            Route("/_test/faults", stand_in.set_faults, methods=["POST"]),
            Route("/_test/faults", stand_in.clear_faults, methods=["DELETE"]),
            Route("/_test/requests", stand_in.asked, methods=["GET"]),
        ]
    )


def _message(params: Json, *, stop_reason: str = "", text: str = "") -> Json:
    content = params["messages"][-1]["content"]
    schema = params.get("output_config", {}).get("format", {}).get("schema")
    if not text:
        text = json.dumps(_answer(schema, _data(content))) if schema else LABEL
    return {
        "id": f"msg_{uuid.uuid4().hex[:20]}",
        "type": "message",
        "role": "assistant",
        "model": params["model"],
        "content": [] if stop_reason == "refusal" else [{"type": "text", "text": text}],
        "stop_reason": stop_reason or "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": len(json.dumps(params)) // 4, "output_tokens": max(1, len(text) // 4)},
    }


def _answer(schema: Json, data: Any) -> Any:
    answer = answer_to(schema, data)
    return answer | copy_for(schema, data) if isinstance(answer, dict) else answer


def _data(content: Any) -> Any:
    """The question's data, where it is JSON."""
    try:
        return json.loads(content)
    except (TypeError, ValueError):
        return None


def _batch(request: Request, batch_id: str, status: str) -> Json:
    counts = dict.fromkeys(("processing", "succeeded", "errored", "canceled", "expired"), 0)
    return {
        "id": batch_id,
        "type": "message_batch",
        "processing_status": status,
        "request_counts": counts,
        "created_at": "2026-01-01T00:00:00Z",
        "expires_at": "2026-01-02T00:00:00Z",
        "ended_at": None if status == "in_progress" else "2026-01-01T00:00:01Z",
        "archived_at": None,
        "cancel_initiated_at": None,
        "results_url": f"{request.base_url}v1/messages/batches/{batch_id}/results" if status == "ended" else None,
    }


def _error(status: int, message: str) -> Response:
    kind = _KINDS.get(status, "api_error" if status >= 500 else "invalid_request_error")
    body = {"type": "error", "error": {"type": kind, "message": message}}
    return JSONResponse(body, status, {"retry-after-ms": "10"} if status in (429, 529) else None)
