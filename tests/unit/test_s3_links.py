"""Links into the bucket are signed for the host that browsers ask."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore import auth

from tradewind.adapters.s3_images import S3Images
from tradewind.settings import ImageSettings

HERE = "http://engine:4566"
OUTSIDE = "http://localhost:9000"


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")


def link(**settings: str) -> tuple[str, str]:
    """The host of a download link, and its signature."""
    storage = S3Images(ImageSettings(media_bucket="media", **settings))
    parts = urlsplit(storage.download_url("transfers/a.csv", filename="a.csv"))
    return parts.netloc, parse_qs(parts.query)["X-Amz-Signature"][0]


def test_a_link_is_signed_for_the_host_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given browsers reach the bucket elsewhere, then the link is what that host itself would have signed."""
    monkeypatch.setattr(auth, "get_current_datetime", lambda remove_tzinfo=True: datetime(2026, 1, 2, tzinfo=UTC))
    outside = link(aws_endpoint_url=HERE, upload_endpoint_url=OUTSIDE)
    assert outside == link(aws_endpoint_url=OUTSIDE)
    assert outside[1] != link(aws_endpoint_url=HERE)[1]
