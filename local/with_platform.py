"""Runs a command beside a fresh platform on free ports: ``python -m local.with_platform [--no-web] -- COMMAND``.

The command finds the addresses in DASHBOARD_URL, STOREFRONT_PORT, API_URL, MAILBOX_URL, STRIPE_URL, SUPPLIERS_URL and
CLAUDE_URL, and the product's settings in TRADEWIND_ENV_FILE. The platform is stopped and its state removed afterwards.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from local.world import ROOT, Ports

START_SECONDS = 240


def free_ports() -> Ports:
    """A port for everything, all different."""
    names = Ports.__slots__
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in names]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return Ports(**{name: probe.getsockname()[1] for name, probe in zip(names, probes, strict=True)})


def main() -> int:
    """Start, run, stop."""
    arguments = sys.argv[1:]
    split = arguments.index("--")
    options, command = arguments[:split], arguments[split + 1 :]
    ports = free_ports()
    with tempfile.TemporaryDirectory(prefix="tradewind-") as folder:
        environment = _environment(ports, Path(folder))
        log = Path(folder) / "up.log"
        with log.open("wb") as output:
            platform = subprocess.Popen(
                [sys.executable, "-m", "local.up", *options], cwd=ROOT, env=environment, stdout=output, stderr=output
            )
        try:
            _wait_until_ready(platform, log)
            return subprocess.run(command, env=environment).returncode
        finally:
            platform.send_signal(signal.SIGINT)
            platform.wait(timeout=30)


def _environment(ports: Ports, folder: Path) -> dict[str, str]:
    moved = {f"{name.upper()}_PORT": str(getattr(ports, name)) for name in Ports.__slots__}
    return {
        **os.environ,
        **moved,
        "TRADEWIND_STATE": str(folder / "state"),
        "TRADEWIND_ENV_FILE": str(folder / "platform.env"),
        "DASHBOARD_URL": f"http://localhost:{ports.dashboard}",
        "API_URL": f"http://127.0.0.1:{ports.api}",
        "MAILBOX_URL": f"http://localhost:{ports.mailbox}",
        "STRIPE_URL": f"http://localhost:{ports.stripe}",
        "SUPPLIERS_URL": f"http://localhost:{ports.suppliers}",
        "CLAUDE_URL": f"http://localhost:{ports.claude}",
    }


def _wait_until_ready(platform: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while "\nready\n" not in log.read_text():
        if platform.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"the platform did not start:\n{log.read_text()}")
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
