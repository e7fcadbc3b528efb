"""One product on its way from a supplier into a store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tradewind.copywriting.models import Draft
from tradewind.kit.money import Money
from tradewind.suppliers.models import SupplierRef

MANUAL = "manual"
"""The supplier of rows that a merchant typed or pasted."""
MAX_ITEMS = 40
"""Of one request: each is two writes of one transaction."""


class JobStatus(StrEnum):
    """``needs_rate`` waits for an exchange rate; ``retry`` goes on from there, and from ``failed``."""

    QUEUED = "queued"
    RUNNING = "running"
    NEEDS_RATE = "needs_rate"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = frozenset({JobStatus.QUEUED, JobStatus.RUNNING})
RESUMABLE = frozenset({JobStatus.NEEDS_RATE, JobStatus.FAILED})


class Step(StrEnum):
    """What is done, in this order; a finished step is never done again."""

    DETAIL = "detail"
    IMAGES = "images"
    COPY = "copy"
    SEO = "seo"
    PRICE = "price"
    DRAFT = "draft"


class StepStatus(StrEnum):
    """How far a step is. ``warning`` is done with something missing."""

    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """A step as merchants see it. ``done`` of ``total`` where it has parts."""

    step: Step
    status: StepStatus = StepStatus.PENDING
    detail: str = ""
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedImage:
    """A picture that was asked for: the image it became, or why it did not."""

    url: str
    image_id: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedVariant:
    """What one variant costs and sells for; ``reference`` is the supplier's name of it."""

    reference: str
    cost: Money
    price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """Outcome of the price step."""

    variants: tuple[PricedVariant, ...]
    compare_at: Money | None = None
    rules_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportJob:
    """One import with everything it has so far, so that it can go on after any crash.

    Attributes:
        url, research_item_id: what was asked for; neither for a row, whose facts are stored with the job.
        source: the supplier's product, once known.
        outcome: ``created``; ``already`` if the store had the product; ``duplicate`` of another job under way.
        product_id: the product of ``created`` and ``already``; ``other_job_id`` the job of ``duplicate``.
        notices: what the merchant should know, such as variants left out.
        busy_until: a worker is on it; another one takes over after that.
        attempts: tries since a step was last finished.
        version: counts writes; each is made on the version it was computed from.
    """

    id: str
    store_id: str
    created_at: datetime
    updated_at: datetime
    status: JobStatus = JobStatus.QUEUED
    label: str = ""
    url: str = ""
    research_item_id: str = ""
    source: SupplierRef | None = None
    steps: tuple[StepState, ...] = tuple(StepState(step=step) for step in Step)
    images: tuple[FetchedImage, ...] = ()
    draft: Draft | None = None
    pricing: Pricing | None = None
    outcome: str = ""
    product_id: str = ""
    other_job_id: str = ""
    notices: tuple[str, ...] = ()
    problem_code: str = ""
    problem: str = ""
    problem_extra: Mapping[str, str | None] = field(default_factory=dict)
    cost_micros: int = 0
    attempts: int = 0
    busy_until: datetime | None = None
    version: int = 1

    def state(self, step: Step) -> StepState:
        """One step."""
        return next(state for state in self.steps if state.step is step)

    @property
    def next_step(self) -> Step | None:
        """The first step that is not done."""
        finished = (StepStatus.DONE, StepStatus.WARNING)
        return next((state.step for state in self.steps if state.status not in finished), None)
