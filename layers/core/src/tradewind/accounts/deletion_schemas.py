"""Wire shapes of deleting an account."""

from typing import Annotated

from pydantic import Field, SecretStr

from tradewind.accounts.second_factor import Proof
from tradewind.accounts.second_factor_schemas import Code
from tradewind.http.schemas import Input, Output


class DeleteAccountRequest(Input):
    """The address typed again, the password, and a code of either kind where two-step sign-in is on."""

    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: Annotated[SecretStr, Field(max_length=1000)]
    code: Code | None = None
    recovery_code: Code | None = None

    def to_proof(self) -> Proof | None:
        """As the domain takes it; None without a code."""
        if self.code is None and self.recovery_code is None:
            return None
        return Proof(code=self.code or "", recovery_code=self.recovery_code or "")


class BusyStore(Output):
    """A store somebody still waits for."""

    id: str
    name: str
    open_orders: int


class ObstaclesResponse(Output):
    """What has to be settled before the account can be deleted."""

    stores: list[BusyStore]
    subscription: bool
