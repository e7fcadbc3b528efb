"""Uploaded pictures to WebP by Pillow. Imported only by the image worker."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from tradewind.catalog.errors import UnreadableImageError
from tradewind.catalog.ports import Renderings

WIDTHS = (160, 400, 800, 1600)
_ALWAYS = 400
"""Order lines and mails link this width without asking, so it exists even for smaller originals."""
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
_MAX_PIXELS = 50_000_000
_QUALITY = 80
_METHOD = 4


class PillowRenderer:
    """Implements ``catalog.ports.ImageRenderer``.

    Formats are an allow-list by content, whatever the file is called: SVG, HTML and GIF are refused. Orientation is
    applied, metadata (GPS too) is dropped, transparency is kept, of an animation the first frame is used.
    """

    def render(self, original: bytes) -> Renderings:
        """See the port. Raises UnreadableImageError with the reason for the merchant."""
        picture = _open(original)
        if picture.width > max(WIDTHS):
            picture = _resize(picture, max(WIDTHS))
        full = (picture.width, picture.height)
        by_width: dict[int, bytes] = {}
        for width in sorted({*(w for w in WIDTHS if w < picture.width), picture.width, _ALWAYS}, reverse=True):
            # Each size is made from the one above it; nothing is enlarged.
            picture = picture if width >= picture.width else _resize(picture, width)
            body = io.BytesIO()
            picture.save(body, "WEBP", quality=_QUALITY, method=_METHOD)
            by_width[width] = body.getvalue()
        return Renderings(by_width=by_width, width=full[0], height=full[1])


def _open(original: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(original), formats=_FORMATS)
            picture.draft("RGB", (max(WIDTHS), max(WIDTHS)))
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableImageError("The picture has too many pixels. Use one of at most 50 megapixels.") from error
    except UnidentifiedImageError as error:
        raise UnreadableImageError("This is not a JPEG, PNG, WebP or AVIF picture. Convert it first.") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise UnreadableImageError("The file is damaged or incomplete. Upload it again.") from error
    upright = ImageOps.exif_transpose(picture)
    return upright.convert("RGBA" if _has_alpha(upright) else "RGB")


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _resize(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)
