"""Lambda layers: our own package, and the third-party packages by who imports them (scripts/build_layers.py)."""

import json
import tempfile
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra_cdk.config import ROOT, StageConfig

BUILT = ROOT / ".build" / "layers"


class LayersNotBuiltError(RuntimeError):
    """The layers' folders are missing."""


class Layers(Construct):
    """The layers of one stack, made when a function first asks for them.

    Every stack has versions of its own: a version shared through an export could never be replaced while in use.
    """

    def __init__(self, scope: Construct, id: str, *, config: StageConfig) -> None:
        super().__init__(scope, id)
        self._config = config
        self._made: dict[str, lambda_.LayerVersion] = {}

    def of(self, names: tuple[str, ...]) -> list[lambda_.ILayerVersion]:
        """The versions of ``names``, in that order."""
        if self._config.layers == "none":
            return []
        return [self._version(name) for name in names]

    def _version(self, name: str) -> lambda_.LayerVersion:
        if name not in self._made:
            self._made[name] = lambda_.LayerVersion(
                self,
                name.capitalize(),
                layer_version_name=f"{self._config.name}-{name}",
                code=self._code(name),
                compatible_runtimes=[lambda_.Runtime.PYTHON_3_13],
                compatible_architectures=[architecture(self._config)],
            )
        return self._made[name]

    def _code(self, name: str) -> lambda_.Code:
        if self._config.layers == "placeholder":
            return lambda_.Code.from_asset(str(_placeholder(name)))
        manifest = BUILT / "manifest.json"
        if not manifest.exists():
            raise LayersNotBuiltError("the Lambda layers are not built: run `make build`")
        # The build's own hash, so that nothing has to read thousands of files again.
        digest: str = json.loads(manifest.read_text())[name]["hash"]
        return lambda_.Code.from_asset(str(BUILT / name), asset_hash=digest, asset_hash_type=cdk.AssetHashType.CUSTOM)


def architecture(config: StageConfig) -> lambda_.Architecture:
    """The processors a stage runs on."""
    return lambda_.Architecture.ARM_64 if config.architecture == "arm64" else lambda_.Architecture.X86_64


def _placeholder(name: str) -> Path:
    """A folder with a layer's shape and nothing in it, where only the template is looked at."""
    folder = Path(tempfile.gettempdir()) / "tradewind-placeholder-layers" / name
    package = folder / "python"
    package.mkdir(parents=True, exist_ok=True)
    (package / "PLACEHOLDER").write_text(f"{name}: not for deployment\n")
    return folder
