"""SMTP submission, for self-hosters and the local mailbox."""

import smtplib
from email.utils import parseaddr

from tradewind.mailing.mime import to_mime
from tradewind.mailing.ports import Mail, MailUnavailableError
from tradewind.settings import MailSettings


class SmtpMail:
    """Implements ``mailing.ports.MailTransport``."""

    def __init__(self, settings: MailSettings) -> None:
        self._host, self._port = settings.smtp_host, settings.smtp_port

    def send(self, mail: Mail) -> None:
        """See the port; one connection per mail."""
        try:
            with smtplib.SMTP(self._host, self._port, timeout=10) as server:
                server.sendmail(parseaddr(mail.sender)[1], [parseaddr(mail.to)[1]], to_mime(mail))
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnavailableError from error
