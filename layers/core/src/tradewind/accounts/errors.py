"""What can go wrong with accounts."""

from tradewind.errors import DomainError, ErrorKind, FieldProblem


class EmailTakenError(DomainError):
    code = "email_taken"
    kind = ErrorKind.CONFLICT
    detail = "An account with this email address already exists. Sign in instead."


class InvalidCredentialsError(DomainError):
    """Unknown address and wrong password look the same on purpose."""

    code = "invalid_credentials"
    kind = ErrorKind.UNAUTHENTICATED
    detail = "Email or password is wrong."


class TooManyAttemptsError(DomainError):
    code = "too_many_attempts"
    kind = ErrorKind.RATE_LIMITED
    detail = "Too many attempts. Wait a little before trying again."


class NotAuthenticatedError(DomainError):
    code = "not_authenticated"
    kind = ErrorKind.UNAUTHENTICATED
    detail = "Sign in to continue."


class TokenExpiredError(NotAuthenticatedError):
    code = "token_expired"
    detail = "The access token has expired. Refresh it and try again."


class SessionEndedError(NotAuthenticatedError):
    code = "session_ended"
    detail = "This session has ended. Sign in again."


class CsrfRejectedError(DomainError):
    code = "csrf_rejected"
    kind = ErrorKind.FORBIDDEN
    detail = "Requests signed in by cookie need the X-Tradewind-Session header and an allowed Origin."


class InvalidSecondFactorError(DomainError):
    """Wrong, used before, or not of this account: they look the same."""

    code = "invalid_second_factor"
    detail = "This code is wrong or was used already. Wait for the next one in your app, or use a recovery code."

    def __init__(self, field: str = "code") -> None:
        super().__init__(fields=[FieldProblem(field, self.detail, self.code)])


class WrongPasswordError(DomainError):
    """Of somebody who is signed in and asked for the password again."""

    code = "wrong_password"
    detail = "This is not your present password."

    def __init__(self, field: str = "password") -> None:
        super().__init__(fields=[FieldProblem(field, self.detail, self.code)])


class SecondFactorOnError(DomainError):
    code = "second_factor_on"
    kind = ErrorKind.CONFLICT
    detail = "Two-step sign-in is on already. Switch it off before you set up another app."


class SecondFactorOffError(DomainError):
    code = "second_factor_off"
    kind = ErrorKind.CONFLICT
    detail = "Two-step sign-in is not on."


class SecondFactorPendingError(DomainError):
    code = "no_enrolment"
    kind = ErrorKind.CONFLICT
    detail = "There is no set-up to confirm, or it took longer than 30 minutes. Start again."


class SecondFactorChangedError(DomainError):
    code = "second_factor_changed"
    kind = ErrorKind.CONFLICT
    detail = "Two-step sign-in was changed somewhere else in the meantime. Look at it again."
