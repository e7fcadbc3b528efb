"""Whether a text is written in the language it should be: by script, and for some languages by their small words."""

import re
import unicodedata

_SMALL_WORDS = {
    "en": "the and of to with for is in your this that from it are on you as by",
    "de": "der die das und mit für ist von den im ein eine nicht auf zu dem sie auch",
    "fr": "le la les et des pour avec est dans une du un vous sur en votre ce au",
    "es": "el la los las y de con para es en una un por su que del se al",
    "it": "il la le e di con per è una un che in del gli della si da al",
    "nl": "de het een en van met voor is op in te uw dat niet zijn aan ook bij",
    "pt": "o a os as e de com para é em uma um por seu que do da não",
}
_SETS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_SCRIPTS = {
    "zh": ("CJK",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
    "ko": ("HANGUL", "CJK"),
    "ru": ("CYRILLIC",),
    "uk": ("CYRILLIC",),
    "bg": ("CYRILLIC",),
    "el": ("GREEK",),
    "ar": ("ARABIC",),
    "fa": ("ARABIC",),
    "he": ("HEBREW",),
    "th": ("THAI",),
    "hi": ("DEVANAGARI",),
}


def language_of(locale: str) -> str:
    """``en`` of ``en-US``."""
    return locale.partition("-")[0].lower() or "en"


def is_in(text: str, language: str) -> bool:
    """False where ``text`` is plainly another language; short or mixed texts get the benefit of the doubt."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return True
    wanted = (*_SCRIPTS.get(language, ()), "LATIN")
    foreign = sum(not unicodedata.name(letter, "").startswith(wanted) for letter in letters)
    if foreign * 5 > len(letters):
        return False
    if language in _SCRIPTS:
        # A text without one letter of the language's own script is not in that language.
        own = sum(unicodedata.name(letter, "").startswith(_SCRIPTS[language]) for letter in letters)
        return own * 5 > len(letters) or len(letters) < 20
    if language not in _SETS:
        return True
    words = re.findall(r"[^\W\d_]+", text.casefold())
    hits = {name: sum(word in small for word in words) for name, small in _SETS.items()}
    best = max(hits, key=lambda name: hits[name])
    return best == language or hits[best] < 3 or hits[best] < 2 * max(1, hits[language])
