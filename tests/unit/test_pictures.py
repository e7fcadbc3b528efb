"""What the renderer takes, what it refuses, and what it leaves out."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from tradewind.adapters.pillow_renderer import PillowRenderer
from tradewind.catalog.errors import UnreadableImageError


def encoded(kind: str, size: tuple[int, int] = (900, 600), mode: str = "RGB", **options: Any) -> bytes:
    body = io.BytesIO()
    picture = Image.new(mode, size, (200, 30, 30, 0)[: len(mode)])
    picture.paste((30, 30, 200, 255)[: len(mode)], (0, 0, size[0] // 2, size[1]))
    picture.save(body, kind, **options)
    return body.getvalue()


def decoded(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_sizes_are_made_and_nothing_is_enlarged(kind: str) -> None:
    renderings = PillowRenderer().render(encoded(kind))
    assert (renderings.width, renderings.height) == (900, 600)
    assert sorted(renderings.by_width) == [160, 400, 800, 900]
    for width, body in renderings.by_width.items():
        assert decoded(body).format == "WEBP"
        assert decoded(body).width == width


def test_large_pictures_stop_at_1600_and_small_ones_keep_their_size() -> None:
    assert PillowRenderer().render(encoded("JPEG", (3200, 100))).width == 1600
    small = PillowRenderer().render(encoded("PNG", (120, 80)))
    assert sorted(small.by_width) == [120, 400]
    assert decoded(small.by_width[400]).width == 120


def test_orientation_is_applied_and_metadata_dropped() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0)}
    renderings = PillowRenderer().render(encoded("JPEG", exif=exif))
    assert (renderings.width, renderings.height) == (600, 900)
    picture = decoded(renderings.by_width[400])
    assert len(picture.getexif()) == 0
    # Half blue, half red, turned: now blue is on top.
    top = picture.convert("RGB").getpixel((200, 20))
    assert isinstance(top, tuple)
    assert top[2] > top[0]


def test_transparency_is_kept() -> None:
    picture = decoded(PillowRenderer().render(encoded("PNG", mode="RGBA")).by_width[400])
    assert picture.mode == "RGBA"


def test_of_an_animation_the_first_frame_is_used() -> None:
    body = io.BytesIO()
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("red", "blue")]
    frames[0].save(body, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    picture = decoded(PillowRenderer().render(body.getvalue()).by_width[160])
    assert getattr(picture, "n_frames", 1) == 1


def png_of_zeros(side: int) -> bytes:
    """A tiny file that claims ``side`` x ``side`` pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (png_of_zeros(8_000), "too many pixels"),
        (png_of_zeros(20_000), "too many pixels"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a JPEG"),
        (b"<html></html>", "not a JPEG"),
        (b"GIF89a" + b"\0" * 40, "not a JPEG"),
        (encoded("JPEG")[:2000], "damaged"),
        (b"", "not a JPEG"),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableImageError, match=reason):
        PillowRenderer().render(body)
