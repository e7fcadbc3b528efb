"""Answers `/v1/...`: authentication, decoding, idempotency, expansion and Stripe's error shape around operations."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import stripe

from local.stripe import (
    accounts,
    catalog,
    coupons,
    customers,
    disputes,
    fees,
    invoice_api,
    payment_methods,
    payments,
    portal,
    refunds,
    sessions,
    subscription_api,
    webhooks,
)
from local.stripe.expand import expand
from local.stripe.params import parse
from local.stripe.standin import Call, Operation, StandIn
from local.stripe.wire import StripeError, decode_form, dump, new_id

_REPLAY_SECONDS = 24 * 3600
OPERATIONS: Sequence[Operation] = (
    *accounts.OPERATIONS,
    *sessions.OPERATIONS,
    *payments.OPERATIONS,
    *refunds.OPERATIONS,
    *disputes.OPERATIONS,
    *fees.OPERATIONS,
    *catalog.OPERATIONS,
    *customers.OPERATIONS,
    *payment_methods.OPERATIONS,
    *subscription_api.OPERATIONS,
    *invoice_api.OPERATIONS,
    *portal.OPERATIONS,
    *coupons.OPERATIONS,
    *webhooks.OPERATIONS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiRequest:
    """An HTTP request as it came; header names are in lower case."""

    method: str
    path: str
    query: str
    body: bytes
    headers: Mapping[str, str]
    base_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiResponse:
    """An HTTP answer ready to be sent."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def answer(standin: StandIn, request: ApiRequest) -> ApiResponse:
    """Carry out one API request; whatever it wrote is committed when this returns."""
    request_id = new_id("req", 14)
    key = request.headers.get("idempotency-key")
    headers = {"content-type": "application/json", "request-id": request_id, "stripe-version": stripe.api_version}
    if key:
        headers["idempotency-key"] = key
    try:
        _authenticate(request.headers)
        account = _account(standin, request.headers)
        if account:
            headers["stripe-account"] = account
        operation, path = _match(request)
        with standin.store.transaction():
            return _run(standin, request, operation, path, account, headers)
    except StripeError as error:
        return ApiResponse(status=error.status, body=dump(error.body()), headers=headers)


def _run(
    standin: StandIn,
    request: ApiRequest,
    operation: Operation,
    path: Mapping[str, str],
    account: str,
    headers: dict[str, str],
) -> ApiResponse:
    pairs = parse_qsl(request.query, keep_blank_values=True)
    pairs += parse_qsl(request.body.decode(), keep_blank_values=True)
    key = request.headers.get("idempotency-key") if request.method == "POST" else None
    fingerprint = hashlib.sha256(json.dumps([request.path, sorted(pairs)]).encode()).hexdigest()
    if key and (replay := _replay(standin, account, key, fingerprint, headers)):
        return replay
    call = Call(
        standin=standin,
        params=parse(operation.params, decode_form(pairs)),
        path=path,
        account=account,
        request_id=headers["request-id"],
        idempotency_key=key,
        base_url=request.base_url,
    )
    status = 200
    try:
        body = dump(expand(call, operation.run(call), call.params.get("expand", [])))
    except StripeError as error:
        if not error.kept:
            raise
        status, body = error.status, dump(error.body())
    if key:
        # Refusals of the parameters are not kept, so a corrected request may use its key again.
        standin.store.execute(
            "INSERT INTO idempotency VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(account, key, fingerprint, headers["request-id"], status, body.decode(), standin.clock.now()),
        )
    return ApiResponse(status=status, body=body, headers=headers)


def _replay(standin: StandIn, account: str, key: str, fingerprint: str, headers: dict[str, str]) -> ApiResponse | None:
    if len(key) > 255:
        raise StripeError("Idempotency keys must be at most 255 characters.", kind="idempotency_error")
    store = standin.store
    store.execute("DELETE FROM idempotency WHERE created < ?", standin.clock.now() - _REPLAY_SECONDS)
    rows = store.execute("SELECT * FROM idempotency WHERE account = ? AND key = ?", account, key)
    if not rows:
        return None
    if rows[0]["fingerprint"] != fingerprint:
        raise StripeError(
            "Keys for idempotent requests can only be used with the same parameters they were first used with. Try "
            f"using a key other than '{key}' if you meant to execute a different request.",
            kind="idempotency_error",
        )
    replayed = {"idempotent-replayed": "true", "original-request": rows[0]["request_id"]}
    return ApiResponse(status=rows[0]["status"], body=rows[0]["body"].encode(), headers=headers | replayed)


def _authenticate(headers: Mapping[str, str]) -> None:
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    key = credentials.strip()
    if scheme.lower() == "basic":
        key = base64.b64decode(key).decode(errors="replace").partition(":")[0]
    if not key:
        raise StripeError(
            "You did not provide an API key. You need to provide your API key in the Authorization header, using "
            "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
            status=401,
        )
    if not key.startswith("sk_test_"):
        # A live key has no business here, not even in a message.
        raise StripeError(
            f"Invalid API Key provided: {key[:8]}****. Use any key that starts with sk_test_.", status=401
        )


def _account(standin: StandIn, headers: Mapping[str, str]) -> str:
    account = headers.get("stripe-account", "")
    if account and accounts.find(standin, account) is None:
        raise accounts.no_access(account)
    return account


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))


_ROUTES = [(operation, _pattern(operation.path)) for operation in OPERATIONS]


def _match(request: ApiRequest) -> tuple[Operation, Mapping[str, str]]:
    for operation, pattern in _ROUTES:
        found = pattern.fullmatch(request.path)
        if found and operation.method == request.method:
            return operation, found.groupdict()
    raise unrecognized(request.method, request.path)


def unrecognized(method: str, path: str) -> StripeError:
    """Return the 404 of a path the API does not have."""
    return StripeError(
        f"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or README.md for what the "
        "local stand-in answers.",
        status=404,
    )
