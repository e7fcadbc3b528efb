"""Keys of colleagues, API keys and the audit log. They lie in the store's partition and go with it."""

from tradewind.db.keys import Key

TEAM_PREFIX = "TEAM#"
"""Sort keys of colleagues and open invitations: one query has both."""
API_KEY_PREFIX = "APIKEY#"
AUDIT_PREFIX = "AUDIT#"


def member(store_id: str, user_id: str) -> Key:
    return Key(f"STORE#{store_id}", f"{TEAM_PREFIX}MEMBER#{user_id}")


def memberships_of_user(user_id: str) -> str:
    """gsi1 partition: the stores of others in which a user works, by store id."""
    return f"USER#{user_id}#MEMBERSHIPS"


def invitation(store_id: str, invitation_id: str) -> Key:
    return Key(f"STORE#{store_id}", f"{TEAM_PREFIX}INVITE#{invitation_id}")


def api_key(store_id: str, key_id: str) -> Key:
    return Key(f"STORE#{store_id}", f"{API_KEY_PREFIX}{key_id}")


def audit_entry(store_id: str, entry_id: str) -> Key:
    """Entries sort by time: their ids are ULIDs."""
    return Key(f"STORE#{store_id}", f"{AUDIT_PREFIX}{entry_id}")
