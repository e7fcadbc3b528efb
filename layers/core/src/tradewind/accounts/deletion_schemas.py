"""Wire shapes of deleting an account."""

from typing import Annotated

from pydantic import Field, SecretStr

from tradewind.accounts.second_factor_schemas import MaybeProved
from tradewind.http.schemas import Output


class DeleteAccountRequest(MaybeProved):
    """The address typed again, and the password."""

    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: Annotated[SecretStr, Field(max_length=1000)]


class BusyStore(Output):
    """A store somebody still waits for."""

    id: str
    name: str
    open_orders: int


class ObstaclesResponse(Output):
    """What has to be settled before the account can be deleted."""

    stores: list[BusyStore]
    subscription: bool
