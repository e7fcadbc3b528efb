"""Product pictures for the demo store, drawn at seed time: a large line icon on a soft gradient with a shadow.

The icons are lucide's (ISC), read from the front ends' installed packages; nothing borrowed is shipped.
"""

import io
import json
import math
import re
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from svgelements import Path as SvgPath
from svgelements import Point

from local.world import ROOT

ICONS = ROOT / "frontends" / "node_modules" / "lucide-react" / "dist" / "esm" / "icons"
SIZE = 1200
_GRID = 24
_STEP = 0.12

type Colour = tuple[int, int, int]

PALETTES: dict[str, tuple[Colour, Colour, Colour]] = {
    "sand": ((247, 240, 230), (229, 214, 192), (92, 68, 44)),
    "sage": ((236, 242, 236), (200, 217, 203), (46, 82, 66)),
    "mist": ((236, 241, 246), (199, 213, 226), (44, 66, 92)),
    "clay": ((250, 237, 230), (234, 201, 184), (124, 58, 38)),
    "plum": ((243, 237, 244), (216, 200, 221), (84, 52, 92)),
    "honey": ((252, 245, 224), (240, 219, 163), (110, 78, 20)),
}


def draw(icon: str, palette: str, *, angle: int) -> bytes:
    """A 1200 x 1200 JPEG of ``icon``; ``angle`` 0 shows it whole, 1 closer, 2 turned and tinted."""
    light, deep, ink = PALETTES[palette]
    if angle == 2:
        light, deep = deep, light
    canvas = _gradient(light, deep, turn=angle)
    mask = _icon_mask(icon, zoom=(0.56, 0.92, 0.6)[angle], turn=(0, 0, -12)[angle])
    shadow = ImageChops.offset(mask.filter(ImageFilter.GaussianBlur(26)), 14, 34)
    dark = tuple(max(0, part - 90) for part in deep)
    canvas.paste(Image.new("RGB", (SIZE, SIZE), dark), mask=shadow.point([int(v * 0.5) for v in range(256)]))
    canvas.paste(Image.new("RGB", (SIZE, SIZE), ink), mask=mask)
    body = io.BytesIO()
    canvas.save(body, "JPEG", quality=92)
    return body.getvalue()


def _gradient(start: Colour, end: Colour, *, turn: int) -> Image.Image:
    """A diagonal blend, made small and enlarged: it is smooth anyway."""
    small = Image.new("RGB", (64, 64))
    pixels = small.load()
    assert pixels is not None  # noqa: S101 (a new image is loaded)
    for x in range(64):
        for y in range(64):
            along = (x + y) / 126 if turn != 1 else math.hypot(x - 24, y - 20) / 62
            share = min(1.0, along)
            pixels[x, y] = tuple(round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return small.resize((SIZE, SIZE), Image.Resampling.BICUBIC)


def _icon_mask(icon: str, *, zoom: float, turn: float) -> Image.Image:
    """The icon's strokes as a mask with round caps and joins, at twice the size and scaled down."""
    side = SIZE * 2
    scale = side * zoom / _GRID
    margin = side * (1 - zoom) / 2
    mask = Image.new("L", (side, side))
    pen = ImageDraw.Draw(mask)
    width = round(scale * 1.1)
    for line in _strokes(icon):
        points = [(margin + x * scale, margin + y * scale) for x, y in line]
        if len(points) > 1:
            pen.line(points, fill=255, width=width, joint="curve")
        for x, y in points:
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
    if turn:
        mask = mask.rotate(turn, Image.Resampling.BICUBIC)
    return mask.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def _strokes(icon: str) -> list[list[tuple[float, float]]]:
    """Every sub-path of an icon as a fine polyline."""
    lines: list[list[tuple[float, float]]] = []
    for tag, attributes in _icon_nodes(ICONS / f"{icon}.mjs"):
        for sub in SvgPath(_as_path(tag, attributes)).as_subpaths():
            line: list[tuple[float, float]] = []
            for segment in SvgPath(sub):
                if segment.end is None:
                    continue
                steps = max(1, math.ceil(segment.length(error=1e-3) / _STEP)) if line else 1
                for step in range(1, steps + 1):
                    point: Point = segment.point(step / steps)
                    line.append((float(point.x), float(point.y)))
            lines.append(line)
    return lines


def _icon_nodes(path: Path) -> list[tuple[str, dict[str, str]]]:
    source = path.read_text()
    renamed = re.search(r"export \{.*\} from '\./([\w-]+\.mjs)'", source)
    if renamed:
        return _icon_nodes(path.with_name(renamed[1]))
    block = re.search(r"node: (\[.*?\])(?:,\n  \w+:|\n\};)", source, re.S)
    if block is None:
        raise ValueError(f"{path}: no icon data")
    text = re.sub(r"(\w+): \"", r'"\1": "', block.group(1))
    return [(tag, attributes) for tag, attributes in json.loads(text)]


def _as_path(tag: str, attributes: dict[str, str]) -> str:
    """SVG's basic shapes as path data."""
    number = {name: float(value) for name, value in attributes.items() if re.fullmatch(r"-?[\d.]+", value)}
    if tag == "path":
        return attributes["d"]
    if tag == "line":
        return f"M{number['x1']} {number['y1']}L{number['x2']} {number['y2']}"
    if tag in ("polyline", "polygon"):
        return "M" + attributes["points"] + ("Z" if tag == "polygon" else "")
    if tag in ("circle", "ellipse"):
        rx, ry = number.get("rx", number.get("r", 0)), number.get("ry", number.get("r", 0))
        x, y = number["cx"], number["cy"]
        return f"M{x - rx} {y}A{rx} {ry} 0 1 0 {x + rx} {y}A{rx} {ry} 0 1 0 {x - rx} {y}Z"
    if tag == "rect":
        x, y, w, h, r = (number.get(name, 0) for name in ("x", "y", "width", "height", "rx"))
        corner = f"A{r} {r} 0 0 1 " if r else "L"
        return (
            f"M{x + r} {y}H{x + w - r}{corner}{x + w} {y + r}V{y + h - r}{corner}{x + w - r} {y + h}"
            f"H{x + r}{corner}{x} {y + h - r}V{y + r}{corner}{x + r} {y}Z"
        )
    raise ValueError(f"unknown shape {tag}")
