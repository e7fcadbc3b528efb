"""Pictures and product sheets in S3."""

from typing import IO, Any

from tradewind.adapters.aws import make_client
from tradewind.catalog.ports import UploadTarget
from tradewind.settings import ImageSettings

_UPLOAD_SECONDS = 15 * 60


class S3Images:
    """Implements ``catalog.ports.ImageStorage`` and ``importing.ports.SheetFiles``."""

    def __init__(self, settings: ImageSettings) -> None:
        self._bucket = settings.media_bucket
        options: dict[str, Any] = {"signature_version": "s3v4"}
        if settings.aws_endpoint_url:
            options["s3"] = {"addressing_style": "path"}
        self._client = make_client("s3", region=settings.aws_region, endpoint_url=settings.aws_endpoint_url, **options)
        self._browser_client = self._client
        if settings.aws_endpoint_url and settings.upload_endpoint_url:
            # The host is part of a link's signature, so links are signed for the host that browsers ask.
            endpoint = settings.upload_endpoint_url
            self._browser_client = make_client("s3", region=settings.aws_region, endpoint_url=endpoint, **options)
        self._upload_endpoint = settings.upload_endpoint_url
        self._endpoint = settings.aws_endpoint_url

    def upload_target(self, key: str, *, content_type: str, max_bytes: int) -> UploadTarget:
        """A presigned POST bound to key, content type and size."""
        post = self._client.generate_presigned_post(
            self._bucket,
            key,
            Fields={"Content-Type": content_type},
            Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, max_bytes]],
            ExpiresIn=_UPLOAD_SECONDS,
        )
        url: str = post["url"]
        if self._upload_endpoint and self._endpoint:
            url = url.replace(self._endpoint, self._upload_endpoint, 1)
        return UploadTarget(url=url, fields=post["fields"])

    def exists(self, key: str) -> bool:
        """Whether there is an object."""
        try:
            self._client.head_object(Bucket=self._bucket, Key=key)
        except self._client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] not in ("404", "NoSuchKey", "NotFound"):
                raise
            return False
        return True

    def download_url(self, key: str, *, filename: str) -> str:
        """A presigned address of one object; the browser saves it as ``filename`` (ASCII)."""
        url: str = self._browser_client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentDisposition": f'attachment; filename="{filename}"',
            },
            ExpiresIn=_UPLOAD_SECONDS,
        )
        return url

    def write_file(self, key: str, file: IO[bytes], *, content_type: str) -> None:
        """Store what ``file`` holds, from its start, without reading it into memory."""
        file.seek(0)
        self._client.put_object(Bucket=self._bucket, Key=key, Body=file, ContentType=content_type)

    def read(self, key: str) -> bytes | None:
        """An object's bytes, or None."""
        try:
            body: bytes = self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except self._client.exceptions.NoSuchKey:
            return None
        return body

    def write(self, key: str, body: bytes, *, content_type: str) -> None:
        """Store an object under a name that never gets other content."""
        self._client.put_object(
            Bucket=self._bucket,
            Key=key,
            Body=body,
            ContentType=content_type,
            CacheControl="public, max-age=31536000, immutable",
        )

    def delete(self, key: str) -> None:
        """Remove an object; absent is fine."""
        self._client.delete_object(Bucket=self._bucket, Key=key)

    def delete_below(self, prefix: str) -> int:
        """Remove up to a thousand objects below ``prefix``; how many there were."""
        found = self._client.list_objects_v2(Bucket=self._bucket, Prefix=prefix).get("Contents", [])
        if found:
            objects = [{"Key": entry["Key"]} for entry in found]
            self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": objects, "Quiet": True})
        return len(found)
