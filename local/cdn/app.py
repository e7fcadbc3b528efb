"""`GET /media/...` straight from the bucket, with the headers of the real CDN."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

_PREFIX = "media/"
# Names carry a hash of their content, so what was fetched once is never asked for again.
_HEADERS = {"cache-control": "public, max-age=31536000, immutable", "access-control-allow-origin": "*"}
_FAILED = {"cache-control": "no-store", "access-control-allow-origin": "*"}
_MISSING_CODES = frozenset({"404", "NoSuchKey", "NoSuchBucket", "NotFound"})
_CHUNK_BYTES = 64 * 1024


class ObjectStore(Protocol):
    """The two calls of boto3's S3 client that are used here."""

    def get_object(self, *, Bucket: str, Key: str) -> Mapping[str, Any]: ...

    def head_object(self, *, Bucket: str, Key: str) -> Mapping[str, Any]: ...


def create_cdn_app(store: ObjectStore, bucket: str) -> Starlette:
    """Return the CDN of a bucket. Only keys under `media/` can be reached."""

    # A plain function: boto3 blocks, and Starlette gives such an endpoint a thread.
    def media(request: Request) -> Response:
        key = _PREFIX + request.path_params["key"]
        try:
            if request.method == "HEAD":
                found = store.head_object(Bucket=bucket, Key=key)
            else:
                found = store.get_object(Bucket=bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in _MISSING_CODES:
                return PlainTextResponse("There is no such object.", status_code=404, headers=_FAILED)
            return PlainTextResponse("The object store refused the request.", status_code=502, headers=_FAILED)
        except BotoCoreError:
            return PlainTextResponse("The object store does not answer.", status_code=502, headers=_FAILED)
        return _answer(request, found)

    return Starlette(routes=[Route("/media/{key:path}", media, methods=["GET", "HEAD"])])


def _answer(request: Request, found: Mapping[str, Any]) -> Response:
    body = found.get("Body")
    etag = str(found["ETag"])
    headers = _HEADERS | {"etag": etag}
    if _is_known(request.headers.get("if-none-match", ""), etag):
        if body is not None:
            body.close()
        return Response(status_code=304, headers=headers)
    headers |= {"content-length": str(found["ContentLength"]), "x-content-type-options": "nosniff"}
    content_type = str(found.get("ContentType") or "application/octet-stream")
    if body is None:
        return Response(headers=headers, media_type=content_type)
    return StreamingResponse(
        _chunks(body), headers=headers, media_type=content_type, background=BackgroundTask(body.close)
    )


def _chunks(body: Any) -> Iterator[bytes]:
    yield from body.iter_chunks(_CHUNK_BYTES)


def _is_known(if_none_match: str, etag: str) -> bool:
    """Tell whether the caller already has this version; weak marks do not matter for a whole object."""
    known = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return "*" in known or etag in known
