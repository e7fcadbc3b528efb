"""Runs the schedules of events/schedules.json, as EventBridge Scheduler or CronJobs do elsewhere."""

import json
import signal
import threading
import time

from functions.selfhost import tick
from local.world import ROOT


def main() -> None:
    """Tick every schedule at its rate until told to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    schedules = json.loads((ROOT / "events" / "schedules.json").read_text())
    due = {schedule["function"]: time.monotonic() + schedule["every_minutes"] * 60 for schedule in schedules}
    while not stop.wait(1):
        for schedule in schedules:
            name = schedule["function"]
            if time.monotonic() >= due[name]:
                due[name] = time.monotonic() + schedule["every_minutes"] * 60
                tick.main(name)


if __name__ == "__main__":
    main()
