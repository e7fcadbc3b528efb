"""A mail as MIME bytes; header injection is refused by the standard library's policy."""

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from tradewind.mailing.ports import Mail


def to_mime(mail: Mail) -> bytes:
    """multipart/alternative with text first, HTML second."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(mail.sender)
    message["To"] = _address(mail.to)
    if mail.reply_to:
        message["Reply-To"] = _address(mail.reply_to)
    message["Subject"] = " ".join(mail.subject.split())
    message["Message-ID"] = f"<{mail.message_id}@mail.tradewind>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message.as_bytes()


def _address(text: str) -> Address:
    """One address.

    Raises:
        ValueError: it is not one, or carries line breaks.
    """
    name, address = parseaddr(text)
    try:
        return Address(display_name=" ".join(name.split()), addr_spec=address)
    except HeaderParseError as error:
        raise ValueError("not a mail address") from error
