"""Text to search terms: folded words, and pairs of characters where a script writes without spaces."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from tradewind.kit.slug import fold

MIN_LOOSE = 3
"""Shorter words are not looked for inside other words, nor corrected."""

_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1100, 0x11FF),  # Hangul Jamo
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x31FF),  # Kana, Bopomofo, Hangul compatibility
    (0x3400, 0x9FFF),  # Han
    (0xAC00, 0xD7FF),  # Hangul
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a query asks for: a word, or a run of an unspaced script."""

    text: str
    unspaced: bool = False

    @property
    def pairs(self) -> list[str]:
        """The index's tokens of an unspaced run, without the closing single character."""
        return [self.text] if len(self.text) == 1 else _pairs(self.text)


def terms(text: str) -> list[Term]:
    """The terms of ``text`` in order, folded. Letters, digits and their marks count; everything else separates."""
    found = []
    for run in _runs(fold(text)):
        for unspaced, characters in groupby(run, key=_is_unspaced):
            found.append(Term("".join(characters), unspaced))
    return found


def index_text(parts: Iterable[str], *, limit: int | None = None) -> str:
    """What the index keeps of texts: tokens joined by spaces, at most ``limit``.

    An unspaced run becomes its overlapping pairs and its last character, so that a run of any length is found
    wherever it stands: two characters are a token, longer ones a phrase, one is a prefix.
    """
    tokens: list[str] = []
    for part in parts:
        for term in terms(part):
            tokens += [*_pairs(term.text), term.text[-1]] if term.unspaced else [term.text]
    return " ".join(tokens[:limit])


def allowed_distance(word: str) -> int:
    """How many slips are forgiven in a word of this length."""
    if len(word) < MIN_LOOSE:
        return 0
    return 1 if len(word) <= 5 else 2


def distance(left: str, right: str, limit: int) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between two words; ``limit + 1`` when above it."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        previous, row, two_before = row, [i], before
        for j, b in enumerate(right, start=1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = previous
    return min(row[-1], limit + 1)


def _pairs(run: str) -> list[str]:
    return [run[index : index + 2] for index in range(len(run) - 1)]


def _runs(folded: str) -> Iterator[str]:
    for counts, characters in groupby(folded, key=_counts):
        if counts:
            yield "".join(characters)


def _counts(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in _UNSPACED)
