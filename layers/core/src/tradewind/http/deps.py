"""Dependencies of routes: paging, the caller's own store, idempotency keys."""

from typing import Annotated, Any

from fastapi import Depends, Query

from tradewind.db import keys
from tradewind.db.idempotency import IdempotencyClaim, request_hash
from tradewind.http.access import OwnAccess as OwnAccess
from tradewind.http.access import OwnStore as OwnStore
from tradewind.http.public import IdempotencyKey as IdempotencyKey

MAX_PAGE = 400
"""Pages by number read everything before them: at most 400 x 100 rows deep. Cursors have no limit."""


class Paging:
    """``?limit=&cursor=`` or ``?page=&per_page=``."""

    def __init__(
        self,
        limit: Annotated[int, Query(ge=1, le=100, description="Rows per page.")] = 25,
        cursor: Annotated[str | None, Query(max_length=1000, description="`next_cursor` of the page before.")] = None,
        page: Annotated[
            int | None, Query(ge=1, le=MAX_PAGE, description="Page number; costs a read of every page before it.")
        ] = None,
        per_page: Annotated[int | None, Query(ge=1, le=100, description="Rows per page, with `page`.")] = None,
    ) -> None:
        self.limit = per_page or limit
        self.cursor = cursor
        self.page = page


PageQuery = Annotated[Paging, Depends()]


def store_claim(store_id: str, operation: str, key: str | None, body: Any) -> IdempotencyClaim | None:
    """The claim of a create call inside a store; None without a key."""
    return IdempotencyClaim(keys.idempotency(store_id, operation, key), request_hash(body)) if key else None


def user_claim(user_id: str, operation: str, key: str | None, body: Any) -> IdempotencyClaim | None:
    """The claim of a create call of a user; None without a key."""
    return IdempotencyClaim(keys.user_idempotency(user_id, operation, key), request_hash(body)) if key else None
