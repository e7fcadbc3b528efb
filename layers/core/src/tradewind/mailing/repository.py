"""Claims: a mail is claimed before it is sent, so that no redelivery sends it again."""

from pynamodb.exceptions import PutError

from tradewind.db.keys import Key
from tradewind.db.table import Item


class MailClaimItem(Item, discriminator="MailClaim"):
    """``status`` is ``sending``, ``sent`` or ``failed``; ``data`` the message id."""


class MailClaims:
    """One claim per mail; its key says what it is about (``keys.mail_claim``, ``keys.account_mail_claim``)."""

    def claim(self, key: Key, *, message_id: str) -> bool:
        """Take the right to send; False if it is taken (sent, or a worker died with the outcome unknown)."""
        item = MailClaimItem(*key, data=message_id)
        item.status = "sending"
        try:
            item.save(condition=MailClaimItem.pk.does_not_exist() | (MailClaimItem.status == "failed"))
        except PutError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            return False
        return True

    def record(self, key: Key, *, status: str) -> None:
        """Note the outcome; ``failed`` lets the next delivery try again."""
        MailClaimItem(*key).update(actions=[MailClaimItem.status.set(status)])

    def find_status(self, key: Key) -> str | None:
        """The claim's status, or None."""
        try:
            return MailClaimItem.get(*key, consistent_read=True).status
        except MailClaimItem.DoesNotExist:
            return None
