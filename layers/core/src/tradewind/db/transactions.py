"""The one port through which several items change together.

Today it is one TransactWriteItems call. Engines without it (see DESIGN of the self-hosted path) get a second form
behind the same class; until then every stock and money rule also holds inside a single item's condition.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pynamodb.exceptions import VerboseClientError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from tradewind.db.table import Item, shared_connection
from tradewind.errors import BusyError

type Otherwise = Callable[[dict[str, Any] | None], Exception]
"""Makes the error for a failed condition from the item as it was (raw attribute values), or None if absent."""

_MAX_ATTEMPTS = 6
_MAX_OPERATIONS = 100


@dataclass(slots=True)
class _Operation:
    kind: str
    request: dict[str, Any]
    otherwise: Otherwise | None


class Transaction:
    """Collects writes and commits them all or none.

    Each write may carry ``condition`` and ``otherwise``: when that condition fails, ``commit`` raises what
    ``otherwise`` returns. With several failures the first added one speaks.
    """

    def __init__(self, *, token: str | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        self._operations: list[_Operation] = []
        self._token = token
        self._sleep = sleep

    def __len__(self) -> int:
        return len(self._operations)

    def put(self, item: Item, *, condition: Condition | None = None, otherwise: Otherwise | None = None) -> None:
        """Write ``item`` whole."""
        request = item.get_save_kwargs_from_instance(condition=condition, return_values_on_condition_failure="ALL_OLD")
        self._add("Put", request, otherwise)

    def update(
        self,
        item: Item,
        actions: Sequence[Action],
        *,
        condition: Condition | None = None,
        otherwise: Otherwise | None = None,
    ) -> None:
        """Change attributes of the item with ``item``'s key (only its key is used)."""
        request = item.get_update_kwargs_from_instance(
            actions=list(actions), condition=condition, return_values_on_condition_failure="ALL_OLD"
        )
        self._add("Update", request, otherwise)

    def delete(self, item: Item, *, condition: Condition | None = None, otherwise: Otherwise | None = None) -> None:
        """Delete the item with ``item``'s key."""
        self._add("Delete", item.get_delete_kwargs_from_instance(condition=condition), otherwise)

    def check(self, item: Item, *, condition: Condition, otherwise: Otherwise) -> None:
        """Let the others go through only if the item with ``item``'s key fulfils ``condition``; it stays as it is."""
        self._add("ConditionCheck", item.get_delete_kwargs_from_instance(condition=condition), otherwise)

    def _add(self, kind: str, request: dict[str, Any], otherwise: Otherwise | None) -> None:
        self._operations.append(_Operation(kind, request, otherwise))

    def commit(self) -> None:
        """Write everything.

        Raises:
            whatever the first failed ``otherwise`` made; BusyError after repeated conflicts with other writers.
        """
        if not self._operations:
            return
        if len(self._operations) > _MAX_OPERATIONS:
            raise ValueError(f"{len(self._operations)} operations in one transaction; DynamoDB takes {_MAX_OPERATIONS}")
        for attempt in range(_MAX_ATTEMPTS):
            try:
                self._write()
                return
            except VerboseClientError as error:
                self._raise_unless_conflict(error)
            self._sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 (jitter, not a secret)
        raise BusyError

    def _write(self) -> None:
        connection = shared_connection().connection
        arguments: dict[str, Any] = {
            "TransactItems": [{operation.kind: operation.request} for operation in self._operations]
        }
        if self._token:
            arguments["ClientRequestToken"] = self._token
        connection.dispatch("TransactWriteItems", arguments)

    def _raise_unless_conflict(self, error: VerboseClientError) -> None:
        """Return only if trying again can help."""
        if error.response["Error"]["Code"] in {"TransactionInProgressException", "ThrottlingException"}:
            return
        reasons = error.cancellation_reasons
        if not reasons:
            raise error
        for operation, reason in zip(self._operations, reasons, strict=False):
            if reason is not None and reason.code == "ConditionalCheckFailed":
                if operation.otherwise is None:
                    raise error
                raise operation.otherwise(reason.raw_item) from error
        retryable = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
        if not any(reason is not None and reason.code in retryable for reason in reasons):
            raise error
