"""Checks JSON against the type annotations of the installed Stripe SDK.

The SDK is generated from Stripe's API description and carries it as annotations: nested classes, optional fields,
literal enums. Walking them tells whether an answer could have come from Stripe, and stays in step with the pinned
version by itself. Annotations cannot tell "nullable but always there" from "may be absent", so optional keys are not
demanded here.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
import types
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, ForwardRef, Literal, TypeVar, Union, get_args, get_origin

import stripe
from stripe import ListObject, StripeObject

type Json = dict[str, Any]

CLASSES: dict[str, type[StripeObject]] = {
    "account": stripe.Account,
    "account_link": stripe.AccountLink,
    "application_fee": stripe.ApplicationFee,
    "balance": stripe.Balance,
    "balance_transaction": stripe.BalanceTransaction,
    "billing_portal.configuration": stripe.billing_portal.Configuration,
    "billing_portal.session": stripe.billing_portal.Session,
    "charge": stripe.Charge,
    "checkout.session": stripe.checkout.Session,
    "coupon": stripe.Coupon,
    "customer": stripe.Customer,
    "dispute": stripe.Dispute,
    "event": stripe.Event,
    "fee_refund": stripe.ApplicationFeeRefund,
    "invoice": stripe.Invoice,
    "invoice_payment": stripe.InvoicePayment,
    "item": stripe.LineItem,
    "login_link": stripe.LoginLink,
    "payment_intent": stripe.PaymentIntent,
    "payment_method": stripe.PaymentMethod,
    "price": stripe.Price,
    "product": stripe.Product,
    "refund": stripe.Refund,
    "shipping_rate": stripe.ShippingRate,
    "subscription": stripe.Subscription,
    "webhook_endpoint": stripe.WebhookEndpoint,
}


def faults(body: Json) -> list[str]:
    """Return everything in an answer that the SDK would not expect; empty when it is faithful.

    Takes the JSON as sent, before the SDK turns decimal strings into numbers. Lists and events are opened.
    """
    kind = body.get("object", "")
    if kind == "list":
        return [fault for item in body["data"] for fault in faults(item)]
    if kind not in CLASSES:
        return [f"unknown object '{kind}'"]
    if body.get("deleted"):
        return []
    found = list(_object_faults(body, CLASSES[kind], kind))
    if kind == "event":
        found += [f"{body['type']} > {fault}" for fault in faults(body["data"]["object"])]
    return found


@cache
def _names(module_name: str) -> dict[str, Any]:
    """Return the names a module's annotations may use, also those it imports for type checkers only."""
    module = sys.modules[module_name]
    names = dict(vars(module))
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("stripe"):
            source = importlib.import_module(node.module)
            for alias in node.names:
                if hasattr(source, alias.name):
                    names.setdefault(alias.asname or alias.name, getattr(source, alias.name))
    return names


def _resolve(hint: Any, owner: type) -> Any:
    """Return what an annotation written as text stands for."""
    if isinstance(hint, ForwardRef):
        hint = hint.__forward_arg__
    if isinstance(hint, str):
        return eval(hint, dict(_names(owner.__module__)))  # noqa: S307 - text of the installed SDK
    return hint


@cache
def _fields(cls: type) -> dict[str, tuple[Any, type]]:
    """Return the fields of a class with their annotation and the class that declares it."""
    found: dict[str, tuple[Any, type]] = {}
    for base in reversed(cls.__mro__):
        if not issubclass(base, StripeObject) or base is StripeObject:
            continue
        for name, hint in inspect.get_annotations(base).items():
            resolved = _resolve(hint, base)
            if not name.startswith("_") and get_origin(resolved) is not ClassVar:
                found[name] = (resolved, base)
    return found


def _object_faults(body: Json, cls: type, path: str) -> Iterator[str]:
    known = _fields(cls)
    for name, (hint, owner) in known.items():
        if name in body:
            yield from _value_faults(body[name], hint, owner, f"{path}.{name}")
        elif hint is not Any and type(None) not in get_args(hint):
            yield f"{path}.{name}: missing"
    for name in body.keys() - known.keys():
        yield f"{path}.{name}: unknown field"


def _value_faults(value: Any, hint: Any, owner: type, path: str) -> Iterator[str]:
    hint = _resolve(hint, owner)
    origin = get_origin(hint)
    if hint is Any or isinstance(hint, TypeVar):
        return
    if origin in (Union, types.UnionType):
        yield from _union_faults(value, get_args(hint), owner, path)
    elif origin is Literal:
        if value not in get_args(hint):
            yield f"{path}: {value!r} is not in the enum"
    elif origin is list:
        yield from _list_faults(value, get_args(hint)[0], owner, path)
    elif origin is ListObject or hint is ListObject:
        yield from _list_object_faults(value, get_args(hint)[0], owner, path)
    elif origin is dict or hint is dict or "UntypedStripeObject" in repr(hint):
        if not isinstance(value, dict):
            yield f"{path}: wants an object"
    elif isinstance(hint, type) and issubclass(hint, StripeObject):
        if isinstance(value, dict):
            yield from _object_faults(value, hint, path)
        else:
            yield f"{path}: wants a {hint.__name__}"
    elif not _is_scalar(value, hint):
        yield f"{path}: wants {hint}, got {value!r:.40}"


def _union_faults(value: Any, arms: tuple[Any, ...], owner: type, path: str) -> Iterator[str]:
    """Report the faults of the arm that fits best."""
    if any(get_origin(arm) is Literal for arm in arms):
        # Enums carry an open `str` for future values; the stand-in has to use today's.
        arms = tuple(arm for arm in arms if arm is not str)
    best: list[str] | None = None
    for arm in arms:
        found = list(_value_faults(value, arm, owner, path))
        if not found:
            return
        fits_better = isinstance(value, dict) and isinstance(_resolve(arm, owner), type)
        if best is None or fits_better:
            best = found
    yield from best or []


def _list_faults(value: Any, item: Any, owner: type, path: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{path}: wants a list"
        return
    for position, each in enumerate(value):
        yield from _value_faults(each, item, owner, f"{path}[{position}]")


def _list_object_faults(value: Any, item: Any, owner: type, path: str) -> Iterator[str]:
    if not isinstance(value, dict) or value.get("object") != "list" or not {"data", "has_more", "url"} <= value.keys():
        yield f"{path}: is not a list object"
        return
    yield from _list_faults(value["data"], item, owner, f"{path}.data")


def _is_scalar(value: Any, hint: Any) -> bool:
    if hint is type(None):
        return value is None
    if hint is Decimal:
        return isinstance(value, str)  # the wire carries decimals as text
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(hint, type) and isinstance(value, hint)
