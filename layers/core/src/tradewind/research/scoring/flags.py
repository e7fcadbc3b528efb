"""Goods that need a second look before anybody sells them: brands, safety rules, bans. Advice, never a refusal.

The words are a reviewed data file, ``flags.json``, by kind and language. Words of spaced scripts match as whole words
("mat" is not in "tomato"). Korean, Japanese and Chinese titles join words and hang particles on them, so there a term
matches where a word begins, or anywhere in unspaced scripts.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

FLAGS_FILE = Path(__file__).with_name("flags.json")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


class FlagKind(StrEnum):
    """Why a second look."""

    TRADEMARK = "trademark"
    WEAPON = "weapon"
    MEDICAL = "medical"
    SUPPLEMENT = "supplement"
    COSMETIC = "cosmetic"
    CHILDREN = "children"
    BATTERY = "battery"
    ELECTRICAL = "electrical"
    TOBACCO = "tobacco"
    ADULT = "adult"
    WILDLIFE = "wildlife"
    CHEMICAL = "chemical"
    SURVEILLANCE = "surveillance"


class Severity(StrEnum):
    """``restricted``: payment providers or law usually forbid it. ``check``: allowed with papers or care."""

    RESTRICTED = "restricted"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One finding; ``term`` is the word as the list has it."""

    kind: FlagKind
    severity: Severity
    term: str
    advice: str


@dataclass(frozen=True, slots=True)
class _Term:
    """``start`` is the term's first word: a plain look for it spares most of the patterns."""

    term: str
    start: str
    pattern: re.Pattern[str]

    def found_in(self, text: str) -> bool:
        return self.start in text and self.pattern.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: FlagKind
    severity: Severity
    advice: str
    terms: tuple[_Term, ...]


def flags_of(*texts: str) -> tuple[Flag, ...]:
    """What a product's words give away: one flag per kind, for the first term found; in the order of the file."""
    text = _plain(" \n ".join(texts))
    found = []
    for rule in _rules():
        hit = next((term for term in rule.terms if term.found_in(text)), None)
        if hit is not None:
            found.append(Flag(kind=rule.kind, severity=rule.severity, term=hit.term, advice=rule.advice))
    return tuple(found)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    document = json.loads(FLAGS_FILE.read_text())
    return tuple(
        _Rule(
            FlagKind(rule["kind"]),
            Severity(rule["severity"]),
            rule["advice"],
            tuple(
                _Term(term, _plain(term).split()[0], _pattern(term))
                for terms in rule["terms"].values()
                for term in terms
            ),
        )
        for rule in document["rules"]
    )


def _pattern(term: str) -> re.Pattern[str]:
    """Spaces of a term also match hyphens, several spaces or none."""
    plain = _plain(term)
    body = r"[\s\-_]*".join(re.escape(word) for word in plain.split())
    if _UNSPACED.search(plain):
        return re.compile(body)
    if _HANGUL.search(plain):
        return re.compile(rf"(?<!\w){body}")
    return re.compile(rf"(?<!\w){body}(?:'s|s)?(?!\w)")
