"""The text of an API key: ``tw_sk_`` or ``tw_pk_``, the store's and the key's ULID, and a secret of 160 bits."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from tradewind.access.models import KeyKind

PREFIX = "tw_"
_PREFIXES = {KeyKind.SECRET: "tw_sk_", KeyKind.PUBLISHABLE: "tw_pk_"}
_FORM = re.compile(r"tw_(sk|pk)_([0-9A-HJKMNP-TV-Z]{26})([0-9A-HJKMNP-TV-Z]{26})[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class ReadToken:
    """What a token says of itself; believed only after ``matches``."""

    store_id: str
    key_id: str
    text: str


def make_token(kind: KeyKind, *, store_id: str, key_id: str) -> str:
    """A new token. It names its store and key, so that checking it is one read."""
    ulids = f"{store_id.partition('_')[2]}{key_id.partition('_')[2]}"
    return f"{_PREFIXES[kind]}{ulids}{secrets.token_hex(20)}"


def read_token(text: str) -> ReadToken | None:
    """Split a token without trusting it; None if it is not of this form."""
    match = _FORM.fullmatch(text)
    return ReadToken(f"str_{match[2]}", f"key_{match[3]}", text) if match else None


def digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def matches(token: str, stored: str) -> bool:
    """Whether ``token`` is the one whose digest is ``stored``."""
    return hmac.compare_digest(digest(token), stored)
