"""Every function of the platform on one page: size, layers, settings, and exactly what it may touch.

Table actions follow from the repositories a function reaches through ``tradewind.bootstrap``. A transaction is
authorised as the single-item actions inside it, so TransactWriteItems itself does not appear. Nothing scans.
"""

from collections.abc import Iterator

from infra_cdk.catalogue.api import API_AREAS
from infra_cdk.catalogue.layers import LAYERS
from infra_cdk.catalogue.scheduled import OUTBOX_STREAM, SCHEDULED
from infra_cdk.catalogue.specs import FunctionSpec, ObjectGrant, QueueSpec, Setting, TableGrant
from infra_cdk.catalogue.workers import QUEUES

__all__ = [
    "API_AREAS",
    "LAYERS",
    "OUTBOX_STREAM",
    "QUEUES",
    "SCHEDULED",
    "FunctionSpec",
    "ObjectGrant",
    "QueueSpec",
    "Setting",
    "TableGrant",
    "every_function",
]


def every_function() -> Iterator[FunctionSpec]:
    """All of them."""
    yield from API_AREAS
    yield from (queue.worker for queue in QUEUES)
    yield OUTBOX_STREAM
    yield from SCHEDULED
