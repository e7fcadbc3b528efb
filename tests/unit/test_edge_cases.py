"""docs/edge-cases.md names tests: each of them must be there, and every line must have one."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINES = [
    line
    for line in (ROOT / "docs" / "edge-cases.md").read_text().splitlines()
    if line.startswith("| ") and not line.startswith("| what")
]
REFERENCE = re.compile(r"`((?:tests|frontends)/[^`:]+)(?:::([^`]+))?`")


def test_every_line_names_a_test() -> None:
    assert len(LINES) == 82
    assert [line for line in LINES if not REFERENCE.search(line)] == []


def test_every_named_test_exists() -> None:
    missing = []
    for line in LINES:
        for path, name in REFERENCE.findall(line):
            file = ROOT / path
            text = file.read_text() if file.exists() else ""
            if not text or (name and f"def {name}(" not in text and f'"{name}"' not in text):
                missing.append(f"{path}::{name}")
    assert missing == []
