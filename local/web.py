"""Builds the front ends when their sources changed: ``python -m local.web [dashboard storefront]``."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from local.toolchain import MissingToolError, with_node
from local.world import ROOT

FRONTENDS = ROOT / "frontends"
APPS = ("dashboard", "storefront")
_SKIPPED = {"node_modules", ".next", "out", "e2e", "test-results"}


def server_folder(app: str) -> Path:
    """Where the standalone server of ``app`` lies (``server.js`` inside)."""
    return FRONTENDS / app / ".next" / "standalone" / app


def build(apps: Iterable[str] = APPS) -> None:
    """Build what is out of date, with static files beside each server."""
    for app in apps:
        digest = source_digest(app)
        stamp = FRONTENDS / app / ".next" / "tradewind-digest"
        if stamp.exists() and stamp.read_text() == digest and (server_folder(app) / "server.js").exists():
            continue
        print(f"building {app} ...", flush=True)
        environment = with_node({**os.environ, "NEXT_TELEMETRY_DISABLED": "1"})
        environment.pop("NODE_ENV", None)
        result = subprocess.run(
            ["npm", "run", "build", "--workspace", app], cwd=FRONTENDS, env=environment, capture_output=True, text=True
        )
        if result.returncode:
            raise SystemExit(f"building {app} failed:\n{result.stdout[-4000:]}\n{result.stderr[-4000:]}")
        _copy_static(app)
        stamp.write_text(digest)


def _copy_static(app: str) -> None:
    source, target = FRONTENDS / app, server_folder(app)
    shutil.copytree(source / ".next" / "static", target / ".next" / "static", dirs_exist_ok=True)
    if (source / "public").exists():
        shutil.copytree(source / "public", target / "public", dirs_exist_ok=True)


def source_digest(app: str) -> str:
    """A digest of everything the build of ``app`` reads."""
    digest = hashlib.sha256()
    for folder in (FRONTENDS / app, FRONTENDS / "packages"):
        for path in sorted(_files(folder)):
            digest.update(str(path.relative_to(FRONTENDS)).encode())
            digest.update(path.read_bytes())
    digest.update((FRONTENDS / "package-lock.json").read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    for path in folder.iterdir():
        if path.name in _SKIPPED or path.name.endswith((".tsbuildinfo", "next-env.d.ts")):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


if __name__ == "__main__":
    try:
        build(sys.argv[1:] or APPS)
    except MissingToolError as error:
        sys.exit(str(error))
