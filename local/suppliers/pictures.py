"""Pictures of the demo goods, drawn when they are first asked for and kept."""

from __future__ import annotations

import io
import threading
from pathlib import Path

from local.seed.pictures import ICONS, PALETTES, draw
from local.suppliers.catalog import DemoItem

FAULTY = (5, 2)
"""Product and picture that is broken: half of a file."""
_ANGLES = 3


class Pictures:
    """JPEG files of at most 1200 pixels; in memory, and in a folder if there is one."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._kept: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def get(self, item: DemoItem, number: int) -> bytes:
        """One picture of a product."""
        name = f"{item.reference}-{number}.jpg"
        with self._lock:
            body = self._kept.get(name) or self._stored(name) or self._draw(item, number, name)
            self._kept[name] = body
        return body[: len(body) // 2] if (item.number, number) == FAULTY else body

    def _stored(self, name: str) -> bytes | None:
        path = self._folder / name if self._folder else None
        return path.read_bytes() if path and path.exists() else None

    def _draw(self, item: DemoItem, number: int, name: str) -> bytes:
        palettes = list(PALETTES)
        palette = palettes[(palettes.index(item.palette) + number) % len(palettes)]
        if (ICONS / f"{item.icon}.mjs").exists():
            body = draw(item.icon, palette, angle=number % _ANGLES)
        else:
            body = _plain(palette, number)
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_bytes(body)
        return body


def _plain(palette: str, number: int) -> bytes:
    """Where the icons are not installed: a disc on its ground."""
    from PIL import Image, ImageDraw

    light, deep, ink = PALETTES[palette]
    picture = Image.new("RGB", (800, 800), light)
    pen = ImageDraw.Draw(picture)
    inset = 160 + 40 * number
    pen.ellipse((inset, inset, 800 - inset, 800 - inset), fill=deep, outline=ink, width=12)
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=90)
    return body.getvalue()
