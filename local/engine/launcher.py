"""Runs the AWS engine (ministack) on loopback and keeps what was written, also through kill -9.

Runs in the engine's own environment (see requirements.txt), as a script:
    python launcher.py --port 4566 --state DIR [--api-port 8000] [--auth]

The engine saves its state only on a clean stop. Between two of its snapshots this launcher keeps a journal of the
writing requests that succeeded; at start the journal is replayed onto the last snapshot. Receives and deletes are not
in it, so after a crash queues may deliver again what was handled: they promise no less.
"""

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import signal
import sys
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable, MutableMapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any

type Scope = MutableMapping[str, Any]
type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type App = Callable[[Scope, Receive, Send], Awaitable[None]]

WRITES = frozenset(
    "PutItem UpdateItem DeleteItem BatchWriteItem TransactWriteItems CreateTable UpdateTable UpdateTimeToLive "
    "SendMessage SendMessageBatch CreateQueue SetQueueAttributes".split()
)
CHECKPOINT_SECONDS = 30
JOURNAL_LIMIT_BYTES = 32 * 1024 * 1024
API_ROUTE = "/_aws/execute-api/{api_id}/$default"


class Journal:
    """Requests since the last snapshot, one JSON line each, flushed before their answer leaves."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("ab")

    @property
    def size(self) -> int:
        """Bytes since the last snapshot."""
        return self._file.tell()

    def append(self, scope: Scope, body: bytes) -> None:
        """Add one request."""
        entry = {
            "method": scope["method"],
            "path": scope["path"],
            "query": scope["query_string"].decode(),
            "headers": [[name.decode(), value.decode("latin-1")] for name, value in scope["headers"]],
            "body": b64encode(body).decode(),
        }
        self._file.write(json.dumps(entry).encode() + b"\n")
        self._file.flush()

    def entries(self) -> list[dict[str, Any]]:
        """Every whole entry; a line cut off by a crash was never answered."""
        lines = self._path.read_bytes().split(b"\n")[:-1]
        return [json.loads(line) for line in lines if line]

    def clear(self) -> None:
        """Forget everything: a snapshot holds it now."""
        self._file.truncate(0)
        self._file.seek(0)


def is_write(scope: Scope) -> bool:
    """Whether a successful answer to this request must survive a crash."""
    if scope["method"] != "POST":
        return False
    headers = dict(scope["headers"])
    operation = headers.get(b"x-amz-target", b"").decode().rpartition(".")[2]
    # Presigned uploads: the object is on disk at once, the notification it causes is not.
    return operation in WRITES or headers.get(b"content-type", b"").startswith(b"multipart/form-data")


async def read_body(receive: Receive) -> bytes:
    """The whole request body."""
    chunks: list[bytes] = []
    while True:
        message = await receive()
        chunks.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(chunks)


def replayable(body: bytes, receive: Receive) -> Receive:
    """A receive that gives ``body`` once and then the connection's own messages."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


class Engine:
    """The engine's ASGI app with journal, snapshots and the API on a port of its own."""

    def __init__(self, app: App, journal: Journal, snapshot: Callable[[], None], api_port: int | None) -> None:
        self._app = app
        self._journal = journal
        self._snapshot = snapshot
        self._api_port = api_port
        self._api_id: str | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"].startswith("/_tradewind/"):
            await self._admin(scope, receive, send)
        elif self._api_port and scope["server"][1] == self._api_port:
            await self._call_api(scope, receive, send)
        elif is_write(scope):
            await self._write(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _write(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await read_body(receive)

        async def send_after_journal(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 300:
                self._journal.append(scope, body)
            await send(message)

        await self._app(scope, replayable(body, receive), send_after_journal)

    async def _call_api(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._api_id is None:
            await answer(send, 503, b'{"message":"The stack is not deployed yet."}')
            return
        path = API_ROUTE.format(api_id=self._api_id) + scope["path"]
        await self._app({**scope, "path": path, "raw_path": path.encode()}, receive, send)

    async def _admin(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/_tradewind/checkpoint":
            self.checkpoint()
        elif scope["path"] == "/_tradewind/api":
            self._api_id = json.loads(await read_body(receive))["api_id"]
        await answer(send, 200, b"{}")

    def checkpoint(self) -> None:
        """Snapshot everything. Synchronous on the only loop: no request runs in between."""
        self._snapshot()
        self._journal.clear()

    async def checkpoint_forever(self) -> None:
        """Keep the journal short."""
        waited = 0
        while True:
            await asyncio.sleep(1)
            waited += 1
            if self._journal.size > JOURNAL_LIMIT_BYTES or (waited >= CHECKPOINT_SECONDS and self._journal.size):
                self.checkpoint()
                waited = 0

    async def replay(self) -> int:
        """Do again what the last snapshot does not have; returns how many requests."""
        entries = self._journal.entries()
        for entry in entries:
            scope: Scope = {
                "type": "http",
                "asgi": {"version": "3.0"},
                "http_version": "1.1",
                "scheme": "http",
                "method": entry["method"],
                "path": entry["path"],
                "raw_path": entry["path"].encode(),
                "query_string": entry["query"].encode(),
                "headers": [(name.encode(), value.encode("latin-1")) for name, value in entry["headers"]],
                "client": ("127.0.0.1", 0),
                "server": ("127.0.0.1", 4566),
                "extensions": {},
            }
            body = b64decode(entry["body"])
            await self._app(scope, replayable(body, _nothing), _ignore)
        return len(entries)


async def answer(send: Send, status: int, body: bytes) -> None:
    """A small JSON answer."""
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


async def _ignore(message: Message) -> None:
    return None


def prepare_environment(options: argparse.Namespace) -> Path:
    """What the engine reads when it is imported. Functions it runs inherit nothing else of ours."""
    state = Path(options.state).resolve()
    scratch = state / "tmp"
    # Workers unpack code here and never tidy up.
    shutil.rmtree(scratch, ignore_errors=True)
    for folder in (state, scratch, state / "snapshot", state / "s3"):
        folder.mkdir(parents=True, exist_ok=True)
    lambda_state = state / "snapshot" / "lambda.json"
    if lambda_state.exists():
        _forget_stream_positions(lambda_state)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "PYTHONPATH") if name in os.environ}
    os.environ.clear()
    os.environ.update(kept)
    os.environ.update(
        {
            "GATEWAY_PORT": str(options.port),
            "BIND_HOST": "127.0.0.1",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(state / "snapshot"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(state / "s3"),
            "TMPDIR": str(scratch),
            "LOG_LEVEL": options.log_level,
            "SFTP_ENABLED": "0",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
    )
    if options.auth:
        os.environ["AUTH"] = "true"
    if options.smtp:
        os.environ["SMTP_HOST"] = options.smtp
    return state


def _forget_stream_positions(path: Path) -> None:
    """Saved positions point into a stream log that is not saved: functions would wait for records forever."""
    saved = json.loads(path.read_text())
    payload = saved.get("payload", saved)
    if "dynamodb_stream_positions" in payload:
        payload["dynamodb_stream_positions"] = {}
        path.write_text(json.dumps(saved))


def _authorise_as_aws_does() -> None:
    """Three requests that the engine holds against other permissions than IAM does.

    A batch of messages needs the permission of one message, GetParameters is checked on the parameter it names, and
    sending mail on the identity of its sender; the engine asks for permissions that do not exist, or on everything.
    """
    from ministack.core import iam_actions

    action_of, resource_of = iam_actions.extract_iam_action, iam_actions.extract_resource_arn

    def action(*request: Any) -> Any:
        found = action_of(*request)
        return found.removesuffix("Batch") if found and found.startswith("sqs:") else found

    def resource(service: str, method: str, path: str, headers: Any, body: bytes, *rest: Any) -> Any:
        if service == "ssm" and headers.get("x-amz-target", "").endswith(".GetParameters"):
            names = json.loads(body or b"{}").get("Names", [])
            # The engine decides on one resource a request: of several parameters the first stands for all.
            if names:
                body = json.dumps({"Name": names[0]}).encode()
        if service == "ses" and path == "/v2/email/outbound-emails":
            sender = parseaddr(json.loads(body or b"{}").get("FromEmailAddress", ""))[1]
            _, region, account = rest
            return f"arn:aws:ses:{region}:{account}:identity/{sender.rpartition('@')[2]}"
        return resource_of(service, method, path, headers, body, *rest)

    iam_actions.extract_iam_action, iam_actions.extract_resource_arn = action, resource


async def serve(options: argparse.Namespace, state: Path) -> None:
    """Start the engine, replay the journal, serve until told to stop."""
    from hypercorn.asyncio import serve as hypercorn_serve
    from hypercorn.config import Config
    from ministack import app as ministack
    from ministack.core.persistence import save_all

    _authorise_as_aws_does()

    def snapshot() -> None:
        save_all(ministack._build_persistence_save_dict())

    engine = Engine(ministack.app, Journal(state / "journal.jsonl"), snapshot, options.api_port)
    config = Config()
    config.bind = [f"127.0.0.1:{port}" for port in (options.port, options.api_port) if port]
    config.keep_alive_timeout = 75
    config.loglevel = options.log_level
    config.accesslog = None
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await engine(scope, receive, send)
            return

        async def send_after_replay(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                count = await engine.replay()
                if count:
                    print(f"engine: replayed {count} writes", flush=True)
                engine.checkpoint()
            await send(message)

        await ministack.app(scope, receive, send_after_replay)

    keeper = asyncio.create_task(engine.checkpoint_forever())
    try:
        await hypercorn_serve(app, config, shutdown_trigger=stop.wait)
    finally:
        keeper.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await keeper
        engine.checkpoint()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=4566)
    parser.add_argument("--api-port", type=int, default=None, help="also serve the deployed HTTP API here")
    parser.add_argument("--state", required=True)
    parser.add_argument("--auth", action="store_true", help="enforce IAM")
    parser.add_argument("--smtp", default="", help="host:port that takes mail sent through SES")
    parser.add_argument("--log-level", default="WARNING")
    options = parser.parse_args()
    state = prepare_environment(options)
    try:
        asyncio.run(serve(options, state))
    except OSError as error:
        sys.exit(f"engine: cannot listen: {error}")


if __name__ == "__main__":
    main()
