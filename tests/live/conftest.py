"""Tests that talk to real services: ``uv run pytest -m live tests/live``, with credentials; never by default."""

import os
from collections.abc import Callable

import pytest


@pytest.fixture(autouse=True)
def _loopback_only() -> None:
    """Overrides the suites' fixture of this name: the network is open here."""


@pytest.fixture
def credential() -> Callable[[str], str]:
    """Reads a variable, or skips the test with its name."""

    def read(name: str) -> str:
        value = os.environ.get(name)
        if not value:
            pytest.skip(f"set {name}")
        return value

    return read
