"""``make up`` and ``make dev``: starts the platform, prints the addresses, stops all of it on Ctrl-C."""

import argparse
import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from local.engine import process as engine
from local.engine.provision import BUCKET, provision
from local.service import Service
from local.toolchain import MissingToolError, with_node
from local.web import FRONTENDS, server_folder
from local.world import (
    CONNECT_WEBHOOK_SECRET,
    DEMO_EMAIL,
    DEMO_PASSWORD,
    DEMO_SLUG,
    ROOT,
    STATE,
    WEBHOOK_SECRET,
    Ports,
    aws_environment,
    product_environment,
    web_environment,
)

STOP_SECONDS = 15


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="hot reload")
    parser.add_argument("--mode", choices=("processes", "lambda"), default="processes")
    parser.add_argument("--no-web", action="store_true", help="without the front ends")
    parser.add_argument("--no-seed", action="store_true", help="without the demo store")
    options = parser.parse_args()
    ports = Ports.from_environment()
    try:
        with _only_one():
            run(options, ports)
    except MissingToolError as error:
        sys.exit(str(error))


class Stop:
    """Whether somebody asked us to end. Plain: a lock in a signal handler could be the one that the code it interrupts
    is holding."""

    asked = False

    def ask(self, *_: object) -> None:
        """A handler of signals."""
        self.asked = True


def run(options: argparse.Namespace, ports: Ports) -> None:
    """Start, announce, wait, stop."""
    _check_ports(ports, with_web=not options.no_web)
    started = time.monotonic()
    stopping = Stop()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stopping.ask)
    running: list[Service] = []
    try:
        for wave in _waves(options, ports):
            for service in wave:
                _start(service)
                running.append(service)
            for service in wave:
                if stopping.asked:
                    return
                if service.url:
                    engine.wait_until_answering(service.url, process=service.process, timeout=120)
            _after(wave, options, ports)
        _write_env_file(ports)
        _announce(options, ports)
        print(f"ready in {time.monotonic() - started:.1f} s; Ctrl-C stops everything\nready", flush=True)
        _watch(running, stopping)
    except TimeoutError as error:
        sys.exit(f"did not come up: {error}; see {STATE / 'logs'}")
    finally:
        _stop(running)


def _waves(options: argparse.Namespace, ports: Ports) -> Iterator[list[Service]]:
    """Services in the order they need each other; a wave starts together."""
    if options.mode == "lambda":
        from local.lambda_mode import engine_service

        yield [engine_service(ports)]
    else:
        yield [
            Service(
                "engine",
                engine.command(port=ports.engine, state=STATE / "engine"),
                dict(os.environ),
                f"http://127.0.0.1:{ports.engine}/_ministack/health",
            )
        ]
    web = [] if options.no_web else _web_services(options, ports)
    yield [*_stand_ins(ports), *([] if options.mode == "lambda" else _backend(options, ports)), *web]


def _after(wave: list[Service], options: argparse.Namespace, ports: Ports) -> None:
    """What a wave makes possible."""
    if wave[0].name == "engine":
        if options.mode == "lambda":
            from local.lambda_mode import DeploymentError, deploy

            try:
                deploy(ports)
            except DeploymentError as error:
                sys.exit(str(error))
        else:
            provision(f"http://127.0.0.1:{ports.engine}")
        return
    _run_once("local.plans", ports, failure="setting up the plans at the Stripe stand-in failed")
    if not options.no_seed:
        _run_once("local.seed", ports, failure="seeding the demo store failed")


def _run_once(module: str, ports: Ports, *, failure: str) -> None:
    """Run a module with the product's settings, and give up if it fails."""
    environment = {**os.environ, **product_environment(ports), "POWERTOOLS_LOG_LEVEL": "WARNING"}
    with _log("seed").open("ab") as log:
        result = subprocess.run([sys.executable, "-m", module], cwd=ROOT, env=environment, stderr=log)
    if result.returncode:
        sys.exit(f"{failure}; see {_log('seed')}")


def _stand_ins(ports: Ports) -> list[Service]:
    python = sys.executable
    webhook = f"http://127.0.0.1:{ports.api}/api/v1/webhooks/stripe"
    environment = {**os.environ, **aws_environment(ports)}
    return [
        Service(
            "stripe",
            [python, "-m", "local.stripe", "--port", str(ports.stripe), "--state", str(STATE / "stripe")]
            + ["--webhook-url", webhook, "--webhook-secret", WEBHOOK_SECRET]
            + ["--connect-webhook-secret", CONNECT_WEBHOOK_SECRET],
            environment,
            f"http://127.0.0.1:{ports.stripe}/",
        ),
        Service(
            "mailbox",
            [python, "-m", "local.mailbox", "--port", str(ports.mailbox), "--smtp-port", str(ports.smtp)]
            + ["--state", str(STATE / "mailbox")],
            environment,
            f"http://127.0.0.1:{ports.mailbox}/",
        ),
        Service(
            "claude",
            [python, "-m", "local.claude", "--port", str(ports.claude)],
            environment,
            f"http://127.0.0.1:{ports.claude}/",
        ),
        Service(
            "cdn",
            [python, "-m", "local.cdn", "--port", str(ports.cdn), "--bucket", BUCKET]
            + ["--endpoint", f"http://127.0.0.1:{ports.engine}"],
            environment,
            f"http://127.0.0.1:{ports.cdn}/",
        ),
        Service(
            "suppliers",
            [python, "-m", "local.suppliers", "--port", str(ports.suppliers), "--state", str(STATE / "suppliers")]
            + (["--catalog", catalog] if (catalog := os.environ.get("SUPPLIER_CATALOG")) else []),
            environment,
            f"http://127.0.0.1:{ports.suppliers}/",
        ),
    ]


def _backend(options: argparse.Namespace, ports: Ports) -> list[Service]:
    environment = {**os.environ, **product_environment(ports)}
    reload = ["--reload", "--reload-dir", "functions", "--reload-dir", "layers"] if options.dev else []
    worker = [sys.executable, "-m", "functions.selfhost.worker"]
    if options.dev:
        worker = [sys.executable, "-m", "watchfiles", "--filter", "python", " ".join(worker), "functions", "layers"]
    return [
        Service(
            "api",
            [sys.executable, "-m", "uvicorn", "functions.selfhost.asgi:app", "--host", "127.0.0.1"]
            + ["--port", str(ports.api), "--no-access-log", *reload],
            environment,
            f"http://127.0.0.1:{ports.api}/api/v1/health/ready",
        ),
        Service("workers", worker, environment),
        Service("schedules", [sys.executable, "-m", "local.schedules"], environment),
    ]


def _web_services(options: argparse.Namespace, ports: Ports) -> list[Service]:
    environment = with_node({**os.environ, **web_environment(ports)})
    services = []
    for app, port in (("dashboard", ports.dashboard), ("storefront", ports.storefront)):
        # HOSTNAME is what Next binds to, and what it takes itself for: an address would make tenants unreachable.
        its_own = {**environment, "PORT": str(port), "HOSTNAME": "localhost"}
        if options.dev:
            its_own["NODE_ENV"] = "development"
            command, folder = ["npx", "next", "dev", "--port", str(port), "--hostname", "localhost"], FRONTENDS / app
        else:
            command, folder = ["node", "server.js"], server_folder(app)
        services.append(Service(app, command, its_own, f"http://localhost:{port}/", folder))
    return services


def _log(name: str) -> Path:
    folder = STATE / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.log"


def _start(service: Service) -> None:
    with _log(service.name).open("ab") as log:
        service.process = subprocess.Popen(
            service.command,
            cwd=service.folder,
            env=service.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Its own group: Ctrl-C reaches us alone, and we stop the others in order.
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )


def _end_with_parent() -> None:
    """Runs in the child: have the kernel stop it should we be killed (Linux; elsewhere it would be left over)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _write_env_file(ports: Ports) -> None:
    """The product's settings for the operator's command line, unless there is a file of somebody's own."""
    path, mark = Path(os.environ.get("TRADEWIND_ENV_FILE", ROOT / ".env")), "# written by make up"
    if path.exists() and not path.read_text().startswith(mark):
        return
    lines = [f"{name}={value}" for name, value in product_environment(ports).items()]
    path.write_text("\n".join([mark, *lines]) + "\n")


def _watch(running: list[Service], stopping: Stop) -> None:
    """Wait for the end; a service that dies is named, the others go on."""
    reported: set[str] = set()
    while not stopping.asked:
        time.sleep(0.5)
        for service in running:
            if service.name not in reported and service.process and service.process.poll() is not None:
                reported.add(service.name)
                print(f"{service.name} stopped by itself ({service.process.returncode}); see {_log(service.name)}")


def _stop(running: list[Service]) -> None:
    """Ask politely, last started first, then insist."""
    alive = [service.process for service in reversed(running) if service.process and service.process.poll() is None]
    for child in alive:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for child in alive:
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def _check_ports(ports: Ports, *, with_web: bool) -> None:
    """Refuse to start on a port somebody else holds, naming it and the way out."""
    for name in ports.__slots__:
        if name in ("dashboard", "storefront") and not with_web:
            continue
        number = getattr(ports, name)
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", number)) == 0:
                sys.exit(f"port {number} ({name}) is in use: stop what holds it, or set {name.upper()}_PORT")


@contextlib.contextmanager
def _only_one() -> Iterator[None]:
    """One platform per checkout: two would share a state folder."""
    STATE.mkdir(parents=True, exist_ok=True)
    with (STATE / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("the platform of this checkout is already running")
        yield


def _announce(options: argparse.Namespace, ports: Ports) -> None:
    rows = [
        # A function serves its area's routes and no documentation.
        ("API", f"http://localhost:{ports.api}/api/v1")
        if options.mode == "lambda"
        else ("API docs", f"http://localhost:{ports.api}/docs"),
        ("Mailbox", f"http://localhost:{ports.mailbox}"),
        ("Stripe stand-in", f"http://localhost:{ports.stripe}"),
        ("Suppliers", f"http://localhost:{ports.suppliers}"),
        ("Claude stand-in", f"http://localhost:{ports.claude}"),
        ("AWS engine", f"http://localhost:{ports.engine}"),
    ]
    if not options.no_web:
        rows = [
            ("Dashboard", f"http://localhost:{ports.dashboard}   {DEMO_EMAIL} / {DEMO_PASSWORD}"),
            ("Storefront", f"http://{DEMO_SLUG}.localhost:{ports.storefront}"),
            *rows,
        ]
    print("\n".join(f"  {name:<16} {address}" for name, address in rows), flush=True)


if __name__ == "__main__":
    main()
