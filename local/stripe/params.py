"""Checks and converts request parameters by the types the installed Stripe SDK declares for them.

The SDK is generated from Stripe's own API description, so its parameter types say which names exist, which are
required and which values an enum takes. Reading them here means the stand-in refuses what Stripe would refuse, and
an upgrade of the SDK brings the new parameters along.
"""

from __future__ import annotations

import re
import types
import typing
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from stripe import RequestOptions

from local.stripe.wire import JsonObject, StripeError

_TRANSPORT_OPTIONS = frozenset(RequestOptions.__annotations__)
_INTEGER = re.compile(r"-?\d{1,18}")


@cache
def fields(params_type: type) -> dict[str, Any]:
    """Return the parameters of a `stripe.params` type by name, without the SDK's own transport options."""
    # The SDK imports these names for type checkers only; they belong to the transport options dropped below.
    hints = typing.get_type_hints(params_type, localns={"StripeContext": object, "Mapping": dict})
    return {name: hint for name, hint in hints.items() if name not in _TRANSPORT_OPTIONS}


def parse(params_type: type, raw: JsonObject, path: str = "") -> JsonObject:
    """Return `raw` (nested form fields) with real integers, booleans and lists.

    Raises StripeError `parameter_unknown`, `parameter_missing` and their relatives with the path of the parameter.
    """
    known = fields(params_type)
    for name in raw:
        if name not in known:
            where = _join(path, name)
            raise StripeError(f"Received unknown parameter: {where}", code="parameter_unknown", param=where)
    for name in sorted(params_type.__required_keys__ & known.keys()):  # type: ignore[attr-defined]
        if name not in raw:
            raise missing_param(_join(path, name))
    return {name: _convert(known[name], value, _join(path, name)) for name, value in raw.items()}


def missing_param(path: str) -> StripeError:
    """Return Stripe's answer to a required parameter that is not there."""
    return StripeError(f"Missing required param: {path}.", code="parameter_missing", param=path)


def _join(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name


def _convert(hint: Any, value: Any, path: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _convert_union(get_args(hint), value, path)
    if origin is Literal:
        return _convert_enum(get_args(hint), value, path)
    if origin is list:
        return _convert_list(get_args(hint)[0], value, path)
    if origin is dict:
        return _convert_hash(value, path)
    # The SDK's come from typing_extensions, which typing.is_typeddict does not know.
    if hasattr(hint, "__required_keys__"):
        if not isinstance(value, dict):
            raise StripeError("Invalid object", param=path)
        return parse(hint, value, path)
    return _convert_scalar(hint, value, path)


def _convert_union(arms: tuple[Any, ...], value: Any, path: str) -> Any:
    enums = [arm for arm in arms if get_origin(arm) is Literal]
    if enums:
        # The SDK opens its enums with a bare `str` for values of the future; a server knows only today's.
        arms = tuple(arm for arm in arms if arm is not str or all(get_args(enum) == ("",) for enum in enums))
    error: StripeError | None = None
    for arm in arms:
        try:
            return _convert(arm, value, path)
        except StripeError as refused:
            # The refusal of a matching structure says more than "not a string".
            if error is None or isinstance(value, dict):
                error = refused
    raise error or StripeError(f"Invalid value for {path}", param=path)


def _convert_enum(allowed: tuple[Any, ...], value: Any, path: str) -> Any:
    if value in allowed:
        return value
    if True in allowed and value == "true":
        return True
    if isinstance(value, str) and value and allowed != ("",):
        names = [str(name) for name in allowed if name]
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, or {names[-1]}"
        raise StripeError(f"Invalid {path}: must be one of {listed}", param=path)
    raise _empty_or_wrong(value, path)


def _convert_list(item: Any, value: Any, path: str) -> list[Any]:
    if not isinstance(value, dict) or not all(key.isdigit() for key in value):
        raise StripeError("Invalid array", param=path)
    return [_convert(item, value[key], f"{path}[{key}]") for key in sorted(value, key=int)]


def _convert_hash(value: Any, path: str) -> JsonObject:
    if not isinstance(value, dict):
        raise StripeError("Invalid hash", param=path)
    if "metadata" in path:
        _check_metadata(value, path)
    return dict(value)


def _check_metadata(metadata: JsonObject, path: str) -> None:
    if len(metadata) > 50:
        raise StripeError("Metadata can hold at most 50 keys.", param=path)
    for key, text in metadata.items():
        if not isinstance(text, str):
            raise StripeError(f"Metadata values must be strings, but '{key}' is a hash.", param=path)
        if len(key) > 40:
            raise StripeError(f"Metadata keys must be under 40 characters long: '{key}'", param=path)
        if len(text) > 500:
            raise StripeError(f"Metadata values must be under 500 characters; '{key}' is longer.", param=path)


def _convert_scalar(hint: Any, value: Any, path: str) -> Any:
    if hint is Any:
        return value
    if not isinstance(value, str) or value == "":
        raise _empty_or_wrong(value, path)
    if hint is int:
        if not _INTEGER.fullmatch(value):
            raise StripeError(f"Invalid integer: {value}", code="parameter_invalid_integer", param=path)
        return int(value)
    if hint is bool:
        if value not in ("true", "false"):
            raise StripeError(f"Invalid boolean: {value}", param=path)
        return value == "true"
    if hint in (Decimal, float):
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise StripeError(f"Invalid decimal: {value}", param=path) from None
        return number if hint is Decimal else float(number)
    return value


def _empty_or_wrong(value: Any, path: str) -> StripeError:
    if value == "":
        message = (
            f"You passed an empty string for '{path}'. We assume empty values are an attempt to unset a parameter; "
            f"however '{path}' cannot be unset. You should remove '{path}' from your request or supply a value."
        )
        return StripeError(message, code="parameter_invalid_empty", param=path)
    return StripeError("Invalid string", code="parameter_invalid_string_empty" if value is None else None, param=path)
