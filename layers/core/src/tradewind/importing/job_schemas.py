"""Wire shapes of imports."""

import hashlib
from typing import Annotated, Any

from pydantic import Field, model_validator

from tradewind.copywriting.models import CopyField, Origin
from tradewind.http.schemas import Input, MoneyModel, OneLine, Output, Timestamp
from tradewind.importing.job_models import (
    MANUAL,
    MAX_ITEMS,
    RESUMABLE,
    UNFINISHED,
    ImportJob,
    JobStatus,
    Step,
    StepState,
    StepStatus,
)
from tradewind.importing.jobs import Wanted
from tradewind.suppliers.models import SupplierProduct, SupplierVariant

Url = Annotated[str, Field(max_length=2_000, pattern=r"^https?://\S+$")]
Short = Annotated[str, Field(max_length=200)]


class RowVariant(Input):
    """One form of a product; without options there is only one."""

    reference: Annotated[str, Field(max_length=200)] = ""
    options: Annotated[dict[Short, Short], Field(max_length=6)] = Field(default_factory=dict)
    cost: MoneyModel | None = None
    stock: Annotated[int, Field(strict=True, ge=0)] | None = None
    image_url: Url | None = None


class RowItem(Input):
    """A product that the merchant describes. ``reference`` (else the address, else the title) makes it come once."""

    title: Annotated[OneLine, Field(min_length=1, max_length=500)]
    cost: MoneyModel
    shipping: MoneyModel | None = None
    list_price: MoneyModel | None = None
    reference: Annotated[OneLine, Field(max_length=100)] = ""
    url: Url | None = None
    image_urls: Annotated[list[Url], Field(max_length=20)] = Field(default_factory=list)
    category: Short = ""
    description: Annotated[str, Field(max_length=20_000)] = ""
    attributes: Annotated[dict[Short, Short], Field(max_length=50)] = Field(default_factory=dict)
    variants: Annotated[list[RowVariant], Field(max_length=300)] = Field(default_factory=list)

    def to_product(self) -> SupplierProduct:
        """As a supplier's product, its supplier being the merchant."""
        cost = self.cost.to_money()
        named = self.reference or (self.url or self.title)
        reference = self.reference or hashlib.sha256(named.encode()).hexdigest()[:24]
        return SupplierProduct(
            supplier=MANUAL,
            reference=reference,
            title=self.title,
            url=self.url or "",
            cost=cost,
            image_urls=tuple(self.image_urls),
            category=self.category,
            description=self.description,
            attributes=dict(self.attributes),
            list_price=self.list_price.to_money() if self.list_price else None,
            shipping=self.shipping.to_money() if self.shipping else None,
            variants=tuple(
                SupplierVariant(
                    reference=each.reference or str(number),
                    cost=each.cost.to_money() if each.cost else cost,
                    options=dict(each.options),
                    stock=each.stock,
                    image_url=each.image_url or "",
                )
                for number, each in enumerate(self.variants, start=1)
            ),
        )


class ImportItem(Input):
    """Exactly one of: an item of the research, a supplier's address, a row."""

    research_item_id: Annotated[str, Field(min_length=1, max_length=120)] | None = None
    url: Url | None = None
    row: RowItem | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "ImportItem":
        if sum(each is not None for each in (self.research_item_id, self.url, self.row)) != 1:
            raise ValueError("Give exactly one of research_item_id, url and row.")
        return self

    def to_wanted(self) -> Wanted:
        """As the domain's input."""
        return Wanted(
            url=self.url or "",
            research_item_id=self.research_item_id or "",
            row=self.row.to_product() if self.row else None,
        )


class ProductImportRequest(Input):
    """Up to forty products; each becomes a job of its own."""

    items: Annotated[list[ImportItem], Field(min_length=1, max_length=MAX_ITEMS)]


class StepResponse(Output):
    """One step; ``done`` of ``total`` where it has parts, else both 0."""

    step: Step
    status: StepStatus
    detail: str
    done: int
    total: int

    @classmethod
    def of(cls, state: StepState) -> "StepResponse":
        """From the domain's step."""
        return cls(step=state.step, status=state.status, detail=state.detail, done=state.done, total=state.total)


class ImportProblem(Output):
    """Why a job waits or failed; ``extra`` of ``needs_rate`` names the currencies."""

    code: str
    detail: str
    extra: dict[str, Any]


class ImportJobResponse(Output):
    """One import. ``outcome``: ``created``, ``already`` (was there), ``duplicate`` (of ``other_job_id``) or nothing."""

    id: str
    status: JobStatus
    label: str
    url: str
    research_item_id: str | None
    supplier: str | None
    reference: str | None
    steps: list[StepResponse]
    outcome: str
    product_id: str | None
    other_job_id: str | None
    notices: list[str]
    open_claims: int
    written_by: Origin | None
    ai_cost_micros: int
    problem: ImportProblem | None
    can_retry: bool
    can_cancel: bool
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, job: ImportJob) -> "ImportJobResponse":
        """From the domain's job."""
        problem = None
        if job.problem_code:
            problem = ImportProblem(code=job.problem_code, detail=job.problem, extra=dict(job.problem_extra))
        return cls(
            id=job.id,
            status=job.status,
            label=job.label,
            url=job.url or "",
            research_item_id=job.research_item_id or None,
            supplier=job.source.supplier if job.source else None,
            reference=job.source.reference if job.source else None,
            steps=[StepResponse.of(state) for state in job.steps],
            outcome=job.outcome,
            product_id=job.product_id or None,
            other_job_id=job.other_job_id or None,
            notices=list(job.notices),
            open_claims=len(job.draft.claims) if job.draft else 0,
            written_by=job.draft.provenance[CopyField.DESCRIPTION].origin if job.draft else None,
            ai_cost_micros=job.cost_micros,
            problem=problem,
            can_retry=job.status in RESUMABLE,
            can_cancel=job.status in UNFINISHED | RESUMABLE,
            created_at=job.created_at,
            updated_at=job.updated_at,
        )


class ProductImportResponse(Output):
    """The jobs, in the order of the items."""

    jobs: list[ImportJobResponse]
