"""`python -m local.suppliers`: runs the stand-in suppliers, and Reddit's beside them, on the loopback interface."""

from __future__ import annotations

import argparse
from pathlib import Path

import uvicorn

from local.reddit.app import create_reddit_app
from local.suppliers.app import create_suppliers_app


def main() -> None:
    """Parse the command line and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m local.suppliers", description=__doc__)
    parser.add_argument("--port", type=int, default=8440)
    parser.add_argument("--state", type=Path, default=Path(".local/suppliers"), help="folder that keeps the pictures")
    parser.add_argument("--catalog", type=Path, help="an answer of product.query to serve instead of the demo goods")
    options = parser.parse_args()
    app = create_suppliers_app(
        base_url=f"http://localhost:{options.port}", catalog=options.catalog, pictures=options.state / "pictures"
    )
    # PRAW takes a server, not a path on one, so Reddit's paths are beside the suppliers'.
    app.mount("/", create_reddit_app(faults=app.state.suppliers.faults))
    uvicorn.run(app, host="127.0.0.1", port=options.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
