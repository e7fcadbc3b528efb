"""What can go wrong with access."""

from tradewind.errors import DomainError, ErrorKind


class RoleTooLowError(DomainError):
    """``extra`` has the caller's ``role`` and the ``needed`` one."""

    code = "role_too_low"
    kind = ErrorKind.FORBIDDEN


class ScopeMissingError(DomainError):
    """``extra["needed"]`` is the scope; null where no key may do it."""

    code = "scope_missing"
    kind = ErrorKind.FORBIDDEN


class PublishableKeyError(DomainError):
    code = "publishable_key"
    kind = ErrorKind.FORBIDDEN
    detail = "A publishable key only names a store to the public API. Use a secret key here, and keep it on a server."


class UserNeededError(DomainError):
    code = "user_needed"
    kind = ErrorKind.FORBIDDEN
    detail = "This belongs to a person's account. Sign in; API keys open the routes of their store only."


class StoreHeldError(DomainError):
    """``extra["reason"]`` is ``over_limit`` or ``unpaid``."""

    code = "store_held"
    kind = ErrorKind.FORBIDDEN


class MemberNotFoundError(DomainError):
    code = "member_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "Nobody with this id works in this store."


class AlreadyMemberError(DomainError):
    code = "already_member"
    kind = ErrorKind.CONFLICT
    detail = "This person already works in the store. Change their role instead."


class TeamFullError(DomainError):
    """``extra["limit"]`` counts colleagues and open invitations."""

    code = "team_full"
    kind = ErrorKind.CONFLICT


class InvitationNotFoundError(DomainError):
    code = "invitation_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such invitation."


class InvitationEndedError(DomainError):
    """Used, withdrawn, replaced, too old, or never made: they look the same."""

    code = "invitation_ended"
    kind = ErrorKind.GONE
    detail = "This invitation no longer works. Ask the store's owner to invite you again."


class InvitationForAnotherError(DomainError):
    """``extra["email"]`` is the invited address."""

    code = "invitation_for_another"
    kind = ErrorKind.CONFLICT


class KeyNotFoundError(DomainError):
    code = "api_key_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "This store has no such API key."


class TooManyKeysError(DomainError):
    """``extra["limit"]`` is how many keys a store may have."""

    code = "too_many_api_keys"
    kind = ErrorKind.CONFLICT
