"""``python -m local.claude``: runs the stand-in on the loopback interface."""

import argparse

import uvicorn

from local.claude.app import create_claude_app


def main() -> None:
    """Parse the command line and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m local.claude", description=__doc__)
    parser.add_argument("--port", type=int, default=8450)
    options = parser.parse_args()
    uvicorn.run(create_claude_app(), host="127.0.0.1", port=options.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
