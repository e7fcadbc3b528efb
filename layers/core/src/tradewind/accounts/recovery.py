"""Ways back in, and ways to prove an address: links in mails that work once and say nothing to strangers."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from tradewind.accounts.errors import (
    AddressUnchangedError,
    AlreadyVerifiedError,
    LinkEndedError,
    SessionEndedError,
)
from tradewind.accounts.models import Origin, SecurityEventKind, User
from tradewind.accounts.recovery_repository import Link, RecoveryRepository
from tradewind.accounts.repository import fold_email
from tradewind.accounts.second_factor import Proof
from tradewind.accounts.service import (
    AccountDeps,
    check_password,
    get_user,
    security_event,
)
from tradewind.accounts.throttling import WINDOW_SECONDS, throttle
from tradewind.db import account_keys
from tradewind.db import keys as main_keys
from tradewind.db.keys import Key
from tradewind.db.transactions import Transaction
from tradewind.kit.mail_tokens import MailTokens
from tradewind.mailing.account_mail import AccountMail, MailLink, ask_for_mail

RESET_LIFETIME = timedelta(hours=1)
VERIFICATION_LIFETIME = timedelta(days=3)
ADDRESS_LIFETIME = timedelta(days=1)
MAILS_PER_ACCOUNT = 5
MAILS_PER_ADDRESS = 50
"""Mails that may be asked for in a window of 15 minutes, for one account and from one network address."""
RESET, VERIFY, ADDRESS = "reset", "verify", "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryDeps:
    """What the use cases need."""

    accounts: AccountDeps
    links: RecoveryRepository
    tokens: MailTokens
    prove: Callable[[str, Proof | None], None]
    """Uses up a code of a user whose second factor is on, or raises."""


def ask_for_reset(deps: RecoveryDeps, *, email: str, origin: Origin) -> None:
    """Send a link to the address if an account has it.

    The same is read and written either way: whether there is an account is found out by the worker that sends.

    Raises:
        TooManyAttemptsError: for the address, or from where it is asked.
    """
    folded = fold_email(email)
    throttle(deps.accounts.users, deps.accounts.clock, f"mail-from:{origin.address}", MAILS_PER_ADDRESS)
    throttle(deps.accounts.users, deps.accounts.clock, f"reset:{folded}", MAILS_PER_ACCOUNT)
    now, nonce, subject = deps.accounts.clock(), secrets.token_hex(16), account_keys.reset_subject(folded)
    key = account_keys.reset_link(subject)
    link = MailLink(path="/reset-password", purpose=RESET, subject=subject, nonce=nonce)
    mail = AccountMail(
        template="account_password_reset",
        account_email=folded,
        link=link,
        context={"minutes": int(RESET_LIFETIME.total_seconds()) // 60},
    )
    tx = Transaction()
    deps.links.add_link(tx, key, nonce=nonce, email=folded, expires_at=now + RESET_LIFETIME)
    _ask(deps.accounts, tx, mail, partition=key.pk)
    tx.commit()


def reset_password(deps: RecoveryDeps, *, token: str, password: str, origin: Origin) -> None:
    """Set a password with a link; every session ends, and so does a change of address. Nobody is signed in by it.

    Raises:
        LinkEndedError: used, replaced, too old, made up, or the account has another address or password by now.
    """
    accounts = deps.accounts
    link = _find(deps, account_keys.reset_link(deps.tokens.read_subject(token)), token, RESET)
    user = accounts.users.find_by_email(link.email)
    if user is None or not user.is_active:
        raise LinkEndedError
    changed = replace(user, password_hash=accounts.hasher.hash(password), epoch=user.epoch + 1)
    tx = Transaction()
    deps.links.add_use(tx, link)
    accounts.users.add_update(tx, changed, previous=user)
    # Whoever knew the old password may have asked for it: followed later, it would take the account away.
    deps.links.add_end(tx, account_keys.address_link(user.id))
    deps.links.add_event(tx, security_event(accounts, user.id, SecurityEventKind.PASSWORD_RESET, origin))
    _tell(accounts, tx, user, "account_password_changed")
    tx.commit()
    accounts.users.forget_attempts(f"login:{link.email}", now=accounts.clock(), window_seconds=WINDOW_SECONDS)


def change_password(
    deps: RecoveryDeps,
    *,
    user_id: str,
    session_id: str,
    current: str,
    password: str,
    proof: Proof | None,
    origin: Origin,
) -> None:
    """Another password; every session but this one ends, and so does a reset or a change of address under way.

    Raises:
        WrongPasswordError: the present one. InvalidSecondFactorError: where one is on.
        TooManyAttemptsError. SessionEndedError: this session has ended.
    """
    accounts = deps.accounts
    user = check_password(accounts, user_id=user_id, password=current, field="current_password")
    deps.prove(user_id, proof)
    changed = replace(user, password_hash=accounts.hasher.hash(password), epoch=user.epoch + 1)
    tx = Transaction()
    accounts.users.add_update(tx, changed, previous=user)
    accounts.users.add_epoch(tx, user, session_id, epoch=changed.epoch)
    deps.links.add_end(tx, account_keys.reset_link(account_keys.reset_subject(fold_email(user.email))))
    deps.links.add_end(tx, account_keys.address_link(user.id))
    deps.links.add_event(tx, security_event(accounts, user.id, SecurityEventKind.PASSWORD_CHANGED, origin))
    _tell(accounts, tx, user, "account_password_changed")
    tx.commit()


def add_verification(accounts: AccountDeps, links: RecoveryRepository, tx: Transaction, user: User) -> None:
    """Ask for the mail that proves the account's address, in the caller's transaction."""
    nonce, key = secrets.token_hex(16), account_keys.verification_link(user.id)
    expires_at = accounts.clock() + VERIFICATION_LIFETIME
    links.add_link(tx, key, nonce=nonce, email=user.email, expires_at=expires_at)
    link = MailLink(path="/verify-email", purpose=VERIFY, subject=user.id, nonce=nonce)
    mail = AccountMail(
        template="account_verify_email",
        to=user.email,
        link=link,
        context={"days": VERIFICATION_LIFETIME.days},
    )
    _ask(accounts, tx, mail, partition=key.pk)


def ask_for_verification(deps: RecoveryDeps, *, user_id: str) -> None:
    """Send the mail again; older links end.

    Raises:
        AlreadyVerifiedError. TooManyAttemptsError.
    """
    user = get_user(deps.accounts, user_id=user_id)
    if user.email_verified_at:
        raise AlreadyVerifiedError
    throttle(deps.accounts.users, deps.accounts.clock, f"verify:{user_id}", MAILS_PER_ACCOUNT)
    tx = Transaction()
    add_verification(deps.accounts, deps.links, tx, user)
    tx.commit()


def ask_for_address(deps: RecoveryDeps, *, user_id: str, email: str, password: str, proof: Proof | None) -> None:
    """Send a link to a new address; the account keeps the old one until it is followed.

    Whether another account has the new address is not said here, where it could be tried out.

    Raises:
        WrongPasswordError. AddressUnchangedError. InvalidSecondFactorError: where one is on. TooManyAttemptsError.
    """
    accounts = deps.accounts
    user = check_password(accounts, user_id=user_id, password=password)
    if fold_email(email) == fold_email(user.email):
        raise AddressUnchangedError
    deps.prove(user_id, proof)
    throttle(accounts.users, accounts.clock, f"address:{user_id}", MAILS_PER_ACCOUNT)
    nonce, key = secrets.token_hex(16), account_keys.address_link(user.id)
    mail = AccountMail(
        template="account_change_email",
        to=email.strip(),
        link=MailLink(path="/verify-email", purpose=ADDRESS, subject=user.id, nonce=nonce),
        context={"present": user.email, "hours": int(ADDRESS_LIFETIME.total_seconds()) // 3600},
    )
    tx = Transaction()
    deps.links.add_link(tx, key, nonce=nonce, email=email.strip(), expires_at=accounts.clock() + ADDRESS_LIFETIME)
    _ask(accounts, tx, mail, partition=key.pk)
    tx.commit()


def confirm_address(deps: RecoveryDeps, *, token: str, origin: Origin) -> User:
    """Follow a link of ``ask_for_verification`` or ``ask_for_address``. Returns the account as it is then.

    Raises:
        LinkEndedError. EmailTakenError: another account took the new address meanwhile.
    """
    accounts = deps.accounts
    user_id = deps.tokens.read_subject(token)
    user = accounts.users.find(user_id) if user_id else None
    if user is None or not user.is_active:
        raise LinkEndedError
    try:
        link, purpose = _find(deps, account_keys.verification_link(user.id), token, VERIFY), VERIFY
    except LinkEndedError:
        link, purpose = _find(deps, account_keys.address_link(user.id), token, ADDRESS), ADDRESS
    if purpose == VERIFY and fold_email(link.email) != fold_email(user.email):
        raise LinkEndedError
    changed = replace(user, email=link.email, email_verified_at=accounts.clock())
    tx = Transaction()
    deps.links.add_use(tx, link)
    accounts.users.add_update(tx, changed, previous=user)
    if purpose == ADDRESS:
        accounts.users.add_lock_moved(tx, user, email=link.email)
        deps.links.add_end(tx, account_keys.verification_link(user.id))
        deps.links.add_end(tx, account_keys.reset_link(account_keys.reset_subject(fold_email(user.email))))
        deps.links.add_event(tx, security_event(accounts, user.id, SecurityEventKind.EMAIL_CHANGED, origin))
        told = AccountMail(
            template="account_email_changed", to=user.email, path="/account", context={"new": link.email}
        )
        _ask(accounts, tx, told, partition=main_keys.user(user.id).pk)
    tx.commit()
    return changed


def end_other_sessions(deps: RecoveryDeps, *, user_id: str, session_id: str, origin: Origin) -> None:
    """End every session but this one, those that are being opened at this moment too.

    Raises:
        SessionEndedError: this session has ended.
    """
    accounts = deps.accounts
    user = accounts.users.find(user_id)
    if user is None or not user.is_active:
        raise SessionEndedError
    changed = replace(user, epoch=user.epoch + 1)
    tx = Transaction()
    accounts.users.add_update(tx, changed, previous=user)
    accounts.users.add_epoch(tx, user, session_id, epoch=changed.epoch)
    deps.links.add_event(tx, security_event(accounts, user_id, SecurityEventKind.SESSIONS_ENDED, origin))
    tx.commit()


def _find(deps: RecoveryDeps, key: Key, token: str, purpose: str) -> Link:
    link = deps.links.find_link(key, now=deps.accounts.clock())
    if link is None or not deps.tokens.is_valid(token, purpose=purpose, nonce=link.nonce):
        raise LinkEndedError
    return link


def _tell(accounts: AccountDeps, tx: Transaction, user: User, template: str) -> None:
    mail = AccountMail(template=template, to=user.email, path="/account/security")
    _ask(accounts, tx, mail, partition=main_keys.user(user.id).pk)


def _ask(accounts: AccountDeps, tx: Transaction, mail: AccountMail, *, partition: str) -> None:
    ask_for_mail(tx, mail, partition=partition, clock=accounts.clock, new_id=accounts.new_id)
