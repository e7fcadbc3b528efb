"""Wire shapes of colleagues, API keys and the audit log."""

from typing import Annotated, Literal, Self

from pydantic import EmailStr, Field, model_validator

from tradewind.access.audit import AuditEntry
from tradewind.access.models import ApiKey, Invitation, KeyKind, Member, Role, Scope
from tradewind.http.schemas import Input, OneLine, Output, Timestamp
from tradewind.stores.models import Store

GrantedRole = Literal[Role.MANAGER, Role.VIEWER]


class InviteRequest(Input):
    """Whom to invite, and as what."""

    email: Annotated[EmailStr, Field(max_length=254)]
    role: GrantedRole


class ChangeRoleRequest(Input):
    """What a colleague may do from now on."""

    role: GrantedRole


class InvitationTokenRequest(Input):
    """The token of an invitation's link."""

    token: Annotated[str, Field(min_length=1, max_length=300)]


class MemberResponse(Output):
    """A person of the store; the owner's ``joined_at`` is when it was opened."""

    user_id: str
    email: str
    role: Role
    joined_at: Timestamp

    @classmethod
    def of(cls, member: Member) -> Self:
        """From the domain's member."""
        return cls(user_id=member.user_id, email=member.email, role=member.role, joined_at=member.joined_at)


class InvitationResponse(Output):
    """An open invitation."""

    id: str
    email: str
    role: Role
    created_at: Timestamp
    expires_at: Timestamp

    @classmethod
    def of(cls, invitation: Invitation) -> Self:
        """From the domain's invitation."""
        return cls(
            id=invitation.id,
            email=invitation.email,
            role=invitation.role,
            created_at=invitation.created_at,
            expires_at=invitation.expires_at,
        )


class TeamResponse(Output):
    """Everybody of a store; only its owner sees invitations."""

    members: list[MemberResponse]
    invitations: list[InvitationResponse]


class OfferResponse(Output):
    """What an invitation offers to whom."""

    store_id: str
    store_name: str
    email: str
    role: Role
    expires_at: Timestamp


class CreateKeyRequest(Input):
    """A key to be made. A publishable one has no scopes, a secret one at least one."""

    name: Annotated[OneLine, Field(min_length=1, max_length=80)]
    kind: KeyKind
    scopes: Annotated[list[Scope], Field(max_length=len(Scope), default_factory=list)]

    @model_validator(mode="after")
    def _fitting_scopes(self) -> Self:
        if self.kind is KeyKind.PUBLISHABLE and self.scopes:
            raise ValueError("A publishable key only names the store: leave `scopes` out.")
        if self.kind is KeyKind.SECRET and not self.scopes:
            raise ValueError("Choose at least one of `scopes`: a secret key may do what they say and no more.")
        return self


class KeyResponse(Output):
    """A key without its token; ``hint`` is the token's end."""

    id: str
    kind: KeyKind
    name: str
    scopes: list[Scope]
    hint: str
    created_at: Timestamp
    last_used_at: Timestamp | None

    @classmethod
    def of(cls, key: ApiKey) -> Self:
        """From the domain's key."""
        return cls(
            id=key.id,
            kind=key.kind,
            name=key.name,
            scopes=list(key.scopes),
            hint=key.hint,
            created_at=key.created_at,
            last_used_at=key.last_used_at,
        )


class NewKeyResponse(Output):
    """A new key with its token, which is shown this once."""

    key: KeyResponse
    token: str


class StoreLinks(Output):
    """Paths of the public API, below the address that was asked."""

    store: str
    products: str
    collections: str
    checkout: str


class KeyStoreResponse(Output):
    """What a storefront needs to begin with."""

    slug: str
    name: str
    currency: str
    locale: str
    is_selling: bool
    storefront_url: str
    links: StoreLinks

    @classmethod
    def of(cls, store: Store, storefront_url_template: str) -> Self:
        """From the domain's store."""
        base = f"/api/v1/public/stores/{store.slug}"
        return cls(
            slug=store.slug,
            name=store.name,
            currency=store.currency,
            locale=store.locale,
            is_selling=store.is_selling,
            storefront_url=storefront_url_template.format(slug=store.slug),
            links=StoreLinks(
                store=base,
                products=f"{base}/products",
                collections=f"{base}/collections",
                checkout=f"{base}/checkout",
            ),
        )


class ActorResponse(Output):
    """Who did it. ``name`` is an address, or a key's name; the owner's is looked up when it is read."""

    kind: Literal["user", "api_key", "ai", "system"]
    id: str
    name: str


class AuditEntryResponse(Output):
    """One act."""

    id: str
    at: Timestamp
    actor: ActorResponse
    action: str
    label: str
    targets: dict[str, str]
    fields: list[str]
    request_id: str

    @classmethod
    def of(cls, entry: AuditEntry, *, owner_id: str, owner_email: str) -> Self:
        """From the domain's entry."""
        actor = entry.actor
        name = actor.name or (owner_email if actor.id == owner_id else "")
        return cls(
            id=entry.id,
            at=entry.at,
            actor=ActorResponse(kind=actor.kind.value, id=actor.id, name=name),
            action=entry.action,
            label=entry.label,
            targets=dict(entry.targets),
            fields=list(entry.fields),
            request_id=entry.request_id,
        )
