"""How a store looks: a preset, what the merchant changed of it, and whether people can read the result."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tradewind.errors import InvalidInputError

READABLE = 4.5
"""Contrast of text, WCAG 2.2 level AA."""


class Preset(StrEnum):
    """The storefront's looks."""

    QUIET = "quiet"
    BOLD = "bold"
    WARM = "warm"


class Background(StrEnum):
    """What a page is printed on."""

    LIGHT = "light"
    PAPER = "paper"
    CREAM = "cream"


class Fonts(StrEnum):
    """Pairs of a display and a body face."""

    GEIST = "geist"
    BRICOLAGE = "bricolage"
    FRAUNCES = "fraunces"


class Radius(StrEnum):
    """How round corners are."""

    SHARP = "sharp"
    SOFT = "soft"
    ROUND = "round"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branding:
    """What the merchant chose; None takes the preset's, and no preset is the one that suits the niche.

    Attributes:
        accent: ``#rrggbb``, lower case.
        logo_image_id: an uploaded image; the icon of the browser's tab is made from it too.
    """

    preset: Preset | None = None
    accent: str | None = None
    background: Background | None = None
    fonts: Fonts | None = None
    radius: Radius | None = None
    logo_image_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A line above the shop. ``href`` is a path of the store itself."""

    text: str
    href: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A store's look with every choice settled."""

    preset: Preset
    accent: str
    on_accent: str
    background: Background
    fonts: Fonts
    radius: Radius


PRESETS: Mapping[Preset, Look] = {
    Preset.QUIET: Look(
        preset=Preset.QUIET,
        accent="#1f2a2b",
        on_accent="#ffffff",
        background=Background.LIGHT,
        fonts=Fonts.GEIST,
        radius=Radius.SHARP,
    ),
    Preset.BOLD: Look(
        preset=Preset.BOLD,
        accent="#3320e0",
        on_accent="#ffffff",
        background=Background.PAPER,
        fonts=Fonts.BRICOLAGE,
        radius=Radius.ROUND,
    ),
    Preset.WARM: Look(
        preset=Preset.WARM,
        accent="#8f3f22",
        on_accent="#fffaf3",
        background=Background.CREAM,
        fonts=Fonts.FRAUNCES,
        radius=Radius.SOFT,
    ),
}

BACKGROUND_COLORS: Mapping[Background, str] = {
    Background.LIGHT: "#ffffff",
    Background.PAPER: "#f6f5f1",
    Background.CREAM: "#fbf7f0",
}

_BY_NICHE: Mapping[str, Preset] = {
    "electronics": Preset.BOLD,
    "sports-outdoors": Preset.BOLD,
    "toys-games": Preset.BOLD,
    "automotive": Preset.BOLD,
    "home-garden": Preset.WARM,
    "pets": Preset.WARM,
    "baby-kids": Preset.WARM,
}


def look_of(branding: Branding, niche: str) -> Look:
    """Every choice settled: the merchant's, else the preset's, else what suits the trade."""
    preset = PRESETS[branding.preset or _BY_NICHE.get(niche.strip().lower(), Preset.QUIET)]
    return Look(
        preset=preset.preset,
        accent=branding.accent or preset.accent,
        on_accent=text_on(branding.accent) if branding.accent else preset.on_accent,
        background=branding.background or preset.background,
        fonts=branding.fonts or preset.fonts,
        radius=branding.radius or preset.radius,
    )


def check_branding(branding: Branding, niche: str) -> None:
    """Raise InvalidInputError if the accent cannot be read on the page; the message offers a shade that can."""
    if branding.accent is None:
        return
    look = look_of(branding, niche)
    page = BACKGROUND_COLORS[look.background]
    ratio = contrast(look.accent, page)
    if ratio < READABLE:
        message = (
            f"{look.accent} is too pale to read on the {look.background} background ({ratio:.1f} to 1; text needs "
            f"{READABLE} to 1). Choose a darker shade, such as {darkened(look.accent, page)}."
        )
        raise InvalidInputError.field("branding.accent", message, "low_contrast")


def contrast(first: str, second: str) -> float:
    """Contrast of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(color: str) -> str:
    """The colour of text on ``color``: white where it can be read, else black, which then always can."""
    return "#ffffff" if contrast("#ffffff", color) >= READABLE else "#000000"


def darkened(color: str, page: str) -> str:
    """The nearest darker shade of ``color`` that can be read on ``page``."""
    red, green, blue = _channels(color)
    for percent in range(99, -1, -1):
        shade = "#" + "".join(f"{channel * percent // 100:02x}" for channel in (red, green, blue))
        if contrast(shade, page) >= READABLE:
            return shade
    return "#000000"


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
