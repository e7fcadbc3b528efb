"""Invite colleagues, change what they may do, take them out."""

import hashlib
import secrets
from dataclasses import dataclass, replace

from tradewind.access.errors import (
    AlreadyMemberError,
    InvitationEndedError,
    InvitationForAnotherError,
    InvitationNotFoundError,
    MemberNotFoundError,
    RoleTooLowError,
    TeamFullError,
)
from tradewind.access.guard import Access, StoreFinder
from tradewind.access.models import INVITATION_LIFETIME, MAX_TEAM, Invitation, Member, Role
from tradewind.access.repository import Team, TeamRepository
from tradewind.accounts.errors import SessionEndedError
from tradewind.accounts.models import User
from tradewind.accounts.repository import AccountRepository, fold_email
from tradewind.db import keys
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id
from tradewind.kit.mail_tokens import MailTokens
from tradewind.mailing.account_mail import AccountMail, MailLink, ask_for_mail
from tradewind.stores.models import Store, StoreStatus

_PURPOSE = "invitation"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDeps:
    """What the team use cases need."""

    team: TeamRepository
    accounts: AccountRepository
    stores: StoreFinder
    tokens: MailTokens
    clock: Clock
    new_id: IdFactory


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What somebody with an invitation's link is told."""

    invitation: Invitation
    store: Store


def read_team(deps: TeamDeps, *, store: Store) -> Team:
    """Colleagues, and invitations that still work."""
    team, now = deps.team.read_team(store.id), deps.clock()
    return Team(members=team.members, invitations=[each for each in team.invitations if each.expires_at > now])


def owner_email(deps: TeamDeps, *, store: Store) -> str:
    """The owner's address; empty when the account is gone."""
    owner = deps.accounts.find(store.user_id)
    return owner.email if owner else ""


def invite(deps: TeamDeps, *, access: Access, email: str, role: Role) -> Invitation:
    """Offer a role by mail. Inviting an address again sends a new link and ends the old one.

    The limit is looked at, not locked: two invitations at once may go one over it.

    Raises:
        AlreadyMemberError. TeamFullError.
    """
    store, now = access.store, deps.clock()
    team, folded = read_team(deps, store=store), fold_email(email)
    inviter = owner_email(deps, store=store)
    if folded == fold_email(inviter) or any(fold_email(member.email) == folded for member in team.members):
        raise AlreadyMemberError
    others = [each for each in team.invitations if fold_email(each.email) != folded]
    if len(team.members) + len(others) >= MAX_TEAM:
        detail = f"A store has up to {MAX_TEAM} colleagues and open invitations. Remove one first."
        raise TeamFullError(detail, extra={"limit": MAX_TEAM})
    invitation = Invitation(
        id=f"ivt_{hashlib.sha256(folded.encode()).hexdigest()[:26]}",
        store_id=store.id,
        email=email.strip(),
        role=role,
        invited_by=access.actor.id,
        nonce=secrets.token_hex(16),
        created_at=now,
        expires_at=now + INVITATION_LIFETIME,
    )
    mail = _mail(invitation, store, inviter)
    deps.team.invite(invitation, also=lambda tx: _ask(deps, tx, mail, store))
    return invitation


def withdraw(deps: TeamDeps, *, store: Store, invitation_id: str) -> Invitation:
    """Make an invitation's link stop working. Returns what it was.

    Raises:
        InvitationNotFoundError.
    """
    invitation = deps.team.find_invitation(store.id, invitation_id)
    if invitation is None:
        raise InvitationNotFoundError
    deps.team.withdraw(store.id, invitation_id)
    return invitation


def read_offer(deps: TeamDeps, *, token: str) -> Offer:
    """What an invitation's link offers.

    Raises:
        InvitationEndedError: whatever is wrong with it.
    """
    store_id, _, invitation_id = deps.tokens.read_subject(token).partition("-")
    invitation = deps.team.find_invitation(store_id, invitation_id) if is_id(store_id, "str") else None
    if (
        invitation is None
        or invitation.expires_at <= deps.clock()
        or not deps.tokens.is_valid(token, purpose=_PURPOSE, nonce=invitation.nonce)
    ):
        raise InvitationEndedError
    store = deps.stores.find(store_id)
    if store is None or store.status is StoreStatus.DELETED:
        raise InvitationEndedError
    return Offer(invitation=invitation, store=store)


def accept(deps: TeamDeps, *, user_id: str, token: str) -> Offer:
    """Take an invitation, once, with the account it was sent to: a link that was passed on opens nothing.

    The link came by mail to the account's address, so that is confirmed by it.

    Raises:
        InvitationEndedError. InvitationForAnotherError. AlreadyMemberError.
        SessionEndedError: the account is gone or disabled. AccountChangedError: it changed meanwhile.
    """
    user = deps.accounts.find(user_id)
    if user is None or not user.is_active:
        raise SessionEndedError
    offer = read_offer(deps, token=token)
    invitation = offer.invitation
    if fold_email(user.email) != fold_email(invitation.email):
        detail = f"This invitation is for {invitation.email}, and you are signed in as {user.email}. Sign in with that."
        raise InvitationForAnotherError(detail, extra={"email": invitation.email})
    if offer.store.user_id == user.id:
        raise AlreadyMemberError
    member = Member(
        store_id=offer.store.id,
        user_id=user.id,
        email=user.email,
        role=invitation.role,
        joined_at=deps.clock(),
    )
    deps.team.accept(invitation, member, also=lambda tx: _confirm_address(deps, tx, user))
    return offer


def change_role(deps: TeamDeps, *, store: Store, user_id: str, role: Role) -> Member:
    """Give a colleague another role; it holds from their next request on.

    Raises:
        MemberNotFoundError. StaleVersionError.
    """
    member = deps.team.find_member(store.id, user_id)
    if member is None:
        raise MemberNotFoundError
    if member.role is role:
        return member
    changed = replace(member, role=role, version=member.version + 1)
    deps.team.update(changed, previous=member)
    return changed


def remove(deps: TeamDeps, *, access: Access, user_id: str) -> Member:
    """Take a colleague out, or leave oneself. Returns who it was.

    Raises:
        MemberNotFoundError. RoleTooLowError: only the owner takes others out.
    """
    if access.role is not Role.OWNER and user_id != access.actor.id:
        detail = "Only the store's owner takes people out. You can leave yourself."
        raise RoleTooLowError(detail, extra={"role": access.role, "needed": Role.OWNER.value})
    member = deps.team.find_member(access.store.id, user_id)
    if member is None:
        raise MemberNotFoundError
    deps.team.remove(access.store.id, user_id)
    return member


def _confirm_address(deps: TeamDeps, tx: Transaction, user: User) -> None:
    if user.email_verified_at is None:
        deps.accounts.add_update(tx, replace(user, email_verified_at=deps.clock()), previous=user)


def _mail(invitation: Invitation, store: Store, inviter: str) -> AccountMail:
    subject = f"{store.id}-{invitation.id}"
    return AccountMail(
        template="account_invitation",
        to=invitation.email,
        link=MailLink(path="/join", purpose=_PURPOSE, subject=subject, nonce=invitation.nonce),
        context={
            "store_name": store.name,
            "role": invitation.role.value,
            "inviter": inviter,
            "days": INVITATION_LIFETIME.days,
        },
    )


def _ask(deps: TeamDeps, tx: Transaction, mail: AccountMail, store: Store) -> None:
    ask_for_mail(tx, mail, partition=keys.store(store.id).pk, clock=deps.clock, new_id=deps.new_id)
