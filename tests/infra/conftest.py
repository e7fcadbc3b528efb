"""The stacks, synthesised once: templates of a stage as plain dictionaries, and a way to follow their references."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from local.toolchain import with_node
from tests.infra.templates import Stage

# Read by the CDK's process when it starts: the fixture below looks at templates, test_rules.py at the validation.
os.environ["CDK_VALIDATION"] = "false"
os.environ.update(with_node(dict(os.environ)))

PLACEHOLDERS = {"layers": "placeholder"}
"""Only the templates are looked at here; building the layers has tests of its own."""


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The stage ``dev``."""
    from infra_cdk.synth import synthesise

    outdir = tmp_path_factory.mktemp("dev")
    synthesise("dev", outdir, validate=False, overrides=PLACEHOLDERS)
    return Stage.read(outdir)


@pytest.fixture(scope="session")
def validated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``prod`` with every option and ``staging`` with none, synthesised with all rules on, in their own process."""
    outdir = tmp_path_factory.mktemp("validated")
    options = {
        **PLACEHOLDERS,
        "alarms_email": "ops@tradewind.example",
        "media_certificate_arn": "arn:aws:acm:us-east-1:111111111111:certificate/x",
    }
    script = f"""
import json, pathlib
from dataclasses import asdict
from infra_cdk.synth import synthesise
out = pathlib.Path({str(outdir)!r})
found = {{
    stage: [asdict(finding) for finding in synthesise(stage, out / stage, overrides=options)]
    for stage, options in (("prod", {options!r}), ("staging", {PLACEHOLDERS!r}))
}}
(out / "findings.json").write_text(json.dumps(found))
"""
    environment = {name: value for name, value in os.environ.items() if name != "CDK_VALIDATION"}
    for name in ("prod", "staging"):
        (outdir / name).mkdir()
    result = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-3000:]
    assert json.loads((outdir / "findings.json").read_text())
    return outdir
