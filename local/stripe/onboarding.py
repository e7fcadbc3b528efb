"""The pages of a connected account's owner: onboarding behind a single-use link, and the Express dashboard."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from local.stripe import account_objects, accounts
from local.stripe.render import render
from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject, new_id

_OUTCOMES = {"complete": (), "incomplete": account_objects.ASKED_LATER}


def routes(standin: StandIn) -> list[BaseRoute]:
    """Return the routes of the pages."""

    async def show(request: Request) -> Response:
        return await run_in_threadpool(_show, standin, request.path_params)

    async def submit(request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        return await run_in_threadpool(_submit, standin, request.path_params, form)

    async def dashboard(request: Request) -> Response:
        return await run_in_threadpool(_dashboard, standin, request.path_params["account"])

    return [
        Route("/setup/{account}/{link}", show, methods=["GET"]),
        Route("/setup/{account}/{link}", submit, methods=["POST"]),
        Route("/express/{account}/{login}", dashboard, methods=["GET"]),
    ]


def _show(standin: StandIn, path: Mapping[str, str]) -> Response:
    """Show the form to whoever opens the link first; anyone later is sent to ask for a new one."""
    with standin.store.transaction():
        link, account, private = _load(standin, path)
        if link is None or account is None:
            return _unknown()
        if private.get("opened") or link["expires_at"] <= standin.now():
            return RedirectResponse(private["refresh_url"], status_code=303)
        private |= {"opened": True, "visit": new_id("visit", 20)}
        standin.store.save_private(link["id"], private)
        return render("onboard.html", account=account, visit=private["visit"], name=_name(account))


def _submit(standin: StandIn, path: Mapping[str, str], form: Mapping[str, str]) -> Response:
    """Finish onboarding as the form says, and lead back to the platform.

    The page that opened the link may answer whenever it likes; a script may answer a link nobody has opened.
    """
    with standin.store.transaction():
        link, account, private = _load(standin, path)
        if link is None or account is None:
            return _unknown()
        unopened = not private.get("opened") and link["expires_at"] > standin.now()
        if private.get("closed") or not (unopened or form.get("visit") == private.get("visit", "")):
            return RedirectResponse(private["refresh_url"], status_code=303)
        standin.store.save_private(link["id"], private | {"opened": True, "closed": True})
        due = _OUTCOMES.get(form.get("do", ""))
        if due is not None:
            accounts.set_state(standin, account, due=due, submitted=True)
        return RedirectResponse(private["return_url"], status_code=303)


def _load(
    standin: StandIn, path: Mapping[str, str]
) -> tuple[JsonObject | None, JsonObject | None, JsonObject]:  # fmt: skip
    link = standin.store.find(path["link"], kind=accounts.LINK)
    private = standin.store.private(path["link"])
    if private.get("account") != path["account"]:
        return None, None, {}
    return link, accounts.find(standin, path["account"]), private


def _dashboard(standin: StandIn, account_id: str) -> Response:
    account = accounts.find(standin, account_id)
    if account is None:
        return _unknown()
    charges = standin.store.page("charge", account=account_id, where={"status": "succeeded"}, limit=20).items
    return render("express.html", account=account, charges=charges, name=_name(account))


def _name(account: JsonObject) -> str:
    return str(account["business_profile"]["name"] or account["email"] or account["id"])


def _unknown() -> Response:
    return render("closed.html", 404, state="unknown", session=None, store_name="", return_url=None)
