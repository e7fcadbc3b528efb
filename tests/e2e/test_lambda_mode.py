"""The synthesised stacks, running: from an empty engine to a paid order, every call under the role of its function."""

import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from PIL import Image
from pydantic import SecretStr

from local import lambda_mode
from local.engine import process
from local.engine.provision import BUCKET, client
from local.service import Service
from local.world import ROOT, WEBHOOK_SECRET, Ports, aws_environment
from tests.conftest import free_port
from tradewind.adapters.stripe_billing import StripeBilling
from tradewind.billing.plans import paid_plans
from tradewind.settings import StripeSettings

type Json = dict[str, Any]

CARD, DECLINED_CARD = "4242424242424242", "4000000000000002"
SHOPPER = "ann@example.com"


class Platform:
    """What is running, and hands to use it."""

    def __init__(self, ports: Ports, state: Path) -> None:
        self.ports = ports
        self.state = state
        self.engine = f"http://127.0.0.1:{ports.engine}"
        self.http = httpx2.Client(base_url=f"http://127.0.0.1:{ports.api}/api/v1", timeout=40, trust_env=False)
        self.token = ""

    def call(self, method: str, path: str, body: Any = None, *, expect: int = 200, signed: bool = True) -> Json:
        """One call of the API, which must answer as expected."""
        headers = {"authorization": f"Bearer {self.token}"} if signed and self.token else {}
        answer = self.http.request(method, path, json=body, headers=headers)
        assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text}"
        decoded: Json = answer.json() if answer.content else {}
        return decoded

    def eventually[T](self, look: Callable[[], T | None], *, what: str, seconds: float = 40) -> T:
        """The first result that is not None or empty."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = look()
            if found:
                return found
            time.sleep(0.2)
        raise AssertionError(f"{what}: not within {seconds} s\n" + "\n".join(sorted(self.complaints())))

    def complaints(self) -> set[str]:
        """How lines about failures in the functions' logs end."""
        found = set()
        logs = client("logs", self.engine)
        for group in logs.describe_log_groups()["logGroups"]:
            name = group["logGroupName"]
            for event in logs.filter_log_events(logGroupName=name)["events"]:
                if re.search(r"ERROR|WARNING|Traceback|errorMessage", event["message"]):
                    found.add(f"{name}: ...{event['message'][-400:]}")
        return found


def _stand_ins(ports: Ports, state: Path) -> list[Service]:
    environment = {**os.environ, **aws_environment(ports)}
    webhook = f"http://127.0.0.1:{ports.api}/api/v1/webhooks/stripe"
    stripe = ["--port", str(ports.stripe), "--state", str(state / "stripe")]
    stripe += ["--webhook-url", webhook, "--webhook-secret", WEBHOOK_SECRET]
    mailbox = ["--port", str(ports.mailbox), "--smtp-port", str(ports.smtp), "--state", str(state / "mailbox")]
    run = [sys.executable, "-m"]
    return [
        Service("stripe", [*run, "local.stripe", *stripe], environment, f"http://127.0.0.1:{ports.stripe}/"),
        Service("mailbox", [*run, "local.mailbox", *mailbox], environment, f"http://127.0.0.1:{ports.mailbox}/"),
    ]


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """Engine with IAM enforced, stacks, Stripe's stand-in and the mailbox."""
    state = tmp_path_factory.mktemp("lambda-mode")
    ports = Ports(**{name: free_port() for name in Ports.__slots__})
    with ExitStack() as running:
        log = running.enter_context((state / "log.txt").open("wb"))
        for service in [lambda_mode.engine_service(ports, state), *_stand_ins(ports, state)]:
            started = subprocess.Popen(
                service.command, cwd=ROOT, env=service.environment, stdout=log, stderr=subprocess.STDOUT
            )
            running.callback(_stop, started)
            assert service.url
            process.wait_until_answering(service.url, process=started)
        lambda_mode.deploy(ports, state)
        yield Platform(ports, state)


def _stop(started: "subprocess.Popen[bytes]") -> None:
    started.terminate()
    try:
        started.wait(timeout=15)
    except subprocess.TimeoutExpired:
        started.kill()


@pytest.fixture(scope="module")
def shop(platform: Platform) -> tuple[Json, Json]:
    """A merchant's store and its product: two variants, one picture, published."""
    account = {"email": "merchant@example.com", "password": "correct horse battery"}
    platform.token = platform.call("POST", "/auth/register", account, expect=201)["access_token"]
    store = platform.call("POST", "/stores", {"name": "Mug Shop", "niche": "home-garden"}, expect=201)
    home = f"/stores/{store['id']}/products"
    price = {"amount": 2500, "currency": "USD"}
    variants = [
        {"name": colour, "sku": f"MUG-{colour[0]}", "options": {"Colour": colour}, "inventory_count": 5}
        for colour in ("Blue", "Green")
    ]
    options = [{"name": "Colour", "values": ["Blue", "Green"]}]
    product = platform.call(
        "POST", home, {"title": "Mug", "price": price, "options": options, "variants": variants}, expect=201
    )
    image_id = _upload_photo(platform, home)
    changes = {"status": "active", "images": [{"id": image_id, "alt": "A mug"}]}
    return store, platform.call("PATCH", f"{home}/{product['id']}", changes)


def _upload_photo(platform: Platform, home: str) -> str:
    photo = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(photo, "JPEG")
    wish = {"filename": "mug.jpg", "content_type": "image/jpeg", "size": len(photo.getvalue())}
    permission = platform.call("POST", f"{home}/upload", wish, expect=201)
    form = permission["upload"]
    file = {"file": ("mug.jpg", photo.getvalue(), "image/jpeg")}
    answer = httpx2.post(form["url"], data=form["fields"], files=file, timeout=20, trust_env=False)
    assert answer.status_code in (200, 201, 204), answer.text
    image_id: str = permission["image_id"]

    def ready() -> bool:
        return bool(platform.call("GET", f"{home}/images/{image_id}")["status"] == "ready")

    assert platform.eventually(ready, what="the picture is rendered")
    return image_id


def _checkout(store: Json, product: Json) -> tuple[str, Json]:
    line = {"product_id": product["id"], "variant_id": product["variants"][1]["id"], "quantity": 2}
    return f"/public/stores/{store['slug']}/checkout", {"items": [line]}


def test_a_shopper_buys_through_the_deployed_stacks(platform: Platform, shop: tuple[Json, Json]) -> None:
    store, product = shop
    public = f"/public/stores/{store['slug']}/products/{product['slug']}"

    def published() -> Json | None:
        answer = platform.http.get(public)
        return answer.json() if answer.status_code == 200 and answer.json()["images"] else None

    page = platform.eventually(published, what="the product is public with its picture")
    assert [variant["name"] for variant in page["variants"]] == ["Blue", "Green"]
    keys = [row["Key"] for row in client("s3", platform.engine).list_objects_v2(Bucket=BUCKET)["Contents"]]
    assert {key.split("/")[0] for key in keys} == {"media", "search"}

    path, cart = _checkout(store, product)
    checkout = platform.call("POST", path, cart, expect=201, signed=False)
    pay = {"do": "pay", "email": SHOPPER}
    refused = httpx2.post(checkout["checkout_url"], data={**pay, "card": DECLINED_CARD}, trust_env=False)
    assert refused.status_code == 402
    paid = httpx2.post(checkout["checkout_url"], data={**pay, "card": CARD}, trust_env=False)
    assert paid.status_code == 303, paid.text

    orders = platform.eventually(
        lambda: platform.call("GET", f"/stores/{store['id']}/orders")["items"], what="the order is listed"
    )
    assert [order["total"] for order in orders] == [{"amount": 5000, "currency": "USD"}]
    state = platform.call("GET", f"{path}/{checkout['order_id']}?session_id={checkout['session_id']}", signed=False)
    assert state["status"] == "paid"

    def mails() -> list[Json]:
        box = f"http://127.0.0.1:{platform.ports.mailbox}/api/messages"
        found: list[Json] = httpx2.get(box, params={"to": SHOPPER}, trust_env=False).json()["items"]
        return found

    (mail,) = platform.eventually(mails, what="the mail is in the mailbox")
    assert mail["from"] == "Tradewind <orders@tradewind.test>"
    stock = platform.call("GET", f"/stores/{store['id']}/products/{product['id']}")["variants"][1]
    assert (stock["inventory_count"], stock["reserved_count"]) == (3, 0)


def test_without_its_policy_a_function_can_do_nothing(platform: Platform, shop: tuple[Json, Json]) -> None:
    path, cart = _checkout(*shop)
    iam, functions = client("iam", platform.engine), client("lambda", platform.engine)
    role = functions.get_function_configuration(FunctionName="tradewind-checkout")["Role"].rpartition("/")[2]
    (policy,) = iam.list_role_policies(RoleName=role)["PolicyNames"]
    document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]

    iam.delete_role_policy(RoleName=role, PolicyName=policy)
    try:
        refused = platform.http.post(path, json=cart)
        assert refused.status_code in (403, 500, 502), refused.text
    finally:
        iam.put_role_policy(RoleName=role, PolicyName=policy, PolicyDocument=json.dumps(document))
    platform.call("POST", path, cart, expect=201, signed=False)


def test_the_public_function_cannot_write_and_the_worker_cannot_read_secrets_of_others(platform: Platform) -> None:
    """The engine decides as IAM would, by the roles as they were deployed."""
    iam, functions = client("iam", platform.engine), client("lambda", platform.engine)

    def decision(function: str, action: str, resource: str) -> str:
        role = functions.get_function_configuration(FunctionName=f"tradewind-{function}")["Role"]
        answer = iam.simulate_principal_policy(PolicySourceArn=role, ActionNames=[action], ResourceArns=[resource])
        found: str = answer["EvaluationResults"][0]["EvalDecision"]
        return found

    table = "arn:aws:dynamodb:us-east-1:000000000000:table/tradewind"
    secret = "arn:aws:ssm:us-east-1:000000000000:parameter/tradewind/local/stripe-secret-key"
    assert decision("storefront", "dynamodb:GetItem", table) == "allowed"
    assert decision("storefront", "dynamodb:PutItem", table) == "implicitDeny"
    assert decision("storefront", "dynamodb:Scan", table) == "implicitDeny"
    assert decision("checkout", "ssm:GetParameters", secret) == "allowed"
    assert decision("image-worker", "ssm:GetParameters", secret) == "implicitDeny"


def test_an_unchanged_platform_is_not_deployed_again(platform: Platform) -> None:
    marker = platform.state / "engine-lambda" / "deployed.json"
    before = marker.stat().st_mtime_ns
    started = time.monotonic()

    lambda_mode.deploy(platform.ports, platform.state)

    assert marker.stat().st_mtime_ns == before
    assert time.monotonic() - started < 3
    platform.call("GET", "/health/ready")


def test_a_changed_setting_reaches_the_functions_and_keeps_the_data(
    platform: Platform, shop: tuple[Json, Json]
) -> None:
    store, product = shop
    moved = replace(platform.ports, cdn=free_port())

    lambda_mode.deploy(moved, platform.state)

    found = platform.call("GET", f"/stores/{store['id']}/products/{product['id']}")
    assert found["images"][0]["sources"][0]["url"].startswith(f"http://localhost:{moved.cdn}/media/")


def test_a_plan_is_bought_and_makes_room_for_a_second_store(platform: Platform, shop: tuple[Json, Json]) -> None:
    second = {"name": "Second", "niche": "pets"}
    assert platform.call("POST", "/stores", second, expect=409)["code"] == "store_limit_reached"
    settings = StripeSettings(
        stripe_secret_key=SecretStr("sk_test_local"), stripe_api_base=f"http://127.0.0.1:{platform.ports.stripe}"
    )
    StripeBilling(settings).set_up(paid_plans(), return_url="http://localhost/account/billing")
    page = platform.call("POST", "/subscriptions/checkout", {"plan": "starter"}, expect=201)
    paid = httpx2.post(page["checkout_url"], data={"do": "pay", "card": CARD}, trust_env=False)
    assert paid.status_code == 303, paid.text

    def subscribed() -> bool:
        return bool(platform.call("GET", "/subscriptions/current")["status"] == "trialing")

    platform.eventually(subscribed, what="the subscription's events")
    opened = platform.call("POST", "/stores", second, expect=201)
    assert platform.call("POST", "/subscriptions/change", {"plan": "growth"})["plan"]["code"] == "growth"
    assert len(platform.call("GET", "/subscriptions/preview?plan=free")["stores"]) == 2
    assert "/p/session/" in platform.call("POST", "/subscriptions/portal", {})["url"]
    platform.call("DELETE", f"/stores/{opened['id']}", expect=204)
