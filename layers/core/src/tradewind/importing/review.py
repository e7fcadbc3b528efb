"""An imported draft beside what it was made from: who wrote what, and what nobody can vouch for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from tradewind.catalog.models import Product
from tradewind.catalog.service import CatalogDeps, get_product
from tradewind.copywriting.models import Claim, CopyField, Origin, Provenance
from tradewind.db.transactions import Transaction
from tradewind.importing.job_errors import ClaimNotFoundError, ClaimsOpenError, SourceNotFoundError
from tradewind.importing.job_models import MANUAL
from tradewind.importing.source_models import ImportSource, open_claims, text_of
from tradewind.importing.source_repository import SourceRepository
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.messaging.outbox import add_event
from tradewind.stores.errors import StaleVersionError

FRESH_FOR = timedelta(days=1)
"""Publishing asks the supplier again where the last look is older."""
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDeps:
    """What a review needs."""

    catalog: CatalogDeps
    sources: SourceRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldReview:
    """One text as it is now. ``claims`` are placed in it; approved ones are among them."""

    field: CopyField
    text: str
    provenance: Provenance
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A product beside its source."""

    product: Product
    source: ImportSource
    fields: tuple[FieldReview, ...]

    @property
    def open_claims(self) -> int:
        """How many statements still stand without a fact or an approval."""
        return sum(not claim.approved for field in self.fields for claim in field.claims)


def get_review(deps: ReviewDeps, *, store_id: str, product_id: str) -> Review:
    """A product beside its source.

    Raises:
        ProductNotFoundError. SourceNotFoundError: it was not imported.
    """
    product = get_product(deps.catalog, store_id=store_id, product_id=product_id)
    source = deps.sources.find(store_id, product.id)
    if source is None:
        raise SourceNotFoundError
    return review_of(product, source)


def approve_claim(deps: ReviewDeps, *, store_id: str, product_id: str, claim_id: str) -> Review:
    """The merchant vouches for a statement; doing so twice is fine.

    Raises:
        ProductNotFoundError, SourceNotFoundError, ClaimNotFoundError.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        review = get_review(deps, store_id=store_id, product_id=product_id)
        if all(claim.id != claim_id for claim in review.source.claims):
            raise ClaimNotFoundError
        claims = tuple(
            replace(claim, approved=True) if claim.id == claim_id else claim for claim in review.source.claims
        )
        approved = replace(review.source, claims=claims, version=review.source.version + 1)
        try:
            if claims != review.source.claims:
                deps.sources.save(approved)
        except StaleVersionError:
            # Another statement was approved at the same moment.
            if attempt == _ATTEMPTS:
                raise
            continue
        return review_of(review.product, approved)
    raise StaleVersionError


def review_of(product: Product, source: ImportSource) -> Review:
    """Every text with who wrote it and the claims that still stand in it."""
    return Review(product=product, source=source, fields=tuple(_field(product, source, field) for field in CopyField))


def _field(product: Product, source: ImportSource, field: CopyField) -> FieldReview:
    text = source.keywords if field is CopyField.KEYWORDS else text_of(product, field)
    provenance = source.provenance.get(field, Provenance(origin=Origin.MERCHANT))
    if field is not CopyField.KEYWORDS and text != source.written.get(field, ""):
        provenance = Provenance(origin=Origin.MERCHANT)
    folded = text.casefold()
    claims = []
    for claim in source.claims:
        at = folded.find(claim.text.casefold()) if claim.field is field else -1
        if at >= 0:
            # Where it was, if it is still there; else where it is now.
            start = claim.start if folded.startswith(claim.text.casefold(), claim.start) else at
            claims.append(replace(claim, start=start, end=start + len(claim.text)))
    return FieldReview(field=field, text=text, provenance=provenance, claims=tuple(claims))


class PublishGuard:
    """Implements ``catalog.service.Guard``: what imported products need before shoppers see them."""

    def __init__(self, *, sources: SourceRepository, clock: Clock, new_id: IdFactory) -> None:
        self._sources = sources
        self._clock = clock
        self._new_id = new_id

    def __call__(self, product: Product) -> Callable[[Transaction], None] | None:
        """Writes that publishing ``product`` needs: another look at its supplier, where the last one is old.

        Raises:
            ClaimsOpenError: statements without a fact stand in its texts.
        """
        if product.source is None:
            return None
        source = self._sources.find(product.store_id, product.id)
        if source is None:
            return None
        claims = open_claims(source, product)
        if claims:
            raise _refused(claims)
        if product.source.supplier == MANUAL or self._clock() - source.checked_at < FRESH_FOR:
            return None

        def ask_again(tx: Transaction) -> None:
            add_event(
                tx,
                type="SourceCheckDue",
                store_id=product.store_id,
                clock=self._clock,
                new_id=self._new_id,
                payload={"product_id": product.id},
            )

        return ask_again


def _refused(claims: list[Claim]) -> ClaimsOpenError:
    shown = [
        {"id": claim.id, "field": claim.field.value, "text": claim.text, "reason": claim.reason} for claim in claims
    ]
    what = "1 statement has" if len(claims) == 1 else f"{len(claims)} statements have"
    detail = f"{what} no fact behind it: {claims[0].text}. Edit the text or approve the statement, then publish."
    return ClaimsOpenError(detail, extra={"claims": shown})
