"""Research settings in the table."""

from collections.abc import Iterator

from tradewind.db import research_keys as keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.research.settings_models import ResearchSettings
from tradewind.stores.errors import StaleVersionError


class ResearchSettingsItem(Item, discriminator="ResearchSettings"):
    """A store's settings; ``data`` is the model."""


class ResearchSettingsRepository:
    """One item a store that set its research up."""

    def find(self, store_id: str) -> ResearchSettings | None:
        """What the store saved, strongly consistent; None if it never did."""
        try:
            item = ResearchSettingsItem.get(*keys.research_settings(store_id), consistent_read=True)
        except ResearchSettingsItem.DoesNotExist:
            return None
        return load(ResearchSettings, item.data or "")

    def iterate(self) -> Iterator[tuple[str, ResearchSettings]]:
        """Settings of every store that has some, by store id (the schedule): as many queries as it takes."""
        for row in ResearchSettingsItem.gsi2.query(keys.RESEARCH):
            yield str(row.gsi2sk), load(ResearchSettings, row.data or "")

    def save(self, store_id: str, settings: ResearchSettings, *, previous_version: int) -> None:
        """Write the next version.

        Raises:
            StaleVersionError: somebody else changed it first.
        """
        item = ResearchSettingsItem(*keys.research_settings(store_id), data=dump(settings))
        item.version = settings.version
        item.gsi2pk, item.gsi2sk = keys.RESEARCH, store_id
        known = ResearchSettingsItem.version == previous_version
        tx = Transaction()
        tx.put(
            item,
            condition=known if previous_version else ResearchSettingsItem.pk.does_not_exist(),
            otherwise=lambda _: StaleVersionError(),
        )
        tx.commit()
