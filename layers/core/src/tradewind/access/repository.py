"""Colleagues and invitations in the table."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pynamodb.attributes import UnicodeAttribute

from tradewind.access.errors import AlreadyMemberError, InvitationEndedError, MemberNotFoundError
from tradewind.access.models import Invitation, Member
from tradewind.db import access_keys as keys
from tradewind.db.keys import store as store_key
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import to_epoch
from tradewind.stores.errors import StaleVersionError


class MemberItem(Item, discriminator="Member"):
    """A colleague; ``data`` is the model."""


class InvitationItem(Item, discriminator="Invitation"):
    """An open invitation; ``data`` is the model, ``nonce`` stands beside it for conditions."""

    nonce = UnicodeAttribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Everybody of a store but its owner."""

    members: list[Member] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)


class TeamRepository:
    """Who works in which store."""

    def find_member(self, store_id: str, user_id: str) -> Member | None:
        """A colleague, strongly consistent: whoever was taken out is out at the next request."""
        try:
            item = MemberItem.get(*keys.member(store_id, user_id), consistent_read=True)
        except MemberItem.DoesNotExist:
            return None
        return load(Member, item.data or "")

    def read_team(self, store_id: str) -> Team:
        """Colleagues and open invitations: one query of at most ``MAX_TEAM`` items and a few."""
        team = Team()
        for row in Item.query(store_key(store_id).pk, Item.sk.startswith(keys.TEAM_PREFIX)):
            if isinstance(row, MemberItem):
                team.members.append(load(Member, row.data or ""))
            elif isinstance(row, InvitationItem):
                team.invitations.append(load(Invitation, row.data or ""))
        return team

    def list_memberships(self, user_id: str, *, limit: int = 100) -> list[Member]:
        """The stores of others in which a user works: one query."""
        rows = MemberItem.gsi1.query(keys.memberships_of_user(user_id), limit=limit)
        return [load(Member, row.data or "") for row in rows]

    def find_invitation(self, store_id: str, invitation_id: str) -> Invitation | None:
        """An open invitation, strongly consistent."""
        try:
            item = InvitationItem.get(*keys.invitation(store_id, invitation_id), consistent_read=True)
        except InvitationItem.DoesNotExist:
            return None
        return load(Invitation, item.data or "")

    def invite(self, invitation: Invitation, *, also: Callable[[Transaction], None]) -> None:
        """Write an invitation over any older one to the same address, with the mail that ``also`` adds."""
        item = InvitationItem(*keys.invitation(invitation.store_id, invitation.id), data=dump(invitation))
        item.nonce = invitation.nonce
        item.ttl = to_epoch(invitation.expires_at)
        tx = Transaction()
        tx.put(item)
        also(tx)
        tx.commit()

    def withdraw(self, store_id: str, invitation_id: str) -> None:
        """Delete an invitation; one that is gone is fine."""
        InvitationItem(*keys.invitation(store_id, invitation_id)).delete()

    def accept(self, invitation: Invitation, member: Member, *, also: Callable[[Transaction], None]) -> None:
        """Turn an invitation into a colleague, once, with what ``also`` adds.

        Raises:
            InvitationEndedError: used, withdrawn or replaced meanwhile. AlreadyMemberError.
        """
        tx = Transaction()
        tx.delete(
            InvitationItem(*keys.invitation(invitation.store_id, invitation.id)),
            condition=InvitationItem.nonce == invitation.nonce,
            otherwise=lambda _: InvitationEndedError(),
        )
        tx.put(_member_item(member), condition=MemberItem.pk.does_not_exist(), otherwise=lambda _: AlreadyMemberError())
        also(tx)
        tx.commit()

    def update(self, member: Member, *, previous: Member) -> None:
        """Replace a colleague's record.

        Raises:
            StaleVersionError: someone else changed or removed it first.
        """
        tx = Transaction()
        tx.put(
            _member_item(member),
            condition=MemberItem.version == previous.version,
            otherwise=lambda _: StaleVersionError(),
        )
        tx.commit()

    def remove(self, store_id: str, user_id: str) -> None:
        """Take a colleague out.

        Raises:
            MemberNotFoundError: nobody of that id was there.
        """
        tx = Transaction()
        tx.delete(
            MemberItem(*keys.member(store_id, user_id)),
            condition=MemberItem.pk.exists(),
            otherwise=lambda _: MemberNotFoundError(),
        )
        tx.commit()


def _member_item(member: Member) -> MemberItem:
    item = MemberItem(*keys.member(member.store_id, member.user_id), data=dump(member))
    item.version = member.version
    item.gsi1pk, item.gsi1sk = keys.memberships_of_user(member.user_id), member.store_id
    return item
