"""Webhook endpoints and events: what is emitted, and to which endpoints each event has to go."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import stripe
from stripe.params import (
    EventListParams,
    EventRetrieveParams,
    WebhookEndpointCreateParams,
    WebhookEndpointListParams,
    WebhookEndpointRetrieveParams,
    WebhookEndpointUpdateParams,
)

from local.stripe import objects
from local.stripe.standin import Call, Operation, StandIn, list_page, merge_metadata
from local.stripe.wire import JsonObject, StripeError, new_id

_ENDPOINTS = "/v1/webhook_endpoints"
_EVENTS = "/v1/events"
_CONFIGURED_PREFIX = "we_configured_"

type Receives = Literal["all", "platform", "connected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookTarget:
    """An endpoint given at start instead of through the API.

    Stripe separates the events of the platform from those of connected accounts; one local endpoint may take both.
    """

    url: str
    secret: str
    events: Sequence[str] = ("*",)
    receives: Receives = "all"


def configure_endpoints(standin: StandIn, targets: Sequence[WebhookTarget]) -> None:
    """Make the endpoints given at start the only configured ones; those made through the API stay.

    Ids are stable over restarts, so an event that was waiting goes to the address given now.
    """
    store = standin.store
    with store.transaction():
        for old in store.all("webhook_endpoint", account=None):
            if is_configured(old):
                store.delete(old["id"])
        for number, target in enumerate(targets, start=1):
            body = objects.webhook_endpoint(
                standin.now(), url=target.url, enabled_events=list(target.events), description="Given at start"
            )
            body["id"] = f"{_CONFIGURED_PREFIX}{number}"
            store.insert(body, private={"secret": target.secret, "receives": target.receives})


def is_configured(endpoint: JsonObject) -> bool:
    """Tell whether an endpoint was given at start."""
    return str(endpoint["id"]).startswith(_CONFIGURED_PREFIX)


def emit(
    standin: StandIn, kind: str, body: JsonObject, *, account: str = "", call: Call | None = None,
    previous: JsonObject | None = None,
) -> JsonObject:  # fmt: skip
    """Record an event with a snapshot of the object and queue its deliveries, inside the caller's transaction.

    `previous` has the former values of what an update changed.
    """
    store = standin.store
    endpoints = [
        endpoint
        for endpoint in store.all("webhook_endpoint", account=None)
        if _wants(endpoint, store.private(endpoint["id"])["receives"], kind, account)
    ]
    event: JsonObject = {
        "id": new_id("evt"),
        "object": "event",
        "api_version": stripe.api_version,
        "created": standin.now(),
        "data": {"object": copy.deepcopy(body)},
        "livemode": False,
        "pending_webhooks": len(endpoints),
        "request": {
            "id": call.request_id if call else None,
            "idempotency_key": call.idempotency_key if call else None,
        },
        "type": kind,
    }
    if previous is not None:
        event["data"]["previous_attributes"] = previous
    if account:
        event["account"] = account
    store.insert(event, account=account)
    copies = standin.faults.take_event()
    due = standin.clock.now() + standin.faults.switches.delay_events_seconds
    for endpoint in endpoints:
        for _ in range(2 if copies == "twice" else 1):
            _queue(standin, event["id"], endpoint["id"], due, state="dropped" if copies == "never" else "pending")
    standin.wake()
    return event


def resend(standin: StandIn, event_id: str) -> int:
    """Queue an event once more for every endpoint that wants it and return their number."""
    store = standin.store
    event = store.find(event_id, kind="event", account=None)
    if event is None:
        raise StripeError(f"No such event: '{event_id}'", status=404, code="resource_missing", param="id")
    with store.transaction():
        endpoints = [
            endpoint
            for endpoint in store.all("webhook_endpoint", account=None)
            if _wants(endpoint, store.private(endpoint["id"])["receives"], event["type"], event.get("account", ""))
        ]
        for endpoint in endpoints:
            _queue(standin, event_id, endpoint["id"], standin.clock.now(), state="pending")
    standin.wake()
    return len(endpoints)


def _queue(standin: StandIn, event_id: str, endpoint_id: str, due: float, *, state: str) -> None:
    standin.store.execute(
        "INSERT INTO deliveries (event_id, endpoint_id, state, next_at) VALUES (?, ?, ?, ?)",
        *(event_id, endpoint_id, state, due),
    )


def _wants(endpoint: JsonObject, receives: Receives, kind: str, account: str) -> bool:
    if endpoint["status"] != "enabled" or not {"*", kind} & set(endpoint["enabled_events"]):
        return False
    return receives == "all" or (receives == "connected") == bool(account)


# API


def _create(call: Call) -> JsonObject:
    given = dict(call.params)
    if not given["url"].startswith(("http://", "https://")):
        raise StripeError("Invalid URL: must begin with http:// or https://", code="url_invalid", param="url")
    receives: Receives = "connected" if given.pop("connect", False) else "platform"
    fields = {key: given[key] for key in ("api_version", "description", "metadata") if key in given}
    body = objects.webhook_endpoint(call.now, url=given["url"], enabled_events=given["enabled_events"], **fields)
    secret = new_id("whsec", 32)
    call.store.insert(body, account=call.account, private={"secret": secret, "receives": receives})
    return body | {"secret": secret}


def _update(call: Call) -> JsonObject:
    body = call.get("webhook_endpoint", call.path["id"])
    given = dict(call.params)
    if "disabled" in given:
        body["status"] = "disabled" if given.pop("disabled") else "enabled"
    if "metadata" in given:
        body["metadata"] = merge_metadata(body["metadata"], given.pop("metadata"))
    return call.store.save(body | {key: value for key, value in given.items() if key != "expand"})


def _retrieve(call: Call) -> JsonObject:
    return call.get("webhook_endpoint", call.path["id"])


def _delete(call: Call) -> JsonObject:
    body = call.get("webhook_endpoint", call.path["id"])
    call.store.delete(body["id"])
    call.store.execute("DELETE FROM deliveries WHERE endpoint_id = ? AND state = 'pending'", body["id"])
    return {"id": body["id"], "object": "webhook_endpoint", "deleted": True}


def _list(call: Call) -> JsonObject:
    return list_page(call, "webhook_endpoint", _ENDPOINTS)


def _with_pending(call: Call, event: JsonObject) -> JsonObject:
    rows = call.store.execute(
        "SELECT count(DISTINCT endpoint_id) AS waiting FROM deliveries WHERE event_id = ? AND state = 'pending'",
        event["id"],
    )
    return event | {"pending_webhooks": rows[0]["waiting"]}


def _retrieve_event(call: Call) -> JsonObject:
    return _with_pending(call, call.get("event", call.path["id"]))


def _list_events(call: Call) -> JsonObject:
    wanted = call.params.get("types") or ([call.params["type"]] if "type" in call.params else [])
    page = list_page(call, "event", _EVENTS, {"type": wanted} if wanted else None)
    return page | {"data": [_with_pending(call, event) for event in page["data"]]}


OPERATIONS = [
    Operation(method="POST", path=_ENDPOINTS, params=WebhookEndpointCreateParams, run=_create),
    Operation(method="GET", path=_ENDPOINTS, params=WebhookEndpointListParams, run=_list),
    Operation(method="GET", path=_ENDPOINTS + "/{id}", params=WebhookEndpointRetrieveParams, run=_retrieve),
    Operation(method="POST", path=_ENDPOINTS + "/{id}", params=WebhookEndpointUpdateParams, run=_update),
    Operation(method="DELETE", path=_ENDPOINTS + "/{id}", params=WebhookEndpointRetrieveParams, run=_delete),
    Operation(method="GET", path=_EVENTS, params=EventListParams, run=_list_events),
    Operation(method="GET", path=_EVENTS + "/{id}", params=EventRetrieveParams, run=_retrieve_event),
]
