"""Wire shapes of research."""

from datetime import date

from tradewind.http.schemas import MoneyModel, Output, Timestamp
from tradewind.research.candidate_models import (
    Analysis,
    Candidate,
    CandidateSource,
    CandidateStatus,
    Flag,
    Quality,
    Score,
    SubScore,
)
from tradewind.research.models import Observation, Series
from tradewind.research.run_models import AnalysisState, Run, RunStatus, SourceReport, SourceState


class SourceModel(Output):
    """A supplier that has the product; ``via`` says how it was found: ``search``, ``hot``."""

    supplier: str
    reference: str
    url: str
    cost: MoneyModel
    via: list[str]

    @classmethod
    def of(cls, source: CandidateSource) -> "SourceModel":
        """From the domain's source."""
        return cls(
            supplier=source.supplier,
            reference=source.reference,
            url=source.url,
            cost=MoneyModel.of(source.cost),
            via=list(source.via),
        )


class SubScoreModel(Output):
    """``value`` is null where inputs are missing; amounts in ``inputs`` are minor units."""

    name: str
    value: int | None
    weight: int
    quality: Quality
    inputs: dict[str, int | float | str | None]
    age_days: int | None

    @classmethod
    def of(cls, part: SubScore) -> "SubScoreModel":
        """From the domain's part."""
        return cls(
            name=part.name,
            value=part.value,
            weight=part.weight,
            quality=part.quality,
            inputs=dict(part.inputs),
            age_days=part.age_days,
        )


class FlagModel(Output):
    """Something to look at first; ``severity`` is ``block``, ``warn`` or ``info``."""

    code: str
    severity: str
    detail: str

    @classmethod
    def of(cls, flag: Flag) -> "FlagModel":
        """From the domain's flag."""
        return cls(code=flag.code, severity=flag.severity, detail=flag.detail)


class ScoreModel(Output):
    """0 to 100, with the range that missing inputs leave open. ``price`` is what the store's rule would ask."""

    value: int
    low: int
    high: int
    quality: Quality
    parts: list[SubScoreModel]
    flags: list[FlagModel]
    margin_basis_points: int | None
    price: MoneyModel | None

    @classmethod
    def of(cls, score: Score) -> "ScoreModel":
        """From the domain's score."""
        return cls(
            value=score.value,
            low=score.low,
            high=score.high,
            quality=score.quality,
            parts=[SubScoreModel.of(part) for part in score.parts],
            flags=[FlagModel.of(flag) for flag in score.flags],
            margin_basis_points=score.margin_basis_points,
            price=MoneyModel.maybe(score.price),
        )


class SparklineModel(Output):
    """Orders of the trailing 30 days, one entry a day up to ``until``; null where a day is not known."""

    until: date
    orders: list[int | None]


class EvidenceModel(Output):
    """Something a figure rests on, with where to look."""

    id: str
    kind: str
    text: str
    url: str


class AnalysisModel(Output):
    """A model's advice; ``evidence_ids`` name entries of ``evidence``."""

    demand: str
    risks: list[str]
    angle: str
    confidence: str
    evidence_ids: list[str]
    price_low: MoneyModel | None
    price_high: MoneyModel | None
    model: str
    at: Timestamp

    @classmethod
    def of(cls, analysis: Analysis) -> "AnalysisModel":
        """From the domain's notes."""
        return cls(
            demand=analysis.demand,
            risks=list(analysis.risks),
            angle=analysis.angle,
            confidence=analysis.confidence,
            evidence_ids=list(analysis.evidence_ids),
            price_low=MoneyModel.maybe(analysis.price_low),
            price_high=MoneyModel.maybe(analysis.price_high),
            model=analysis.model,
            at=analysis.at,
        )


class ResearchItemResponse(Output):
    """A product research proposes."""

    id: str
    status: CandidateStatus
    title: str
    image_url: str
    category: str
    shop: str
    keyword: str
    cost: MoneyModel
    list_price: MoneyModel | None
    shipping: MoneyModel | None
    orders_30d: int | None
    rating_basis_points: int | None
    commission_basis_points: int | None
    delivery_days: int | None
    mentions_30d: int | None
    sources: list[SourceModel]
    score: ScoreModel
    sparkline: SparklineModel | None
    evidence: list[EvidenceModel]
    analysis: AnalysisModel | None
    found_at: Timestamp
    seen_at: Timestamp
    product_id: str | None
    version: int

    @classmethod
    def of(cls, candidate: Candidate) -> "ResearchItemResponse":
        """From the domain's candidate."""
        return cls(
            id=candidate.id,
            status=candidate.status,
            title=candidate.title,
            image_url=candidate.image_url,
            category=candidate.category,
            shop=candidate.shop,
            keyword=candidate.keyword,
            cost=MoneyModel.of(candidate.cost),
            list_price=MoneyModel.maybe(candidate.list_price),
            shipping=MoneyModel.maybe(candidate.shipping),
            orders_30d=candidate.orders_30d,
            rating_basis_points=candidate.rating_basis_points,
            commission_basis_points=candidate.commission_basis_points,
            delivery_days=candidate.delivery_days,
            mentions_30d=candidate.mentions.month if candidate.mentions else None,
            sources=[SourceModel.of(source) for source in candidate.sources],
            score=ScoreModel.of(candidate.score),
            sparkline=SparklineModel(until=candidate.spark_day, orders=list(candidate.spark))
            if candidate.spark_day
            else None,
            evidence=[
                EvidenceModel(id=each.id, kind=each.kind, text=each.text, url=each.url) for each in candidate.evidence
            ],
            analysis=AnalysisModel.of(candidate.analysis) if candidate.analysis else None,
            found_at=candidate.found_at,
            seen_at=candidate.seen_at,
            product_id=candidate.product_id or None,
            version=candidate.version,
        )


class ObservationModel(Output):
    """One observed day; null where the supplier did not tell."""

    day: date
    price: MoneyModel | None
    orders_30d: int | None
    rating_basis_points: int | None

    @classmethod
    def of(cls, observation: Observation, currency: str) -> "ObservationModel":
        """From the domain's observation."""
        price = None if observation.price is None else MoneyModel(amount=observation.price, currency=currency)
        return cls(
            day=observation.day,
            price=price,
            orders_30d=observation.orders,
            rating_basis_points=observation.rating_basis_points,
        )


class ResearchItemDetail(ResearchItemResponse):
    """With everything that was observed of it in the store's market, oldest first."""

    first_seen: date | None
    history: list[ObservationModel]

    @classmethod
    def with_history(cls, candidate: Candidate, series: Series | None) -> "ResearchItemDetail":
        """From the candidate and its series."""
        item = ResearchItemResponse.of(candidate)
        history = [ObservationModel.of(each, series.currency) for each in series.observations] if series else []
        return cls(**dict(item), first_seen=series.first_seen if series else None, history=history)


class SourceReportModel(Output):
    """What one source gave in a run, with a sentence where it was not all."""

    source: str
    state: SourceState
    found: int
    detail: str

    @classmethod
    def of(cls, report: SourceReport) -> "SourceReportModel":
        """From the domain's report."""
        return cls(source=report.source, state=report.state, found=report.found, detail=report.detail)


class AnalysisReportModel(Output):
    """How the analysis went; ``detail`` says what is missing and why."""

    state: AnalysisState
    asked: int
    answered: int
    cost_micros: int
    detail: str


class RunResponse(Output):
    """One day's research. While ``status`` is ``fetching``, ``done`` of ``total`` questions are answered."""

    id: str
    day: date
    status: RunStatus
    trigger: str
    starts: int
    manual_starts_left: int
    done: int
    total: int
    found: int
    created: int
    updated: int
    unchanged: int
    sources: list[SourceReportModel]
    analysis: AnalysisReportModel
    problem: str
    queued_at: Timestamp
    started_at: Timestamp | None
    finished_at: Timestamp | None
    updated_at: Timestamp

    @classmethod
    def of(cls, run: Run, *, limit: int) -> "RunResponse":
        """From the domain's run; ``limit`` is how often a merchant may start one a day."""
        analysis = run.analysis
        return cls(
            id=run.id,
            day=run.day,
            status=run.status,
            trigger=run.trigger,
            starts=run.starts,
            manual_starts_left=max(0, limit - run.manual_starts),
            done=run.done,
            total=run.total,
            found=run.found,
            created=run.created,
            updated=run.updated,
            unchanged=run.unchanged,
            sources=[SourceReportModel.of(report) for report in run.sources],
            analysis=AnalysisReportModel(
                state=analysis.state,
                asked=analysis.asked,
                answered=analysis.answered,
                cost_micros=analysis.cost_micros,
                detail=analysis.detail,
            ),
            problem=run.problem,
            queued_at=run.queued_at,
            started_at=run.started_at,
            finished_at=run.finished_at,
            updated_at=run.updated_at,
        )


class SourceStatusModel(Output):
    """A source there could be."""

    source: str
    kind: str
    connected: bool
