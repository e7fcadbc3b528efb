"""What a function loads when it starts, in a process of its own, and that its layers have it."""

import json
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from infra_cdk.catalogue import API_AREAS, LAYERS, FunctionSpec, Setting, every_function

NEVER = {"anthropic", "praw", "PIL", "aws_cdk", "constructs", "moto", "boto3", "pytest", "typer", "fpdf", "uharfbuzz"}
PAYMENT_SDK = {"checkout", "webhooks", "checkout_schedule"}

# Used where they happen to be: by PyJWT for keys we do not have, by FastAPI for forms, by botocore instead of its own
# certificates, by anyio to tell event loops apart, by fontTools to be faster.
OPTIONAL = {"cryptography", "cffi", "python-multipart", "certifi", "sniffio", "numpy"}

PARTS_BY_SETTING = {
    Setting.STRIPE: ["payments"],
    Setting.WEBHOOKS: ["signatures"],
    Setting.MAIL: ["mail_deps"],
    Setting.QUEUES: ["queue"],
    Setting.BUS: ["bus"],
    Setting.AI: ["ai_deps"],
    Setting.AI_KEY: ["model_client"],
}
PARTS = {
    "auth": ["account_deps", "recovery_deps", "second_factor_deps", "tokens"],
    "account": ["deletion_deps", "tokens"],
    "stores": ["store_deps", "page_deps", "life_deps", "billing_deps", "tokens"],
    "products": ["image_deps", "catalog_deps", "listing_deps", "bulk_deps", "transfer_deps", "tokens"],
    "imports": ["job_deps", "review_deps", "copy_deps", "sync_deps", "pricing_deps", "tokens"],
    "collections": ["collection_deps", "listing_deps", "tokens"],
    "orders": ["order_deps", "tokens"],
    "purchasing": ["purchase_deps", "tokens"],
    "team": ["team_deps", "key_deps", "audit_log", "guard_deps", "tokens"],
    "purchase_worker": ["opening_deps"],
    "documents": ["order_deps", "tokens", "document_renderer"],
    "storefront": ["cursors", "indexes"],
    "checkout": ["checkout_deps"],
    "stripe_worker": ["settlement_deps", "billing_deps", "billing_gateway"],
    "billing": ["billing_deps", "billing_gateway", "ai_ledger", "tokens"],
    "billing_schedule": ["billing_deps", "billing_gateway"],
    "image_worker": ["image_deps", "renderer"],
    "research": ["research_deps", "candidates", "cursors", "tokens"],
    "research_worker": ["night_deps"],
    "research_schedule": ["fan_out_deps"],
    "import_worker": ["import_work_deps", "copy_deps", "sync_deps", "transfer_work_deps", "export_deps", "new_fetcher"],
    "projection_worker": ["projection_deps"],
    "checkout_schedule": ["settlement_deps"],
    "supplier_schedule": ["sync_deps"],
    "purchase_schedule": ["ordering_deps", "ordering_suppliers"],
    "store_schedule": ["erasure_deps"],
}

SCRIPT = """
import importlib, inspect, json, os, pathlib, sys
name, parts = sys.argv[1], sys.argv[2].split(",") if sys.argv[2] else []
importlib.import_module(f"functions.{name}.handler")
at_start = sorted({module.split(".")[0] for module in sys.modules})
os.environ.update(
    TABLE_NAME="t", TOKEN_SIGNING_KEY="k" * 40, STRIPE_SECRET_KEY="sk_test_x", STRIPE_WEBHOOK_SECRETS="whsec_x",
    RESEARCH_SOURCES="aliexpress,cj,reddit", SUPPLIER_ORDERS="true", CJ_API_KEY="k",
    ALIEXPRESS_APP_KEY="k", ALIEXPRESS_APP_SECRET="s",
    REDDIT_CLIENT_ID="i", REDDIT_CLIENT_SECRET="s",
    ANTHROPIC_API_KEY="sk-ant-x", MEDIA_BUCKET="b", EVENT_BUS_NAME="b", AWS_DEFAULT_REGION="us-east-1",
)
from tradewind.bootstrap import get_container
for part in parts:
    built = getattr(get_container(), part)
    if inspect.ismethod(built):
        built(pathlib.Path())
from importlib.metadata import packages_distributions
names = packages_distributions()
used = sorted({d for module in list(sys.modules) for d in names.get(module.split(".")[0], [])})
print(json.dumps({"modules": at_start, "distributions": used}))
"""


@pytest.fixture(scope="module")
def loaded(repository_root: Path) -> dict[str, dict[str, set[str]]]:
    """``modules`` after the handler's import, ``distributions`` after its parts are built, by function."""

    def start(spec: FunctionSpec) -> "subprocess.CompletedProcess[str]":
        parts = [*PARTS.get(spec.name, []), *(p for s in spec.settings for p in PARTS_BY_SETTING.get(s, []))]
        command = [sys.executable, "-c", SCRIPT, spec.name, ",".join(parts)]
        return subprocess.run(command, cwd=repository_root, capture_output=True, text=True)

    specs = list(every_function())
    with ThreadPoolExecutor(max_workers=2) as pool:
        processes = list(pool.map(start, specs))
    found = {}
    for name, process in zip((spec.name for spec in specs), processes, strict=True):
        assert process.returncode == 0, f"{name}: {process.stderr[-2000:]}"
        found[name] = {key: set(value) for key, value in json.loads(process.stdout).items()}
    return found


@pytest.mark.parametrize("name", sorted(spec.name for spec in every_function()))
def test_a_start_loads_nothing_heavy(loaded: dict[str, dict[str, set[str]]], name: str) -> None:
    assert not loaded[name]["modules"] & NEVER
    if name not in PAYMENT_SDK:
        assert "stripe" not in loaded[name]["modules"]


def test_workers_start_without_a_web_framework(loaded: dict[str, dict[str, set[str]]]) -> None:
    for spec in set(every_function()) - set(API_AREAS):
        assert not {"fastapi", "starlette", "mangum"} & loaded[spec.name]["modules"], spec.name


@pytest.fixture(scope="module")
def closures(repository_root: Path) -> dict[str, set[str]]:
    """Every distribution of a layer's packages with all they need, from the lock."""
    lock = tomllib.loads((repository_root / "uv.lock").read_text())
    needs = {package["name"]: {need["name"] for need in package.get("dependencies", [])} for package in lock["package"]}

    def closure(names: set[str]) -> set[str]:
        more = names | {need for name in names for need in needs[name]}
        return names if more == names else closure(more)

    return {layer: closure(set(roots)) for layer, roots in LAYERS.items()}


@pytest.mark.parametrize("spec", list(every_function()), ids=lambda spec: spec.name)
def test_the_layers_have_what_a_function_loads(
    loaded: dict[str, dict[str, set[str]]], closures: dict[str, set[str]], spec: FunctionSpec
) -> None:
    carried = {name for layer in spec.layers for name in closures[layer]}
    needed = {_canonical(name) for name in loaded[spec.name]["distributions"]} - OPTIONAL
    ours = {"tradewind-core", "tradewind-platform"}

    assert needed - ours <= carried


@pytest.mark.parametrize("spec", list(every_function()), ids=lambda spec: spec.name)
def test_no_layer_is_carried_for_nothing(
    loaded: dict[str, dict[str, set[str]]], closures: dict[str, set[str]], spec: FunctionSpec
) -> None:
    used = {_canonical(name) for name in loaded[spec.name]["distributions"]}

    assert [layer for layer in spec.layers if LAYERS[layer] and not used & set(LAYERS[layer])] == []


def _canonical(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
