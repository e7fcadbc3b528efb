"""A mail transport that keeps what it is given."""

from tradewind.mailing.ports import Mail


class MemoryMail:
    """Implements ``mailing.ports.MailTransport``."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.confirmations: list[Mail] = []
        """What every registration asks for, apart: most tests count the mails they are about."""
        self.faults: list[Exception] = []

    def send(self, mail: Mail) -> None:
        """Keep the mail, or raise a queued fault."""
        if self.faults:
            raise self.faults.pop(0)
        is_confirmation = mail.message_id.startswith("account_verify_email")
        (self.confirmations if is_confirmation else self.sent).append(mail)
