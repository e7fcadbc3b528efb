"""Registration, sign-in, refresh, sign-out."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from tradewind.accounts.errors import (
    InvalidCredentialsError,
    SessionEndedError,
    SessionNotFoundError,
    WrongPasswordError,
)
from tradewind.accounts.models import (
    SESSION_LIFETIME,
    Challenge,
    Origin,
    SecurityEvent,
    SecurityEventKind,
    Session,
    Tokens,
    User,
)
from tradewind.accounts.repository import AccountRepository, fold_email
from tradewind.accounts.throttling import WINDOW_SECONDS, throttle
from tradewind.accounts.tokens import ACCESS_LIFETIME, TokenMaker
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory

REFRESH_GRACE = timedelta(seconds=30)
"""How long the token before the present one still answers: two tabs, or a lost response, stay signed in."""
ATTEMPTS_PER_ACCOUNT = 10
FAILURES_PER_ADDRESS = 100
REGISTRATIONS_PER_ADDRESS = 300
_LONGEST_AGENT = 200


class SecurityLog(Protocol):
    """Keeps what happens to accounts."""

    def record(self, event: SecurityEvent) -> None:
        """Write down what happened."""


class Factors(Protocol):
    """Knows which accounts have a second factor."""

    def find(self, user_id: str) -> object | None:
        """The factor, or None."""


class PasswordHasher(Protocol):
    """Argon2id behind a port, so that tests may use cheap parameters."""

    def hash(self, password: str) -> str:
        """An encoded hash."""

    def verify(self, encoded: str, password: str) -> bool:
        """Whether ``password`` made ``encoded``."""

    @property
    def decoy(self) -> str:
        """The hash of a password nobody has, with present parameters: verifying it costs the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDeps:
    """What the account use cases need."""

    users: AccountRepository
    factors: Factors
    events: SecurityLog
    hasher: PasswordHasher
    tokens: TokenMaker
    clock: Clock
    new_id: IdFactory


def register(
    deps: AccountDeps, *, email: str, password: str, origin: Origin, also: Callable[[Transaction, User], None]
) -> Tokens:
    """Create the account and its first session, and what ``also`` adds to their transaction.

    Raises:
        EmailTakenError: another spelling of the same address counts too.
        TooManyAttemptsError: too many from this address.
    """
    throttle(deps.users, deps.clock, f"register:{origin.address}", REGISTRATIONS_PER_ADDRESS)
    now = deps.clock()
    user = User(id=deps.new_id("usr"), email=email.strip(), password_hash=deps.hasher.hash(password), created_at=now)
    session = _new_session(deps, user, origin)
    deps.users.create(user, session, also=lambda tx: also(tx, user))
    return _tokens(deps, session, user)


def login(deps: AccountDeps, *, email: str, password: str, origin: Origin) -> Tokens | Challenge:
    """Sign in, or half of it where the account has a second factor.

    The attempt is counted before the password is looked at, so parallel guesses cannot outrun the limit.

    Raises:
        InvalidCredentialsError: unknown address, wrong password or disabled account, at the same cost.
        TooManyAttemptsError: per account and per address.
    """
    account, source = f"login:{fold_email(email)}", f"address:{origin.address}"
    throttle(deps.users, deps.clock, source, FAILURES_PER_ADDRESS)
    throttle(deps.users, deps.clock, account, ATTEMPTS_PER_ACCOUNT)
    user = deps.users.find_by_email(email)
    matches = deps.hasher.verify(user.password_hash if user else deps.hasher.decoy, password)
    if user is None or not matches or not user.is_active:
        raise InvalidCredentialsError
    deps.users.forget_attempts(account, now=deps.clock(), window_seconds=WINDOW_SECONDS)
    # Only failures weigh on an address: an office behind one router signs in as often as it likes.
    deps.users.count_attempt(source, now=deps.clock(), window_seconds=WINDOW_SECONDS, by=-1)
    if deps.factors.find(user.id):
        return Challenge(deps.tokens.challenge(user))
    return open_session(deps, user, origin)


def open_session(deps: AccountDeps, user: User, origin: Origin) -> Tokens:
    """A new session of an account that has shown all it takes."""
    session = _new_session(deps, user, origin)
    deps.users.add_session(session)
    deps.events.record(security_event(deps, user.id, SecurityEventKind.SIGNED_IN, origin))
    return _tokens(deps, session, user)


def refresh(deps: AccountDeps, *, refresh_token: str) -> Tokens:
    """New tokens for a session, rotating its refresh token.

    A racing tab that presents the token just replaced gets the replacement too, within REFRESH_GRACE. The same token
    after that is a replay and ends the session for everyone who holds one of its tokens.

    Raises:
        NotAuthenticatedError: forged or malformed.
        SessionEndedError: signed out, expired, replayed, or the account is disabled.
    """
    claim = deps.tokens.parse_refresh(refresh_token)
    session = deps.users.find_session(claim.user_id, claim.session_id)
    if session is None:
        raise SessionEndedError
    deps.tokens.verify_refresh(claim, session)
    now = deps.clock()
    if session.ended or session.expires_at <= now or claim.generation > session.generation:
        raise SessionEndedError
    if claim.generation == session.generation:
        rotated = deps.users.rotate(session, now=now)
        # The loser of the race reads what the winner wrote and is treated as within the grace.
        session = rotated or deps.users.find_session(claim.user_id, claim.session_id) or session
    elif claim.generation < session.generation - 1 or now - session.rotated_at > REFRESH_GRACE:
        deps.users.end_session(session.user_id, session.id)
        raise SessionEndedError
    user = deps.users.find(session.user_id)
    if user is None or not user.is_active or session.ended or session.epoch != user.epoch:
        raise SessionEndedError
    return _tokens(deps, session, user)


def logout(deps: AccountDeps, *, user_id: str, session_id: str) -> None:
    """End one session; its access token dies within its 15 minutes."""
    deps.users.end_session(user_id, session_id)


def logout_with_refresh_token(deps: AccountDeps, *, refresh_token: str) -> None:
    """End the session of a refresh token, if the token is genuine; otherwise nothing."""
    claim = deps.tokens.parse_refresh(refresh_token)
    session = deps.users.find_session(claim.user_id, claim.session_id)
    if session is not None:
        deps.tokens.verify_refresh(claim, session)
        deps.users.end_session(session.user_id, session.id)


def list_sessions(deps: AccountDeps, *, user_id: str) -> list[Session]:
    """Sessions that can still be renewed, latest use first."""
    user, now = get_user(deps, user_id=user_id), deps.clock()
    open_ones = [
        session
        for session in deps.users.list_sessions(user_id)
        if not session.ended and session.expires_at > now and session.epoch == user.epoch
    ]
    return sorted(open_ones, key=lambda session: session.rotated_at, reverse=True)


def end_session(deps: AccountDeps, *, user_id: str, session_id: str, origin: Origin) -> None:
    """End one session of the account; its access token dies within its 15 minutes.

    Raises:
        SessionNotFoundError: unknown, or ended already.
    """
    session = deps.users.find_session(user_id, session_id)
    if session is None or session.ended:
        raise SessionNotFoundError
    deps.users.end_session(user_id, session_id)
    deps.events.record(security_event(deps, user_id, SecurityEventKind.SESSION_ENDED, origin))


def check_password(deps: AccountDeps, *, user_id: str, password: str, field: str = "password") -> User:
    """The account, if the password is its own: asked again before what could lock its owner out.

    Raises:
        WrongPasswordError: at ``field``. TooManyAttemptsError. SessionEndedError: the account is gone or disabled.
    """
    throttle(deps.users, deps.clock, f"password:{user_id}", ATTEMPTS_PER_ACCOUNT)
    user = get_user(deps, user_id=user_id)
    if not deps.hasher.verify(user.password_hash, password):
        raise WrongPasswordError(field)
    deps.users.forget_attempts(f"password:{user_id}", now=deps.clock(), window_seconds=WINDOW_SECONDS)
    return user


def security_event(deps: AccountDeps, user_id: str, kind: SecurityEventKind, origin: Origin) -> SecurityEvent:
    """What happened to an account, to be written down."""
    return SecurityEvent(
        id=deps.new_id("sev"),
        user_id=user_id,
        at=deps.clock(),
        kind=kind,
        network=origin.network,
        user_agent=origin.user_agent[:_LONGEST_AGENT],
    )


def get_user(deps: AccountDeps, *, user_id: str) -> User:
    """The signed-in user.

    Raises:
        SessionEndedError: the account is gone or disabled.
    """
    user = deps.users.find(user_id)
    if user is None or not user.is_active:
        raise SessionEndedError
    return user


def _new_session(deps: AccountDeps, user: User, origin: Origin) -> Session:
    now = deps.clock()
    return Session(
        id=deps.new_id("ses"),
        user_id=user.id,
        generation=1,
        created_at=now,
        rotated_at=now,
        expires_at=now + SESSION_LIFETIME,
        salt=secrets.token_urlsafe(16),
        # As it was when the password was looked at: if that changed since, this session is over before it begins.
        epoch=user.epoch,
        network=origin.network,
        user_agent=origin.user_agent[:_LONGEST_AGENT],
    )


def _tokens(deps: AccountDeps, session: Session, user: User) -> Tokens:
    return Tokens(
        access_token=deps.tokens.access_token(session),
        refresh_token=deps.tokens.refresh_token(session),
        expires_in_seconds=int(ACCESS_LIFETIME.total_seconds()),
        user=user,
    )
