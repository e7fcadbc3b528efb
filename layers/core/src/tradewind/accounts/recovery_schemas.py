"""Wire shapes of passwords, addresses, sessions and security events."""

from typing import Annotated, Self

from pydantic import AfterValidator, EmailStr, Field, SecretStr

from tradewind.accounts.models import SecurityEvent, SecurityEventKind, Session
from tradewind.accounts.schemas import check_length
from tradewind.accounts.second_factor_schemas import MaybeProved
from tradewind.http.schemas import Input, Output, Timestamp

NewPassword = Annotated[SecretStr, AfterValidator(check_length)]
PresentPassword = Annotated[SecretStr, Field(max_length=1000)]
LinkToken = Annotated[str, Field(min_length=1, max_length=300)]


class AskForResetRequest(Input):
    """The account's address."""

    email: Annotated[str, Field(min_length=1, max_length=254)]


class ResetPasswordRequest(Input):
    """The link's token, and the password to be."""

    token: LinkToken
    password: NewPassword


class ChangePasswordRequest(MaybeProved):
    """The present password, and the one to be."""

    current_password: PresentPassword
    password: NewPassword


class ChangeAddressRequest(MaybeProved):
    """The address to be, and the password."""

    email: Annotated[EmailStr, Field(max_length=254)]
    password: PresentPassword


class ConfirmAddressRequest(Input):
    """The link's token."""

    token: LinkToken


class SessionResponse(Output):
    """Somewhere the account is signed in. ``network`` is the address without its last part."""

    id: str
    created_at: Timestamp
    last_used_at: Timestamp
    network: str
    user_agent: str
    is_current: bool

    @classmethod
    def of(cls, session: Session, *, current_id: str) -> Self:
        """From the domain's session."""
        return cls(
            id=session.id,
            created_at=session.created_at,
            last_used_at=session.rotated_at,
            network=session.network,
            user_agent=session.user_agent,
            is_current=session.id == current_id,
        )


class SecurityEventResponse(Output):
    """Something that happened to the account."""

    id: str
    at: Timestamp
    kind: SecurityEventKind
    network: str
    user_agent: str

    @classmethod
    def of(cls, event: SecurityEvent) -> Self:
        """From the domain's event."""
        return cls(id=event.id, at=event.at, kind=event.kind, network=event.network, user_agent=event.user_agent)
