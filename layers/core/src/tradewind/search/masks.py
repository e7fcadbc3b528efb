"""Sets of products as integers: bit ``n`` stands for the product at position ``n``.

An intersection of ten thousand products is one operation on 1,250 bytes, and so is counting it.
"""

from collections.abc import Iterable, Iterator


def mask_of(positions: Iterable[int]) -> int:
    """The set of ``positions``."""
    bits = bytearray()
    for position in positions:
        place = position >> 3
        if place >= len(bits):
            bits.extend(bytes(place + 1 - len(bits)))
        bits[place] |= 1 << (position & 7)
    return int.from_bytes(bits, "little")


class Members:
    """Quick answers to "is it in the set" for many positions."""

    def __init__(self, mask: int) -> None:
        self._bits = mask.to_bytes((mask.bit_length() + 7) // 8, "little")

    def __contains__(self, position: int) -> bool:
        place = position >> 3
        return place < len(self._bits) and bool(self._bits[place] & (1 << (position & 7)))


def positions_of(mask: int) -> Iterator[int]:
    """The members, ascending."""
    for place, byte in enumerate(mask.to_bytes((mask.bit_length() + 7) // 8, "little")):
        while byte:
            lowest = byte & -byte
            yield (place << 3) + lowest.bit_length() - 1
            byte ^= lowest
