"""Uploads: permission for the browser, then rendering by the worker."""

from dataclasses import dataclass, replace

from tradewind.catalog.errors import ImageNotFoundError, UnreadableImageError, UploadRefusedError
from tradewind.catalog.image_repository import ImageRepository
from tradewind.catalog.models import Image, ImageStatus, media_key, upload_key
from tradewind.catalog.ports import ImageRenderer, ImageStorage, UploadTarget
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id

MAX_UPLOAD_BYTES = 20 * 1024 * 1024
UPLOAD_TYPES = ("image/jpeg", "image/png", "image/webp", "image/avif")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageDeps:
    """What image use cases need."""

    images: ImageRepository
    storage: ImageStorage
    clock: Clock
    new_id: IdFactory


def start_upload(
    deps: ImageDeps, *, store_id: str, filename: str, content_type: str, size: int
) -> tuple[Image, UploadTarget]:
    """Permission to upload one picture.

    The declared type and size are only the first sieve; the renderer looks at the bytes.

    Raises:
        UploadRefusedError: a type we do not take, or too large.
    """
    if content_type not in UPLOAD_TYPES:
        raise UploadRefusedError(f"{filename} is not a JPEG, PNG, WebP or AVIF picture. Convert it first.")
    if size > MAX_UPLOAD_BYTES:
        raise UploadRefusedError(f"{filename} is larger than {MAX_UPLOAD_BYTES // 1_048_576} MB. Make it smaller.")
    image = Image(id=deps.new_id("img"), store_id=store_id, filename=filename, created_at=deps.clock())
    target = deps.storage.upload_target(
        upload_key(store_id, image.id), content_type=content_type, max_bytes=MAX_UPLOAD_BYTES
    )
    deps.images.add(image)
    return image, target


def get_image(deps: ImageDeps, *, store_id: str, image_id: str) -> Image:
    """An image of the store.

    Raises:
        ImageNotFoundError: unknown, or another store's.
    """
    image = deps.images.find(store_id, image_id) if is_id(image_id, "img") else None
    if image is None:
        raise ImageNotFoundError
    return image


def render_upload(deps: ImageDeps, renderer: ImageRenderer, *, key: str) -> Image | None:
    """Render what arrived at ``key`` (``uploads/<store>/<image>``); None if it is nothing of ours or already done.

    Renderings are written before the record says ready, under names that depend only on the image: a second run
    writes the same bytes. The original is deleted last; it is never served.
    """
    parts = key.split("/")
    if len(parts) != 3 or parts[0] != "uploads":
        return None
    image = deps.images.find(parts[1], parts[2])
    # A refused file may be replaced by another one; a ready picture never changes under its address.
    if image is None or image.status is ImageStatus.READY:
        return None
    original = deps.storage.read(key)
    if original is None:
        return None
    finished = _render(deps, renderer, image, original)
    deps.images.finish(finished)
    deps.storage.delete(key)
    return finished


def store_picture(
    deps: ImageDeps,
    renderer: ImageRenderer,
    *,
    store_id: str,
    filename: str,
    original: bytes,
    image_id: str | None = None,
) -> Image:
    """Render a picture that is already here (import, seed) and remember it, under ``image_id`` where one was chosen."""
    image = Image(id=image_id or deps.new_id("img"), store_id=store_id, filename=filename, created_at=deps.clock())
    finished = _render(deps, renderer, image, original)
    deps.images.add(finished)
    return finished


def _render(deps: ImageDeps, renderer: ImageRenderer, image: Image, original: bytes) -> Image:
    try:
        renderings = renderer.render(original)
    except UnreadableImageError as error:
        return replace(image, status=ImageStatus.FAILED, error=error.detail)
    for width, body in renderings.by_width.items():
        deps.storage.write(media_key(image.store_id, image.id, width), body, content_type="image/webp")
    return replace(
        image,
        status=ImageStatus.READY,
        width=renderings.width,
        height=renderings.height,
        widths=tuple(sorted(renderings.by_width)),
        error="",
    )
