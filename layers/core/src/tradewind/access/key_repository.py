"""API keys in the table."""

from dataclasses import replace
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import UpdateError

from tradewind.access.errors import KeyNotFoundError
from tradewind.access.models import ApiKey
from tradewind.db import access_keys as keys
from tradewind.db.keys import store as store_key
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import from_epoch, to_epoch

NOTED_EVERY = timedelta(hours=1)
"""How often a key's last use is written down: a key that is busy costs one write unit an hour."""


class ApiKeyItem(Item, discriminator="ApiKey"):
    """A key; ``data`` is the model without its last use."""

    last_used_at = NumberAttribute(null=True)


class KeyRepository:
    """The keys of stores."""

    def create(self, key: ApiKey) -> None:
        """Write a new key."""
        item = ApiKeyItem(*keys.api_key(key.store_id, key.id), data=dump(key))
        item.save(condition=ApiKeyItem.pk.does_not_exist())

    def find(self, store_id: str, key_id: str) -> ApiKey | None:
        """A key, strongly consistent: a revoked one is refused at the next request."""
        try:
            return _key_from(ApiKeyItem.get(*keys.api_key(store_id, key_id), consistent_read=True))
        except ApiKeyItem.DoesNotExist:
            return None

    def list_keys(self, store_id: str) -> list[ApiKey]:
        """A store's keys, oldest first: one query of at most ``MAX_KEYS`` items and a few."""
        partition = store_key(store_id).pk
        return [_key_from(row) for row in ApiKeyItem.query(partition, ApiKeyItem.sk.startswith(keys.API_KEY_PREFIX))]

    def revoke(self, store_id: str, key_id: str) -> None:
        """Delete a key.

        Raises:
            KeyNotFoundError: there is none.
        """
        tx = Transaction()
        tx.delete(
            ApiKeyItem(*keys.api_key(store_id, key_id)),
            condition=ApiKeyItem.pk.exists(),
            otherwise=lambda _: KeyNotFoundError(),
        )
        tx.commit()

    def note_use(self, key: ApiKey, *, now: datetime) -> None:
        """Remember that a key was used, at most every ``NOTED_EVERY``; a key revoked meanwhile stays gone."""
        if key.last_used_at and now - key.last_used_at < NOTED_EVERY:
            return
        try:
            ApiKeyItem(*keys.api_key(key.store_id, key.id)).update(
                actions=[ApiKeyItem.last_used_at.set(to_epoch(now))], condition=ApiKeyItem.pk.exists()
            )
        except UpdateError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise


def _key_from(item: ApiKeyItem) -> ApiKey:
    key = load(ApiKey, item.data or "")
    return replace(key, last_used_at=from_epoch(int(item.last_used_at))) if item.last_used_at else key
