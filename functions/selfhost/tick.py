"""Runs one schedule's handler once, as a CronJob does: ``python -m functions.selfhost.tick checkout_schedule``."""

import sys
from importlib import import_module


def main(name: str) -> None:
    """Call ``functions.<name>.handler.handler`` with an empty event."""
    import_module(f"functions.{name}.handler").handler({}, None)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].endswith("_schedule"):
        sys.exit("usage: python -m functions.selfhost.tick <name>_schedule")
    main(sys.argv[1])
