"""The end of an account: what is in the way, and the sequence in which it goes. ADR 36 has it in words."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Protocol

from tradewind.access.errors import MemberNotFoundError
from tradewind.access.models import Member
from tradewind.accounts.errors import AccountInUseError, EmailMismatchError
from tradewind.accounts.models import User
from tradewind.accounts.repository import fold_email
from tradewind.accounts.second_factor import Proof, SecondFactorDeps, check_proof
from tradewind.accounts.service import check_password
from tradewind.db import account_keys
from tradewind.db import keys as main_keys
from tradewind.db.transactions import Transaction
from tradewind.mailing.account_mail import AccountMail, ask_for_mail
from tradewind.stores.life import LifeDeps, delete_store
from tradewind.stores.models import Store, StoreStatus


class LiveSubscriptions(Protocol):
    """Knows whether somebody is still charged."""

    def has_live_subscription(self, user_id: str) -> bool:
        """Whether a subscription of the account runs."""


class NoSubscriptions:
    """Implements ``LiveSubscriptions`` where nothing is charged."""

    def has_live_subscription(self, user_id: str) -> bool:
        """See the port."""
        return False


class Memberships(Protocol):
    """Knows the stores of others in which a user works."""

    def list_memberships(self, user_id: str, *, limit: int = 100) -> list[Member]:
        """By store."""

    def remove(self, store_id: str, user_id: str) -> None:
        """Take somebody out of a store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionDeps:
    """What deleting needs. ``stores_of``: every open store of an account."""

    factors: SecondFactorDeps
    life: LifeDeps
    team: Memberships
    subscriptions: LiveSubscriptions
    stores_of: Callable[[str], Iterator[Store]]


def find_obstacles(deps: DeletionDeps, *, user_id: str) -> dict[str, Any]:
    """What has to be settled first: ``stores`` with open orders, and whether a ``subscription`` runs."""
    busy = []
    for store in deps.stores_of(user_id):
        total = deps.life.orders.find_open(store.id, limit=0).total
        if total:
            busy.append({"id": store.id, "name": store.name, "open_orders": total})
    return {"stores": busy, "subscription": deps.subscriptions.has_live_subscription(user_id)}


def delete_account(deps: DeletionDeps, *, user_id: str, email: str, password: str, proof: Proof | None) -> None:
    """Close the account's stores, leave those of others, then strip and free the account itself.

    Whatever stops it half way, the account can still sign in and ask again: what is done already is passed over.

    Raises:
        WrongPasswordError. EmailMismatchError: not typed as it is. InvalidSecondFactorError: where one is on.
        AccountInUseError: orders are open or a subscription runs. OpenOrdersError: one was placed meanwhile.
        UserHasStoresError: a store was opened meanwhile.
    """
    accounts = deps.factors.accounts
    user = check_password(accounts, user_id=user_id, password=password)
    if fold_email(email) != fold_email(user.email):
        raise EmailMismatchError
    # A refusal uses up no code.
    _refuse_while_in_use(find_obstacles(deps, user_id=user_id))
    check_proof(deps.factors, user_id=user_id, proof=proof)
    closed = _close_stores(deps, user_id)
    _leave_stores_of_others(deps, user_id)
    _strip(deps, user, stores=closed)


def _close_stores(deps: DeletionDeps, user_id: str) -> int:
    """Close what is open; how many that were. The list lags behind, so each store is looked at as it is."""
    closed = 0
    for listed in list(deps.stores_of(user_id)):
        store = deps.life.stores.find(listed.id)
        if store and store.status is not StoreStatus.DELETED:
            delete_store(deps.life, store=store)
            closed += 1
    return closed


def _leave_stores_of_others(deps: DeletionDeps, user_id: str) -> None:
    """End every role. The list lags behind: it goes on naming stores that were left a moment ago."""
    left: set[str] = set()
    while names := {member.store_id for member in deps.team.list_memberships(user_id)} - left:
        for store_id in names:
            with suppress(MemberNotFoundError):
                deps.team.remove(store_id, user_id)
        left |= names


def _refuse_while_in_use(obstacles: dict[str, Any]) -> None:
    busy, subscription = obstacles["stores"], obstacles["subscription"]
    if not busy and not subscription:
        return
    names = ", ".join(store["name"] for store in busy)
    said = []
    if busy:
        said.append(f"Orders are open in {names}: fulfil, cancel or refund them.")
    if subscription:
        said.append("Your subscription runs: cancel it on the billing page.")
    raise AccountInUseError(" ".join((*said, "Then delete the account.")), extra=obstacles)


def _strip(deps: DeletionDeps, user: User, *, stores: int) -> None:
    """The last step, all of it or nothing: sessions end, the address is free, the record says only that it was."""
    accounts = deps.factors.accounts
    now = accounts.clock()
    gone = replace(
        user,
        email="",
        password_hash="",
        is_active=False,
        email_verified_at=None,
        epoch=user.epoch + 1,
        deleted_at=now,
    )
    tx = Transaction()
    accounts.users.add_update(tx, gone, previous=user)
    accounts.users.add_lock_freed(tx, user)
    deps.life.stores.add_closed(tx, user.id)
    deps.factors.events.add_end(tx, account_keys.verification_link(user.id))
    deps.factors.events.add_end(tx, account_keys.address_link(user.id))
    deps.factors.events.add_end(tx, account_keys.reset_link(account_keys.reset_subject(fold_email(user.email))))
    deps.factors.factors.add_removed(tx, user.id)
    mail = AccountMail(template="account_deleted", to=user.email, path="/register", context={"stores": stores})
    ask_for_mail(tx, mail, partition=main_keys.user(user.id).pk, clock=accounts.clock, new_id=accounts.new_id)
    tx.commit()
