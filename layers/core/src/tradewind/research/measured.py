"""One run of a store with everything it costs: time, memory, requests and units of the table, money."""

import resource
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tradewind.db.metering import metered
from tradewind.research.run_models import Run
from tradewind.research.runner import RunnerDeps, run_research
from tradewind.research.service import local_now, queued
from tradewind.research.settings_models import ResearchSettings
from tradewind.stores.models import Store

READ_DOLLARS = 0.125 / 1_000_000
WRITE_DOLLARS = 0.625 / 1_000_000
LAMBDA_DOLLARS = 0.0000133334
"""List prices of us-east-1, on demand: a read unit, a write unit, a second of a gigabyte on arm64."""
WORKER_GIGABYTES = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one run cost. ``dollars`` are the table and the function, without models.

    Units are counted by the items that came back; on AWS a key that is not there costs half a read unit as well.
    """

    status: str
    products: int
    created: int
    updated: int
    seconds: float
    cpu_seconds: float
    peak_memory_mb: int
    requests: dict[str, int]
    read_units: float
    write_units: float
    dollars: float
    model_dollars: float

    def as_json(self) -> dict[str, object]:
        """For printing."""
        return asdict(self)


def measure_run(deps: RunnerDeps, store: Store, settings: ResearchSettings) -> tuple[Measured, Run]:
    """Start the store's run of today, or start it anew, and work on it here."""
    now: datetime = deps.clock()
    local = local_now(store, now)
    started, cpu = time.perf_counter(), time.process_time()
    with metered() as meter:
        run = queued(store, None, now=now, local=local, trigger="manual")
        present = deps.runs.find(store.id, run.id)
        if present:
            run = queued(store, present, now=now, local=local, trigger="manual")
        finished = run_research(deps, store, settings, deps.runs.write(run, previous=present))
    assert finished is not None  # noqa: S101 (it was started just now)
    seconds = time.perf_counter() - started
    table = meter.read_units * READ_DOLLARS + meter.write_units * WRITE_DOLLARS
    measured = Measured(
        status=finished.status,
        products=finished.found,
        created=finished.created,
        updated=finished.updated,
        seconds=round(seconds, 2),
        cpu_seconds=round(time.process_time() - cpu, 2),
        peak_memory_mb=peak_memory_mb(),
        requests={name: meter.requests.count(name) for name in sorted(set(meter.requests))},
        read_units=meter.read_units,
        write_units=meter.write_units,
        dollars=round(table + seconds * LAMBDA_DOLLARS * WORKER_GIGABYTES, 6),
        model_dollars=finished.analysis.cost_micros / 1_000_000,
    )
    return measured, finished


def peak_memory_mb() -> int:
    """The most memory this process has had resident."""
    status = Path("/proc/self/status")
    if status.exists():
        # getrusage also counts what the parent had when it started us.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    # Bytes elsewhere.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2
