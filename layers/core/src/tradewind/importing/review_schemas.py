"""Wire shapes of reviews, requests for texts, and voices."""

from typing import Annotated

from pydantic import Field

from tradewind.copywriting.models import Claim, ClaimKind, CopyField, Origin, Provenance, Voice
from tradewind.http.schemas import Input, MoneyModel, OneLine, Output, Timestamp
from tradewind.importing.copy_models import CopyRequest, CopyStatus
from tradewind.importing.review import FieldReview, Review
from tradewind.importing.source_models import Lock
from tradewind.suppliers.models import SupplierProduct, SupplierVariant


class ClaimResponse(Output):
    """A statement at ``start`` to ``end`` (characters) of its text."""

    id: str
    field: CopyField
    kind: ClaimKind
    start: int
    end: int
    text: str
    reason: str
    approved: bool

    @classmethod
    def of(cls, claim: Claim) -> "ClaimResponse":
        """From the domain's claim."""
        return cls(
            id=claim.id,
            field=claim.field,
            kind=claim.kind,
            start=claim.start,
            end=claim.end,
            text=claim.text,
            reason=claim.reason,
            approved=claim.approved,
        )


class ProvenanceResponse(Output):
    """Who wrote a text; ``note`` says why it was not the model."""

    origin: Origin
    model: str
    note: str

    @classmethod
    def of(cls, provenance: Provenance) -> "ProvenanceResponse":
        """From the domain's provenance."""
        return cls(origin=provenance.origin, model=provenance.model, note=provenance.note)


class FieldReviewResponse(Output):
    """One text of the draft with its marks."""

    field: CopyField
    text: str
    provenance: ProvenanceResponse
    claims: list[ClaimResponse]

    @classmethod
    def of(cls, review: FieldReview) -> "FieldReviewResponse":
        """From the domain's review."""
        return cls(
            field=review.field,
            text=review.text,
            provenance=ProvenanceResponse.of(review.provenance),
            claims=[ClaimResponse.of(claim) for claim in review.claims],
        )


class SupplierVariantResponse(Output):
    """A variant as its supplier words it."""

    reference: str
    options: dict[str, str]
    cost: MoneyModel
    stock: int | None
    image_url: str

    @classmethod
    def of(cls, variant: SupplierVariant) -> "SupplierVariantResponse":
        """From the domain's variant."""
        return cls(
            reference=variant.reference,
            options=dict(variant.options),
            cost=MoneyModel.of(variant.cost),
            stock=variant.stock,
            image_url=variant.image_url,
        )


class FactsResponse(Output):
    """What the supplier says. Texts are the supplier's own, to be shown as text and never as markup."""

    supplier: str
    reference: str
    shop: str
    url: str
    title: str
    description: str
    category: str
    attributes: dict[str, str]
    cost: MoneyModel
    list_price: MoneyModel | None
    shipping: MoneyModel | None
    delivery_days: int | None
    image_urls: list[str]
    variants: list[SupplierVariantResponse]

    @classmethod
    def of(cls, facts: SupplierProduct) -> "FactsResponse":
        """From the supplier's product."""
        return cls(
            supplier=facts.supplier,
            reference=facts.reference,
            shop=facts.shop,
            url=facts.url,
            title=facts.title,
            description=facts.description,
            category=facts.category,
            attributes=dict(facts.attributes),
            cost=MoneyModel.of(facts.cost),
            list_price=MoneyModel.maybe(facts.list_price),
            shipping=MoneyModel.maybe(facts.shipping),
            delivery_days=facts.delivery_days,
            image_urls=list(facts.image_urls),
            variants=[SupplierVariantResponse.of(variant) for variant in facts.variants],
        )


class ReviewResponse(Output):
    """The draft beside its source. ``open_claims`` of 0 means it may be published."""

    product_id: str
    product_version: int
    fields: list[FieldReviewResponse]
    open_claims: int
    facts: FactsResponse
    locks: list[Lock]
    checked_at: Timestamp

    @classmethod
    def of(cls, review: Review) -> "ReviewResponse":
        """From the domain's review."""
        return cls(
            product_id=review.product.id,
            product_version=review.product.version,
            fields=[FieldReviewResponse.of(field) for field in review.fields],
            open_claims=review.open_claims,
            facts=FactsResponse.of(review.source.facts),
            locks=sorted(review.source.locks),
            checked_at=review.source.checked_at,
        )


class CopyRequestBody(Input):
    """One text to write anew. With ``apply`` it goes onto the product, if that still is at ``version``."""

    field: CopyField
    apply: bool = False
    version: int | None = None


class CopyResponse(Output):
    """A request and, once ``done``, its text. ``problem`` says why there is none, or why it was not applied."""

    id: str
    product_id: str
    field: CopyField
    status: CopyStatus
    text: str
    provenance: ProvenanceResponse | None
    claims: list[ClaimResponse]
    applied: bool
    ai_cost_micros: int
    problem_code: str
    problem: str

    @classmethod
    def of(cls, request: CopyRequest) -> "CopyResponse":
        """From the domain's request."""
        return cls(
            id=request.id,
            product_id=request.product_id,
            field=request.field,
            status=request.status,
            text=request.text,
            provenance=ProvenanceResponse.of(request.provenance) if request.provenance else None,
            claims=[ClaimResponse.of(claim) for claim in request.claims],
            applied=request.applied,
            ai_cost_micros=request.cost_micros,
            problem_code=request.problem_code,
            problem=request.problem,
        )


class VoiceRequest(Input):
    """How texts should sound. ``language`` is ISO 639; empty takes the store's locale."""

    tone: Annotated[OneLine, Field(min_length=1, max_length=200)]
    language: Annotated[str, Field(pattern=r"^([a-z]{2})?$")] = ""
    avoid: Annotated[list[Annotated[OneLine, Field(min_length=1, max_length=40)]], Field(max_length=50)] = Field(
        default_factory=list
    )
    use_ai: bool = True
    version: int | None = None


class VoiceResponse(Output):
    """The voice in force; ``version`` 0 is the default one."""

    tone: str
    language: str
    avoid: list[str]
    use_ai: bool
    version: int

    @classmethod
    def of(cls, voice: Voice) -> "VoiceResponse":
        """From the domain's voice."""
        return cls(
            tone=voice.tone,
            language=voice.language,
            avoid=list(voice.avoid),
            use_ai=voice.use_ai,
            version=voice.version,
        )
