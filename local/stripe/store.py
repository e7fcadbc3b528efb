"""The stand-in's memory: one SQLite file that survives a killed process.

Every request is one transaction, committed before its answer leaves. The write-ahead log is handed to the operating
system at commit, so `kill -9` loses nothing that was answered.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.stripe.wire import JsonObject

_SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    created INTEGER NOT NULL,
    body TEXT NOT NULL,
    private TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (account, kind, seq);
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL,
    endpoint_id TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    first_at REAL,
    next_at REAL NOT NULL,
    last_result TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, next_at);
CREATE TABLE IF NOT EXISTS idempotency (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    request_id TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created REAL NOT NULL,
    PRIMARY KEY (account, key)
);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_TABLES = ("objects", "deliveries", "idempotency", "settings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of objects, newest first."""

    items: list[JsonObject]
    has_more: bool


class UnknownCursor(LookupError):
    """`starting_after` or `ending_before` names an object that is not in the list's account and kind."""


class Store:
    """Objects by id, kind and account ("" is the platform itself), next to tables for deliveries and replays."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Requests, the page and the delivery loop come from different threads; the lock makes them take turns.
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything written inside, or nothing when an exception leaves. Nested use joins the outer one."""
        with self._lock:
            if self._depth == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._connection.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("COMMIT")

    def execute(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        """Run one statement and return its rows."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def clear(self) -> None:
        """Forget everything."""
        with self.transaction():
            for table in _TABLES:
                self.execute(f"DELETE FROM {table}")  # noqa: S608 - names come from the constant above

    # Objects

    def insert(self, body: JsonObject, *, account: str = "", private: JsonObject | None = None) -> JsonObject:
        """Store a new object under its `id` and `object`; `private` is kept beside it and never answered."""
        self.execute(
            "INSERT INTO objects (id, kind, account, created, body, private) VALUES (?, ?, ?, ?, ?, ?)",
            *(body["id"], body["object"], account, body.get("created", 0), json.dumps(body), json.dumps(private or {})),
        )
        return body

    def save(self, body: JsonObject) -> JsonObject:
        """Replace the stored form of an object."""
        self.execute("UPDATE objects SET body = ? WHERE id = ?", json.dumps(body), body["id"])
        return body

    def delete(self, object_id: str) -> None:
        """Remove an object."""
        self.execute("DELETE FROM objects WHERE id = ?", object_id)

    def bury(self, body: JsonObject) -> JsonObject:
        """Replace an object by what is left of it, which is found by its id but no longer as one of its kind."""
        self.execute(
            "UPDATE objects SET kind = ?, body = ? WHERE id = ?",
            *(f"deleted.{body['object']}", json.dumps(body), body["id"]),
        )
        return body

    def find(self, object_id: str, *, kind: str | None = None, account: str | None = "") -> JsonObject | None:
        """Return an object; `account=None` looks in all accounts."""
        rows = self.execute("SELECT kind, account, body FROM objects WHERE id = ?", object_id)
        if not rows or kind not in (None, rows[0]["kind"]) or account not in (None, rows[0]["account"]):
            return None
        body: JsonObject = json.loads(rows[0]["body"])
        return body

    def account_of(self, object_id: str) -> str:
        """Return the account an existing object belongs to."""
        return str(self.execute("SELECT account FROM objects WHERE id = ?", object_id)[0]["account"])

    def private(self, object_id: str) -> JsonObject:
        """Return what was stored beside an object."""
        rows = self.execute("SELECT private FROM objects WHERE id = ?", object_id)
        found: JsonObject = json.loads(rows[0]["private"]) if rows else {}
        return found

    def save_private(self, object_id: str, private: JsonObject) -> None:
        """Replace what is stored beside an object."""
        self.execute("UPDATE objects SET private = ? WHERE id = ?", json.dumps(private), object_id)

    def all(self, kind: str, *, account: str | None = "", where: Mapping[str, Any] | None = None) -> list[JsonObject]:
        """Return every object of a kind, oldest first; for internal use on short lists."""
        clause, values = _conditions(kind, account, where or {})
        rows = self.execute(f"SELECT body FROM objects WHERE {clause} ORDER BY seq", *values)  # noqa: S608
        return [json.loads(row["body"]) for row in rows]

    def page(
        self,
        kind: str,
        *,
        account: str | None = "",
        where: Mapping[str, Any] | None = None,
        limit: int = 10,
        starting_after: str | None = None,
        ending_before: str | None = None,
    ) -> Page:
        """Return objects of a kind, newest first, after or before another object of the list.

        `where` maps a field of the body (dots for nesting; `created>=` and the like for times) to its value; a list
        value matches any of its members. Raises UnknownCursor.
        """
        clause, values = _conditions(kind, account, where or {})
        order = "DESC"
        if starting_after or ending_before:
            cursor = starting_after or ending_before
            rows = self.execute("SELECT seq FROM objects WHERE id = ? AND kind = ?", cursor, kind)
            if not rows:
                raise UnknownCursor(cursor)
            clause += " AND seq < ?" if starting_after else " AND seq > ?"
            order = "DESC" if starting_after else "ASC"
            values.append(rows[0]["seq"])
        statement = f"SELECT body FROM objects WHERE {clause} ORDER BY seq {order} LIMIT ?"  # noqa: S608
        found = [json.loads(row["body"]) for row in self.execute(statement, *values, limit + 1)]
        items = found[:limit] if order == "DESC" else found[:limit][::-1]
        return Page(items=items, has_more=len(found) > limit)

    # Settings

    def setting(self, name: str, default: str = "") -> str:
        """Return a stored setting."""
        rows = self.execute("SELECT value FROM settings WHERE name = ?", name)
        return str(rows[0]["value"]) if rows else default

    def save_setting(self, name: str, value: str) -> None:
        """Store a setting."""
        self.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", name, value)


def _conditions(kind: str, account: str | None, where: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """Return a WHERE clause built from field names of this package only; values are always bound."""
    clause, values = "kind = ?", [kind]
    if account is not None:
        clause += " AND account = ?"
        values.append(account)
    for field, value in where.items():
        if field.startswith("created") and field != "created":
            clause += f" AND created {field.removeprefix('created')} ?"
            values.append(value)
        elif isinstance(value, list):
            clause += f" AND json_extract(body, '$.{field}') IN ({', '.join('?' * len(value))})"
            values.extend(value)
        else:
            clause += f" AND json_extract(body, '$.{field}') IS ?"
            values.append(value)
    return clause, values
