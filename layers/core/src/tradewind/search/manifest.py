"""Which object is a store's snapshot: one item that moves under a condition on its former version."""

from dataclasses import dataclass
from typing import Any

import orjson

from tradewind.db import documents, keys
from tradewind.db.documents import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The present snapshot of a store.

    Attributes:
        version: counts publications.
        object_key: where it lies.
        superseded: objects of former snapshots that still exist; readers may be on their way to the last of them.
    """

    version: int
    object_key: str
    superseded: tuple[str, ...] = ()

    @classmethod
    def of(cls, document: Document) -> "Manifest":
        """From its stored form."""
        body: dict[str, Any] = orjson.loads(document.body)
        return cls(
            version=document.source_version, object_key=body["object"], superseded=tuple(body.get("superseded", ()))
        )


def find_manifest(slug: str) -> Manifest | None:
    """The store's manifest, strongly consistent."""
    document = documents.find_document(keys.public_search(slug), consistent=True)
    return Manifest.of(document) if document else None


def publish(slug: str, store_id: str, manifest: Manifest) -> bool:
    """Make ``manifest`` the present one if nobody published since the version before it."""
    body = orjson.dumps({"object": manifest.object_key, "superseded": list(manifest.superseded)}).decode()
    document = Document(body=body, etag='"search"', store_id=store_id, source_version=manifest.version)
    return documents.replace_document(keys.public_search(slug), document, expected_version=manifest.version - 1)


def object_key(store_id: str, ulid: str) -> str:
    """Where a snapshot lies; every attempt writes an object of its own."""
    return f"{object_prefix(store_id)}{ulid}.sqlite.z"


def object_prefix(store_id: str) -> str:
    """Where all snapshots of a store lie."""
    return f"search/{store_id}/"
