"""Every error as RFC 9457 ``application/problem+json`` with a stable code and the request id."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from tradewind.errors import DomainError, ErrorKind
from tradewind.kit.pagination import BadCursorError

CONTENT_TYPE = "application/problem+json"
TYPE_BASE = "https://tradewind.dev/problems/"

STATUS_OF_KIND: Mapping[ErrorKind, int] = {
    ErrorKind.MALFORMED: 400,
    ErrorKind.INVALID: 422,
    ErrorKind.UNAUTHENTICATED: 401,
    ErrorKind.FORBIDDEN: 403,
    ErrorKind.NOT_FOUND: 404,
    ErrorKind.GONE: 410,
    ErrorKind.CONFLICT: 409,
    ErrorKind.IDEMPOTENCY: 422,
    ErrorKind.RATE_LIMITED: 429,
    ErrorKind.UNAVAILABLE: 503,
    ErrorKind.UPSTREAM: 502,
}


class ProblemField(BaseModel):
    """One input field at fault."""

    field: str
    message: str
    code: str


class Problem(BaseModel):
    """The shape of every error answer (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    errors: list[ProblemField] | None = None


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """``responses=`` of a route: its problems by status."""
    return {status: {"model": Problem, "content": {CONTENT_TYPE: {}}} for status in (*statuses, 422)}


def request_id_of(request: Request) -> str:
    """The id given to this request by the edge, or by our own middleware."""
    return getattr(request.state, "request_id", "")


def problem_response(
    request: Request,
    *,
    status: int,
    code: str,
    detail: str,
    fields: Sequence[Mapping[str, str]] = (),
    extra: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """One problem answer."""
    body: dict[str, Any] = {
        "type": TYPE_BASE + code,
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "instance": request_id_of(request),
        **(extra or {}),
    }
    if fields:
        body["errors"] = list(fields)
    answer_headers = {"cache-control": "no-store", **(headers or {})}
    return Response(orjson.dumps(body), status, headers=answer_headers, media_type=CONTENT_TYPE)


def install(app: FastAPI) -> None:
    """Route every way of failing through ``problem_response``."""
    app.add_exception_handler(DomainError, _domain_error)
    app.add_exception_handler(BadCursorError, _bad_cursor)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_exception)


def crashed(request: Request) -> Response:
    """The answer to an unexpected failure: no trace, but the id under which the log has it."""
    detail = "Something failed on our side. Nothing you sent is lost; try again, and name this request id if it stays."
    return problem_response(request, status=500, code="internal_error", detail=detail)


def _domain_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)  # noqa: S101 (registered for this type only)
    headers: dict[str, str] = {}
    if error.retry_after_seconds is not None:
        headers["retry-after"] = str(error.retry_after_seconds)
    if error.kind is ErrorKind.UNAUTHENTICATED:
        headers["www-authenticate"] = "Bearer"
    return problem_response(
        request,
        status=STATUS_OF_KIND[error.kind],
        code=error.code,
        detail=error.detail,
        fields=[{"field": f.field, "message": f.message, "code": f.code} for f in error.fields],
        extra=error.extra,
        headers=headers,
    )


def _bad_cursor(request: Request, error: Exception) -> Response:
    detail = "This cursor does not belong to this list. Start again without a cursor."
    return problem_response(request, status=400, code="bad_cursor", detail=detail)


def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 (registered for this type only)
    fields = [
        {"field": _field_name(fault["loc"]), "message": _sentence(fault), "code": str(fault["type"])}
        for fault in error.errors()
    ]
    if any(fault["type"] == "json_invalid" for fault in error.errors()):
        detail = "The body is not valid JSON."
        return problem_response(request, status=400, code="malformed_json", detail=detail, fields=fields)
    names = ", ".join(dict.fromkeys(field["field"] for field in fields))
    detail = f"Some fields need your attention: {names}."
    return problem_response(request, status=422, code="validation_failed", detail=detail, fields=fields)


def _field_name(location: Sequence[Any]) -> str:
    parts = [str(part) for part in location]
    if parts and parts[0] in {"body", "query", "path", "header", "cookie"} and len(parts) > 1:
        parts = parts[1:]
    return ".".join(parts)


def _sentence(fault: Mapping[str, Any]) -> str:
    text = str(fault["msg"]).removeprefix("Value error, ")
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 (registered for this type only)
    codes = {404: "route_not_found", 405: "method_not_allowed", 413: "body_too_large", 415: "unsupported_media_type"}
    code = codes.get(error.status_code, "http_error")
    details = {404: f"There is nothing at {request.url.path}.", 405: f"{request.method} is not possible here."}
    detail = details.get(error.status_code, str(error.detail))
    return problem_response(
        request, status=error.status_code, code=code, detail=detail, headers=dict(error.headers or {})
    )
