"""Access tokens that sources gave the deployment, so that not every process asks for one of its own."""

from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from tradewind.db import research_keys as keys
from tradewind.db.table import Item
from tradewind.kit.clock import Clock, from_epoch, to_epoch

_MARGIN = timedelta(hours=1)


class VendorTokenItem(Item, discriminator="VendorToken"):
    """A token and when it ends (epoch seconds)."""

    token = UnicodeAttribute()
    ends = NumberAttribute()


class VendorTokenRepository:
    """Implements ``adapters.cj_api.TokenKeeper``. Two processes that ask at once both get a valid token."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def find(self, name: str) -> str | None:
        """A token that is valid for a while yet."""
        try:
            item = VendorTokenItem.get(*keys.vendor_token(name))
        except VendorTokenItem.DoesNotExist:
            return None
        return str(item.token) if from_epoch(int(item.ends)) - _MARGIN > self._clock() else None

    def keep(self, name: str, token: str, *, ends: datetime) -> None:
        """Remember a token."""
        item = VendorTokenItem(*keys.vendor_token(name), token=token, ends=to_epoch(ends))
        item.ttl = to_epoch(ends)
        item.save()

    def forget(self, name: str) -> None:
        """The source does not take it any more."""
        VendorTokenItem(*keys.vendor_token(name)).delete()
