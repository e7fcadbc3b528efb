"""Stale edits are answered with what is stored now, so that nobody has to guess what changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pydantic import BaseModel

from tradewind.stores.errors import StaleVersionError


@contextmanager
def telling_current(read: Callable[[], BaseModel | None]) -> Iterator[None]:
    """A stale edit inside answers 409 with the present copy in ``current``, as ``read`` gives it; None: it is gone."""
    try:
        yield
    except StaleVersionError:
        present = read()
        raise StaleVersionError(extra={"current": present and present.model_dump(mode="json")}) from None
