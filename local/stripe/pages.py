"""The pages a person sees: the hosted checkout and the index of the stand-in."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from local.stripe import (
    billing_desk,
    cards,
    checkout,
    countries,
    desk,
    session_subscription,
    sessions,
    subscription_checkout,
    totals,
)
from local.stripe.controls import events_with_deliveries
from local.stripe.currency import format_amount
from local.stripe.render import render
from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject

_STATUS = {"declined": 402, "invalid": 400, "changed": 200, "closed": 410}
_EMPTY_ENTRY = {
    "method": "card", "card": "", "expiry": "", "cvc": "", "debit": "succeeds", "email": "", "name": "", "phone": "",
    "country": "US", "postal_code": "", "shipping_name": "", "line1": "", "line2": "", "city": "", "state": "",
    "shipping_postal_code": "", "shipping_country": "", "shipping_rate": "",
}  # fmt: skip
_QUICK_EXPIRY = "12 / 34"
_QUICK_CVC = "123"
_METHOD_NAMES = {"card": "Card"}


def routes(standin: StandIn) -> list[BaseRoute]:
    """Return the routes of the pages."""

    async def show(request: Request) -> Response:
        return await run_in_threadpool(_show, standin, request.path_params["id"])

    async def submit(request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        return await run_in_threadpool(_submit, standin, request.path_params["id"], form, str(request.url))

    async def index(_: Request) -> Response:
        return await run_in_threadpool(_index, standin)

    return [
        Route("/c/pay/{id}", show, methods=["GET"]),
        Route("/c/pay/{id}", submit, methods=["POST"]),
        Route("/", index, methods=["GET"]),
    ]


def _show(standin: StandIn, session_id: str) -> Response:
    sessions.expire_due(standin)
    session = standin.store.find(session_id, kind=sessions.KIND, account=None)
    if session is None:
        return render("closed.html", 404, state="unknown", session=None, store_name="", return_url=None)
    if session["status"] != "open":
        return _closed(session)
    if checkout.is_waiting(standin, session_id):
        return render("confirm.html", session=session, store_name=_store_name(session))
    return _pay_page(standin, session, _EMPTY_ENTRY | checkout.kept_entry(standin, session_id), {})


def _submit(standin: StandIn, session_id: str, form: Mapping[str, str], page_url: str) -> Response:
    session = standin.store.find(session_id, kind=sessions.KIND, account=None)
    if session is None:
        return _show(standin, session_id)
    action = form.get("do", "pay")
    entry = _EMPTY_ENTRY | checkout.kept_entry(standin, session_id) | dict(form)
    if action.startswith("fill:") and session["status"] == "open":
        filled = {"card": action.removeprefix("fill:"), "expiry": _QUICK_EXPIRY, "cvc": _QUICK_CVC, "method": "card"}
        return _pay_page(standin, session, entry | filled, {})
    if action == "update" and session["status"] == "open":
        return _pay_page(standin, session, entry, {})
    if action in ("confirm", "refuse"):
        result = checkout.confirm(standin, session_id, accepted=action == "confirm")
    else:
        result = checkout.pay(standin, session_id, form, page_url)
    session = standin.store.find(session_id, account=None) or session
    if result.kind == "complete":
        return RedirectResponse(_success_url(session), status_code=303)
    if result.kind == "confirm":
        return RedirectResponse(page_url, status_code=303)
    if result.kind == "closed":
        return _closed(session)
    changed = result.kind == "changed"
    return _pay_page(standin, session, entry, result.problems, _STATUS[result.kind], changed=changed)


def _success_url(session: JsonObject) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


def _closed(session: JsonObject) -> Response:
    paid = session["status"] == "complete"
    return render(
        "closed.html",
        200 if paid else 410,
        state="paid" if paid else "expired",
        session=session,
        store_name=_store_name(session),
        return_url=_success_url(session) if paid else session["cancel_url"],
    )


def _pay_page(
    standin: StandIn, session: JsonObject, entry: Mapping[str, str], problems: Mapping[str, str], status: int = 200,
    *, changed: bool = False,
) -> Response:  # fmt: skip
    collection = session["shipping_address_collection"]
    chosen = entry["shipping_rate"] or (session["shipping_cost"] or {}).get("shipping_rate", "")
    shown = dict(entry)
    if collection and not shown["shipping_country"]:
        # Stripe chooses by the shopper's address; here everybody sits in the United States if the store ships there.
        allowed = collection["allowed_countries"]
        shown["shipping_country"] = "US" if "US" in allowed else allowed[0]
    country = checkout.taxed_country(session, shown)
    added_up = totals.preview(standin, session, rate_id=chosen, country=country)
    rates = [_rate(standin, session, option, country) for option in session["shipping_options"]]
    coupon = standin.store.private(session["id"]).get("coupon")
    return render(
        "pay.html",
        status,
        session=session,
        entry=shown,
        problems=problems,
        changed=changed,
        totals=added_up,
        total=added_up.total,
        coupon_name=(coupon["name"] or coupon["id"]) if coupon else "",
        lines=added_up.lines,
        products={line["id"]: standin.store.find(line["price"]["product"], account=None) for line in added_up.lines},
        rates=rates,
        chosen_rate=chosen,
        shipping_countries=countries.choices(collection["allowed_countries"]) if collection else [],
        billing_countries=countries.choices(),
        quick_picks=cards.QUICK_PICKS,
        test_cards=cards.TEST_CARDS,
        methods=[(kind, _METHOD_NAMES.get(kind, "Bank debit")) for kind in session["payment_method_types"]],
        store_name=_store_name(session),
        known_email=checkout.known_email(standin, session),
        plan=_plan(standin, session),
        takes_card=session["mode"] == "subscription" or bool(added_up.total),
        no_card_needed=session["mode"] == "subscription" and subscription_checkout.may_go_without_card(session),
    )


def _plan(standin: StandIn, session: JsonObject) -> JsonObject | None:
    """Return what the page says about a subscription."""
    if session["mode"] != "subscription":
        return None
    private = standin.store.private(session["id"])
    due = sum(line["price"]["unit_amount"] * line["quantity"] for line in private["line_items"])
    amount = format_amount(due, session["currency"])
    return {"amount": amount} | session_subscription.texts(private, standin.now())


def _rate(standin: StandIn, session: JsonObject, option: JsonObject, country: str) -> JsonObject:
    rate = standin.store.find(option["shipping_rate"], account=None) or {}
    amount = option["shipping_amount"]
    currency = session["currency"]
    added_up = totals.preview(standin, session, rate_id=option["shipping_rate"], country=country)
    return {
        "id": option["shipping_rate"],
        "name": rate.get("display_name", "Shipping"),
        "estimate": _estimate(rate.get("delivery_estimate")),
        "price": format_amount(amount, currency) if amount else "Free",
        "total": format_amount(added_up.total, currency),
        "minor_units": added_up.total,
        "tax_added": format_amount(added_up.tax_added, currency),
        "tax_included": format_amount(added_up.tax_included, currency),
    }


def _estimate(estimate: JsonObject | None) -> str:
    if not estimate:
        return ""
    bounds = [bound for bound in (estimate["minimum"], estimate["maximum"]) if bound]
    if not bounds:
        return ""
    unit = bounds[-1]["unit"].replace("_", " ")
    values = "–".join(str(bound["value"]) for bound in bounds)
    return f"{values} {unit}{'' if values == '1' else 's'}"


def _store_name(session: JsonObject) -> str:
    """Return whom the shopper pays: the branding's name, else the host they came from."""
    if session["branding_settings"]:
        return str(session["branding_settings"]["display_name"])
    return urlsplit(session["success_url"] or "").hostname or "the store"


def _index(standin: StandIn) -> Response:
    sessions.expire_due(standin)
    latest = standin.store.page(sessions.KIND, account=None, limit=12).items
    return render(
        "index.html",
        now=standin.now(),
        offset=int(standin.clock.offset),
        sessions=latest,
        settling={session["id"] for session in latest if checkout.is_settling(standin, session["id"])},
        events=events_with_deliveries(standin, limit=20),
        endpoints=standin.store.all("webhook_endpoint", account=None),
        faults=standin.faults.as_json(),
        **desk.overview(standin),
        **billing_desk.overview(standin),
    )
