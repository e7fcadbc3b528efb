"""The Lambda handlers, driven with events as API Gateway, SQS, S3, streams and EventBridge send them."""

import base64
import json
from pathlib import Path
from typing import Any

import orjson
import pytest
import stripe

from functions.auth.handler import handler as auth
from functions.email_worker.handler import handler as email
from functions.health.handler import handler as health
from functions.image_worker.handler import handler as images
from functions.outbox_stream.handler import handler as outbox
from functions.projection_worker.handler import handler as projection
from functions.storefront.handler import handler as storefront
from functions.stripe_worker.handler import handler as stripe_worker
from functions.webhooks.handler import handler as webhooks
from tests.stripe_events import session_event
from tests.world import Json, World

SAMPLES = Path(__file__).parents[2] / "events" / "samples"


def sample(name: str) -> Json:
    event: Json = json.loads((SAMPLES / f"{name}.json").read_text())
    return event


def at_path(event: Json, path: str, method: str = "GET") -> Json:
    """The event with another path, in all the places that name it."""
    http = {**event["requestContext"]["http"], "path": path, "method": method}
    return {**event, "rawPath": path, "requestContext": {**event["requestContext"], "http": http}}


def sqs(*bodies: str) -> Json:
    template = sample("sqs_batch")["Records"][0]
    return {"Records": [{**template, "messageId": f"m{index}", "body": body} for index, body in enumerate(bodies)]}


def test_query_strings_reach_the_storefront(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    for number in range(3):
        ann.add_product(store, title=f"Item {number}")
    world.drain()
    event = at_path(sample("api_get_with_query"), f"/api/v1/public/stores/{store['slug']}/products")
    answer = storefront(event, None)
    assert answer["statusCode"] == 200
    assert len(json.loads(answer["body"])["items"]) == 2
    assert answer["headers"]["x-request-id"] == event["requestContext"]["requestId"]


def test_json_bodies_and_several_cookies(world: World) -> None:
    event = sample("api_post_json")
    event["headers"]["x-tradewind-session"] = "cookie"
    answer = auth(event, None)
    assert answer["statusCode"] == 201
    assert len(answer["cookies"]) == 2
    me = sample("api_get_with_cookies")
    me["cookies"] = [cookie.split(";")[0] for cookie in answer["cookies"]]
    assert json.loads(auth(me, None)["body"])["email"] == "ann@example.com"


def test_unknown_routes_and_methods_are_problems(world: World) -> None:
    for path, method, status in (("/api/v1/nothing", "GET", 404), ("/api/v1/health", "DELETE", 405)):
        event = at_path(sample("api_unknown_route"), path, method)
        answer = health(event, None)
        assert answer["statusCode"] == status
        assert answer["headers"]["content-type"] == "application/problem+json"
        assert json.loads(answer["body"])["instance"] == event["requestContext"]["requestId"]


def signed(payload: bytes, secret: str, **changes: Any) -> Json:
    event = sample("api_post_base64")
    header = stripe.WebhookSignature.generate_signature_header(payload.decode(), secret, **changes)
    event["headers"]["stripe-signature"] = header
    event["body"] = base64.b64encode(payload).decode()
    return event


@pytest.mark.parametrize("secret", ["whsec_new", "whsec_old"])
def test_a_signed_event_is_queued_as_it_came(world: World, secret: str) -> None:
    payload = '{"id":"evt_1","type":"charge.succeeded","note":"Grüße 🎁","data":{"object":{}}}'.encode()
    answer = webhooks(signed(payload, secret), None)
    assert answer["statusCode"] == 200
    queue = world.container.queue
    received = queue.client.receive_message(QueueUrl=queue.url("stripe"))["Messages"]
    assert received[0]["Body"].encode() == payload


def test_only_the_connect_endpoint_s_secret_speaks_for_an_account(world: World) -> None:
    of_account = b'{"id":"evt_1","account":"acct_1"}'
    assert webhooks(signed(of_account, "whsec_connect"), None)["statusCode"] == 200
    answer = webhooks(signed(of_account, "whsec_new"), None)
    assert (answer["statusCode"], json.loads(answer["body"])["code"]) == (400, "bad_signature")


def test_plain_bodies_verify_too(world: World) -> None:
    event = signed(b'{"id":"evt_1"}', "whsec_new")
    event |= {"body": '{"id":"evt_1"}', "isBase64Encoded": False}
    assert webhooks(event, None)["statusCode"] == 200


def test_forged_tampered_and_replayed_events_are_refused(world: World) -> None:
    forged = signed(b'{"id":"evt_1"}', "whsec_someone_else")
    tampered = signed(b'{"id":"evt_1"}', "whsec_new")
    tampered["body"] = base64.b64encode(b'{"id":"evt_2"}').decode()
    replayed = signed(b'{"id":"evt_1"}', "whsec_new", timestamp=1_700_000_000)
    unsigned = sample("api_post_base64")
    binary = signed(b'{"id":"evt_1"}', "whsec_new")
    binary["body"] = base64.b64encode(b"\xff\xfe").decode()
    for event in (forged, tampered, replayed, unsigned, binary):
        answer = webhooks(event, None)
        assert (answer["statusCode"], json.loads(answer["body"])["code"]) == (400, "bad_signature")


def test_one_bad_record_fails_alone(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    product = ann.add_product(store)
    checkout = world.start_checkout(store, (product, 1)).json()
    good = orjson.dumps(session_event(checkout, store_id=store["id"], amount=2500)).decode()
    answer = stripe_worker(sqs("not json", good), None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m0"}]}
    assert ann.get(f"/stores/{store['id']}/orders").json()["total"] == 1


def test_events_wrapped_by_the_bus_are_understood(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    product = ann.add_product(store)
    checkout = world.start_checkout(store, (product, 1)).json()
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    wrapped = sample("eventbridge_to_sqs")
    wrapped["detail"] |= {"store_id": store["id"], "payload": {"order_id": checkout["order_id"]}}
    assert email(sqs(json.dumps(wrapped)), None) == {"batchItemFailures": []}
    assert len(world.mail.sent) == 1
    created = {**wrapped, "detail": {**wrapped["detail"], "type": "StoreCreated"}}
    assert projection(sqs(json.dumps(created), "{}"), None) == {"batchItemFailures": [{"itemIdentifier": "m1"}]}
    assert world.get(f"/public/stores/{store['slug']}").status_code == 200


def test_notifications_of_foreign_objects_do_nothing(world: World) -> None:
    assert images(sqs(json.dumps(sample("s3_upload_notification"))), None) == {"batchItemFailures": []}
    assert images(sqs('{"Event":"s3:TestEvent"}'), None) == {"batchItemFailures": []}


def test_inserted_outbox_rows_reach_the_queues(world: World) -> None:
    event = sample("stream_outbox_insert")
    assert outbox(event, None) == {"batchItemFailures": []}
    queue = world.container.queue
    assert "StoreCreated" in queue.client.receive_message(QueueUrl=queue.url("projection"))["Messages"][0]["Body"]


def test_a_stream_goes_on_from_the_first_unpublished_record(world: World) -> None:
    event = sample("stream_outbox_insert")
    broken = json.loads(json.dumps(event["Records"][0]))
    broken["dynamodb"] |= {"SequenceNumber": "222"}
    broken["dynamodb"]["NewImage"]["data"]["S"] = "not json"
    event["Records"] += [broken, event["Records"][0]]
    assert outbox(event, None) == {"batchItemFailures": [{"itemIdentifier": "222"}]}


def test_health(world: World) -> None:
    for path in ("/api/v1/health", "/api/v1/health/ready"):
        assert health(at_path(sample("api_unknown_route"), path), None)["statusCode"] == 200
