"""Rendered documents into the table."""

from typing import Any

from tradewind.db import documents, keys
from tradewind.db.documents import Document
from tradewind.storefront import rendering
from tradewind.stores.models import Store, StoreStatus


def put(
    key: keys.Key,
    document: dict[str, Any],
    store: Store,
    version: int,
    *,
    state: str = StoreStatus.ACTIVE,
    moved_to: str | None = None,
) -> None:
    """Write ``document`` at ``key`` unless a newer rendering is there."""
    body = rendering.to_text(document)
    documents.put_document(
        key,
        Document(
            body=body,
            etag=rendering.etag_of(body),
            store_id=store.id,
            state=str(state),
            moved_to=moved_to,
            source_version=version,
        ),
    )
