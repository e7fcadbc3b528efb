"""Templates of a stage, with references resolved to names a person knows."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

type Json = dict[str, Any]

_NAMES = {
    "AWS::DynamoDB::GlobalTable": "TableName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::Events::EventBus": "Name",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::ApiGatewayV2::Api": "Name",
}
_PSEUDO = {"AWS::Partition": "aws", "AWS::Region": "REGION", "AWS::AccountId": "ACCOUNT"}


@dataclass(frozen=True)
class Resource:
    """One resource of one template."""

    stack: str
    id: str
    type: str
    properties: Json
    whole: Json


@dataclass(frozen=True)
class Stage:
    """Every template of a stage."""

    outdir: Path
    templates: dict[str, Json]

    @classmethod
    def read(cls, outdir: Path) -> "Stage":
        """What was synthesised to ``outdir``."""
        found = sorted(outdir.glob("*.template.json"))
        return cls(outdir, {path.name.removesuffix(".template.json"): json.loads(path.read_text()) for path in found})

    def resources(self, *types: str) -> Iterator[Resource]:
        """Resources of these types, or all."""
        for stack, template in self.templates.items():
            for id_, resource in template["Resources"].items():
                if not types or resource["Type"] in types:
                    yield Resource(stack, id_, resource["Type"], resource.get("Properties", {}), resource)

    def one(self, type_: str) -> Resource:
        """The only resource of a type."""
        found = list(self.resources(type_))
        assert len(found) == 1, f"{len(found)} of {type_}"
        return found[0]

    def functions(self) -> dict[str, Resource]:
        """Functions by the name of their folder."""
        return {
            re.fullmatch(r"functions\.(\w+)\.handler\.handler", function.properties["Handler"])[1]: function  # type: ignore[index]
            for function in self.resources("AWS::Lambda::Function")
        }

    def role_of(self, function: Resource) -> Resource:
        """A function's role."""
        return self.at(function.stack, function.properties["Role"])

    def at(self, stack: str, reference: Any) -> Resource:
        """The resource a Ref, GetAtt or import leads to."""
        if "Fn::ImportValue" in reference:
            stack, _, _ = reference["Fn::ImportValue"].partition(":")
            exports = self.templates[stack]["Outputs"].values()
            value = next(o["Value"] for o in exports if o.get("Export", {}).get("Name") == reference["Fn::ImportValue"])
            return self.at(stack, value)
        id_ = reference["Ref"] if "Ref" in reference else reference["Fn::GetAtt"][0]
        resource = self.templates[stack]["Resources"][id_]
        return Resource(stack, id_, resource["Type"], resource.get("Properties", {}), resource)

    def text(self, stack: str, value: Any) -> str:
        """A value with every reference replaced: ``table tradewind-dev``, ``arn:aws:s3:::...``."""
        if isinstance(value, str):
            return value
        if "Fn::Join" in value:
            separator, parts = value["Fn::Join"]
            return str(separator).join(self.text(stack, part) for part in parts)
        if str(value.get("Ref", "")).startswith("AWS::"):
            return _PSEUDO.get(value["Ref"], str(value["Ref"]))
        resource = self.at(stack, value)
        name = resource.properties.get(_NAMES.get(resource.type, ""), resource.id)
        kind = resource.type.rpartition("::")[2]
        return f"{kind}:{self.text(resource.stack, name)}"


def assumed(role: Resource) -> set[str]:
    """Who may take a role."""
    statements = role.properties["AssumeRolePolicyDocument"]["Statement"]
    return {statement["Principal"]["Service"] for statement in statements}


def statements_of(role: Resource) -> Iterator[Json]:
    """Every statement of a role's inline policies, with lists where IAM allows a single value."""
    for policy in role.properties.get("Policies", []):
        for statement in policy["PolicyDocument"]["Statement"]:
            yield {
                **statement,
                "Action": _many(statement["Action"]),
                "Resource": _many(statement["Resource"]),
            }


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
