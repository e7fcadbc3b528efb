"""The media CDN serves its part of the bucket and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from moto import mock_aws
from starlette.testclient import TestClient

from local.cdn.app import create_cdn_app

BUCKET = "tradewind-media"
PICTURE = b"RIFF" + bytes(range(256)) * 1000


@pytest.fixture(autouse=True)
def _loopback(socket_enabled: None) -> None:
    """Allow sockets here, whatever the suite's default: the test client's event loop makes a pair of them."""


@pytest.fixture
def cdn() -> Iterator[TestClient]:
    """Return the CDN of a bucket with one public picture and one private file."""
    with mock_aws():
        store = boto3.client("s3", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
        store.create_bucket(Bucket=BUCKET)
        store.put_object(Bucket=BUCKET, Key="media/str_1/mug.webp", Body=PICTURE, ContentType="image/webp")
        store.put_object(Bucket=BUCKET, Key="exports/orders.csv", Body=b"secret")
        yield TestClient(create_cdn_app(store, BUCKET))


def test_a_picture_comes_whole_and_cacheable(cdn: TestClient) -> None:
    answer = cdn.get("/media/str_1/mug.webp")
    assert (answer.status_code, answer.content) == (200, PICTURE)
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["content-length"] == str(len(PICTURE))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_head_tells_the_same_without_the_body(cdn: TestClient) -> None:
    whole, head = cdn.get("/media/str_1/mug.webp"), cdn.head("/media/str_1/mug.webp")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "etag", "cache-control"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_known_version_is_not_sent_again(cdn: TestClient, form: str) -> None:
    etag = cdn.get("/media/str_1/mug.webp").headers["etag"]
    answer = cdn.get("/media/str_1/mug.webp", headers={"if-none-match": form.format(etag)})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == etag


@pytest.mark.parametrize("path", ["/media/str_1/gone.webp", "/exports/orders.csv", "/media/%2e%2e/exports/orders.csv"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nothing_else_is_reached(cdn: TestClient, method: str, path: str) -> None:
    answer = cdn.request(method, path)
    assert answer.status_code == 404
    assert answer.headers.get("cache-control", "no-store") == "no-store"


def test_an_engine_that_is_down_is_said_to_be(cdn: TestClient) -> None:
    class Down:
        def get_object(self, **_: str) -> Mapping[str, Any]:
            raise EndpointConnectionError(endpoint_url="http://localhost:4566")

        head_object = get_object

    answer = TestClient(create_cdn_app(Down(), BUCKET)).get("/media/str_1/mug.webp")
    assert (answer.status_code, answer.text) == (502, "The object store does not answer.")
