"""The pages of the billing portal, and of a single invoice."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from local.stripe import cards, invoices, periods, portal, portal_actions, subscriptions
from local.stripe.portal_actions import Result, Visit
from local.stripe.render import render
from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject

_STATUS = {"declined": 402, "invalid": 400}
_EMPTY_CARD = {"card": "", "expiry": "", "cvc": ""}
_QUICK_CARD = {"expiry": "12 / 34", "cvc": "123"}
_DONE = {
    "change": "Your plan is changed.",
    "cancel": "Your subscription is cancelled.",
    "keep": "Your subscription goes on.",
    "resume": "Your subscription goes on.",
    "card": "Your card is saved.",
    "pay": "Thank you, the payment went through.",
}
FEEDBACK = {
    "too_expensive": "It is too expensive",
    "missing_features": "Something I need is missing",
    "switched_service": "I found something else",
    "unused": "I do not use it enough",
    "customer_service": "I was not helped well",
    "too_complex": "It is too hard to use",
    "low_quality": "It did not work well",
    "other": "Another reason",
}


def routes(standin: StandIn) -> list[BaseRoute]:
    """Return the routes of the pages."""

    async def show(request: Request) -> Response:
        done = request.query_params.get("done", "")
        return await run_in_threadpool(_show, standin, request.path_params["id"], done)

    async def submit(request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        return await run_in_threadpool(_submit, standin, request.path_params["id"], form)

    async def show_invoice(request: Request) -> Response:
        return await run_in_threadpool(_show_invoice, standin, request.path_params["id"])

    async def pay_invoice(request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        return await run_in_threadpool(_pay_invoice, standin, request.path_params["id"], form)

    return [
        Route("/p/session/{id}", show, methods=["GET"]),
        Route("/p/session/{id}", submit, methods=["POST"]),
        Route("/i/{id}", show_invoice, methods=["GET"]),
        Route("/i/{id}", pay_invoice, methods=["POST"]),
    ]


# The portal


def _open(standin: StandIn, session_id: str) -> tuple[JsonObject, Visit] | Response:
    """Return the session and its visit, or the page that says why there is none."""
    session = standin.store.find(session_id, kind=portal.SESSION, account=None)
    if session is None:
        return render("portal_closed.html", 404, state="unknown", return_url=None, store_name="")
    visit = portal_actions.visit(standin, session)
    if visit is None or session["created"] + portal.LASTS_SECONDS <= standin.now():
        return render(
            "portal_closed.html", 410, state="expired", return_url=session["return_url"], store_name=_name(session)
        )
    return session, visit


def _show(standin: StandIn, session_id: str, done: str) -> Response:
    opened = _open(standin, session_id)
    if isinstance(opened, Response):
        return opened
    return _page(*opened, entry=_EMPTY_CARD, done=_DONE.get(done, ""))


def _submit(standin: StandIn, session_id: str, form: Mapping[str, str]) -> Response:
    opened = _open(standin, session_id)
    if isinstance(opened, Response):
        return opened
    session, visit = opened
    action = form.get("do", "")
    if action.startswith("fill:"):
        return _page(session, visit, entry={"card": action.removeprefix("fill:"), **_QUICK_CARD}, form=form)
    result = portal_actions.act(visit, form)
    if result.kind == "done":
        return RedirectResponse(f"/p/session/{session_id}?done={action}", status_code=303)
    fresh = _open(standin, session_id)
    if isinstance(fresh, Response):
        return fresh
    return _page(*fresh, entry=_EMPTY_CARD | dict(form), form=form, result=result)


def _page(
    session: JsonObject, visit: Visit, *, entry: Mapping[str, str], form: Mapping[str, str] | None = None,
    result: Result | None = None, done: str = "",
) -> Response:  # fmt: skip
    store = visit.standin.store
    configuration = store.find(session["configuration"], account=None) or {}
    action = (form or {}).get("do", "")
    listed = store.page(invoices.KIND, account=visit.account, where={"customer": visit.customer["id"]}, limit=24)
    return render(
        "portal.html",
        _STATUS[result.kind] if result else 200,
        session=session,
        customer=visit.customer,
        features=visit.features,
        headline=configuration["business_profile"]["headline"],
        plans=[_plan(visit, each) for each in visit.subscriptions],
        method=_method(visit),
        invoices=[each for each in listed.items if each["status"] != "draft"],
        feedback=[each for each in FEEDBACK.items() if each[0] in _reasons(visit)],
        entry=entry,
        problems=result.problems if result else {},
        done=done,
        card_open=action == "card" or action.startswith("fill:") or any(entry[name] for name in _EMPTY_CARD),
        open_action=action,
        open_subscription=(form or {}).get("subscription", ""),
        quick_picks=cards.QUICK_PICKS,
        test_cards=cards.TEST_CARDS,
        store_name=_name(session),
    )


def _reasons(visit: Visit) -> list[str]:
    asked = visit.features["subscription_cancel"]["cancellation_reason"]
    return list(asked["options"]) if asked["enabled"] else []


def _plan(visit: Visit, subscription: JsonObject) -> JsonObject:
    """Return what the page says about one subscription."""
    store = visit.standin.store
    item = subscription["items"]["data"][0]
    owed = invoices.open_ones(visit.standin, subscription["id"], account=visit.account)
    product = store.find(item["price"]["product"], account=None) or {"name": "Subscription", "description": None}
    choices = [
        {
            "id": price["id"],
            "name": (store.find(price["product"], account=None) or {"name": "Plan"})["name"],
            "price": periods.price_text(price, item["quantity"]),
            "current": price["id"] == item["price"]["id"],
        }
        for price in visit.prices(subscription)
    ]
    return {
        "subscription": subscription,
        "name": product["name"],
        "description": product["description"],
        "price": periods.price_text(item["price"], item["quantity"]),
        "period_end": subscriptions.period_of(subscription)[1],
        "has_card": subscriptions.method_of(visit.standin, subscription) is not None,
        "owed": sum(invoice["amount_due"] for invoice in owed),
        "next_attempt": next((each["next_payment_attempt"] for each in owed if each["next_payment_attempt"]), None),
        "choices": choices if len(subscription["items"]["data"]) == 1 else [],
    }


def _method(visit: Visit) -> JsonObject | None:
    """Return the card that is charged next."""
    for subscription in visit.subscriptions:
        method = subscriptions.method_of(visit.standin, subscription)
        if method:
            return method
    default = visit.customer["invoice_settings"]["default_payment_method"]
    return visit.standin.store.find(default or "", account=None)


def _name(session: JsonObject) -> str:
    return urlsplit(session["return_url"] or "").hostname or "the store"


# One invoice


def _show_invoice(
    standin: StandIn, invoice_id: str, *, entry: Mapping[str, str] = _EMPTY_CARD, result: Result | None = None
) -> Response:
    invoice = standin.store.find(invoice_id, kind=invoices.KIND, account=None)
    if invoice is None or invoice["status"] == "draft":
        return render("portal_closed.html", 404, state="no_invoice", return_url=None, store_name="")
    return render(
        "invoice.html",
        _STATUS[result.kind] if result else 200,
        invoice=invoice,
        entry=entry,
        problems=result.problems if result else {},
        quick_picks=cards.QUICK_PICKS,
        test_cards=cards.TEST_CARDS,
    )


def _pay_invoice(standin: StandIn, invoice_id: str, form: Mapping[str, str]) -> Response:
    """Pay an open invoice with a card, which is kept for the next ones too."""
    action = form.get("do", "card")
    if action.startswith("fill:"):
        return _show_invoice(standin, invoice_id, entry={"card": action.removeprefix("fill:"), **_QUICK_CARD})
    with standin.store.transaction():
        invoice = standin.store.find(invoice_id, kind=invoices.KIND, account=None)
        account = standin.store.account_of(invoice_id) if invoice else ""
        customer = standin.store.find(invoice["customer"] if invoice else "", kind="customer", account=account)
        if invoice is None or customer is None or invoice["status"] != "open":
            return _show_invoice(standin, invoice_id)
        result = portal_actions.use_new_card(standin, customer, form, account=account)
    if result.kind == "done":
        return RedirectResponse(f"/i/{invoice_id}", status_code=303)
    return _show_invoice(standin, invoice_id, entry=_EMPTY_CARD | dict(form), result=result)
