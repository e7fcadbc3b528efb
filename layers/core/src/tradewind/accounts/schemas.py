"""Wire shapes of accounts."""

from typing import Annotated

from pydantic import AfterValidator, EmailStr, Field, SecretStr

from tradewind.accounts.models import Tokens, User
from tradewind.http.schemas import Input, Output, Timestamp


def check_length(password: SecretStr) -> SecretStr:
    """Long enough to be one, short enough to be hashed."""
    if not 10 <= len(password.get_secret_value()) <= 200:
        raise ValueError("Use a password of 10 to 200 characters.")
    return password


class Credentials(Input):
    """Email and password, to sign in."""

    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: Annotated[SecretStr, Field(max_length=1000)]


class Registration(Input):
    """Email and password of a new account."""

    email: Annotated[EmailStr, Field(max_length=254)]
    password: Annotated[SecretStr, AfterValidator(check_length)]


class RefreshRequest(Input):
    """The refresh token, for clients without cookies."""

    refresh_token: Annotated[str | None, Field(max_length=500)] = None


class UserResponse(Output):
    """The signed-in merchant."""

    id: str
    email: str
    email_verified: bool
    created_at: Timestamp

    @classmethod
    def of(cls, user: User) -> "UserResponse":
        """From the domain's user."""
        return cls(
            id=user.id,
            email=user.email,
            email_verified=user.email_verified_at is not None,
            created_at=user.created_at,
        )


class TokenResponse(Output):
    """A session. With ``X-Tradewind-Session: cookie`` the refresh token is only in its cookie, and null here."""

    access_token: str
    token_type: str = "bearer"
    expires_in: int
    refresh_token: str | None
    user: UserResponse

    @classmethod
    def of(cls, tokens: Tokens, *, with_refresh_token: bool) -> "TokenResponse":
        """From the domain's tokens."""
        return cls(
            access_token=tokens.access_token,
            expires_in=tokens.expires_in_seconds,
            refresh_token=tokens.refresh_token if with_refresh_token else None,
            user=UserResponse.of(tokens.user),
        )
