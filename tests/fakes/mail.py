"""A mail transport that keeps what it is given."""

from tradewind.mailing.ports import Mail


class MemoryMail:
    """Implements ``mailing.ports.MailTransport``."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.faults: list[Exception] = []

    def send(self, mail: Mail) -> None:
        """Keep the mail, or raise a queued fault."""
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append(mail)
