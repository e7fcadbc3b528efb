"""Prints what importing one handler opens and loads, as JSON: ``python -m scripts.measure_imports storefront``."""

import json
import os
import sys
from importlib import import_module
from pathlib import Path

FUNCTIONS = (
    "auth",
    "account",
    "stores",
    "products",
    "imports",
    "collections",
    "orders",
    "documents",
    "checkout",
    "selling",
    "discounts",
    "purchasing",
    "team",
    "research",
    "billing",
    "storefront",
    "webhooks",
    "health",
    "stripe_worker",
    "payment_worker",
    "purchase_worker",
    "email_worker",
    "image_worker",
    "import_worker",
    "projection_worker",
    "research_worker",
    "research_schedule",
    "outbox_stream",
    "checkout_schedule",
    "payment_schedule",
    "billing_schedule",
    "store_schedule",
    "supplier_schedule",
    "purchase_schedule",
)
HEAVY = (
    "anthropic",
    "praw",
    "stripe",
    "PIL",
    "aws_cdk",
    "moto",
    "boto3",
    "pynamodb",
    "fastapi",
    "jinja2",
    "argon2",
    "fpdf",
)


def _library_path(module: object) -> str:
    """The path of a compiled package module, else nothing."""
    path = str(getattr(module, "__file__", "") or "")
    return path if path.endswith(".so") and "site-packages" in path else ""


def main(name: str) -> None:
    """Import ``functions.<name>.handler`` under an audit hook that counts opened package files."""
    opened: set[str] = set()
    standard = os.path.dirname(os.__file__)

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str):
            path = arguments[0]
            # The standard library is in the runtime, not in our packages.
            if "site-packages" in path or not path.startswith((standard, "/proc", "/dev", "/etc")):
                opened.add(path)

    before = set(sys.modules)
    sys.addaudithook(note)
    import_module(f"functions.{name}.handler")
    # A source is only looked at to see that its bytecode is fresh: unchecked bytecode, as deployed, is opened alone.
    files = {path for path in opened if path.endswith((".pyc", ".so", ".json", ".gz"))}
    files |= {path for module in list(sys.modules.values()) if (path := _library_path(module))}
    size = sum(Path(path).stat().st_size for path in files if Path(path).exists())
    loaded = set(sys.modules) - before
    print(
        json.dumps(
            {
                "files": len(files),
                "modules": len(loaded),
                "kib": round(size / 1024),
                "heavy": [module for module in HEAVY if module in sys.modules],
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
