"""Dependencies of public routes, which need no caller: what is here loads nothing of accounts and tokens."""

from typing import Annotated

from fastapi import Depends, Header

from tradewind.bootstrap import Container, get_container


async def _services() -> Container:
    # async: FastAPI would send a plain function through its thread pool on every request.
    return get_container()


Services = Annotated[Container, Depends(_services)]

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Repeat the request with the same key and it happens once.",
    ),
]
