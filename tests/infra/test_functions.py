"""Functions as they are deployed: runtime, code, logs, layers."""

import json
from importlib import import_module
from pathlib import Path

import pytest

from infra_cdk.catalogue import API_AREAS, LAYERS, every_function
from infra_cdk.components.python_function import SECRETS, SOURCE_KEYS
from infra_cdk.config import StageConfig
from tests.infra.templates import Stage

NOT_DEPLOYED = {"selfhost"}
DATA_FOLDERS = {"documents": {"functions/documents/fonts"}}
"""What is deployed beside code, by function."""


def test_every_package_of_functions_is_deployed(stage: Stage, repository_root: Path) -> None:
    packages = {path.parent.name for path in repository_root.glob("functions/*/handler.py")} - NOT_DEPLOYED

    assert stage.functions().keys() == packages == {spec.name for spec in every_function()}


def test_all_run_python_3_13_on_arm(stage: Stage) -> None:
    for name, function in stage.functions().items():
        assert function.properties["Runtime"] == "python3.13", name
        assert function.properties["Architectures"] == ["arm64"], name


def test_every_handler_can_be_imported(stage: Stage) -> None:
    for function in stage.functions().values():
        module, _, attribute = function.properties["Handler"].rpartition(".")
        assert callable(getattr(import_module(module), attribute))


def test_the_code_of_a_function_is_its_package_alone(stage: Stage) -> None:
    for name, function in stage.functions().items():
        assets = json.loads((stage.outdir / f"{function.stack}.assets.json").read_text())["files"]
        digest = function.properties["Code"]["S3Key"].removesuffix(".zip")
        folder = stage.outdir / assets[digest]["source"]["path"]
        files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

        assert f"functions/{name}/handler.py" in files
        assert {path for path in files if not path.startswith(f"functions/{name}/")} == {"functions/__init__.py"}
        data = {path for path in files if not path.endswith(".py")}
        assert {str(Path(path).parent) for path in data} == DATA_FOLDERS.get(name, set())


def test_logs_are_json_and_kept_for_a_stated_time(stage: Stage) -> None:
    for name, function in stage.functions().items():
        logging = function.properties["LoggingConfig"]
        group = stage.at(function.stack, logging["LogGroup"])
        assert logging["LogFormat"] == "JSON", name
        assert group.properties["LogGroupName"] == f"/aws/lambda/{function.properties['FunctionName']}"
    assert all(group.properties["RetentionInDays"] for group in stage.resources("AWS::Logs::LogGroup"))


def test_layers_are_those_of_the_catalogue_and_within_lambdas_five(stage: Stage) -> None:
    for spec in every_function():
        function = stage.functions()[spec.name]
        layers = [stage.at(function.stack, layer) for layer in function.properties["Layers"]]
        assert {layer.properties["LayerName"] for layer in layers} == {f"tradewind-dev-{name}" for name in spec.layers}
        assert len(layers) <= 5, spec.name
    used = {name for spec in every_function() for name in spec.layers}
    assert used == LAYERS.keys()


def test_api_functions_end_before_the_gateway_gives_up(stage: Stage) -> None:
    for spec in API_AREAS:
        assert stage.functions()[spec.name].properties["Timeout"] < 30


def test_no_tracer_and_no_snapshots(stage: Stage) -> None:
    for function in stage.functions().values():
        assert "TracingConfig" not in function.properties
        assert "SnapStart" not in function.properties


def test_secrets_are_named_and_never_given(stage: Stage) -> None:
    for function in stage.functions().values():
        variables = function.properties["Environment"]["Variables"]
        assert not {name.replace("-", "_").upper() for name in (*SECRETS, *SOURCE_KEYS.values())} & variables.keys()
        assert variables["POWERTOOLS_SERVICE_NAME"] in function.properties["Handler"]
    parameters = {
        value
        for function in stage.functions().values()
        for name, value in function.properties["Environment"]["Variables"].items()
        if name.endswith("_PARAMETER")
    }
    assert parameters == {f"/tradewind/dev/{name}" for name in (*SECRETS, *SOURCE_KEYS.values())}


def test_an_unknown_stage_and_a_misspelt_setting_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown stage 'production'"):
        StageConfig.load("production")
    with pytest.raises(ValueError, match="root_domian"):
        StageConfig.load("dev", {"root_domian": "x"})
