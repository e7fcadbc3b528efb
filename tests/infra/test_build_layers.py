"""Building layers: what is left out, what is refused, and that what is left still runs."""

import json
import struct
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from infra_cdk.catalogue import LAYERS, FunctionSpec, every_function
from scripts import build_layers
from scripts.build_layers import MIB, BuildError, Built, Lock
from tests.infra.test_imports import PARTS, PARTS_BY_SETTING, SCRIPT


@pytest.fixture(scope="module")
def lock() -> Lock:
    return Lock.read()


def write(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def elf(machine: int) -> bytes:
    return b"\x7fELF" + bytes(14) + struct.pack("<H", machine)


def test_requirements_keep_their_hashes() -> None:
    first = "a==1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb"
    second = "b-c==2 ; sys_platform == 'linux' \\\n    --hash=sha256:cc"

    assert build_layers.parse_requirements(f"{first}\n{second}\n") == {"a": first, "b-c": second}


def test_every_package_of_a_layer_is_pinned_with_a_hash(lock: Lock) -> None:
    for layer in LAYERS:
        for package in lock.packages_of(layer):
            assert "--hash=sha256:" in lock.requirements[package]


def test_layers_do_not_carry_what_every_function_has(lock: Lock) -> None:
    runtime = set(lock.packages_of("runtime"))

    assert {"botocore", "pydantic-core", "urllib3"} <= runtime
    assert "boto3" not in {package for layer in LAYERS for package in lock.packages_of(layer)}
    assert not any(runtime & set(lock.packages_of(layer)) for layer in LAYERS if layer != "runtime")


def test_pruning_keeps_what_is_read_at_run_time(tmp_path: Path) -> None:
    kept = {
        "botocore/data/dynamodb/2012-08-10/service-2.json.gz",
        "botocore/data/endpoints.json",
        "botocore/data/partitions.json",
        "botocore/cacert.pem",
        "botocore/docs/__init__.py",
        "pkg/module.py",
        "pkg/lib.cpython-313-aarch64-linux-gnu.so",
        "pkg-1.dist-info/METADATA",
        "pkg-1.dist-info/entry_points.txt",
        "pkg-1.dist-info/licenses/LICENSE",
    }
    dropped = {
        "botocore/data/ec2/2016-11-15/service-2.json.gz",
        "botocore/data/dynamodb/2012-08-10/examples-1.json",
        "pkg/module.pyi",
        "pkg/py.typed",
        "pkg/tests/test_module.py",
        "pkg/README.md",
        "pkg/docs/guide.txt",
        "bin/pkg",
        "pkg-1.dist-info/RECORD",
    }
    for name in kept | dropped:
        write(tmp_path / name)

    build_layers.prune(tmp_path)

    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()} == kept
    assert not (tmp_path / "bin").exists()


def test_a_library_for_another_processor_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "good.so", elf(0xB7))
    build_layers.check_machine(tmp_path)
    write(tmp_path / "pkg" / "bad.so.1", elf(0x3E))

    with pytest.raises(BuildError, match=r"bad\.so\.1"):
        build_layers.check_machine(tmp_path)


def test_byte_code_is_never_checked_against_its_source(tmp_path: Path) -> None:
    write(tmp_path / "module.py", b"def fail():\n    raise ValueError\n")

    build_layers.compile_all(tmp_path)

    (compiled,) = tmp_path.rglob("*.pyc")
    assert struct.unpack("<I", compiled.read_bytes()[4:8]) == (0b01,)
    assert b"/opt/python/module.py" in compiled.read_bytes()


def built(*, unzipped: int = MIB, zipped: int = MIB) -> Built:
    return Built(hash="", files=1, unzipped=unzipped, zipped=zipped)


def test_what_lambda_would_refuse_fails_the_build() -> None:
    small = {name: built() for name in LAYERS}
    build_layers.check_limits(small)

    with pytest.raises(BuildError, match="layer web"):
        build_layers.check_limits({**small, "web": built(zipped=51 * MIB)})
    with pytest.raises(BuildError, match="email_worker has"):
        build_layers.check_limits({**small, "mail": built(unzipped=248 * MIB)})


def _compiled_for_this_machine(site: Path, target: Path) -> None:
    """Stand-ins for what only Lambda's processors can load."""
    for pattern in (
        "pydantic_core",
        "orjson",
        "jiter",
        "_cffi_backend*",
        "_argon2_cffi_bindings",
        "PIL",
        "pillow.libs",
        "uharfbuzz",
    ):
        for found in site.glob(pattern):
            (target / found.name).symlink_to(found)


@pytest.mark.skipif(not build_layers.MANIFEST.exists(), reason="the layers are not built: make build")
@pytest.mark.parametrize("spec", list(every_function()), ids=lambda spec: spec.name)
def test_a_function_runs_on_its_layers_alone(spec: FunctionSpec, repository_root: Path, tmp_path: Path) -> None:
    """Isolated from this environment's packages, apart from compiled ones."""
    native = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    _compiled_for_this_machine(native, tmp_path)
    paths: Iterable[Path] = [tmp_path, *(build_layers.BUILT / layer / "python" for layer in spec.layers)]
    parts = [*PARTS.get(spec.name, []), *(p for s in spec.settings for p in PARTS_BY_SETTING.get(s, []))]
    script = f"import sys; sys.path[:0] = {[str(path) for path in paths] + [str(repository_root)]!r}\n" + SCRIPT
    command = [sys.executable, "-I", "-S", "-B", "-c", script, spec.name, ",".join(parts)]

    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    assert result.returncode == 0, result.stderr[-3000:]
    assert "tradewind" in json.loads(result.stdout)["modules"]
