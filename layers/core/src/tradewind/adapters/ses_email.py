"""SES v2 with our own MIME bytes."""

from botocore.exceptions import BotoCoreError, ClientError

from tradewind.adapters.aws import make_client
from tradewind.mailing.mime import to_mime
from tradewind.mailing.ports import Mail, MailUnavailableError
from tradewind.settings import MailSettings


class SesMail:
    """Implements ``mailing.ports.MailTransport``."""

    def __init__(self, settings: MailSettings) -> None:
        # No retries here: an answer lost on the way would send the mail twice.
        self._client = make_client(
            "sesv2",
            region=settings.aws_region,
            endpoint_url=settings.aws_endpoint_url,
            retries={"mode": "standard", "max_attempts": 1},
        )

    def send(self, mail: Mail) -> None:
        """See the port."""
        try:
            self._client.send_email(
                FromEmailAddress=mail.sender,
                Destination={"ToAddresses": [mail.to]},
                Content={"Raw": {"Data": to_mime(mail)}},
            )
        except (ClientError, BotoCoreError) as error:
            raise MailUnavailableError from error
