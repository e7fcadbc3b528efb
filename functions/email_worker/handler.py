"""SQS worker: mails to shoppers and merchants."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.mailing.account_mail import EVENT
from tradewind.mailing.account_sending import send_account_mail
from tradewind.mailing.service import send_mails
from tradewind.messaging.batch import process_batch, unwrap
from tradewind.messaging.events import Event
from tradewind.observability import count_metric, get_logger


def handle_body(body: str) -> None:
    """Send what one event calls for."""
    event = Event.from_json(unwrap(body))
    container = get_container()
    if event.type == EVENT:
        outcomes = send_account_mail(container.account_mail_deps, event)
    else:
        outcomes = send_mails(container.mail_deps, event)
    get_logger().info("mails", outcomes=outcomes, store_id=event.store_id, event_id=event.id, event_type=event.type)
    sent = sum(outcome == "sent" for outcome in outcomes.values())
    if sent:
        count_metric("MailsSent", sent)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lambda entry: a batch with partial failures."""
    return process_batch(event, handle_body, name="email")
