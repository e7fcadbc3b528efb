"""Prints the OpenAPI document of all areas: ``python -m functions.selfhost.openapi``."""

import json
import sys

from functions.selfhost.asgi import app


def main() -> None:
    """Write the document to standard output, sorted and stable."""
    json.dump(app.openapi(), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
