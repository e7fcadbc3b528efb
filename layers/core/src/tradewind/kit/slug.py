"""Text to URL-safe names."""

import re
import unicodedata
from collections.abc import Sequence

from anyascii import anyascii

_NOT_ALLOWED = re.compile(r"[^a-z0-9]+")


def slugify(text: str, *, max_length: int = 60) -> str:
    """Lower-case ASCII words joined by hyphens; other scripts are transliterated, emoji and punctuation dropped.

    Returns an empty string when nothing is left; the caller chooses the fallback. Never ends with a hyphen.
    """
    plain = anyascii("".join(character for character in text if character.isalnum() or character in " -_.&+/'"))
    slug = _NOT_ALLOWED.sub("-", plain.replace("'", "").lower()).strip("-")
    if len(slug) <= max_length:
        return slug
    cut = slug[: max_length + 1]
    # Cut at a word if that leaves a fair part of the name.
    return cut[: cut.rfind("-")] if cut.rfind("-") > max_length // 2 else slug[:max_length].strip("-")


def numbered(slug: str, attempt: int, *, max_length: int = 60) -> str:
    """The ``attempt``-th candidate: ``mug``, ``mug-2``, ``mug-3``; stays within ``max_length``."""
    if attempt == 1:
        return slug
    suffix = f"-{attempt}"
    return slug[: max_length - len(suffix)].rstrip("-") + suffix


def former_slugs(former: Sequence[str], old: str, new: str) -> tuple[str, ...]:
    """The addresses that redirect to ``new`` after a move from ``old``; coming back takes one off the list."""
    return (*(slug for slug in former if slug not in (old, new)), old)


def fold(text: str) -> str:
    """For search: case and accents removed, so that ``Café`` and ``CAFE`` are equal. Other scripts stay as they are."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFKC", "".join(c for c in decomposed if not unicodedata.combining(c)))
