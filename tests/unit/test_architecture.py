"""The arrows of the architecture, read from the imports themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "layers" / "core" / "src" / "tradewind"
FUNCTIONS = ROOT / "functions"

VENDORS = {
    "stripe",
    "botocore",
    "boto3",
    "httpx2",
    "httpcore2",
    "PIL",
    "argon2",
    "anthropic",
    "praw",
    "smtplib",
    "fpdf",
}


def imports_of(path: Path) -> Iterator[str]:
    """Every module a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def offenders(folder: Path, wanted: set[str], allowed: tuple[str, ...]) -> list[str]:
    """Files below ``folder`` that import one of ``wanted`` without being ``allowed`` (path prefixes)."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        place = path.relative_to(folder).as_posix()
        tops = {name.partition(".")[0] for name in imports_of(path)}
        if tops & wanted and not place.startswith(allowed):
            found.append(f"{place}: {', '.join(sorted(tops & wanted))}")
    return found


def test_fastapi_stays_in_http_and_functions() -> None:
    assert offenders(CORE, {"fastapi", "starlette", "mangum"}, ("http/",)) == []


def test_pynamodb_stays_in_db_and_repositories() -> None:
    files = [
        path.relative_to(CORE).as_posix()
        for path in CORE.rglob("*.py")
        if any(name.startswith("pynamodb") for name in imports_of(path))
    ]
    assert [name for name in files if not name.startswith("db/") and not name.endswith("repository.py")] == []


def test_vendor_sdks_stay_in_adapters() -> None:
    assert offenders(CORE, VENDORS, ("adapters/", "db/client.py", "db/parser.py")) == []
    assert offenders(FUNCTIONS, VENDORS, ()) == []


def test_the_environment_is_read_in_settings_only() -> None:
    for path in [*CORE.rglob("*.py"), *FUNCTIONS.rglob("*.py")]:
        if path.name != "settings.py":
            assert "os.environ" not in path.read_text(), path
            assert "getenv" not in path.read_text(), path


def test_the_product_never_imports_development_parts() -> None:
    assert offenders(CORE, {"local", "tests", "functions", "infra_cdk"}, ()) == []
    assert offenders(FUNCTIONS, {"local", "tests", "infra_cdk"}, ()) == []


def test_a_function_never_imports_its_sibling() -> None:
    for path in FUNCTIONS.rglob("*.py"):
        own = path.relative_to(FUNCTIONS).parts[0]
        if own in ("selfhost", "__init__.py"):
            continue
        siblings = {name.split(".")[1] for name in imports_of(path) if name.startswith("functions.")}
        assert siblings <= {own}, path


def test_kit_knows_no_business_and_no_framework() -> None:
    for path in (CORE / "kit").glob("*.py"):
        for name in imports_of(path):
            assert not name.startswith("tradewind.") or name.startswith("tradewind.kit"), (path, name)


def test_adapters_and_domain_do_not_know_who_is_real() -> None:
    """Only the composition root and the command line choose implementations."""
    for path in CORE.rglob("*.py"):
        place = path.relative_to(CORE).as_posix()
        if place in ("bootstrap.py", "cli.py", "settings.py") or place.startswith(("adapters/", "wiring/")):
            continue
        assert not any(name.startswith("tradewind.adapters") for name in imports_of(path)), place


@pytest.mark.parametrize("word", ["if local", "is_local", "if aws", "kubernetes", "ministack"])
def test_the_product_does_not_ask_where_it_runs(word: str) -> None:
    for path in [*CORE.rglob("*.py"), *FUNCTIONS.rglob("*.py")]:
        assert word not in path.read_text().lower(), path
