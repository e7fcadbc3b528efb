"""What an ``Idempotency-Key`` stood for the first time: written in the same transaction as its effect."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from pynamodb.attributes import UnicodeAttribute

from tradewind.db.keys import Key
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.errors import DomainError, ErrorKind
from tradewind.kit.clock import Clock, to_epoch

KEPT_FOR = timedelta(hours=24)


class IdempotencyMismatchError(DomainError):
    """The key was used before with another body (draft-ietf-httpapi-idempotency-key-header)."""

    code = "idempotency_key_reused"
    kind = ErrorKind.IDEMPOTENCY
    detail = "This Idempotency-Key was already used with a different request. Use a new key for a new request."


class AlreadyDoneError(Exception):
    """Internal: the same request already produced ``result_id``; the caller answers with that."""

    def __init__(self, result_id: str) -> None:
        self.result_id = result_id
        super().__init__(result_id)


@dataclass(frozen=True, slots=True)
class IdempotencyClaim:
    """One use of a key: where its record lives and the hash of the request."""

    key: Key
    body_hash: str


class IdempotencyItem(Item, discriminator="Idempotency"):
    """One used key: hash of the request and the id of what it made."""

    request_hash = UnicodeAttribute()
    result_id = UnicodeAttribute()


def request_hash(body: Any) -> str:
    """A stable digest of a JSON-serialisable request body."""
    return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()


def find_result(once: IdempotencyClaim) -> str | None:
    """The id made by an earlier request with this key, or None.

    Raises:
        IdempotencyMismatchError: the earlier request had another body.
    """
    try:
        item = IdempotencyItem.get(*once.key, consistent_read=True)
    except IdempotencyItem.DoesNotExist:
        return None
    return check_result(item, once.body_hash)


def check_result(item: Item, body_hash: str) -> str:
    """The result id of a found record, after comparing the request."""
    assert isinstance(item, IdempotencyItem)  # noqa: S101 (narrowing for the type checker)
    if item.request_hash != body_hash:
        raise IdempotencyMismatchError
    return item.result_id


def claim(tx: Transaction, once: IdempotencyClaim, *, result_id: str, clock: Clock) -> None:
    """Add the record to ``tx``; committing raises AlreadyDoneError or IdempotencyMismatchError if the key is taken."""

    def taken(old: dict[str, Any] | None) -> Exception:
        if old and old["request_hash"]["S"] == once.body_hash:
            return AlreadyDoneError(old["result_id"]["S"])
        return IdempotencyMismatchError()

    item = IdempotencyItem(*once.key, request_hash=once.body_hash, result_id=result_id)
    item.ttl = to_epoch(clock() + KEPT_FOR)
    tx.put(item, condition=IdempotencyItem.pk.does_not_exist(), otherwise=taken)
