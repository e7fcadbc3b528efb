"""Reads a stored mail: its people, its parts and the links in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from html.parser import HTMLParser
from typing import Any

_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_CID = re.compile(r"""(?P<quote>["'(])cid:(?P<id>[^"')]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A part that is not shown as the mail's text; `content_id` is set when the HTML refers to it."""

    name: str
    content_type: str
    content: bytes
    content_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A received mail, decoded. `recipients` are those of the envelope and of the To and Cc headers."""

    id: str
    received_at: float
    subject: str
    sender: str
    to: list[str]
    recipients: list[str]
    text: str
    html: str
    headers: list[tuple[str, str]]
    attachments: list[Attachment]

    @property
    def links(self) -> list[str]:
        """Return the web addresses of the HTML, then those only the text has, each once."""
        found = [*_html_links(self.html), *(url.rstrip(".,;") for url in _URL.findall(self.text))]
        return list(dict.fromkeys(found))

    def summary(self) -> dict[str, Any]:
        """Return what a list shows."""
        return {
            "id": self.id,
            "received_at": self.received_at,
            "subject": self.subject,
            "from": self.sender,
            "to": self.to,
            "recipients": self.recipients,
            "attachments": len(self.attachments),
        }

    def as_json(self) -> dict[str, Any]:
        """Return the whole mail; attachments by name, type and size."""
        return self.summary() | {
            "text": self.text,
            "html": self.html,
            "headers": [[name, value] for name, value in self.headers],
            "links": self.links,
            "attachments": [
                {"name": each.name, "content_type": each.content_type, "bytes": len(each.content)}
                for each in self.attachments
            ],
        }

    def html_for_page(self, attachment_url: str) -> str:
        """Return the HTML with its embedded pictures at addresses under `attachment_url` and links in new tabs."""
        numbers = {each.content_id: number for number, each in enumerate(self.attachments) if each.content_id}

        def replace(match: re.Match[str]) -> str:
            number = numbers.get(match["id"])
            return match[0] if number is None else f"{match['quote']}{attachment_url}/{number}"

        return '<base target="_blank">' + _CID.sub(replace, self.html)


def parse(content: bytes, *, mail_id: str, received_at: float) -> Mail:
    """Return the mail in `content`; broken mails are shown as far as they can be read."""
    message: EmailMessage = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
    to = _addresses(message, "to")
    envelope = [str(value) for value in message.get_all("x-envelope-to", [])]
    headers = [(name, str(value)) for name, value in message.items()]
    return Mail(
        id=mail_id,
        received_at=received_at,
        subject=str(message.get("subject", "")),
        sender=str(message.get("from", message.get("x-envelope-from", ""))),
        to=to or envelope,
        recipients=list(dict.fromkeys([*envelope, *to, *_addresses(message, "cc")])),
        text=_body(message, "plain"),
        html=_body(message, "html"),
        headers=headers,
        attachments=list(_attachments(message)),
    )


def _addresses(message: EmailMessage, header: str) -> list[str]:
    pairs = getaddresses([str(value) for value in message.get_all(header, [])], strict=False)
    return [address for _, address in pairs if address]


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return _decoded(part) if part else ""


def _decoded(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        # An unknown or wrong charset must not hide the rest.
        payload = part.get_payload(decode=True)
        return payload.decode(errors="replace") if isinstance(payload, bytes) else ""


def _attachments(message: EmailMessage) -> Iterator[Attachment]:
    shown = {id(part) for kind in ("plain", "html") if (part := message.get_body(preferencelist=(kind,)))}
    for part in message.walk():
        if part.is_multipart() or id(part) in shown:
            continue
        payload = part.get_payload(decode=True)
        yield Attachment(
            name=part.get_filename() or f"part.{part.get_content_subtype()}",
            content_type=part.get_content_type(),
            content=payload if isinstance(payload, bytes) else b"",
            content_id=str(part.get("content-id", "")).strip("<> "),
        )


class _LinkReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href and href.startswith(("http://", "https://")):
            self.links.append(href)


def _html_links(html: str) -> list[str]:
    reader = _LinkReader()
    reader.feed(html)
    return reader.links
