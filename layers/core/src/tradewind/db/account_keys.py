"""Keys of what accounts keep beside themselves: links in mails, security events."""

import hashlib

from tradewind.db.keys import Key

SECURITY_PREFIX = "SECURITY#"


def reset_subject(folded_email: str) -> str:
    """What a reset link names: a digest, the same whether an account has the address or not."""
    return hashlib.sha256(b"reset\0" + folded_email.encode()).hexdigest()[:32]


def reset_link(subject: str) -> Key:
    """Under addresses, not users: asking for a link writes the same for an address that nobody has."""
    return Key(f"EMAIL#{subject}", "RESET")


def verification_link(user_id: str) -> Key:
    return Key(f"USER#{user_id}", "LINK#VERIFY")


def address_link(user_id: str) -> Key:
    """A change of address that waits for its mail to be answered."""
    return Key(f"USER#{user_id}", "LINK#ADDRESS")


def security_event(user_id: str, event_id: str) -> Key:
    return Key(f"USER#{user_id}", f"{SECURITY_PREFIX}{event_id}")
