"""Finds Node (it comes with the Python environment) and says in one line what is missing."""

import os
import shutil
import subprocess
from pathlib import Path

MINIMUM_NODE = 24


class MissingToolError(RuntimeError):
    """Something the platform needs is not there; the message says how to get it."""


def node_folder() -> Path:
    """The folder with ``node``, ``npm`` and ``npx``: NODE_HOME's, or the one scripts/install-python made."""
    home = os.environ.get("NODE_HOME")
    return (Path(home) if home else Path(__file__).resolve().parents[1] / ".local" / "node") / "bin"


def with_node(environment: dict[str, str]) -> dict[str, str]:
    """``environment`` with our Node first in PATH.

    Raises:
        MissingToolError: Node is missing or too old.
    """
    folder = node_folder()
    node = shutil.which("node", path=str(folder))
    if node is None:
        raise MissingToolError(f"there is no node in {folder}: unset NODE_HOME or point it at Node {MINIMUM_NODE}")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < MINIMUM_NODE:
        raise MissingToolError(f"Node {version} is too old: NODE_HOME must hold Node {MINIMUM_NODE} or newer")
    return {**environment, "PATH": f"{folder}{os.pathsep}{environment.get('PATH', '')}"}


def find_chromium() -> str:
    """Chromium for the browser tests.

    Raises:
        MissingToolError: it is not installed.
    """
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    raise MissingToolError("Chromium is missing: apt-get install chromium (or set CHROMIUM to its path)")
