"""What the import worker needs, and the small things every step does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from tradewind.access.journal import Journal
from tradewind.ai.service import AiDeps
from tradewind.catalog.images import ImageDeps
from tradewind.catalog.ports import ImageRenderer
from tradewind.catalog.service import CatalogDeps
from tradewind.copywriting.language import language_of
from tradewind.copywriting.models import Voice
from tradewind.copywriting.voice_repository import VoiceRepository
from tradewind.importing.job_models import ImportJob, Step, StepState, StepStatus
from tradewind.importing.jobs import JobDeps, steps_with
from tradewind.importing.picture_repository import PictureRepository
from tradewind.importing.ports import PictureFetcher
from tradewind.importing.source_repository import SourceRepository
from tradewind.pricing.service import PricingDeps
from tradewind.stores.models import Store
from tradewind.suppliers.ports import Supplier

LEASE = timedelta(minutes=4)
"""Longer than any single step takes between two writes; a dead worker's job waits this long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWorkDeps:
    """What the steps need. ``monotonic`` gives seconds, for the time budget only."""

    work: JobDeps
    suppliers: Callable[[], Mapping[str, Supplier]]
    ai: AiDeps
    copy_model: str
    voices: VoiceRepository
    pricing: PricingDeps
    catalog: CatalogDeps
    images: ImageDeps
    renderer: ImageRenderer
    pictures: PictureRepository
    new_fetcher: Callable[[], PictureFetcher]
    sources: SourceRepository
    journal: Journal
    monotonic: Callable[[], float]


def advanced(
    deps: ImportWorkDeps, job: ImportJob, step: Step, *, status: StepStatus = StepStatus.DONE, detail: str = ""
) -> ImportJob:
    """``job`` with ``step`` finished, the next one shown as running and the lease renewed."""
    state = replace(job.state(step), status=status, detail=detail)
    job = replace(job, steps=steps_with(job, state), attempts=0)
    following = job.next_step
    if following:
        job = replace(job, steps=steps_with(job, replace(job.state(following), status=StepStatus.RUNNING)))
    return leased(deps, job)


def leased(deps: ImportWorkDeps, job: ImportJob, **changes: Any) -> ImportJob:
    """``job`` kept for this worker a while longer."""
    return replace(job, busy_until=deps.work.clock() + LEASE, **changes)


def progress(job: ImportJob, step: Step, done: int, total: int) -> tuple[StepState, ...]:
    """The steps with parts of one of them done."""
    return steps_with(job, replace(job.state(step), status=StepStatus.RUNNING, done=done, total=total))


def store_language(store: Store, voice: Voice) -> str:
    """What a store's texts are written in."""
    return voice.language or language_of(store.locale)


def ship_to(store: Store) -> str:
    """Where a store's shoppers most likely are: its own country, else that of its locale."""
    if store.address:
        return store.address.country
    _, _, region = store.locale.partition("-")
    return region.upper() if len(region) == 2 else "US"
