"""The SQLite file of a store: products with what filters need, their cards, an FTS5 index, collections.

Text is cut into terms by ``text.py`` before it enters the index, so the file needs nothing of SQLite beyond FTS5 with
its plain tokenizer (3.9 and later).
"""

import sqlite3
import zlib
from typing import Any

import orjson

from tradewind.collections.models import Collection
from tradewind.db.records import dump, load
from tradewind.kit.slug import fold
from tradewind.search.models import EDIT_WEIGHT, Entry
from tradewind.search.text import index_text

FORMAT = "1"
"""Snapshots of another format are rebuilt."""
DESCRIPTION_TERMS = 80
"""How far into a description the index reads."""
_COMPRESSION = 3
"""A tenth larger than the default level, in less than half the time: every change packs the file anew."""

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE product (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, facts BLOB NOT NULL,
    card BLOB NOT NULL
);
CREATE TABLE collection (id TEXT PRIMARY KEY, version INTEGER NOT NULL, data TEXT NOT NULL, image BLOB) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(title, tags, options, skus, description, tokenize = 'ascii');
"""


class SnapshotUnreadableError(Exception):
    """The bytes are no snapshot of this format: build a new one."""


class Snapshot:
    """An open file, in memory. Not for several threads at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @classmethod
    def create(cls, *, store_id: str, currency: str, media_base_url: str) -> "Snapshot":
        """An empty one."""
        connection = _connect()
        connection.executescript(_SCHEMA)
        meta = {"format": FORMAT, "store_id": store_id, "currency": currency, "media_base_url": media_base_url}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        connection.commit()
        return cls(connection)

    @classmethod
    def unpack(cls, body: bytes) -> "Snapshot":
        """From stored bytes.

        Raises:
            SnapshotUnreadableError.
        """
        connection = _connect()
        try:
            file = zlib.decompress(body)
            if not file:
                raise SnapshotUnreadableError
            connection.deserialize(file)
            snapshot = cls(connection)
            known = snapshot.meta("format") == FORMAT
        except (zlib.error, sqlite3.Error) as error:
            raise SnapshotUnreadableError from error
        if not known:
            raise SnapshotUnreadableError
        return snapshot

    def pack(self) -> bytes:
        """As bytes to store."""
        self.connection.commit()
        return zlib.compress(self.connection.serialize(), _COMPRESSION)

    @property
    def size(self) -> int:
        """Bytes in memory."""
        pages: int = self.connection.execute("PRAGMA page_count").fetchone()[0]
        page: int = self.connection.execute("PRAGMA page_size").fetchone()[0]
        return pages * page

    def meta(self, name: str) -> str:
        """A fact about the whole file."""
        value: str = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0]
        return value

    def put(self, entry: Entry) -> bool:
        """Insert or replace a product; returns whether anything changed. An older version changes nothing."""
        facts, card = _facts(entry), orjson.dumps(entry.card)
        words = _words(entry)
        row = self.connection.execute(
            "SELECT position, version, facts, card FROM product WHERE id = ?", (entry.product_id,)
        ).fetchone()
        if row is None:
            cursor = self.connection.execute(
                "INSERT INTO product (id, version, facts, card) VALUES (?, ?, ?, ?)",
                (entry.product_id, entry.version, facts, card),
            )
            self._index(int(cursor.lastrowid or 0), words)
            return True
        position, version, old_facts, old_card = row
        if version > entry.version:
            return False
        indexed = self.connection.execute(
            "SELECT title, tags, options, skus, description FROM words WHERE rowid = ?", (position,)
        ).fetchone()
        same_edit = version // EDIT_WEIGHT == entry.version // EDIT_WEIGHT
        if same_edit and (old_facts, old_card, indexed) == (facts, card, words):
            # A stock movement that no filter and no card can see. An edit always counts: it keeps older ones out.
            return False
        self.connection.execute(
            "UPDATE product SET version = ?, facts = ?, card = ? WHERE position = ?",
            (entry.version, facts, card, position),
        )
        if indexed != words:
            self.connection.execute("DELETE FROM words WHERE rowid = ?", (position,))
            self._index(position, words)
        return True

    def put_collection(self, collection: Collection, image: dict[str, Any] | None) -> bool:
        """Insert or replace a collection with its shown picture; returns whether anything changed."""
        row = self.connection.execute(
            "SELECT version, data, image FROM collection WHERE id = ?", (collection.id,)
        ).fetchone()
        new = (collection.version, dump(collection), orjson.dumps(image))
        if row is not None and (row[0] > collection.version or tuple(row) == new):
            return False
        self.connection.execute("INSERT OR REPLACE INTO collection VALUES (?, ?, ?, ?)", (collection.id, *new))
        return True

    def collections(self) -> list[tuple[Collection, dict[str, Any] | None]]:
        """Every collection with its shown picture, newest first."""
        rows = self.connection.execute("SELECT data, image FROM collection ORDER BY id DESC")
        return [(load(Collection, data), orjson.loads(image)) for data, image in rows]

    def tidy(self) -> None:
        """Merge the index's segments and give back free pages (after a rebuild)."""
        self.connection.execute("INSERT INTO words(words) VALUES ('optimize')")
        self.connection.commit()
        self.connection.execute("VACUUM")

    def _index(self, position: int, words: tuple[str, ...]) -> None:
        self.connection.execute(
            "INSERT INTO words (rowid, title, tags, options, skus, description) VALUES (?, ?, ?, ?, ?, ?)",
            (position, *words),
        )


def _connect() -> sqlite3.Connection:
    # Readers of one process share it behind a lock, whichever thread they are on.
    return sqlite3.connect(":memory:", check_same_thread=False)


def _facts(entry: Entry) -> bytes:
    return orjson.dumps(
        {
            "status": entry.status,
            "title": fold(entry.title),
            "tags": list(entry.tags),
            "stock": entry.stock,
            "created": entry.created,
            "options": [[name, list(values)] for name, values in entry.options],
            "variants": [[variant.price, int(variant.available), dict(variant.options)] for variant in entry.variants],
        }
    )


def _words(entry: Entry) -> tuple[str, ...]:
    values = [value for variant in entry.variants for value in variant.options.values()]
    return (
        index_text([entry.title]),
        index_text(entry.tags),
        index_text(dict.fromkeys(values)),
        index_text(entry.skus),
        index_text([entry.description], limit=DESCRIPTION_TERMS),
    )
