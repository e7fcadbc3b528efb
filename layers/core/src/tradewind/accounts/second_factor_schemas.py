"""Wire shapes of the second factor."""

from typing import Annotated, Self

from pydantic import Field, SecretStr, model_validator

from tradewind.accounts.second_factor import Enrolment, Proof
from tradewind.accounts.second_factor_repository import SecondFactor
from tradewind.http.schemas import Input, Output, Timestamp

Code = Annotated[str, Field(min_length=6, max_length=20)]
Password = Annotated[SecretStr, Field(max_length=1000)]


class MaybeProved(Input):
    """Beside a password: a code of either kind, where two-step sign-in is on."""

    code: Code | None = None
    recovery_code: Code | None = None

    def to_proof(self) -> Proof | None:
        """As the domain takes it; None without a code."""
        if self.code is None and self.recovery_code is None:
            return None
        return Proof(code=self.code or "", recovery_code=self.recovery_code or "")


class _Typed(Input):
    """A code of the app, or a recovery code."""

    code: Code | None = None
    recovery_code: Code | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.code is None) is (self.recovery_code is None):
            raise ValueError("Send `code` from the app or `recovery_code`, one of them.")
        return self

    def to_proof(self) -> Proof:
        """As the domain takes it."""
        return Proof(code=self.code or "", recovery_code=self.recovery_code or "")


class ChallengeResponse(Output):
    """The password was right; the sign-in goes on at ``/auth/login/second-factor`` within five minutes."""

    second_factor_required: bool = True
    challenge: str


class SecondFactorLogin(_Typed):
    """The second half of a sign-in."""

    challenge: Annotated[str, Field(min_length=1, max_length=2000)]


class StartEnrolmentRequest(Input):
    """The account's password, typed again."""

    password: Password


class EnrolmentResponse(Output):
    """For an authenticator app."""

    secret: str
    uri: str

    @classmethod
    def of(cls, enrolment: Enrolment) -> Self:
        """From the domain's enrolment."""
        return cls(secret=enrolment.secret, uri=enrolment.uri)


class ConfirmEnrolmentRequest(Input):
    """The app's present code."""

    code: Code


class RenewCodesRequest(Input):
    """Password and the app's present code."""

    password: Password
    code: Code


class DisableRequest(_Typed):
    """Password and a code of either kind."""

    password: Password


class RecoveryCodesResponse(Output):
    """Each works once instead of the app. They are in this answer and nowhere else."""

    recovery_codes: list[str]


class SecondFactorResponse(Output):
    """How it stands."""

    enabled: bool
    enabled_at: Timestamp | None
    recovery_codes_left: int

    @classmethod
    def of(cls, factor: SecondFactor | None) -> Self:
        """From the domain's factor."""
        return cls(
            enabled=factor is not None,
            enabled_at=factor.enabled_at if factor else None,
            recovery_codes_left=factor.codes_left if factor else 0,
        )
