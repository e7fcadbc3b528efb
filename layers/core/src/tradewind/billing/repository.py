"""Plans of accounts in the table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute

from tradewind.billing.errors import PlanMovedError
from tradewind.billing.models import AccountPlan
from tradewind.billing.standing import Notice
from tradewind.db import billing_keys as keys
from tradewind.db.idempotency import IdempotencyClaim, claim
from tradewind.db.keys import Key
from tradewind.db.records import dump, load
from tradewind.db.table import Gsi2, Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock, to_rfc3339
from tradewind.kit.ids import IdFactory
from tradewind.mailing.account_mail import AccountMail, ask_for_mail

BILLING_PATH = "/account/billing"


class PlanItem(Item, discriminator="AccountPlan"):
    """An account's plan; ``data`` is the model."""


class CustomerItem(Item, discriminator="StripeCustomer"):
    """The account of a customer."""

    user_id = UnicodeAttribute()


class TrialItem(Item, discriminator="Trial"):
    """Who had a trial under this address or card: a digest of the account's id."""

    owner = UnicodeAttribute()


class PlanRepository:
    """Reads and writes plans; what is told to their owners goes with the write."""

    def __init__(self, *, clock: Clock, new_id: IdFactory) -> None:
        self._clock = clock
        self._new_id = new_id

    def get(self, user_id: str) -> AccountPlan:
        """The account's plan; one that never subscribed has the free one. Strongly consistent."""
        try:
            item = PlanItem.get(*keys.account_plan(user_id), consistent_read=True)
        except PlanItem.DoesNotExist:
            return AccountPlan(user_id=user_id)
        return load(AccountPlan, item.data or "")

    def save(
        self,
        account: AccountPlan,
        *,
        previous: AccountPlan,
        notices: Iterable[Notice] = (),
        trials: Sequence[Key] = (),
    ) -> AccountPlan:
        """Write ``account`` as the next version, with its mails, and with marks of the trial it had.

        Raises:
            PlanMovedError: it is not based on what is stored.
        """
        tx = Transaction()
        saved = self._put(tx, account, previous)
        if account.customer_id != previous.customer_id:
            tx.put(CustomerItem(*keys.customer(account.customer_id), user_id=account.user_id))
        for key in trials:
            tx.put(TrialItem(*key, owner=_owner(account.user_id)))
        for notice in notices:
            mail = AccountMail(
                template=notice.template, user_id=account.user_id, path=BILLING_PATH, context=dict(notice.context)
            )
            partition = keys.account_partition(account.user_id)
            ask_for_mail(tx, mail, partition=partition, clock=self._clock, new_id=self._new_id)
        tx.commit()
        return saved

    def _put(self, tx: Transaction, account: AccountPlan, previous: AccountPlan) -> AccountPlan:
        saved = replace(account, version=previous.version + 1)
        item = PlanItem(*keys.account_plan(account.user_id), data=dump(saved))
        item.version = saved.version
        if saved.check_at:
            item.gsi2pk, item.gsi2sk = keys.PLANS_DUE, f"{to_rfc3339(saved.check_at)}#{saved.user_id}"
        condition = PlanItem.version == previous.version if previous.version else PlanItem.pk.does_not_exist()
        tx.put(item, condition=condition, otherwise=lambda _: PlanMovedError())
        return saved

    def check(self, tx: Transaction, account: AccountPlan) -> None:
        """Let ``tx`` go through only while ``account`` is what is stored; else committing raises PlanMovedError."""
        tx.check(
            PlanItem(*keys.account_plan(account.user_id)),
            condition=PlanItem.version == account.version,
            otherwise=lambda _: PlanMovedError(),
        )

    def find_customer(self, customer_id: str) -> str | None:
        """The account of a customer at the provider."""
        try:
            return str(CustomerItem.get(*keys.customer(customer_id), consistent_read=True).user_id)
        except CustomerItem.DoesNotExist:
            return None

    def has_had_trial(self, key: Key, *, not_by: str | None = None) -> bool:
        """Whether there is a mark of a trial under ``key``, and not by the account ``not_by`` itself."""
        try:
            item = TrialItem.get(*key, consistent_read=True)
        except TrialItem.DoesNotExist:
            return False
        return not_by is None or item.owner != _owner(not_by)

    def list_due(self, now: datetime, *, limit: int) -> list[str]:
        """Accounts whose time to be looked at has come, longest waiting first."""
        rows = PlanItem.gsi2.query(
            keys.PLANS_DUE,
            Gsi2.gsi2sk <= f"{to_rfc3339(now)}~",
            limit=limit,
            attributes_to_get=["pk", "sk", "gsi2pk", "gsi2sk"],
        )
        return [str(row.gsi2sk).rpartition("#")[2] for row in rows]

    def remember_session(self, once: IdempotencyClaim, session_id: str) -> None:
        """Keep which page an Idempotency-Key was answered with.

        Raises:
            AlreadyDoneError: it was kept before.
        """
        tx = Transaction()
        claim(tx, once, result_id=session_id, clock=self._clock)
        tx.commit()


def _owner(user_id: str) -> str:
    return keys.trial("account", user_id).pk
