"""``make up MODE=lambda``: the API and the workers as functions of the synthesised stacks, on the local engine.

The engine runs the same templates that ``cdk deploy`` takes, with IAM enforced: a permission that is missing there is
missing here. What differs is in the stage ``local`` of cdk.json and in ``stage_context`` below, and is only addresses.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from local.engine import process as engine
from local.engine.provision import TABLE, client
from local.service import Service
from local.toolchain import with_node
from local.world import ROOT, STATE, Ports, product_environment

ACCOUNT, REGION = "000000000000", "us-east-1"
SYNTHESISED = ROOT / ".local" / "lambda"
_SOURCES = ("infra_cdk", "functions", "events", "cdk.json", "layers/core/src/tradewind/messaging/routes.json")
_OWN_VARIABLES = (
    "AWS_ENDPOINT_URL",
    "COOKIE_SECURE",
    "UPLOAD_ENDPOINT_URL",
    "STOREFRONT_URL_TEMPLATE",
    "STOREFRONT_PURGE_URL",
    "STOREFRONT_PURGE_TOKEN",
    "CHECKOUT_RETURN_HOSTS",
    "STRIPE_API_BASE",
    "ANTHROPIC_BASE_URL",
    "ALIEXPRESS_API_BASE",
    "ALIEXPRESS_CALLS_PER_MINUTE",
    "CJ_API_BASE",
    "REDDIT_BASE",
    "REDDIT_CALLS_PER_MINUTE",
    "RESEARCH_SOURCES",
    "SUPPLIER_ORDERS",
    "SHARED_ANSWER_MINUTES",
    "FETCH_ALLOWED_HOSTS",
    "EXCHANGE_RATES",
    "MAIL_FROM",
    "POWERTOOLS_METRICS_DISABLED",
)
_SECRETS = {
    "token-signing-key": "TOKEN_SIGNING_KEY",
    "stripe-secret-key": "STRIPE_SECRET_KEY",
    "stripe-webhook-secrets": "STRIPE_WEBHOOK_SECRETS",
    "stripe-connect-webhook-secrets": "STRIPE_CONNECT_WEBHOOK_SECRETS",
    "anthropic-api-key": "ANTHROPIC_API_KEY",
    "aliexpress-app-key": "ALIEXPRESS_APP_KEY",
    "aliexpress-app-secret": "ALIEXPRESS_APP_SECRET",
    "aliexpress-session": "ALIEXPRESS_SESSION",
    "cj-api-key": "CJ_API_KEY",
    "reddit-client-id": "REDDIT_CLIENT_ID",
    "reddit-client-secret": "REDDIT_CLIENT_SECRET",
}
_STACK_SECONDS = 60


class DeploymentError(RuntimeError):
    """A stack did not come up; the message has the engine's reasons."""


def engine_service(ports: Ports, state: Path = STATE) -> Service:
    """The engine with IAM enforced, the HTTP API on its own port, and SES mail going to the mailbox."""
    return Service(
        "engine",
        engine.command(
            port=ports.engine,
            # Apart from the other mode's: there the table is made by hand, here it belongs to a stack.
            state=state / "engine-lambda",
            api_port=ports.api,
            auth=True,
            smtp=f"127.0.0.1:{ports.smtp}",
        ),
        dict(os.environ),
        f"http://127.0.0.1:{ports.engine}/_ministack/health",
    )


def deploy(ports: Ports, state: Path = STATE) -> None:
    """Bring the stacks on the running engine up to date and put its API on the API's port.

    Raises:
        DeploymentError: a template is refused, or a stack fails.
    """
    context = stage_context(ports)
    digest = _digest(context)
    marker = state / "engine-lambda" / "deployed.json"
    deployed = json.loads(marker.read_text()) if marker.exists() else {}
    if deployed.get("digest") != digest:
        assembly = synthesise(context, digest)
        api_id = Deployment(f"http://127.0.0.1:{ports.engine}", ports).run(assembly)
        _tell_engine(ports, "checkpoint")
        deployed = {"digest": digest, "api_id": api_id}
        marker.write_text(json.dumps(deployed))
    _tell_engine(ports, "api", {"api_id": deployed["api_id"]})


def stage_context(ports: Ports) -> dict[str, Any]:
    """The stage ``local``: where everything is on this machine."""
    product = product_environment(ports)
    return {
        "stage": "local",
        "media_base_url": product["MEDIA_BASE_URL"],
        "dashboard_origins": product["ALLOWED_ORIGINS"].split(","),
        "function_environment": {
            **{name: product[name] for name in _OWN_VARIABLES},
            "QUEUE_URL_PREFIX": f"http://127.0.0.1:{ports.engine}/{ACCOUNT}/",
            # In place of layers: the functions find the packages where this process finds them.
            "PYTHONPATH": os.pathsep.join([str(ROOT / "layers" / "core" / "src"), *_site_packages()]),
        },
    }


def _site_packages() -> list[str]:
    return [path for path in sys.path if path.endswith("site-packages")]


def _digest(context: dict[str, Any]) -> str:
    """Of everything a template or the code of a function is made from."""
    digest = hashlib.sha256(json.dumps(context, sort_keys=True).encode())
    for source in _SOURCES:
        path = ROOT / source
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:20]


def synthesise(context: dict[str, Any], digest: str) -> Path:
    """The cloud assembly of ``context``; the CDK takes seconds to start, so an unchanged one is kept."""
    outdir = SYNTHESISED / digest
    if (outdir / "manifest.json").exists():
        return outdir
    SYNTHESISED.mkdir(parents=True, exist_ok=True)
    for stale in sorted(SYNTHESISED.iterdir(), key=lambda path: path.stat().st_mtime)[:-3]:
        shutil.rmtree(stale)
    unfinished = SYNTHESISED / f"{digest}.{os.getpid()}"
    environment = with_node(
        {
            **os.environ,
            "CDK_CONTEXT_JSON": json.dumps(context),
            "CDK_OUTDIR": str(unfinished),
            # The rules are the infra tests' business; here it would double the time.
            "CDK_VALIDATION": "false",
        }
    )
    command = [sys.executable, "-m", "infra_cdk.app"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if result.returncode:
        raise DeploymentError(f"the stacks cannot be synthesised:\n{result.stderr[-3000:]}")
    if outdir.exists():
        shutil.rmtree(unfinished)
    else:
        unfinished.rename(outdir)
    return outdir


def _tell_engine(ports: Ports, what: str, body: dict[str, str] | None = None) -> None:
    request = urllib.request.Request(
        f"http://127.0.0.1:{ports.engine}/_tradewind/{what}", data=json.dumps(body or {}).encode(), method="POST"
    )
    urllib.request.urlopen(request, timeout=30).read()


class Deployment:
    """What ``cdk bootstrap`` and ``cdk deploy`` do, as far as an engine needs it."""

    def __init__(self, endpoint: str, ports: Ports) -> None:
        self._endpoint = endpoint
        self._ports = ports
        self._stacks = client("cloudformation", endpoint)
        self._s3 = client("s3", endpoint)
        self._ssm = client("ssm", endpoint)

    def run(self, assembly: Path) -> str:
        """Deploy every stack of ``assembly``; returns the HTTP API's id."""
        self._ssm.put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="30", Type="String", Overwrite=True)
        self._put_secrets()
        outputs: dict[str, str] = {}
        for name in _in_order(assembly):
            template_url = self._upload(assembly, name)
            outputs |= self._bring_up(name, template_url)
        self._do_what_the_engine_leaves_out()
        return outputs["ApiId"]

    def _put_secrets(self) -> None:
        product = product_environment(self._ports)
        for name, variable in _SECRETS.items():
            self._ssm.put_parameter(
                Name=f"/tradewind/local/{name}", Value=product[variable], Type="SecureString", Overwrite=True
            )

    def _upload(self, assembly: Path, stack: str) -> str:
        """Put a stack's files where its template expects them; returns the template's address."""
        files = json.loads((assembly / f"{stack}.assets.json").read_text())["files"]
        template_url = ""
        for file in files.values():
            (destination,) = file["destinations"].values()
            bucket = destination["bucketName"].replace("${AWS::AccountId}", ACCOUNT).replace("${AWS::Region}", REGION)
            key = destination["objectKey"]
            source = assembly / file["source"]["path"]
            self._make_bucket(bucket)
            body = _zipped(source) if file["source"]["packaging"] == "zip" else source.read_bytes()
            self._s3.put_object(Bucket=bucket, Key=key, Body=body)
            if source.name == f"{stack}.template.json":
                template_url = f"{self._endpoint}/{bucket}/{key}"
        return template_url

    def _make_bucket(self, name: str) -> None:
        try:
            self._s3.head_bucket(Bucket=name)
        except ClientError:
            self._s3.create_bucket(Bucket=name)

    def _bring_up(self, name: str, template_url: str) -> dict[str, str]:
        """Create or update one stack and wait for it; returns its outputs."""
        arguments = {"StackName": name, "TemplateURL": template_url, "Capabilities": ["CAPABILITY_NAMED_IAM"]}
        try:
            present = self._describe(name)
            if present and present["StackStatus"] == "ROLLBACK_COMPLETE":
                # Its first creation failed; CloudFormation only lets it be deleted.
                self._stacks.delete_stack(StackName=name)
                self._wait(name)
                present = None
            if present is None:
                self._stacks.create_stack(**arguments)
            else:
                self._stacks.update_stack(**arguments)
        except ClientError as error:
            if "No updates are to be performed" not in str(error):
                raise DeploymentError(f"{name}: {error}") from error
        stack = self._wait(name) or {}
        status = stack.get("StackStatus", "gone")
        if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            reasons = "\n".join(self._reasons(name))
            raise DeploymentError(f"{name} is {status}; `make reset` starts from nothing:\n{reasons}")
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}

    def _wait(self, name: str) -> dict[str, Any] | None:
        """A stack once nothing moves any more, or None if it is gone."""
        deadline = time.monotonic() + _STACK_SECONDS
        while time.monotonic() < deadline:
            stack = self._describe(name)
            if stack is None or not stack["StackStatus"].endswith("_IN_PROGRESS"):
                return None if stack and stack["StackStatus"] == "DELETE_COMPLETE" else stack
            time.sleep(0.1)
        raise DeploymentError(f"{name} is still moving after {_STACK_SECONDS} s")

    def _describe(self, name: str) -> dict[str, Any] | None:
        try:
            found: list[dict[str, Any]] = self._stacks.describe_stacks(StackName=name)["Stacks"]
        except ClientError:
            return None
        return found[0] if found else None

    def _reasons(self, name: str) -> Iterator[str]:
        for event in self._stacks.describe_stack_events(StackName=name)["StackEvents"]:
            if "FAILED" in event["ResourceStatus"]:
                yield f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"

    def _do_what_the_engine_leaves_out(self) -> None:
        """Properties of the templates that ministack 1.5 accepts and does not act on."""
        dynamodb = client("dynamodb", self._endpoint)
        described = dynamodb.describe_time_to_live(TableName=TABLE)["TimeToLiveDescription"]
        if described["TimeToLiveStatus"] != "ENABLED":
            dynamodb.update_time_to_live(
                TableName=TABLE, TimeToLiveSpecification={"Enabled": True, "AttributeName": "ttl"}
            )


def _in_order(assembly: Path) -> list[str]:
    """Stack names, each after those it depends on."""
    artifacts = json.loads((assembly / "manifest.json").read_text())["artifacts"]
    stacks = {
        name: [other for other in artifact.get("dependencies", []) if not other.endswith(".assets")]
        for name, artifact in artifacts.items()
        if artifact["type"] == "aws:cloudformation:stack"
    }
    ordered: list[str] = []
    while len(ordered) < len(stacks):
        ordered += [
            name for name, needs in stacks.items() if name not in ordered and all(need in ordered for need in needs)
        ]
    return ordered


def _zipped(folder: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    return buffer.getvalue()
