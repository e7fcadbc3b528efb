"""Claims: a mail is claimed before it is sent, so that no redelivery sends it again."""

from pynamodb.exceptions import PutError

from tradewind.db import keys
from tradewind.db.table import Item


class MailClaimItem(Item, discriminator="MailClaim"):
    """``status`` is ``sending``, ``sent`` or ``failed``; ``data`` the message id."""


class MailClaims:
    """One claim per order and mail; ``mail`` is the template, and what it is about where there can be several."""

    def claim(self, store_id: str, order_id: str, mail: str, *, message_id: str) -> bool:
        """Take the right to send; False if it is taken (sent, or a worker died with the outcome unknown)."""
        item = MailClaimItem(*keys.mail_claim(store_id, order_id, mail), data=message_id)
        item.status = "sending"
        try:
            item.save(condition=MailClaimItem.pk.does_not_exist() | (MailClaimItem.status == "failed"))
        except PutError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            return False
        return True

    def record(self, store_id: str, order_id: str, mail: str, *, status: str) -> None:
        """Note the outcome; ``failed`` lets the next delivery try again."""
        MailClaimItem(*keys.mail_claim(store_id, order_id, mail)).update(actions=[MailClaimItem.status.set(status)])

    def find_status(self, store_id: str, order_id: str, mail: str) -> str | None:
        """The claim's status, or None."""
        try:
            return MailClaimItem.get(*keys.mail_claim(store_id, order_id, mail), consistent_read=True).status
        except MailClaimItem.DoesNotExist:
            return None
