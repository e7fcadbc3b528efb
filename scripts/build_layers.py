"""Builds the Lambda layers under .build/layers: third-party packages from uv.lock, and our own package.

``python -m scripts.build_layers``. Wheels are those of Lambda's machines (arm64, Amazon Linux 2023), checked against
the hashes of the lock, without what a function never reads, with byte code that needs no check at start. A layer whose
inputs did not change is left as it is.
"""

import compileall
import hashlib
import io
import json
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from infra_cdk.catalogue import LAYERS, every_function

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / ".build" / "layers"
MANIFEST = BUILT / "manifest.json"
CORE = ROOT / "layers" / "core" / "src" / "tradewind"

# manylinux2014 would silently resolve years-old releases of some packages: their new wheels ask for a newer glibc.
PLATFORM = "aarch64-manylinux_2_34"
PYTHON = "3.13"
MACHINE = 0xB7
"""AArch64 in an ELF header."""

SERVICES = ("dynamodb", "events", "s3", "sesv2", "sqs", "ssm")
"""botocore describes more than four hundred services; these are the ones the product calls."""
DROPPED_FOLDERS = frozenset({"tests", "test", "__pycache__", "bin"})
DROPPED_UNLESS_CODE = frozenset({"docs", "examples"})
"""Names that are also packages: botocore imports its own ``docs``."""
DROPPED_FILES = (".pyi", ".pyx", ".pxd", ".c", ".h", ".md", ".rst", "py.typed", "examples-1.json")
KEPT_METADATA = re.compile(r"METADATA|entry_points\.txt|LICEN[CS]E.*|NOTICE.*|COPYING.*", re.IGNORECASE)
"""Versions and entry points are read at run time (OpenTelemetry finds its context that way); licences travel along."""

MIB = 1024 * 1024
UNZIPPED_LIMIT = 250 * MIB
ZIPPED_LIMIT = 50 * MIB
LAYERS_LIMIT = 5


class BuildError(RuntimeError):
    """A layer cannot be built, or does not fit; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished layer. ``hash`` is that of everything it was made from."""

    hash: str
    files: int
    unzipped: int
    zipped: int


@dataclass(frozen=True, slots=True)
class Lock:
    """uv.lock, as far as layers need it."""

    needs: Mapping[str, frozenset[str]]
    requirements: Mapping[str, str]

    @classmethod
    def read(cls) -> "Lock":
        """Dependencies from the lock itself, pinned lines with hashes from ``uv export``."""
        packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
        needs = {
            package["name"]: frozenset(need["name"] for need in package.get("dependencies", [])) for package in packages
        }
        exported = _run(
            ["uv", "export", "--frozen", "--quiet", "--package", "tradewind-core", "--no-dev", "--no-emit-workspace"]
            + ["--no-header", "--no-annotate", "--format", "requirements.txt"]
        )
        return cls(needs, parse_requirements(exported))

    def closure(self, names: Iterable[str]) -> frozenset[str]:
        """``names`` with everything they need."""
        found: set[str] = set()
        todo = list(names)
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += self.needs[name]
        return frozenset(found)

    def packages_of(self, layer: str) -> list[str]:
        """The packages of a layer: what its roots need, without what every function has from ``runtime``."""
        packages = self.closure(LAYERS[layer])
        if layer != "runtime":
            packages -= self.closure(LAYERS["runtime"])
        return sorted(package for package in packages if package in self.requirements)


def parse_requirements(text: str) -> dict[str, str]:
    """Requirement lines by package name, each with its continuation lines of hashes."""
    blocks = re.split(r"\n(?=[^\s#])", text.strip())
    return {re.split(r"[=\[;\s]", block, maxsplit=1)[0]: block for block in blocks if block}


def main() -> int:
    """Build what changed, print every layer, and check that functions fit."""
    if sys.version_info[:2] != tuple(int(part) for part in PYTHON.split(".")):
        sys.stderr.write(f"layers are compiled by Python {PYTHON}, this is {sys.version.split()[0]}\n")
        return 1
    try:
        layers, fresh = build()
        check_limits(layers)
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    print(f"{'layer':<12}{'files':>7}{'MiB unzipped':>15}{'MiB zipped':>13}")
    for name, built in layers.items():
        note = "" if name in fresh else "   unchanged"
        print(f"{name:<12}{built.files:>7}{built.unzipped / MIB:>15.1f}{built.zipped / MIB:>13.1f}{note}")
    name, size = max(((spec.name, _unzipped(spec.layers, layers)) for spec in every_function()), key=lambda row: row[1])
    print(f"largest function with its layers: {name}, {size / MIB:.1f} MiB of Lambda's {UNZIPPED_LIMIT // MIB}")
    return 0


def build() -> tuple[dict[str, Built], set[str]]:
    """Every layer, and the names of those that had to be made anew."""
    BUILT.mkdir(parents=True, exist_ok=True)
    before = {name: Built(**row) for name, row in json.loads(MANIFEST.read_text()).items()} if MANIFEST.exists() else {}
    lock = Lock.read()
    recipe = Path(__file__).read_bytes()
    layers: dict[str, Built] = {}
    fresh: set[str] = set()
    for name in LAYERS:
        requirements = "\n".join(lock.requirements[package] for package in lock.packages_of(name)) + "\n"
        digest = hashlib.sha256(recipe + requirements.encode() + (_source() if name == "core" else b"")).hexdigest()
        folder = BUILT / name
        if folder.exists() and name in before and before[name].hash == digest:
            layers[name] = before[name]
            continue
        shutil.rmtree(folder, ignore_errors=True)
        site = folder / "python"
        if name == "core":
            shutil.copytree(CORE, site / CORE.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            install(requirements, site)
            prune(site)
            check_machine(site)
        compile_all(site)
        layers[name] = measure(folder, digest)
        fresh.add(name)
    for stale in BUILT.iterdir():
        if stale.is_dir() and stale.name not in LAYERS:
            shutil.rmtree(stale)
    MANIFEST.write_text(json.dumps({name: asdict(built) for name, built in layers.items()}, indent=1) + "\n")
    return layers, fresh


def _source() -> bytes:
    digest = hashlib.sha256()
    for path in sorted(CORE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(CORE)).encode() + b"\0" + path.read_bytes())
    return digest.digest()


def install(requirements: str, site: Path) -> None:
    """Put the wheels of ``requirements`` into ``site``, nothing else and nothing unchecked."""
    site.mkdir(parents=True)
    listed = site.parent / "requirements.txt"
    listed.write_text(requirements)
    _run(
        ["uv", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
        + ["--python-platform", PLATFORM, "--python-version", PYTHON, "--no-compile-bytecode", "--link-mode", "copy"]
        + ["--target", str(site), "--requirement", str(listed)]
    )
    listed.unlink()


def prune(site: Path) -> None:
    """Remove what no function reads. Shared libraries stay as they came."""
    described = site / "botocore" / "data"
    if described.exists():
        for service in described.iterdir():
            if service.is_dir() and service.name not in SERVICES:
                shutil.rmtree(service)
    for folder, _, files in os.walk(site, topdown=False):
        path = Path(folder)
        is_text = path.name in DROPPED_UNLESS_CODE and "__init__.py" not in files
        if path != site and (is_text or path.name in DROPPED_FOLDERS):
            shutil.rmtree(path)
            continue
        in_metadata = any(part.endswith(".dist-info") for part in path.relative_to(site).parts)
        for name in files:
            dropped = not KEPT_METADATA.fullmatch(name) if in_metadata else name.endswith(DROPPED_FILES)
            if dropped:
                (path / name).unlink()
    for path in sorted((path for path in site.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
    (site / ".lock").unlink(missing_ok=True)


def check_machine(site: Path) -> None:
    """Every shared library is for Lambda's processors.

    Raises:
        BuildError: one is not: it would only fail when a function starts.
    """
    for path in site.rglob("*.so*"):
        header = path.read_bytes()[:20]
        if header[:4] == b"\x7fELF" and int.from_bytes(header[18:20], "little") != MACHINE:
            raise BuildError(f"{path.relative_to(site)} is not built for {PLATFORM}")


def compile_all(site: Path) -> None:
    """Byte code that is used without looking at the source: Lambda's files never change."""
    done = compileall.compile_dir(
        site,
        quiet=1,
        stripdir=str(site),
        prependdir="/opt/python",
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    if not done:
        raise BuildError(f"{site} does not compile")


def measure(folder: Path, digest: str) -> Built:
    """Sizes of a finished layer, zipped as the deployment zips it."""
    buffer = io.BytesIO()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.relative_to(folder))
    unzipped = sum(path.stat().st_size for path in files)
    return Built(hash=digest, files=len(files), unzipped=unzipped, zipped=len(buffer.getvalue()))


def check_limits(layers: Mapping[str, Built]) -> None:
    """Lambda's limits, for every layer and every function.

    Raises:
        BuildError: something does not fit.
    """
    for name, built in layers.items():
        if built.zipped > ZIPPED_LIMIT:
            raise BuildError(f"layer {name} has {built.zipped / MIB:.1f} MiB zipped, more than {ZIPPED_LIMIT // MIB}")
    for spec in every_function():
        if len(spec.layers) > LAYERS_LIMIT:
            raise BuildError(f"{spec.name} has {len(spec.layers)} layers, more than {LAYERS_LIMIT}")
        # A megabyte for the function's own few files.
        size = _unzipped(spec.layers, layers) + MIB
        if size > UNZIPPED_LIMIT:
            raise BuildError(f"{spec.name} has {size / MIB:.1f} MiB with its layers, more than {UNZIPPED_LIMIT // MIB}")


def _unzipped(names: Iterable[str], layers: Mapping[str, Built]) -> int:
    return sum(layers[name].unzipped for name in names)


def _run(command: list[str]) -> str:
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if result.returncode:
        raise BuildError(f"{' '.join(command[:3])} failed:\n{result.stderr[-2000:]}")
    return result.stdout


if __name__ == "__main__":
    sys.exit(main())
