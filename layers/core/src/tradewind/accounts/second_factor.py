"""An authenticator app as a second factor: enrol, sign in with it, recover without it, switch it off."""

from dataclasses import dataclass
from datetime import datetime

from tradewind.accounts.errors import (
    InvalidSecondFactorError,
    NotAuthenticatedError,
    SecondFactorChangedError,
    SecondFactorOffError,
    SecondFactorOnError,
    SecondFactorPendingError,
)
from tradewind.accounts.models import Origin, SecurityEventKind, Tokens
from tradewind.accounts.recovery_repository import RecoveryRepository
from tradewind.accounts.second_factor_repository import SecondFactor, SecondFactorRepository
from tradewind.accounts.service import (
    AccountDeps,
    check_password,
    open_session,
    security_event,
)
from tradewind.accounts.throttling import WINDOW_SECONDS, throttle
from tradewind.accounts.totp import CodeMaker, new_nonce, new_recovery_codes, normal_code
from tradewind.db import keys
from tradewind.db.transactions import Transaction
from tradewind.mailing.account_mail import AccountMail, ask_for_mail

CODES_PER_ACCOUNT = 10
"""Attempts in a window of 15 minutes: 10 of a million, three of which are right at any time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorDeps:
    """What the use cases need."""

    accounts: AccountDeps
    factors: SecondFactorRepository
    events: RecoveryRepository
    codes: CodeMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What an app is given: the secret to type, and the address a QR code shows."""

    secret: str
    uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What somebody types as a second factor: one of the two."""

    code: str = ""
    recovery_code: str = ""


def start_enrolment(deps: SecondFactorDeps, *, user_id: str, password: str) -> Enrolment:
    """Make a secret for an app; nothing is asked for until ``confirm_enrolment``.

    Raises:
        WrongPasswordError. SecondFactorOnError. TooManyAttemptsError.
    """
    user = check_password(deps.accounts, user_id=user_id, password=password)
    if deps.factors.find(user.id):
        raise SecondFactorOnError
    nonce = new_nonce()
    deps.factors.start(user.id, nonce, now=deps.accounts.clock())
    return Enrolment(secret=deps.codes.secret(user.id, nonce), uri=deps.codes.uri(user.id, nonce, email=user.email))


def confirm_enrolment(deps: SecondFactorDeps, *, user_id: str, code: str, origin: Origin) -> list[str]:
    """Switch the factor on once the app's code is right. Returns the recovery codes, which are never shown again.

    Raises:
        SecondFactorPendingError: no enrolment is under way. InvalidSecondFactorError. TooManyAttemptsError.
    """
    throttle(deps.accounts.users, deps.accounts.clock, f"totp:{user_id}", CODES_PER_ACCOUNT)
    now = deps.accounts.clock()
    nonce = deps.factors.find_pending(user_id, now=now)
    if nonce is None:
        raise SecondFactorPendingError
    step = deps.codes.find_step(user_id, nonce, normal_code(code), now=now)
    if step is None:
        raise InvalidSecondFactorError
    codes = new_recovery_codes()
    tx = Transaction()
    deps.factors.add_enabled(tx, user_id, nonce, step=step, codes=_digests(deps, user_id, codes), now=now)
    _enter(deps, tx, user_id, SecurityEventKind.SECOND_FACTOR_ON, origin)
    _tell(deps, tx, user_id, "account_second_factor_on")
    tx.commit()
    _forget(deps, user_id)
    return codes


def find_factor(deps: SecondFactorDeps, *, user_id: str) -> SecondFactor | None:
    """Whether and since when it is on."""
    return deps.factors.find(user_id)


def sign_in(deps: SecondFactorDeps, *, challenge: str, proof: Proof, origin: Origin) -> Tokens:
    """The second half of a sign-in.

    Raises:
        NotAuthenticatedError: the challenge is forged or too old, or the password changed since.
        InvalidSecondFactorError. TooManyAttemptsError.
    """
    claim = deps.accounts.tokens.read_challenge(challenge)
    user = deps.accounts.users.find(claim.user_id)
    if user is None or not user.is_active or not deps.accounts.tokens.fits(claim, user):
        raise NotAuthenticatedError("Sign in again with your password.")
    factor = deps.factors.find(user.id)
    if factor is not None:
        throttle(deps.accounts.users, deps.accounts.clock, f"totp:{user.id}", CODES_PER_ACCOUNT)
        try:
            _use_to_sign_in(deps, factor, proof, origin)
        except InvalidSecondFactorError:
            kind = SecurityEventKind.SECOND_FACTOR_FAILED
            deps.events.record(security_event(deps.accounts, user.id, kind, origin))
            raise
        _forget(deps, user.id)
    return open_session(deps.accounts, user, origin)


def _use_to_sign_in(deps: SecondFactorDeps, factor: SecondFactor, proof: Proof, origin: Origin) -> None:
    tx = Transaction()
    _use(deps, tx, factor, proof)
    if proof.recovery_code:
        _enter(deps, tx, factor.user_id, SecurityEventKind.RECOVERY_CODE_USED, origin)
        _tell(deps, tx, factor.user_id, "account_recovery_code_used", codes_left=factor.codes_left - 1)
    _commit(tx, proof)


def _forget(deps: SecondFactorDeps, user_id: str) -> None:
    """A right code starts the count of wrong ones anew."""
    accounts = deps.accounts
    accounts.users.forget_attempts(f"totp:{user_id}", now=accounts.clock(), window_seconds=WINDOW_SECONDS)


def renew_codes(deps: SecondFactorDeps, *, user_id: str, password: str, code: str, origin: Origin) -> list[str]:
    """New recovery codes; the old ones end.

    Raises:
        WrongPasswordError. SecondFactorOffError. InvalidSecondFactorError. TooManyAttemptsError.
    """
    user = check_password(deps.accounts, user_id=user_id, password=password)
    factor = _factor(deps, user_id)
    step = _step(deps, factor, code)
    codes = new_recovery_codes()
    tx = Transaction()
    deps.factors.add_codes(tx, factor, step, _digests(deps, user.id, codes))
    _enter(deps, tx, user.id, SecurityEventKind.RECOVERY_CODES_RENEWED, origin)
    _commit(tx)
    return codes


def disable(deps: SecondFactorDeps, *, user_id: str, password: str, proof: Proof, origin: Origin) -> None:
    """Switch the factor off, with the password and either kind of code.

    Raises:
        WrongPasswordError. SecondFactorOffError. InvalidSecondFactorError. TooManyAttemptsError.
    """
    user = check_password(deps.accounts, user_id=user_id, password=password)
    factor = _factor(deps, user_id)
    used = Transaction()
    _use(deps, used, factor, proof)
    _commit(used, proof)
    tx = Transaction()
    deps.factors.add_disabled(tx, factor)
    _enter(deps, tx, user.id, SecurityEventKind.SECOND_FACTOR_OFF, origin)
    _tell(deps, tx, user.id, "account_second_factor_off")
    tx.commit()


def check_proof(deps: SecondFactorDeps, *, user_id: str, proof: Proof | None) -> None:
    """Use up a code before something that cannot be taken back; nothing where the factor is off.

    Raises:
        InvalidSecondFactorError: wrong, or missing. TooManyAttemptsError.
    """
    factor = deps.factors.find(user_id)
    if factor is None:
        return
    if proof is None:
        raise InvalidSecondFactorError
    throttle(deps.accounts.users, deps.accounts.clock, f"totp:{user_id}", CODES_PER_ACCOUNT)
    tx = Transaction()
    _use(deps, tx, factor, proof)
    _commit(tx, proof)
    _forget(deps, user_id)


def _factor(deps: SecondFactorDeps, user_id: str) -> SecondFactor:
    factor = deps.factors.find(user_id)
    if factor is None:
        raise SecondFactorOffError
    throttle(deps.accounts.users, deps.accounts.clock, f"totp:{user_id}", CODES_PER_ACCOUNT)
    return factor


def _step(deps: SecondFactorDeps, factor: SecondFactor, code: str) -> int:
    step = deps.codes.find_step(factor.user_id, factor.nonce, normal_code(code), now=_now(deps))
    if step is None or step <= factor.last_step:
        raise InvalidSecondFactorError
    return step


def _use(deps: SecondFactorDeps, tx: Transaction, factor: SecondFactor, proof: Proof) -> None:
    """Use up what was typed; ``_commit`` says whether it was good."""
    if proof.recovery_code:
        deps.factors.add_recovery(tx, factor, deps.codes.code_digest(factor.user_id, proof.recovery_code))
    else:
        deps.factors.add_step(tx, factor, _step(deps, factor, proof.code))


def _commit(tx: Transaction, proof: Proof | None = None) -> None:
    """What was used up by somebody else a moment ago is as wrong as what never was right."""
    try:
        tx.commit()
    except SecondFactorChangedError as error:
        raise InvalidSecondFactorError("recovery_code" if proof and proof.recovery_code else "code") from error


def _digests(deps: SecondFactorDeps, user_id: str, codes: list[str]) -> set[str]:
    return {deps.codes.code_digest(user_id, code) for code in codes}


def _enter(deps: SecondFactorDeps, tx: Transaction, user_id: str, kind: SecurityEventKind, origin: Origin) -> None:
    deps.events.add_event(tx, security_event(deps.accounts, user_id, kind, origin))


def _tell(deps: SecondFactorDeps, tx: Transaction, user_id: str, template: str, **context: int) -> None:
    mail = AccountMail(template=template, user_id=user_id, path="/account/security", context=context)
    partition = keys.user(user_id).pk
    ask_for_mail(tx, mail, partition=partition, clock=deps.accounts.clock, new_id=deps.accounts.new_id)


def _now(deps: SecondFactorDeps) -> datetime:
    return deps.accounts.clock()
