"""What can be said about a function: its size, its layers, its settings and what it may touch."""

import enum
from dataclasses import dataclass


class Setting(enum.StrEnum):
    """A group of environment variables, and the permissions that go with them."""

    TABLE = "table"
    TOKENS = "tokens"
    """The signing key of access tokens and list cursors."""
    SITE = "site"
    """Addresses of stores and pictures."""
    SIGN_IN = "sign_in"
    STRIPE = "stripe"
    BILLING = "billing"
    """Whether accounts subscribe to plans."""
    WEBHOOKS = "webhooks"
    MEDIA = "media"
    MAIL = "mail"
    QUEUES = "queues"
    BUS = "bus"
    SOURCES = "sources"
    """Which sources research has."""
    ORDERING = "ordering"
    """Whether suppliers may be ordered from."""
    SOURCE_KEYS = "source_keys"
    """Their credentials."""
    RESEARCH_QUEUE = "research_queue"
    """Sends to the queue of research."""
    RATES = "rates"
    """The operator's exchange rates."""
    AI = "ai"
    """Whether models are asked, and for how much a month."""
    AI_KEY = "ai_key"
    """The key to ask with: workers only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableGrant:
    """Actions on the table, or on one of its indexes.

    ``partitions`` limits them to partition keys of these forms.
    """

    actions: tuple[str, ...]
    index: str | None = None
    partitions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectGrant:
    """Actions on media objects below ``prefix``."""

    actions: tuple[str, ...]
    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionSpec:
    """One function. Its code is ``functions/<name>``, its handler ``functions.<name>.handler.handler``."""

    name: str
    memory_mb: int
    timeout_seconds: int
    layers: tuple[str, ...]
    settings: tuple[Setting, ...]
    table: tuple[TableGrant, ...] = ()
    objects: tuple[ObjectGrant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSpec:
    """A queue and how its worker takes from it."""

    name: str
    worker: FunctionSpec
    batch_size: int = 10
    batching_window_seconds: int = 0
    max_concurrency: int | None = None
