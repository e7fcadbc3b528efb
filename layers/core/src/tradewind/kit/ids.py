"""Prefixed ULIDs: sortable by creation time, 80 random bits, readable in a log (``ord_01J...``)."""

import re
import secrets
from collections.abc import Callable
from datetime import datetime

from tradewind.kit.clock import Clock

type IdFactory = Callable[[str], str]
"""Makes a new id for a prefix: ``new_id("prd") -> "prd_01JD..."``."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


def ulid(moment: datetime, random_bits: int | None = None) -> str:
    """A ULID (26 characters, Crockford base 32) for ``moment``; see github.com/ulid/spec."""
    if random_bits is None:
        random_bits = secrets.randbits(80)
    value = (int(moment.timestamp() * 1000) << 80) | random_bits
    return "".join(_ALPHABET[(value >> shift) & 31] for shift in range(125, -1, -5))


def id_factory(clock: Clock) -> IdFactory:
    """An id maker on ``clock``."""

    def new_id(prefix: str) -> str:
        return f"{prefix}_{ulid(clock())}"

    return new_id


def is_id(text: str, prefix: str) -> bool:
    """Whether ``text`` has the shape of an id with ``prefix``; says nothing about existence."""
    head, _, tail = text.partition("_")
    return head == prefix and _ULID.fullmatch(tail) is not None


def same_ulid(text: str, prefix: str) -> str:
    """The id with another prefix that shares the ULID of ``text`` (a checkout and its order)."""
    return f"{prefix}_{text.partition('_')[2]}"
