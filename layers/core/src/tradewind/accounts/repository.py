"""Accounts in the table."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import UpdateError

from tradewind.accounts.errors import AccountChangedError, EmailTakenError, SessionEndedError
from tradewind.accounts.models import Session, User
from tradewind.db import keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import from_epoch, to_epoch

_NOBODY = "nobody"
"""An id no user has."""


class UserItem(Item, discriminator="User"):
    """A user; ``data`` is the model."""


class EmailLockItem(Item, discriminator="EmailLock"):
    """Owner of a folded e-mail address."""

    user_id = UnicodeAttribute()


class SessionItem(Item, discriminator="Session"):
    """A session; ``ttl`` removes it some time after it expired, ``expires_at`` decides."""

    generation = NumberAttribute()
    rotated_at = NumberAttribute()
    expires_at = NumberAttribute()
    salt = UnicodeAttribute()
    created_at = NumberAttribute(null=True)
    epoch = NumberAttribute(null=True)
    network = UnicodeAttribute(null=True)
    user_agent = UnicodeAttribute(null=True)


class ThrottleItem(Item, discriminator="Throttle"):
    """Attempts of one subject in one window."""

    attempts = NumberAttribute()


def fold_email(email: str) -> str:
    """The form that decides whether two addresses are one account."""
    return email.strip().casefold()


class AccountRepository:
    """Users, e-mail locks, sessions and attempt counters."""

    def create(self, user: User, session: Session, *, also: Callable[[Transaction], None]) -> None:
        """Write the user, the address lock, the first session and what ``also`` adds at once.

        Raises:
            EmailTakenError: the folded address belongs to another user.
        """
        tx = Transaction()
        lock_key = keys.email_lock(fold_email(user.email))
        tx.put(
            EmailLockItem(lock_key.pk, lock_key.sk, user_id=user.id),
            condition=EmailLockItem.pk.does_not_exist(),
            otherwise=lambda _: EmailTakenError(),
        )
        tx.put(_user_item(user), condition=UserItem.pk.does_not_exist())
        tx.put(_session_item(session))
        also(tx)
        tx.commit()

    def add_update(self, tx: Transaction, user: User, *, previous: User) -> None:
        """Replace ``previous`` by ``user`` as its next version.

        Raises on commit:
            AccountChangedError: somebody else changed it first.
        """
        unchanged = (UserItem.version == previous.version) | UserItem.version.does_not_exist()
        tx.put(
            _user_item(replace(user, version=previous.version + 1)),
            condition=unchanged,
            otherwise=lambda _: AccountChangedError(),
        )

    def add_lock_moved(self, tx: Transaction, user: User, *, email: str) -> None:
        """Free the account's address and take another.

        Raises on commit:
            EmailTakenError.
        """
        tx.put(
            EmailLockItem(*keys.email_lock(fold_email(email)), user_id=user.id),
            condition=EmailLockItem.pk.does_not_exist(),
            otherwise=lambda _: EmailTakenError(),
        )
        self.add_lock_freed(tx, user)

    def add_lock_freed(self, tx: Transaction, user: User) -> None:
        """Let somebody else have the account's address.

        Raises on commit:
            AccountChangedError: it is not this account's any more.
        """
        tx.delete(
            EmailLockItem(*keys.email_lock(fold_email(user.email))),
            condition=EmailLockItem.user_id == user.id,
            otherwise=lambda _: AccountChangedError(),
        )

    def add_epoch(self, tx: Transaction, user: User, session_id: str, *, epoch: int) -> None:
        """Take one session along from the epoch that ``user`` has into the next.

        Raises on commit:
            SessionEndedError: it has ended, by itself or with an earlier epoch: no session brings itself back.
        """
        present = SessionItem.epoch == user.epoch
        if user.epoch == 1:
            # Sessions from before there were epochs.
            present |= SessionItem.epoch.does_not_exist()
        tx.update(
            SessionItem(*keys.session(user.id, session_id)),
            [SessionItem.epoch.set(epoch)],
            condition=(SessionItem.status == "active") & present,
            otherwise=lambda _: SessionEndedError(),
        )

    def list_sessions(self, user_id: str) -> list[Session]:
        """Every session that is kept, ended ones too: one query."""
        rows = SessionItem.query(keys.user(user_id).pk, SessionItem.sk.startswith("SESSION#"), consistent_read=True)
        return [_session_from(user_id, row) for row in rows]

    def find_by_email(self, email: str) -> User | None:
        """Two point reads: the lock, then the user. For an address that nobody has too, or time would tell."""
        key = keys.email_lock(fold_email(email))
        try:
            user_id = EmailLockItem.get(key.pk, key.sk, consistent_read=True).user_id
        except EmailLockItem.DoesNotExist:
            user_id = _NOBODY
        return self.find(user_id)

    def find(self, user_id: str) -> User | None:
        """A user by id."""
        key = keys.user(user_id)
        try:
            item = UserItem.get(key.pk, key.sk, consistent_read=True)
        except UserItem.DoesNotExist:
            return None
        return load(User, item.data) if item.data else None

    def add_session(self, session: Session) -> None:
        """Store a new sign-in."""
        _session_item(session).save()

    def find_session(self, user_id: str, session_id: str) -> Session | None:
        """A session by its ids, ended or not."""
        key = keys.session(user_id, session_id)
        try:
            item = SessionItem.get(key.pk, key.sk, consistent_read=True)
        except SessionItem.DoesNotExist:
            return None
        return _session_from(user_id, item)

    def rotate(self, session: Session, *, now: datetime) -> Session | None:
        """Move to the next generation if nobody else did; None for the loser of a race."""
        moved = replace(session, generation=session.generation + 1, rotated_at=now)
        key = keys.session(session.user_id, session.id)
        try:
            SessionItem(key.pk, key.sk).update(
                actions=[
                    SessionItem.generation.set(moved.generation),
                    SessionItem.rotated_at.set(to_epoch(now)),
                ],
                condition=(SessionItem.generation == session.generation) & (SessionItem.status == "active"),
            )
        except UpdateError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            return None
        return moved

    def end_session(self, user_id: str, session_id: str) -> None:
        """Refuse every token of the family from now on; an unknown session is fine."""
        key = keys.session(user_id, session_id)
        try:
            SessionItem(key.pk, key.sk).update(
                actions=[SessionItem.status.set("ended")], condition=SessionItem.pk.exists()
            )
        except UpdateError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise

    def count_attempt(self, subject: str, *, now: datetime, window_seconds: int, by: int = 1) -> int:
        """Count ``by`` attempts and return the window's total including them (one write unit)."""
        window = to_epoch(now) // window_seconds
        key = keys.throttle(subject, window)
        item = ThrottleItem(key.pk, key.sk)
        item.update(
            actions=[
                ThrottleItem.attempts.add(by),
                ThrottleItem.ttl.set((window + 2) * window_seconds),
            ]
        )
        return int(item.attempts)

    def forget_attempts(self, subject: str, *, now: datetime, window_seconds: int) -> None:
        """Start the subject's window anew, after a success."""
        key = keys.throttle(subject, to_epoch(now) // window_seconds)
        ThrottleItem(key.pk, key.sk).delete()


def _user_item(user: User) -> UserItem:
    item = UserItem(*keys.user(user.id), data=dump(user))
    item.version = user.version
    return item


def _session_from(user_id: str, item: SessionItem) -> Session:
    rotated_at = int(item.rotated_at)
    return Session(
        id=item.sk.partition("#")[2],
        user_id=user_id,
        generation=int(item.generation),
        rotated_at=from_epoch(rotated_at),
        expires_at=from_epoch(int(item.expires_at)),
        salt=item.salt,
        created_at=from_epoch(int(item.created_at or rotated_at)),
        ended=item.status == "ended",
        epoch=int(item.epoch or 1),
        network=item.network or "",
        user_agent=item.user_agent or "",
    )


def _session_item(session: Session) -> SessionItem:
    key = keys.session(session.user_id, session.id)
    item = SessionItem(
        key.pk,
        key.sk,
        generation=session.generation,
        rotated_at=to_epoch(session.rotated_at),
        expires_at=to_epoch(session.expires_at),
        salt=session.salt,
        created_at=to_epoch(session.created_at),
        epoch=session.epoch,
        network=session.network or None,
        user_agent=session.user_agent or None,
    )
    item.status = "ended" if session.ended else "active"
    item.ttl = to_epoch(session.expires_at) + 86_400
    return item
