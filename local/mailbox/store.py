"""The folder of received mails: one `.eml` file each, named so that names sort by time."""

from __future__ import annotations

import os
import re
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from local.mailbox.message import Mail, parse

_ID = re.compile(r"\d{14}-[0-9a-f]{8}")
_LINE_BREAK = re.compile(r"[\r\n]+")


class Mailbox:
    """Mails by id, newest first. Files never change once written, so what was parsed is kept in memory."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._clock = clock
        self._parsed: dict[str, Mail] = {}
        self._lock = threading.Lock()
        self._last_stamp = 0

    def add(self, content: bytes, *, sender: str, recipients: Sequence[str]) -> str:
        """Keep a mail and return its id; the file is complete on disk when this returns.

        The envelope goes in front as `X-Envelope-` headers, because it may name people the mail itself does not.
        """
        lines = [f"X-Envelope-From: {_one_line(sender)}", *(f"X-Envelope-To: {_one_line(each)}" for each in recipients)]
        mail_id = f"{self._stamp():014d}-{secrets.token_hex(4)}"
        unfinished = self._folder / f".{mail_id}.part"
        with unfinished.open("wb") as file:
            file.write("\r\n".join(lines).encode() + b"\r\n" + content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(self._path(mail_id))
        return mail_id

    def ids(self) -> list[str]:
        """Return all ids, newest first."""
        return sorted((path.stem for path in self._folder.glob("*.eml") if _ID.fullmatch(path.stem)), reverse=True)

    def find(self, mail_id: str) -> Mail | None:
        """Return a mail, or None for an id that does not exist (any more)."""
        content = self.raw(mail_id)
        if content is None:
            return None
        if mail_id not in self._parsed:
            self._parsed[mail_id] = parse(content, mail_id=mail_id, received_at=_received_at(mail_id))
        return self._parsed[mail_id]

    def raw(self, mail_id: str) -> bytes | None:
        """Return a mail as it is stored."""
        if not _ID.fullmatch(mail_id):
            return None
        try:
            return self._path(mail_id).read_bytes()
        except FileNotFoundError:
            return None

    def search(self, *, to: str = "", subject: str = "", anything: str = "") -> list[Mail]:
        """Return mails newest first whose recipients, subject, or either contain the words, whatever their case."""
        to, subject, anything = to.casefold(), subject.casefold(), anything.casefold()
        found = []
        for mail_id in self.ids():
            mail = self.find(mail_id)
            if mail is None:
                continue
            recipients = " ".join(mail.recipients).casefold()
            in_subject = mail.subject.casefold()
            if to in recipients and subject in in_subject and (anything in recipients or anything in in_subject):
                found.append(mail)
        return found

    def clear(self) -> int:
        """Delete every mail and return how many there were."""
        ids = self.ids()
        for mail_id in ids:
            self._path(mail_id).unlink(missing_ok=True)
        self._parsed.clear()
        return len(ids)

    def _path(self, mail_id: str) -> Path:
        return self._folder / f"{mail_id}.eml"

    def _stamp(self) -> int:
        """Return a number of milliseconds larger than any before, so that two mails of one moment keep their order."""
        with self._lock:
            self._last_stamp = max(self._last_stamp + 1, int(self._clock() * 1000))
            return self._last_stamp


def _received_at(mail_id: str) -> float:
    return int(mail_id.partition("-")[0]) / 1000


def _one_line(address: str) -> str:
    return _LINE_BREAK.sub(" ", address)
