"""Second factors in the table."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from tradewind.accounts.errors import SecondFactorChangedError
from tradewind.db import keys
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import from_epoch, to_epoch

PENDING_FOR = timedelta(minutes=30)
"""How long an enrolment waits for its first code."""


class SecondFactorItem(Item, discriminator="SecondFactor"):
    """An authenticator app of an account. ``last_step`` is the last code's time step: none is taken twice."""

    nonce = UnicodeAttribute()
    last_step = NumberAttribute()
    codes = UnicodeSetAttribute(null=True)
    enabled_at = NumberAttribute()


class PendingFactorItem(Item, discriminator="PendingSecondFactor"):
    """An enrolment that has not seen a code yet."""

    nonce = UnicodeAttribute()
    expires_at = NumberAttribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """A factor that is on. ``codes_left`` counts recovery codes."""

    user_id: str
    nonce: str
    last_step: int
    codes_left: int
    enabled_at: datetime


class SecondFactorRepository:
    """Which accounts ask for a code."""

    def find(self, user_id: str) -> SecondFactor | None:
        """The factor, strongly consistent."""
        try:
            item = SecondFactorItem.get(*keys.second_factor(user_id), consistent_read=True)
        except SecondFactorItem.DoesNotExist:
            return None
        return SecondFactor(
            user_id=user_id,
            nonce=item.nonce,
            last_step=int(item.last_step),
            codes_left=len(item.codes or ()),
            enabled_at=from_epoch(int(item.enabled_at)),
        )

    def start(self, user_id: str, nonce: str, *, now: datetime) -> None:
        """Begin an enrolment; an older one ends."""
        item = PendingFactorItem(*keys.pending_second_factor(user_id), nonce=nonce)
        item.expires_at = to_epoch(now + PENDING_FOR)
        item.ttl = item.expires_at
        item.save()

    def find_pending(self, user_id: str, *, now: datetime) -> str | None:
        """The nonce of an enrolment that is under way."""
        try:
            item = PendingFactorItem.get(*keys.pending_second_factor(user_id), consistent_read=True)
        except PendingFactorItem.DoesNotExist:
            return None
        return str(item.nonce) if int(item.expires_at) > to_epoch(now) else None

    def add_enabled(
        self, tx: Transaction, user_id: str, nonce: str, *, step: int, codes: set[str], now: datetime
    ) -> None:
        """Turn the enrolment into the account's factor.

        Raises on commit:
            SecondFactorChangedError: another enrolment was begun or finished meanwhile.
        """
        tx.delete(
            PendingFactorItem(*keys.pending_second_factor(user_id)),
            condition=PendingFactorItem.nonce == nonce,
            otherwise=lambda _: SecondFactorChangedError(),
        )
        item = SecondFactorItem(*keys.second_factor(user_id), nonce=nonce, last_step=step, codes=codes)
        item.enabled_at = to_epoch(now)
        tx.put(item, condition=SecondFactorItem.pk.does_not_exist(), otherwise=lambda _: SecondFactorChangedError())

    def add_step(self, tx: Transaction, factor: SecondFactor, step: int) -> None:
        """Use up a code.

        Raises on commit:
            SecondFactorChangedError: this code or a later one was used, or the factor is off or another one.
        """
        tx.update(
            SecondFactorItem(*keys.second_factor(factor.user_id)),
            [SecondFactorItem.last_step.set(step)],
            condition=(SecondFactorItem.nonce == factor.nonce) & (SecondFactorItem.last_step < step),
            otherwise=lambda _: SecondFactorChangedError(),
        )

    def add_recovery(self, tx: Transaction, factor: SecondFactor, digest: str) -> None:
        """Use up a recovery code.

        Raises on commit:
            SecondFactorChangedError: there is no such code, or not any more.
        """
        tx.update(
            SecondFactorItem(*keys.second_factor(factor.user_id)),
            [SecondFactorItem.codes.delete({digest})],
            condition=(SecondFactorItem.nonce == factor.nonce) & SecondFactorItem.codes.contains(digest),
            otherwise=lambda _: SecondFactorChangedError(),
        )

    def add_codes(self, tx: Transaction, factor: SecondFactor, step: int, codes: set[str]) -> None:
        """Replace the recovery codes, using up a code of the app (raises as ``add_step`` does)."""
        tx.update(
            SecondFactorItem(*keys.second_factor(factor.user_id)),
            [SecondFactorItem.last_step.set(step), SecondFactorItem.codes.set(codes)],
            condition=(SecondFactorItem.nonce == factor.nonce) & (SecondFactorItem.last_step < step),
            otherwise=lambda _: SecondFactorChangedError(),
        )

    def add_disabled(self, tx: Transaction, factor: SecondFactor) -> None:
        """Take the factor away (raises SecondFactorChangedError on commit if it is another one by now)."""
        tx.delete(
            SecondFactorItem(*keys.second_factor(factor.user_id)),
            condition=SecondFactorItem.nonce == factor.nonce,
            otherwise=lambda _: SecondFactorChangedError(),
        )
