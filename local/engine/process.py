"""Starts and stops the engine from the project's side (it lives in an environment of its own)."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".local" / "engine-venv" / "bin" / "python"
LAUNCHER = Path(__file__).with_name("launcher.py")


class EngineNotInstalledError(RuntimeError):
    """The engine's environment is missing."""


def command(*, port: int, state: Path, **options: Any) -> list[str]:
    """The launcher's command line; ``options`` are its further flags."""
    if not PYTHON.exists():
        raise EngineNotInstalledError("the local AWS engine is not installed: run `make install`")
    line = [str(PYTHON), str(LAUNCHER), "--port", str(port), "--state", str(state)]
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            line.append(flag)
        elif value not in (None, False, ""):
            line += [flag, str(value)]
    return line


def wait_until_answering(url: str, *, process: "subprocess.Popen[bytes] | None" = None, timeout: float = 30) -> None:
    """Return when ``url`` answers at all.

    Raises:
        TimeoutError: it does not, or the process ended before.
    """
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if process is not None and process.poll() is not None:
            raise TimeoutError(f"{url}: the process ended with {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=1)
            return
        except urllib.error.HTTPError:
            return
        except (OSError, urllib.error.URLError):
            time.sleep(0.05)
    raise TimeoutError(f"{url} did not answer within {timeout} s")


def start(*, port: int, state: Path, **options: Any) -> "subprocess.Popen[bytes]":
    """A running engine that answers."""
    process = subprocess.Popen(command(port=port, state=state, **options), stdout=sys.stderr)
    wait_until_answering(f"http://127.0.0.1:{port}/_ministack/health", process=process)
    return process
