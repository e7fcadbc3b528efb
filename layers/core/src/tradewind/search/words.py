"""Finding words: whole ones first, then beginnings, then parts of words, and only then near misses."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from tradewind.search.index import Index
from tradewind.search.masks import Members
from tradewind.search.text import MIN_LOOSE, Term, allowed_distance, distance, terms

PUBLIC_COLUMNS = ("title", "tags", "options", "description")
MERCHANT_COLUMNS = ("title", "tags", "options", "skus")
_WEIGHTS = {"title": 10.0, "tags": 5.0, "options": 3.0, "skus": 8.0, "description": 1.0}
_MAX_TERMS = 12
_MAX_PARTS = 40
_MAX_NEAR = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Positions by relevance, and the corrected query when nothing was found as typed."""

    positions: Sequence[int]
    did_you_mean: str | None = None


def find_words(index: Index, text: str, *, scope: int, columns: Sequence[str]) -> Found | None:
    """Products of ``scope`` that have every word of ``text`` in ``columns``; None when ``text`` names no word."""
    asked = list(dict.fromkeys(terms(text)))[:_MAX_TERMS]
    if not asked:
        return None
    with index.lock:
        return _Search(index, Members(scope), columns).run(asked)


class _Search:
    def __init__(self, index: Index, scope: Members, columns: Sequence[str]) -> None:
        self._connection = index.snapshot.connection
        self._scope = scope
        self._columns = columns
        self._index = index

    def run(self, asked: Sequence[Term]) -> Found:
        whole = [_phrase(term) for term in asked]
        starts = [_phrase(term) if _is_complete(term) else f"{_phrase(term)} *" for term in asked]
        ranked = dict.fromkeys(self._match(whole))
        ranked |= dict.fromkeys(self._match(starts))
        parts = [
            start if term.unspaced else self._inside(term.text, start)
            for term, start in zip(asked, starts, strict=True)
        ]
        if parts != starts:
            ranked |= dict.fromkeys(self._match(parts))
        if ranked:
            return Found(list(ranked))
        return self._near(asked, parts)

    def _match(self, groups: Sequence[str]) -> list[int]:
        """Positions in scope that fit every group, best first."""
        expression = f"{{{' '.join(self._columns)}}} : ({' AND '.join(f'({group})' for group in groups)})"
        weights = ", ".join(str(weight) for weight in _WEIGHTS.values())
        rows = self._connection.execute(
            f"SELECT rowid, bm25(words, {weights}) FROM words WHERE words MATCH ?",  # noqa: S608 (numbers alone)
            (expression,),
        )
        found = [(position, round(score, 9)) for position, score in rows if position in self._scope]
        # Of equals the newer comes first: where a product stands in the file says nothing.
        found.sort(key=lambda hit: self._index.ids[hit[0]], reverse=True)
        found.sort(key=lambda hit: hit[1])
        return [position for position, _ in found]

    def _vocabulary(self) -> list[tuple[str, int]]:
        """Every word of the columns with the number of products, once per snapshot and set of columns."""
        return vocabulary(self._index, tuple(self._columns))

    def _inside(self, word: str, start: str) -> str:
        """``start``, or any word that contains ``word``."""
        if len(word) < MIN_LOOSE:
            return start
        containing = [known for known, _ in self._vocabulary() if word in known and not known.startswith(word)]
        return " OR ".join([start, *(_quoted(known) for known in containing[:_MAX_PARTS])])

    def _near(self, asked: Sequence[Term], parts: Sequence[str]) -> Found:
        """Replace each word that nothing fits by the nearest ones in the vocabulary."""
        groups: list[str] = []
        choices: list[list[str]] = []
        for term, part in zip(asked, parts, strict=True):
            near = [] if term.unspaced or self._match([part]) else self._nearest(term.text)
            groups.append(" OR ".join(map(_quoted, near)) if near else part)
            choices.append(near)
        if not any(choices):
            return Found([])
        positions = self._match(groups)
        if not positions:
            return Found([])
        return Found(positions, self._correct(asked, parts, choices))

    def _correct(self, asked: Sequence[Term], parts: Sequence[str], choices: Sequence[list[str]]) -> str:
        """The query with each wrong word replaced by the nearest one that leads to a product in scope."""
        corrected: list[str] = []
        groups = [" OR ".join(map(_quoted, near)) if near else part for near, part in zip(choices, parts, strict=True)]
        for number, (term, near) in enumerate(zip(asked, choices, strict=True)):
            chosen = term.text
            for word in near:
                if self._match([*groups[:number], _quoted(word), *groups[number + 1 :]]):
                    chosen = word
                    groups[number] = _quoted(word)
                    break
            corrected.append(chosen)
        return " ".join(corrected)

    def _nearest(self, word: str) -> list[str]:
        limit = allowed_distance(word)
        if limit == 0:
            return []
        letters = _letters(word)
        near = []
        for known, count in self._vocabulary():
            if abs(len(known) - len(word)) > limit or (_letters(known) ^ letters).bit_count() > 2 * limit:
                continue
            apart = distance(word, known, limit)
            if apart <= limit:
                near.append((apart, -count, known))
        return [known for _, _, known in sorted(near)[:_MAX_NEAR]]


def vocabulary(index: Index, columns: tuple[str, ...]) -> list[tuple[str, int]]:
    """Words of ``columns`` with the number of products that have them, most frequent first."""
    if columns not in index.vocabularies:
        connection: sqlite3.Connection = index.snapshot.connection
        connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, col)")
        marks = ",".join("?" * len(columns))
        rows = connection.execute(
            f"SELECT term, SUM(doc) FROM temp.vocabulary WHERE col IN ({marks}) "  # noqa: S608 (marks alone)
            "GROUP BY term ORDER BY SUM(doc) DESC, term",
            columns,
        )
        index.vocabularies[columns] = [(term, int(count)) for term, count in rows]
    return index.vocabularies[columns]


def _is_complete(term: Term) -> bool:
    """Whether the term cannot be the beginning of a longer token."""
    return term.unspaced and len(term.text) > 1


def _phrase(term: Term) -> str:
    return _quoted(" ".join(term.pairs)) if term.unspaced else _quoted(term.text)


def _quoted(text: str) -> str:
    return f'"{text}"'


def _letters(word: str) -> int:
    """Which characters a word has, as a small set: words far apart differ in it."""
    found = 0
    for character in word:
        found |= 1 << (ord(character) & 63)
    return found
