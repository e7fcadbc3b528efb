"""`python -m local.mailbox`: runs the mailbox on the loopback interface."""

from __future__ import annotations

import argparse
from pathlib import Path

import uvicorn

from local.mailbox.app import create_mailbox_app
from local.mailbox.smtp import smtp_server
from local.mailbox.store import Mailbox


def main() -> None:
    """Parse the command line and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m local.mailbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8425, help="the web page and the API")
    parser.add_argument("--smtp-port", type=int, default=8426)
    parser.add_argument("--state", type=Path, default=Path(".local/mailbox"), help="folder of the .eml files")
    options = parser.parse_args()
    mailbox = Mailbox(options.state)
    with smtp_server(mailbox, options.smtp_port):
        app = create_mailbox_app(mailbox)
        uvicorn.run(app, host="127.0.0.1", port=options.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
