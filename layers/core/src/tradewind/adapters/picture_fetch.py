"""Downloads pictures named by suppliers without reaching inside: only public addresses, checked where we connect.

The address that was checked is the address that is dialled, on every redirect too, so a name cannot point elsewhere
between the look-up and the connection. See tests/unit/test_picture_fetch.py for what is refused.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import httpcore2
import httpx2

from tradewind.importing.ports import FetchRefusedError

MAX_BYTES = 20 * 1024 * 1024
_PORTS = frozenset({80, 443})
_MAX_REDIRECTS = 3
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also when it hides inside an IPv6 form."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if ip.teredo:
            return False
        if inner:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class Deadline:
    """When a download has to be over, whoever drips it: every read waits at most for what is left."""

    def __init__(self) -> None:
        self._ends = float("inf")

    def start(self, seconds: float) -> None:
        """A new download begins."""
        self._ends = time.monotonic() + seconds

    def within(self, timeout: float | None) -> float:
        """``timeout``, or less where less is left.

        Raises:
            httpcore2.ReadTimeout: nothing is left.
        """
        left = self._ends - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("took too long")
        return left if timeout is None else min(timeout, left)


class _TimedStream(httpcore2.NetworkStream):
    """A connection whose reads end with the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore2.SyncBackend):
    """Resolves once, refuses what is not public, and connects to exactly what was checked."""

    def __init__(self, allowed: Iterable[tuple[str, int]] = (), deadline: Deadline | None = None) -> None:
        self._allowed = frozenset(allowed)
        self._deadline = deadline or Deadline()

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore2.NetworkStream:
        """Connect to a checked address of ``host``."""
        return _TimedStream(self._connect(host, port, *args, **kwargs), self._deadline)

    def _connect(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore2.NetworkStream:
        if (host, port) in self._allowed:
            return super().connect_tcp(host, port, *args, **kwargs)
        if port not in _PORTS:
            raise httpcore2.ConnectError(f"port {port} is not allowed")
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore2.ConnectError(f"{host} does not resolve") from error
        for *_, address in found:
            if not is_public(str(address[0])):
                raise httpcore2.ConnectError(f"{host} is not on the public internet")
        return super().connect_tcp(str(found[0][4][0]), port, *args, **kwargs)


class GuardedFetcher:
    """Implements ``importing.ports.PictureFetcher``. A host that cannot be reached is not asked again."""

    def __init__(
        self, *, allowed: Iterable[tuple[str, int]] = (), timeout_seconds: float = 10, total_seconds: float = 30
    ) -> None:
        self._total_seconds = total_seconds
        self._deadline = Deadline()
        transport = httpx2.HTTPTransport(trust_env=False)
        # There is no public way to give the pool a backend; the version is pinned and a test holds this line.
        transport._pool._network_backend = GuardedBackend(allowed, self._deadline)
        timeout = httpx2.Timeout(timeout_seconds, connect=3)
        self._client = httpx2.Client(
            transport=transport, timeout=timeout, follow_redirects=True, max_redirects=_MAX_REDIRECTS, trust_env=False
        )
        self._unreachable: set[str] = set()

    def fetch(self, url: str) -> bytes:
        """See the port."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host:
            raise FetchRefusedError(f"{url}: only http and https addresses are fetched.")
        if host in self._unreachable:
            raise FetchRefusedError(f"{host} could not be reached.")
        self._deadline.start(self._total_seconds)
        try:
            with self._client.stream("GET", url) as answer:
                answer.raise_for_status()
                if not answer.headers.get("content-type", "").startswith("image/"):
                    raise FetchRefusedError(f"{host} did not answer with a picture.")
                return self._body(host, answer)
        except httpx2.ConnectError as error:
            self._unreachable.add(host)
            raise FetchRefusedError(f"{host} could not be reached: {error}.") from error
        except httpx2.HTTPStatusError as error:
            raise FetchRefusedError(f"{host} answered {error.response.status_code}.") from error
        except httpx2.TimeoutException as error:
            raise FetchRefusedError(f"{host} did not send the picture in time.") from error
        except httpx2.HTTPError as error:
            raise FetchRefusedError(f"{host}: {type(error).__name__}.") from error

    def _body(self, host: str, answer: httpx2.Response) -> bytes:
        body = bytearray()
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > MAX_BYTES:
                raise FetchRefusedError(f"{host}: the picture is larger than {MAX_BYTES // 1_048_576} MB.")
        return bytes(body)
