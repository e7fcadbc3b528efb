"""`expand[]`: replaces ids in an answer by the objects they name, several levels deep."""

from __future__ import annotations

from collections.abc import Callable

from local.stripe import objects, sessions
from local.stripe.standin import Call
from local.stripe.wire import JsonObject, StripeError

_DEEPEST = 4


def _charge_refunds(call: Call, charge: JsonObject) -> JsonObject:
    refunds = call.store.page("refund", account=call.account, where={"charge": charge["id"]})
    return objects.list_object(refunds.items, f"/v1/charges/{charge['id']}/refunds", has_more=refunds.has_more)


def _invoice_payments(call: Call, invoice: JsonObject) -> JsonObject:
    payments = call.store.page("invoice_payment", account=call.account, where={"invoice": invoice["id"]})
    return objects.list_object(payments.items, f"/v1/invoice_payments?invoice={invoice['id']}")


# Lists that are part of an object only when asked for.
_LISTS: dict[tuple[str, str], Callable[[Call, JsonObject], JsonObject | list[JsonObject]]] = {
    ("checkout.session", "line_items"): lambda call, session: sessions.line_items(call.standin, session["id"]),
    ("charge", "refunds"): _charge_refunds,
    ("invoice", "payments"): _invoice_payments,
    ("item", "discounts"): lambda call, line: sessions.hidden_in_line(call.standin, line["id"], "discounts"),
    ("item", "taxes"): lambda call, line: sessions.hidden_in_line(call.standin, line["id"], "taxes"),
}
# Parts of a part of an object that show only when asked for, and the name they are kept under.
_PARTS = {
    ("checkout.session", "total_details", "breakdown"): "breakdown",
    ("checkout.session", "shipping_cost", "taxes"): "shipping_taxes",
}


def expand(call: Call, body: JsonObject, paths: list[str]) -> JsonObject:
    """Return the answer with every path (`data.payment_intent.latest_charge`) expanded.

    Raises StripeError for a path that does not lead to an id or a hidden list.
    """
    for path in paths:
        steps = path.split(".")
        if len(steps) > _DEEPEST:
            raise StripeError(f"You cannot expand more than {_DEEPEST} levels of a property. Property: {path}",
                              param="expand")  # fmt: skip
        _descend(call, body, steps, path)
    return body


def _descend(call: Call, node: JsonObject, steps: list[str], path: str) -> None:
    step, *rest = steps
    hidden = _LISTS.get((node.get("object", ""), step))
    if hidden and step not in node:
        node[step] = hidden(call, node)
    kept = _PARTS.get((node.get("object", ""), step, rest[0])) if rest else None
    if kept and node[step]:
        node[step].setdefault(rest[0], call.store.private(node["id"]).get(kept))
    if step not in node:
        raise _refused(path)
    value = node[step]
    if isinstance(value, str):
        found = call.store.find(value, account=call.account)
        if found is None:
            raise _refused(path)
        node[step] = value = found
    children = value if isinstance(value, list) else [value]
    for child in children:
        if rest and isinstance(child, dict):
            _descend(call, child, rest, path)
        elif not isinstance(child, dict | None):
            raise _refused(path)


def _refused(path: str) -> StripeError:
    return StripeError(
        f"This property cannot be expanded ({path}). You may want to try expanding a parent property instead.",
        param="expand",
    )
