"""What can go wrong with accounts."""

from tradewind.errors import DomainError, ErrorKind


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
