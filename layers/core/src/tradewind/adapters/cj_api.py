"""CJ Dropshipping's API 2.0 (developers.cjdropshipping.com): a key buys a token, a token buys answers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from tradewind.adapters.supplier_http import SupplierDoor
from tradewind.kit.clock import Clock
from tradewind.settings import CjSettings
from tradewind.suppliers.errors import DeniedError, SupplierProductGoneError, SupplierUnavailableError
from tradewind.suppliers.limits import CallGate
from tradewind.suppliers.references import CJ

_TOKEN_LIFE = timedelta(days=14)
_TOO_MANY, _NO_TOKEN = frozenset({1600200, 1600201}), frozenset({1600001, 1600002, 1600003})
_GONE = frozenset({1602000, 1602001, 1602002, 1602003})


class TokenKeeper(Protocol):
    """Where the deployment's access token rests; CJ gives a new one at most every five minutes."""

    def find(self, name: str) -> str | None:
        """A token that is valid for a while yet."""

    def keep(self, name: str, token: str, *, ends: datetime) -> None:
        """Remember a token."""

    def forget(self, name: str) -> None:
        """The source does not take it any more."""


class _StaleTokenError(Exception):
    """Internal: CJ does not take the token."""


class CjRefusedError(SupplierUnavailableError):
    """CJ answered an error; ``number`` and ``message`` are CJ's."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(f"CJ Dropshipping answered an error: {number}.")
        self.number = number
        self.message = message


class CjApi:
    """Calls CJ with the deployment's token."""

    def __init__(
        self, settings: CjSettings, gate: CallGate, tokens: TokenKeeper, clock: Clock, *, timeout_seconds: float = 15
    ) -> None:
        self._settings = settings
        self._tokens = tokens
        self._clock = clock
        self._door = SupplierDoor("CJ Dropshipping", gate, timeout_seconds=timeout_seconds)

    def ask(self, path: str, params: Mapping[str, str] | None = None, *, body: Mapping[str, Any] | None = None) -> Any:
        """The data of an answer; with ``body`` it is posted. A token that was withdrawn is replaced once.

        Raises:
            CjRefusedError: an error that has no name here. SupplierProductGoneError.
            ThrottledError, DeniedError, SupplierUnavailableError.
        """
        token = self._tokens.find(CJ)
        if token:
            try:
                return self._call(path, params, body, token)
            except _StaleTokenError:
                self._tokens.forget(CJ)
        try:
            return self._call(path, params, body, self._new_token())
        except _StaleTokenError as error:
            raise DeniedError("CJ Dropshipping refused the access token it just gave. Check CJ_API_KEY.") from error

    def _new_token(self) -> str:
        key = self._settings.cj_api_key.get_secret_value()
        url = f"{self._settings.cj_api_base}/authentication/getAccessToken"
        try:
            data = self._data(self._door.ask("POST", url, body={"apiKey": key}))
        except _StaleTokenError as error:
            raise DeniedError("CJ Dropshipping refused our key. Check CJ_API_KEY.") from error
        token = data.get("accessToken")
        if not isinstance(token, str) or not token:
            raise DeniedError("CJ Dropshipping gave no access token. Check CJ_API_KEY.")
        self._tokens.keep(CJ, token, ends=self._clock() + _TOKEN_LIFE)
        return token

    def _call(self, path: str, params: Mapping[str, str] | None, body: Mapping[str, Any] | None, token: str) -> Any:
        url = f"{self._settings.cj_api_base}/{path}"
        method = "GET" if body is None else "POST"
        return self._data(self._door.ask(method, url, params=params, body=body, headers={"CJ-Access-Token": token}))

    def _data(self, answer: Mapping[str, Any]) -> Any:
        code = answer.get("code")
        if code == 200 and answer.get("result", True):
            return answer.get("data") or {}
        if code in _NO_TOKEN:
            raise _StaleTokenError
        if code in _TOO_MANY:
            raise self._door.throttled("too many calls.", seconds=2)
        if code in _GONE:
            raise SupplierProductGoneError("CJ Dropshipping does not have this product any more.")
        if code is None:
            raise SupplierUnavailableError("CJ Dropshipping answered something we do not know.")
        raise CjRefusedError(code, str(answer.get("message") or ""))
