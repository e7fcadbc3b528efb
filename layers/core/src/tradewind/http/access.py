"""The caller inside the store of a path: who it is, what it may, and the line it leaves in the audit log."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any

from fastapi import Depends, Path, Request
from fastapi.concurrency import run_in_threadpool

from tradewind.access.guard import Access, admit_key, admit_user
from tradewind.access.rules import RULES, Rule
from tradewind.access.tokens import PREFIX
from tradewind.bootstrap import Container
from tradewind.http.auth import Services, bearer_token, current_principal
from tradewind.http.problems import request_id_of
from tradewind.observability import count_metric, get_logger
from tradewind.stores.models import Store

_STORE_PATH = "/stores/{store_id}"


def rule_of(method: str, path: str) -> Rule:
    """The line of the role matrix for a route.

    Raises:
        LookupError: there is none; nobody is let in.
    """
    below = path.partition(_STORE_PATH)[2]
    try:
        return RULES[method, below]
    except KeyError:
        raise LookupError(f"{method} {path} is not in the role matrix (tradewind/access/rules.py)") from None


async def own_access(
    request: Request, store_id: Annotated[str, Path(max_length=40)], services: Services
) -> AsyncIterator[Access]:
    """The caller's access to the store of the path. What changed something is written down when the route is done."""
    rule = rule_of(request.method, request.scope["route"].path)
    access = await run_in_threadpool(_admit, request, services, store_id, rule)
    yield access
    if rule.is_logged(request.method):
        # FastAPI has read and kept the body before it asked for this.
        body = await request.body()
        await run_in_threadpool(_write_down, request, services, access, body)


def _admit(request: Request, services: Container, store_id: str, rule: Rule) -> Access:
    token = bearer_token(request)
    if token.startswith(PREFIX):
        return admit_key(services.guard_deps, token=token, store_id=store_id, rule=rule)
    principal = current_principal(request, services)
    return admit_user(services.guard_deps, user_id=principal.user_id, store_id=store_id, rule=rule)


def _write_down(request: Request, services: Container, access: Access, body: bytes) -> None:
    """One entry. The act itself is done: a log that cannot be written is counted, and does not undo it."""
    # Reading is most of what is asked, and needs none of this.
    from tradewind.access.audit import AuditEntry, describe

    label, fields = describe(_decoded(body))
    entry = AuditEntry(
        id=services.new_id("aud"),
        store_id=access.store.id,
        at=services.clock(),
        actor=access.actor,
        action=request.scope["endpoint"].__name__,
        label=access.note.label or label or _name_in(request.path_params),
        targets={name: value for name, value in request.path_params.items() if name != "store_id"},
        fields=fields,
        request_id=request_id_of(request),
    )
    try:
        services.audit_log.write(entry)
    except Exception:
        get_logger().exception("audit.lost", store_id=entry.store_id, action=entry.action, actor=entry.actor.id)
        count_metric("AuditLost")


def _name_in(path: Mapping[str, str]) -> str:
    """What a path itself calls its target in words of people: a discount's code, a page's kind."""
    return next((path[name] for name in ("code", "kind") if name in path), "")


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return None


OwnAccess = Annotated[Access, Depends(own_access, scope="function")]


def own_store(access: OwnAccess) -> Store:
    """The store of the path, if the caller may do there what the route does."""
    return access.store


OwnStore = Annotated[Store, Depends(own_store, scope="function")]
