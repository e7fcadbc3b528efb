"""One way of asking suppliers over HTTP: bounded time, no surprises, every failure one of ours."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx2

from tradewind.suppliers.errors import DeniedError, SupplierUnavailableError, ThrottledError
from tradewind.suppliers.limits import CallGate

_MAX_BYTES = 8 * 1024 * 1024
_LONGEST_PAUSE_SECONDS = 900


class SupplierDoor:
    """Calls one supplier and returns its JSON."""

    def __init__(self, name: str, gate: CallGate, *, timeout_seconds: float = 15) -> None:
        self._name = name
        self._gate = gate
        timeout = httpx2.Timeout(timeout_seconds, connect=min(3.0, timeout_seconds))
        self._client = httpx2.Client(timeout=timeout, trust_env=False, follow_redirects=False)

    def ask(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        form: Mapping[str, str] | Callable[[], Mapping[str, str]] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """The JSON object at ``url``. A form may be made by a callable, after the gate: signatures carry the time.

        Raises:
            ThrottledError, DeniedError, SupplierUnavailableError.
        """
        self._gate.enter()
        data = form() if callable(form) else form
        try:
            with self._client.stream(
                method, url, params=params, data=data, json=body, headers=dict(headers or {})
            ) as answer:
                content = self._read(answer)
        except httpx2.TimeoutException as error:
            raise SupplierUnavailableError(f"{self._name} did not answer in time.") from error
        except httpx2.HTTPError as error:
            raise SupplierUnavailableError(f"{self._name} could not be reached.") from error
        self._check(answer)
        return self._decode(answer, content)

    def throttled(self, detail: str, *, seconds: int = 60) -> ThrottledError:
        """What to raise when the supplier says in its answer that it was too much; everybody waits."""
        self._gate.back_off(min(seconds, _LONGEST_PAUSE_SECONDS))
        return ThrottledError(f"{self._name}: {detail}", retry_after_seconds=seconds)

    def _read(self, answer: httpx2.Response) -> bytes:
        content = bytearray()
        for part in answer.iter_bytes():
            content += part
            if len(content) > _MAX_BYTES:
                raise SupplierUnavailableError(f"{self._name} answered with more than {_MAX_BYTES >> 20} MB.")
        return bytes(content)

    def _check(self, answer: httpx2.Response) -> None:
        status = answer.status_code
        if status == 429:
            text = answer.headers.get("retry-after", "")
            raise self.throttled("too many calls.", seconds=int(text) if text.isdigit() else 60)
        if status in (401, 403):
            raise DeniedError(f"{self._name} refused our credentials ({status}).")
        if status >= 500:
            raise SupplierUnavailableError(f"{self._name} answered {status}.")

    def _decode(self, answer: httpx2.Response, content: bytes) -> dict[str, Any]:
        import orjson

        try:
            found = orjson.loads(content)
        except orjson.JSONDecodeError as error:
            raise SupplierUnavailableError(f"{self._name} answered something that is not JSON.") from error
        if not isinstance(found, dict):
            raise SupplierUnavailableError(f"{self._name} answered something we do not know.")
        return found
