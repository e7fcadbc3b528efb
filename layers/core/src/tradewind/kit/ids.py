"""Prefixed ULIDs: sortable by creation time, 80 random bits, readable in a log (``ord_01J...``)."""

import re
import secrets
import threading
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


_FREE_BITS = 79
_STEP_BITS = 48


def id_factory(clock: Clock) -> IdFactory:
    """An id maker on ``clock``.

    Ids of one millisecond still sort by creation: each is a random step (48 bits, not to be guessed) above the last.
    """
    lock = threading.Lock()
    last_millisecond, last_bits = -1, 0

    def new_id(prefix: str) -> str:
        nonlocal last_millisecond, last_bits
        now = clock()
        millisecond = int(now.timestamp() * 1000)
        with lock:
            if millisecond == last_millisecond:
                last_bits += 1 + secrets.randbits(_STEP_BITS)
            else:
                # The top bit stays free, so that steps cannot run over.
                last_millisecond, last_bits = millisecond, secrets.randbits(_FREE_BITS)
            bits = last_bits
        return f"{prefix}_{ulid(now, bits)}"

    return new_id


def is_id(text: str, prefix: str) -> bool:
    """Whether ``text`` has the shape of an id with ``prefix``; says nothing about existence."""
    head, _, tail = text.partition("_")
    return head == prefix and _ULID.fullmatch(tail) is not None


def same_ulid(text: str, prefix: str) -> str:
    """The id with another prefix that shares the ULID of ``text`` (a checkout and its order)."""
    return f"{prefix}_{text.partition('_')[2]}"
