"""``/api/v1/stores/{store_id}/team``, ``/api-keys``, ``/audit-log``, and ``/api/v1/invitations``."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import AwareDatetime

from tradewind.access import api_keys, team
from tradewind.access.audit import AuditFilter
from tradewind.access.models import Role
from tradewind.access.schemas import (
    AuditEntryResponse,
    ChangeRoleRequest,
    CreateKeyRequest,
    InvitationResponse,
    InvitationTokenRequest,
    InviteRequest,
    KeyResponse,
    KeyStoreResponse,
    MemberResponse,
    NewKeyResponse,
    OfferResponse,
    TeamResponse,
)
from tradewind.http.auth import CurrentPrincipal, Services, bearer_token
from tradewind.http.deps import OwnAccess, OwnStore
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf

store_router = APIRouter(prefix="/stores/{store_id}", tags=["team"])
invitation_router = APIRouter(prefix="/invitations", tags=["team"])
public_router = APIRouter(prefix="/public", tags=["storefront"])
routers = (store_router, invitation_router, public_router)

Id = Annotated[str, Path(max_length=40)]


@store_router.get("/team", responses=responses(401, 403, 404))
def get_team(access: OwnAccess, services: Services) -> TeamResponse:
    """Everybody who works in the store, its owner first, then by address."""
    store, deps = access.store, services.team_deps
    found = team.read_team(deps, store=store)
    owner = MemberResponse(
        user_id=store.user_id,
        email=team.owner_email(deps, store=store),
        role=Role.OWNER,
        joined_at=store.created_at,
    )
    members = sorted((MemberResponse.of(member) for member in found.members), key=lambda each: each.email)
    # Whom the owner asked and who did not answer is the owner's business.
    invitations = found.invitations if access.role is Role.OWNER else []
    return TeamResponse(
        members=[owner, *members], invitations=[InvitationResponse.of(invitation) for invitation in invitations]
    )


@store_router.post("/team/invitations", status_code=201, responses=responses(401, 403, 404, 409))
def invite_member(body: InviteRequest, access: OwnAccess, services: Services) -> InvitationResponse:
    """Invite somebody by mail. Again for the same address: a new link, and the old one ends."""
    return InvitationResponse.of(team.invite(services.team_deps, access=access, email=body.email, role=body.role))


@store_router.delete("/team/invitations/{invitation_id}", status_code=204, responses=responses(401, 403, 404))
def withdraw_invitation(invitation_id: Id, access: OwnAccess, services: Services) -> Response:
    """Take an invitation back."""
    withdrawn = team.withdraw(services.team_deps, store=access.store, invitation_id=invitation_id)
    access.note.label = withdrawn.email
    return Response(status_code=204)


@store_router.patch("/team/{user_id}", responses=responses(401, 403, 404, 409))
def change_member_role(user_id: Id, body: ChangeRoleRequest, access: OwnAccess, services: Services) -> MemberResponse:
    """Give a colleague another role."""
    member = team.change_role(services.team_deps, store=access.store, user_id=user_id, role=body.role)
    access.note.label = f"{member.email} → {member.role.value}"
    return MemberResponse.of(member)


@store_router.delete("/team/{user_id}", status_code=204, responses=responses(401, 403, 404))
def remove_member(user_id: Id, access: OwnAccess, services: Services) -> Response:
    """Take a colleague out of the store, or leave it."""
    access.note.label = team.remove(services.team_deps, access=access, user_id=user_id).email
    return Response(status_code=204)


@store_router.get("/api-keys", responses=responses(401, 403, 404))
def list_api_keys(store: OwnStore, services: Services) -> ListOf[KeyResponse]:
    """The store's keys, oldest first."""
    keys = services.key_deps.keys.list_keys(store.id)
    return ListOf(items=[KeyResponse.of(key) for key in keys], total=len(keys))


@store_router.post("/api-keys", status_code=201, responses=responses(401, 403, 404, 409))
def create_api_key(body: CreateKeyRequest, access: OwnAccess, services: Services, response: Response) -> NewKeyResponse:
    """Make a key. The token is in this answer and nowhere else."""
    key, token = api_keys.create_key(
        services.key_deps, access=access, kind=body.kind, name=body.name, scopes=tuple(dict.fromkeys(body.scopes))
    )
    response.headers["cache-control"] = "no-store"
    return NewKeyResponse(key=KeyResponse.of(key), token=token)


@store_router.delete("/api-keys/{key_id}", status_code=204, responses=responses(401, 403, 404))
def revoke_api_key(key_id: Id, access: OwnAccess, services: Services) -> Response:
    """Make a key stop working at once and for good."""
    access.note.label = api_keys.revoke_key(services.key_deps, store=access.store, key_id=key_id).name
    return Response(status_code=204)


@store_router.get("/audit-log", responses=responses(400, 401, 403, 404))
def list_audit_log(
    store: OwnStore,
    services: Services,
    actor_id: Annotated[str, Query(max_length=60, description="Only what this user or key did.")] = "",
    action: Annotated[str, Query(max_length=60, description="Only this action.")] = "",
    since: Annotated[AwareDatetime | None, Query(description="From this moment on.")] = None,
    until: Annotated[AwareDatetime | None, Query(description="Up to this moment.")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=1000, description="`next_cursor` of the page before.")] = None,
) -> ListOf[AuditEntryResponse]:
    """What was done in the store in the last 400 days, latest first. A page may be short and still have a cursor."""
    wanted = AuditFilter(actor_id=actor_id, action=action, since=since, until=until)
    page = services.audit_log.list_entries(store.id, wanted, limit=limit, cursor=cursor)
    email = team.owner_email(services.team_deps, store=store)
    return ListOf(
        items=[AuditEntryResponse.of(entry, owner_id=store.user_id, owner_email=email) for entry in page.items],
        next_cursor=page.next_cursor,
    )


@invitation_router.post("/preview", responses=responses(410))
def preview_invitation(body: InvitationTokenRequest, services: Services) -> OfferResponse:
    """What the link of an invitation offers, to whoever holds it."""
    return _offer(team.read_offer(services.team_deps, token=body.token))


@invitation_router.post("/accept", responses=responses(401, 409, 410))
def accept_invitation(body: InvitationTokenRequest, principal: CurrentPrincipal, services: Services) -> OfferResponse:
    """Join the store, with the account of the invited address."""
    return _offer(team.accept(services.team_deps, user_id=principal.user_id, token=body.token))


@public_router.get("/store", responses=responses(401))
def get_store_of_key(request: Request, services: Services, response: Response) -> KeyStoreResponse:
    """Which store an API key names, and where its public data is: the first call of a storefront of one's own."""
    store = api_keys.find_store(services.key_deps, token=bearer_token(request))
    response.headers["cache-control"] = "private, max-age=300"
    return KeyStoreResponse.of(store, services.storefront_settings.storefront_url_template)


def _offer(offer: team.Offer) -> OfferResponse:
    return OfferResponse(
        store_id=offer.store.id,
        store_name=offer.store.name,
        email=offer.invitation.email,
        role=offer.invitation.role,
        expires_at=offer.invitation.expires_at,
    )
