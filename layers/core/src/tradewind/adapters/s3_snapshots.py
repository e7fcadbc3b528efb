"""Search snapshots in S3, in the bucket of pictures."""

from typing import Any

from tradewind.adapters.aws import make_client
from tradewind.settings import ImageSettings


class S3Snapshots:
    """Implements ``search.ports.SnapshotStorage``."""

    def __init__(self, settings: ImageSettings) -> None:
        self._bucket = settings.media_bucket
        options: dict[str, Any] = {"s3": {"addressing_style": "path"}} if settings.aws_endpoint_url else {}
        self._client = make_client("s3", region=settings.aws_region, endpoint_url=settings.aws_endpoint_url, **options)

    def read(self, key: str) -> bytes | None:
        """An object's bytes, or None."""
        try:
            body: bytes = self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except self._client.exceptions.NoSuchKey:
            return None
        return body

    def write(self, key: str, body: bytes) -> None:
        """Store an object."""
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType="application/octet-stream")

    def delete(self, key: str) -> None:
        """Remove an object; absent is fine."""
        self._client.delete_object(Bucket=self._bucket, Key=key)

    def list_keys(self, prefix: str) -> list[str]:
        """The keys below ``prefix``."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        return [entry["Key"] for page in pages for entry in page.get("Contents", [])]
