"""How Stripe speaks HTTP: nested form fields coming in, JSON objects and errors going out."""

from __future__ import annotations

import json
import re
import secrets
import string
from collections.abc import Iterable
from typing import Any

type JsonObject = dict[str, Any]

_ALPHABET = string.ascii_letters + string.digits
_KEY_PART = re.compile(r"\[([^\]]*)\]")
DOCS_URL = "https://docs.stripe.com/error-codes/"


def new_id(prefix: str, length: int = 24) -> str:
    """Return a fresh id such as `cus_Q1...`, `length` characters after the prefix."""
    return f"{prefix}_" + "".join(secrets.choice(_ALPHABET) for _ in range(length))


class StripeError(Exception):
    """An answer with an `error` object; `status` is the HTTP status, the rest as Stripe documents it.

    What a call wrote before it raised is undone, unless `kept`: a declined payment leaves its traces.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        decline_code: str | None = None,
        kept: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.kind = kind
        self.code = code
        self.param = param
        self.decline_code = decline_code
        self.kept = kept

    def body(self) -> JsonObject:
        """Return the JSON answer; like Stripe, it leaves out what does not apply."""
        error: JsonObject = {"type": self.kind, "message": self.message}
        if self.code:
            error |= {"code": self.code, "doc_url": DOCS_URL + self.code.replace("_", "-")}
        if self.param:
            error["param"] = self.param
        if self.decline_code:
            error["decline_code"] = self.decline_code
        return {"error": error}


def missing(kind: str, object_id: str, param: str = "id") -> StripeError:
    """Return the 404 for an id that does not exist (or belongs to another account)."""
    return StripeError(f"No such {kind}: '{object_id}'", status=404, code="resource_missing", param=param)


def decode_form(pairs: Iterable[tuple[str, str]]) -> JsonObject:
    """Turn `a[b][0][c]=v` pairs into nested dictionaries with string keys.

    Whether a dictionary of digits is a list or metadata with numeric names depends on the parameter's type, so
    that decision is left to `params.parse`. `a[]=v` takes the next free position.
    """
    root: JsonObject = {}
    for name, value in pairs:
        head, bracket, tail = name.partition("[")
        keys = [head, *_KEY_PART.findall(bracket + tail)]
        node = root
        for key in keys[:-1]:
            child = node.setdefault(key or str(len(node)), {})
            if not isinstance(child, dict):
                raise StripeError(f"Invalid request: {name} is both a value and a hash.", param=head)
            node = child
        last = keys[-1] or str(len(node))
        if isinstance(node.get(last), dict):
            raise StripeError(f"Invalid request: {name} is both a value and a hash.", param=head)
        node[last] = value
    return root


def dump(body: JsonObject) -> bytes:
    """Serialise an answer or an event the way Stripe does: indented, real UTF-8."""
    return json.dumps(body, indent=2, ensure_ascii=False).encode()
