"""Suppliers name the addresses: nothing inside our network may be reached through them."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore2
import pytest

from tradewind.adapters.picture_fetch import MAX_BYTES, GuardedFetcher, is_public
from tradewind.importing.ports import FetchRefusedError

INSIDE = [
    "127.0.0.1",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "0.0.0.0",  # noqa: S104 (an address to refuse)
    "224.0.0.1",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378::",
]


@pytest.mark.parametrize("address", INSIDE)
def test_inner_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_outer_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x.png",
        "http://localhost/x.png",
        "http://2130706433/x.png",
        "http://0x7f.1/x.png",
        "http://[::1]/x.png",
        "http://[::ffff:127.0.0.1]/x.png",
        "http://169.254.169.254/latest/meta-data/",
        "http://93.184.216.34:8099/x.png",
        "file:///etc/passwd",
        "ftp://example.com/x.png",
        "//example.com/x.png",
    ],
)
def test_addresses_that_lead_inside_are_refused(url: str) -> None:
    with pytest.raises(FetchRefusedError):
        GuardedFetcher().fetch(url)


class Site(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self) -> None:
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()
            return
        if self.path == "/drip":
            self.send_response(200)
            self.send_header("content-type", "image/png")
            self.end_headers()
            self.drip(b"x")
            return
        if self.path == "/drip-headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            self.drip(b"x-more: x\r\n")
            return
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("content-type", "text/html" if self.path == "/page" else "image/png")
        self.end_headers()
        chunk = b"x" * 1_000_000
        for _ in range(MAX_BYTES // len(chunk) + 5 if self.path == "/endless" else 1):
            try:
                self.wfile.write(chunk)
            except OSError:
                return

    def drip(self, piece: bytes) -> None:
        """A piece every now and then, for ever: each read is in time, the whole never is."""
        for _ in range(200):
            try:
                self.wfile.write(piece)
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[str, int]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield ("127.0.0.1", server.server_port)
    server.shutdown()


def test_a_picture_arrives(site: tuple[str, int]) -> None:
    fetcher = GuardedFetcher(allowed=[site])
    assert len(fetcher.fetch(f"http://{site[0]}:{site[1]}/ok")) == 1_000_000


@pytest.mark.parametrize(
    ("path", "reason"),
    [("redirect", "not on the public"), ("endless", "larger than"), ("page", "not answer with"), ("missing", "404")],
)
def test_bad_answers_are_refused_with_the_reason(site: tuple[str, int], path: str, reason: str) -> None:
    with pytest.raises(FetchRefusedError, match=reason):
        GuardedFetcher(allowed=[site]).fetch(f"http://{site[0]}:{site[1]}/{path}")


@pytest.mark.parametrize("path", ["drip", "drip-headers"])
def test_a_slow_drip_is_cut_off(site: tuple[str, int], path: str) -> None:
    started = time.monotonic()
    with pytest.raises(FetchRefusedError, match="in time"):
        GuardedFetcher(allowed=[site], total_seconds=0.5).fetch(f"http://{site[0]}:{site[1]}/{path}")
    assert time.monotonic() - started < 3


def test_the_next_picture_has_its_own_time(site: tuple[str, int]) -> None:
    fetcher = GuardedFetcher(allowed=[site], total_seconds=1)
    with pytest.raises(FetchRefusedError, match="in time"):
        fetcher.fetch(f"http://{site[0]}:{site[1]}/drip")
    assert len(fetcher.fetch(f"http://{site[0]}:{site[1]}/ok")) == 1_000_000


def test_a_name_that_changes_its_mind_is_dialled_where_it_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second answer of the name would lead inside; it is never asked for."""
    answers = [("93.184.216.34", 80), ("127.0.0.1", 80)]
    dialled: list[str] = []

    def resolve(*_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(0, 0, 0, "", answers.pop(0))]

    def dial(self: object, host: str, port: int, *_: object, **__: object) -> httpcore2.NetworkStream:
        dialled.append(host)
        raise httpcore2.ConnectError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", dial)
    with pytest.raises(FetchRefusedError, match="no network here"):
        GuardedFetcher().fetch("http://rebinding.test/x.png")
    assert (dialled, len(answers)) == (["93.184.216.34"], 1)


def test_a_dead_host_is_asked_once() -> None:
    fetcher = GuardedFetcher()
    for _ in range(2):
        with pytest.raises(FetchRefusedError, match="could not be reached"):
            fetcher.fetch("http://127.0.0.1/x.png")
    assert fetcher._unreachable == {"127.0.0.1"}
