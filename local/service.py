"""One process of the local platform, as ``local.up`` starts it."""

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from local.world import ROOT


@dataclass(slots=True)
class Service:
    """A command, its environment, and where it answers once it is up."""

    name: str
    command: list[str]
    environment: dict[str, str]
    url: str | None = None
    folder: Path = ROOT
    process: "subprocess.Popen[bytes] | None" = field(default=None)
