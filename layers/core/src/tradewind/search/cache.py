"""Opened snapshots of a process, by object: an object never changes, so neither does what was made of it."""

import threading
from collections import OrderedDict

from tradewind.search.index import Index
from tradewind.search.ports import SnapshotStorage
from tradewind.search.snapshot import Snapshot

MAX_BYTES = 48 * 1024 * 1024
"""Of SQLite pages; sets and dictionaries beside them take about as much again."""


class IndexCache:
    """Least recently used ones make room; the newest always fits."""

    def __init__(self, storage: SnapshotStorage, *, max_bytes: int = MAX_BYTES) -> None:
        self._storage = storage
        self._max_bytes = max_bytes
        self._opened: OrderedDict[str, tuple[Index, int]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, object_key: str) -> Index | None:
        """The index of an object: from memory, or with one read; None when the object is gone."""
        with self._lock:
            if object_key in self._opened:
                self._opened.move_to_end(object_key)
                return self._opened[object_key][0]
        body = self._storage.read(object_key)
        if body is None:
            return None
        snapshot = Snapshot.unpack(body)
        index = Index(snapshot)
        with self._lock:
            # Of one store only the newest is asked for again.
            folder = object_key.rpartition("/")[0]
            for other in [key for key in self._opened if key.rpartition("/")[0] == folder]:
                del self._opened[other]
            self._opened[object_key] = (index, snapshot.size)
            while len(self._opened) > 1 and sum(size for _, size in self._opened.values()) > self._max_bytes:
                self._opened.popitem(last=False)
        return index
