"""Synthesises a stage without AWS, checks it with cdk-nag and prints what it came to.

``CDK_STAGE=dev python -m infra_cdk.synth [cdk.out]``; ends with 1 if anything was found.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from infra_cdk.app import make_app
from infra_cdk.components.layers import LayersNotBuiltError
from infra_cdk.config import ROOT

REPORT = "validation-report.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule broken by one construct."""

    rule: str
    construct: str
    description: str


def synthesise(
    stage: str, outdir: Path, *, validate: bool = True, overrides: Mapping[str, Any] | None = None
) -> list[Finding]:
    """Write the stage's templates to ``outdir``; with ``validate`` also run the rules and return what they found."""
    (outdir / REPORT).unlink(missing_ok=True)
    app = make_app(stage, outdir=str(outdir), overrides=overrides)
    if validate:
        cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    try:
        app.synth()
    except RuntimeError as error:
        findings = read_findings(outdir)
        if "ValidationFailed" not in str(error) or not findings:
            raise
        return findings
    return read_findings(outdir) if validate else []


def read_findings(outdir: Path) -> list[Finding]:
    """What the last validation of ``outdir`` found."""
    path = outdir / REPORT
    if not path.exists():
        return []
    return [
        Finding(rule=violation["ruleName"], construct=at["constructPath"], description=violation["description"])
        for report in json.loads(path.read_text())["pluginReports"]
        for violation in report["violations"]
        for at in violation["violatingConstructs"]
    ]


def read_templates(outdir: Path) -> dict[str, dict[str, Any]]:
    """Templates by stack name."""
    return {
        path.name.removesuffix(".template.json"): json.loads(path.read_text())
        for path in sorted(outdir.glob("*.template.json"))
    }


def table_of(outdir: Path) -> str:
    """A line for each stack."""
    lines = [f"{'stack':<32}{'resources':>10}{'functions':>10}{'alarms':>8}{'template KB':>13}"]
    total = [0, 0, 0, 0.0]
    for name, template in read_templates(outdir).items():
        types = [resource["Type"] for resource in template["Resources"].values()]
        size = (outdir / f"{name}.template.json").stat().st_size / 1024
        row = [len(types), types.count("AWS::Lambda::Function"), types.count("AWS::CloudWatch::Alarm"), size]
        total = [so_far + number for so_far, number in zip(total, row, strict=True)]
        lines.append(_line(name, row))
    return "\n".join([*lines, _line("all", total)])


def _line(name: str, numbers: list[float]) -> str:
    resources, functions, alarms, size = numbers
    return f"{name:<32}{resources:>10.0f}{functions:>10.0f}{alarms:>8.0f}{size:>13.1f}"


def main(arguments: list[str]) -> int:
    """Command line."""
    stage = os.environ.get("CDK_STAGE", "dev")
    outdir = Path(arguments[0]) if arguments else ROOT / "cdk.out"
    outdir.mkdir(parents=True, exist_ok=True)
    for stale in outdir.glob("*.template.json"):
        stale.unlink()
    try:
        findings = synthesise(stage, outdir)
    except (LayersNotBuiltError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(table_of(outdir) + "\n")
    for finding in findings:
        sys.stdout.write(f"{finding.rule}: {finding.construct}: {finding.description}\n")
    sys.stdout.write(f"stage {stage}: {len(findings)} findings of cdk-nag AwsSolutions\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
