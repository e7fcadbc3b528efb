"""How a store's texts should sound, in the table."""

from pynamodb.expressions.condition import Condition

from tradewind.copywriting.models import Voice
from tradewind.db import keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.stores.errors import StaleVersionError


class VoiceItem(Item, discriminator="Voice"):
    """The voice; ``data`` is the model."""


class VoiceRepository:
    """Reads and replaces voices."""

    def get(self, store_id: str) -> Voice:
        """The store's voice, or the default one."""
        try:
            return load(Voice, VoiceItem.get(*keys.voice(store_id), consistent_read=True).data or "")
        except VoiceItem.DoesNotExist:
            return Voice()

    def save(self, store_id: str, voice: Voice) -> None:
        """Write the next version.

        Raises:
            StaleVersionError: somebody else wrote it first.
        """
        item = VoiceItem(*keys.voice(store_id), data=dump(voice))
        item.version = voice.version
        condition: Condition = VoiceItem.version == voice.version - 1
        if voice.version == 1:
            condition = VoiceItem.pk.does_not_exist()
        tx = Transaction()
        tx.put(item, condition=condition, otherwise=lambda _: StaleVersionError())
        tx.commit()
