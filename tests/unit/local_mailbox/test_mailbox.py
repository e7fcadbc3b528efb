"""Mail goes in by SMTP and comes out as a page and as JSON."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from local.mailbox.app import create_mailbox_app
from local.mailbox.smtp import smtp_server
from local.mailbox.store import Mailbox

EVIL = "<script>alert('mail')</script>"
PIXEL = b"\x89PNG\r\n\x1a\n pixel"


@pytest.fixture(autouse=True)
def _loopback(socket_enabled: None) -> None:
    """Allow sockets here, whatever the suite's default: SMTP needs the loopback."""


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    """Return an empty mailbox whose clock stands still."""
    return Mailbox(tmp_path / "mails", clock=lambda: 1_900_000_000.0)


@pytest.fixture
def web(mailbox: Mailbox) -> TestClient:
    """Return the web side."""
    return TestClient(create_mailbox_app(mailbox))


@pytest.fixture
def smtp(mailbox: Mailbox) -> Iterator[smtplib.SMTP]:
    """Return a connection to the SMTP side."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with smtp_server(mailbox, port), smtplib.SMTP("127.0.0.1", port, timeout=10) as connection:
        yield connection


def mail(subject: str = "Your order #1001", to: str = "maya@example.com", html: str | None = None) -> EmailMessage:
    """Return an order confirmation."""
    message = EmailMessage()
    message["From"] = "Northbound Outfitters <orders@northbound.test>"
    message["To"] = f"Maya Lind <{to}>"
    message["Subject"] = subject
    message["List-Unsubscribe"] = "<https://shop.test/unsubscribe?t=1>"
    message.set_content("Thank you, Zoë. See https://shop.test/orders/1001.\n")
    message.add_alternative(
        html or '<p>Thank you, Zoë. <a href="https://shop.test/orders/1001?ref=mail">Your order</a></p>', subtype="html"
    )
    return message


def test_a_sent_mail_can_be_read(smtp: smtplib.SMTP, web: TestClient, mailbox: Mailbox) -> None:
    smtp.send_message(mail(), to_addrs=["maya@example.com", "archive@northbound.test"])

    listed = web.get("/api/messages").json()
    assert listed["total"] == 1
    read = web.get(f"/api/messages/{listed['items'][0]['id']}").json()
    assert read["subject"] == "Your order #1001"
    assert read["from"] == "Northbound Outfitters <orders@northbound.test>"
    assert read["to"] == ["maya@example.com"]
    assert read["recipients"] == ["maya@example.com", "archive@northbound.test"]
    assert "Thank you, Zoë." in read["text"]
    assert "Thank you, Zoë." in read["html"]
    assert ["List-Unsubscribe", "<https://shop.test/unsubscribe?t=1>"] in read["headers"]
    assert read["links"] == ["https://shop.test/orders/1001?ref=mail", "https://shop.test/orders/1001"]
    assert read["received_at"] == 1_900_000_000.0


def test_mails_are_found_newest_first(mailbox: Mailbox, web: TestClient) -> None:
    for number, name in enumerate(["maya", "noor", "maya"]):
        message = mail(f"Order {number}", f"{name}@example.com")
        mailbox.add(message.as_bytes(), sender="shop@x.test", recipients=[f"{name}@example.com"])

    def subjects(query: str) -> list[str]:
        return [each["subject"] for each in web.get(f"/api/messages?{query}").json()["items"]]

    assert subjects("") == ["Order 2", "Order 1", "Order 0"]
    assert subjects("to=MAYA@example.com") == ["Order 2", "Order 0"]
    assert subjects("to=maya&subject=order%200") == ["Order 0"]
    assert subjects("to=nobody") == []
    page = web.get("/", params={"q": "noor"}).text
    assert "Order 1" in page
    assert "Order 2" not in page


def test_mails_outlive_a_restart_and_unfinished_files_do_not_show(mailbox: Mailbox, tmp_path: Path) -> None:
    mail_id = mailbox.add(mail().as_bytes(), sender="shop@x.test", recipients=["maya@example.com"])
    (tmp_path / "mails" / ".19000000000001-aaaaaaaa.part").write_bytes(b"From: half")
    again = Mailbox(tmp_path / "mails")
    assert again.ids() == [mail_id]


def test_some_addresses_turn_mail_away(smtp: smtplib.SMTP, mailbox: Mailbox) -> None:
    for address, status in (("refuse@example.com", 550), ("defer@example.com", 451)):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
            smtp.send_message(mail(), to_addrs=[address])
        assert refusal.value.recipients[address][0] == status
    assert mailbox.ids() == []


def test_everything_is_escaped_and_html_is_boxed_in(mailbox: Mailbox, web: TestClient) -> None:
    message = mail(EVIL, html=f"<p>{EVIL}</p>")
    mail_id = mailbox.add(message.as_bytes(), sender=EVIL, recipients=[EVIL])
    for path in ("/", "/list", f"/messages/{mail_id}", f"/?q={EVIL}"):
        page = web.get(path)
        assert "<script>alert" not in page.text, path
        assert "script-src 'self'" in page.headers["content-security-policy"]
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in web.get(f"/messages/{mail_id}").text
    policy = web.get(f"/messages/{mail_id}/html").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "allow-scripts" not in policy


def test_attachments_and_embedded_pictures(mailbox: Mailbox, web: TestClient) -> None:
    message = mail(html='<img src="cid:logo@x"><img src="cid:other">')
    html = message.get_body(("html",))
    assert isinstance(html, EmailMessage)
    html.add_related(PIXEL, "image", "png", cid="<logo@x>")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename='in"voice.pdf')
    mail_id = mailbox.add(message.as_bytes(), sender="a@x.test", recipients=["b@x.test"])

    read = web.get(f"/api/messages/{mail_id}").json()
    assert [(each["content_type"], each["bytes"]) for each in read["attachments"]] == [
        ("image/png", len(PIXEL)),
        ("application/pdf", 8),
    ]
    shown = web.get(f"/messages/{mail_id}/html").text
    assert f'src="http://testserver/messages/{mail_id}/attachments/0"' in shown
    assert 'src="cid:other"' in shown
    assert web.get(f"/messages/{mail_id}/attachments/0").content == PIXEL
    pdf = web.get(f"/messages/{mail_id}/attachments/1")
    assert pdf.headers["content-disposition"] == 'attachment; filename="in_voice.pdf"'
    assert web.get(f"/messages/{mail_id}/attachments/2").status_code == 404


def test_a_broken_mail_is_still_shown(mailbox: Mailbox, web: TestClient) -> None:
    content = b"Subject: =?nonsense?q?x?=\r\nContent-Type: text/plain; charset=klingon\r\n\r\nqapla\xff"
    mail_id = mailbox.add(content, sender="a@x.test", recipients=["b@x.test\r\nX-Evil: 1"])
    read = web.get(f"/api/messages/{mail_id}").json()
    assert "qapla" in read["text"]
    assert read["recipients"] == ["b@x.test X-Evil: 1"]
    assert web.get(f"/messages/{mail_id}").status_code == 200


def test_the_list_is_sent_again_only_when_it_changed(mailbox: Mailbox, web: TestClient) -> None:
    first = web.get("/list")
    assert "No mail yet" in first.text
    assert web.get("/list", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    mailbox.add(mail().as_bytes(), sender="a@x.test", recipients=["b@x.test"])
    second = web.get("/list", headers={"if-none-match": first.headers["etag"]})
    assert second.status_code == 200
    assert "Your order #1001" in second.text


def test_raw_download_and_deletion(mailbox: Mailbox, web: TestClient) -> None:
    message = mail()
    mail_id = mailbox.add(message.as_bytes(), sender="a@x.test", recipients=["b@x.test"])
    raw = web.get(f"/messages/{mail_id}/raw")
    assert raw.content.endswith(message.as_bytes())
    assert raw.headers["content-disposition"] == f'attachment; filename="{mail_id}.eml"'
    assert web.delete("/api/messages").json() == {"deleted": 1}
    assert "No mail yet" in web.get("/").text
    assert web.get(f"/messages/{mail_id}").status_code == 404


@pytest.mark.parametrize("mail_id", ["nothing", "..%2F..%2Fetc%2Fpasswd", "19000000000000-aaaaaaaa"])
def test_unknown_ids_are_404(web: TestClient, mail_id: str) -> None:
    for path in (f"/messages/{mail_id}", f"/messages/{mail_id}/html", f"/messages/{mail_id}/raw"):
        assert web.get(path).status_code == 404
    assert web.get(f"/api/messages/{mail_id}").status_code == 404


def test_the_page_can_empty_the_mailbox(mailbox: Mailbox, web: TestClient) -> None:
    mailbox.add(mail().as_bytes(), sender="a@x.test", recipients=["b@x.test"])
    assert web.post("/delete", follow_redirects=False).status_code == 303
    assert mailbox.ids() == []
