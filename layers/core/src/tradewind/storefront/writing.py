"""How public documents are written: conditionally, and only where they differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from tradewind.db import documents, keys
from tradewind.db.documents import Document
from tradewind.storefront import rendering
from tradewind.stores.models import Store, StoreStatus

_BATCH = 100


def put(
    key: keys.Key,
    document: Mapping[str, Any],
    store: Store,
    version: int,
    *,
    state: str = StoreStatus.ACTIVE,
    moved_to: str | None = None,
) -> None:
    """Write a document unless one of a newer source is there."""
    documents.put_document(key, _document(document, store, version, state=state, moved_to=moved_to))


def put_moved(key: keys.Key, store: Store, moved_to: str, version: int) -> None:
    """Make an address redirect."""
    put(key, {}, store, version, state="moved", moved_to=moved_to)


def put_changed(wanted: Mapping[keys.Key, Mapping[str, Any] | None], store: Store, version: int) -> None:
    """Write those of ``wanted`` that differ from what is there; None removes. One read per 100 of them."""
    present = read_all(wanted)
    for key, content in wanted.items():
        if content is None:
            if key in present:
                documents.delete_document(key)
        elif key not in present or present[key].body != rendering.to_text(content):
            put(key, content, store, version)


@dataclass(frozen=True, slots=True)
class Shown:
    """What an address answers: a state, where it leads, or a document."""

    state: str
    moved_to: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


def put_different(
    key: keys.Key, shown: Shown, present: Mapping[keys.Key, Document], store: Store, version: int
) -> bool:
    """Write ``shown`` unless ``present`` says so already; returns whether it differed."""
    here = present.get(key)
    said = (here.state, here.moved_to, here.body) if here else None
    if said == (shown.state, shown.moved_to, rendering.to_text(shown.body)):
        return False
    put(key, shown.body, store, version, state=shown.state, moved_to=shown.moved_to)
    return True


def read_all(wanted: Iterable[keys.Key]) -> dict[keys.Key, Document]:
    """The documents that exist."""
    found: dict[keys.Key, Document] = {}
    for chunk in batched(wanted, _BATCH, strict=False):
        found |= documents.find_documents(chunk)
    return found


def _document(content: Mapping[str, Any], store: Store, version: int, *, state: str, moved_to: str | None) -> Document:
    body = rendering.to_text(content)
    return Document(
        body=body,
        etag=rendering.etag_of(body),
        store_id=store.id,
        state=str(state),
        moved_to=moved_to,
        source_version=version,
    )
