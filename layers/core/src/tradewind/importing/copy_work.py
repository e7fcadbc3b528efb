"""Write one text of an imported product anew: asked for by the merchant, done by the worker."""

from dataclasses import dataclass, replace
from typing import Any

from tradewind.access.journal import AI, SYSTEM, Journal
from tradewind.ai.ledger_repository import AlreadySettledError
from tradewind.ai.service import AiDeps
from tradewind.catalog.models import Product, ProductStatus
from tradewind.catalog.service import CatalogDeps, get_product, update_product
from tradewind.copywriting.models import CopyField, Origin
from tradewind.copywriting.voice_repository import VoiceRepository
from tradewind.copywriting.writing import WrittenText, write_text
from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim
from tradewind.db.transactions import Transaction
from tradewind.errors import RETRYABLE, DomainError
from tradewind.importing.copy_models import CopyRequest, CopyStatus
from tradewind.importing.copy_repository import CopyRepository
from tradewind.importing.job_errors import CopyRequestNotFoundError, SourceNotFoundError
from tradewind.importing.source_models import ImportSource, text_of
from tradewind.importing.source_repository import SourceRepository
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id
from tradewind.stores.models import Store

PREFIX = "cpy"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyDeps:
    """What rewriting needs; ``ai`` is used by the worker only."""

    requests: CopyRepository
    sources: SourceRepository
    catalog: CatalogDeps
    voices: VoiceRepository
    ai: AiDeps
    model: str
    journal: Journal
    clock: Clock
    new_id: IdFactory


def ask_for_text(
    deps: CopyDeps,
    *,
    store_id: str,
    product_id: str,
    field: CopyField,
    apply: bool,
    version: int | None,
    once: IdempotencyClaim | None = None,
) -> CopyRequest:
    """Have one text written anew; with ``apply`` it goes onto the product of ``version``.

    Raises:
        ProductNotFoundError. SourceNotFoundError: there are no facts to write from.
    """
    product = get_product(deps.catalog, store_id=store_id, product_id=product_id)
    if deps.sources.find(store_id, product.id) is None:
        raise SourceNotFoundError
    request = CopyRequest(
        id=deps.new_id(PREFIX),
        store_id=store_id,
        product_id=product_id,
        field=field,
        apply=apply,
        product_version=version if version is not None else product.version,
        created_at=deps.clock(),
    )
    try:
        deps.requests.create(request, once=once)
    except AlreadyDoneError as done:
        return get_request(deps, store_id=store_id, product_id=product_id, request_id=done.result_id)
    return request


def get_request(deps: CopyDeps, *, store_id: str, product_id: str, request_id: str) -> CopyRequest:
    """A request about the product.

    Raises:
        CopyRequestNotFoundError: unknown, or about another product or store.
    """
    found = deps.requests.find(store_id, request_id) if is_id(request_id, PREFIX) else None
    if found is None or found.product_id != product_id:
        raise CopyRequestNotFoundError
    return found


def work_on_text(deps: CopyDeps, store: Store, request_id: str) -> CopyRequest | None:
    """Write the text and, where wished, put it on the product; a second delivery finds it done.

    Raises:
        a retryable DomainError: what is outside does not answer now.
    """
    request = deps.requests.find(store.id, request_id)
    if request is None or request.status is not CopyStatus.QUEUED:
        return request
    try:
        product = get_product(deps.catalog, store_id=store.id, product_id=request.product_id)
        source = deps.sources.find(store.id, product.id)
        if source is None:
            raise SourceNotFoundError
        if not request.text:
            request = _write(deps, store, request, product, source)
        return _finish(deps, store, request, product, source)
    except DomainError as error:
        if error.kind in RETRYABLE:
            raise
        failed = replace(request, problem_code=error.code, problem=error.detail)
        status = CopyStatus.DONE if failed.text else CopyStatus.FAILED
        return deps.requests.update(replace(failed, status=status))


def _write(deps: CopyDeps, store: Store, request: CopyRequest, product: Product, source: ImportSource) -> CopyRequest:
    """The text, kept with its booking before anything else is done with it."""
    present = source.keywords if request.field is CopyField.KEYWORDS else text_of(product, request.field)
    written = write_text(
        deps.ai,
        store=store,
        voice=deps.voices.get(store.id),
        product=source.facts,
        options={option.name: option.values for option in product.options},
        model=deps.model,
        field=request.field,
        present=present,
    )
    kept = replace(
        request,
        text=written.text,
        provenance=written.provenance,
        claims=written.claims,
        cost_micros=written.asked.answer.cost_micros,
    )
    try:
        return deps.requests.update(kept, also=lambda tx: _book(deps, written, tx))
    except AlreadySettledError:
        return deps.requests.update(kept)


def _book(deps: CopyDeps, written: WrittenText, tx: Transaction) -> None:
    written.asked.book(deps.ai, tx)


def _finish(deps: CopyDeps, store: Store, request: CopyRequest, product: Product, source: ImportSource) -> CopyRequest:
    """Put the text on the product, unless it is only a suggestion or on sale with statements nobody vouched for."""
    done = replace(request, status=CopyStatus.DONE)
    if not request.apply:
        return deps.requests.update(done)
    if product.status is ProductStatus.ACTIVE and request.claims:
        problem = "The product is on sale and the new text has statements without a fact, so it stays a suggestion."
        return deps.requests.update(replace(done, problem_code="claims_open", problem=problem))
    result: list[CopyRequest] = []
    following = _with_text(source, request)

    def also(tx: Transaction) -> None:
        result[:] = [deps.requests.add(tx, replace(done, applied=True))]
        deps.sources.add(tx, following)
        _enter(deps, tx, product, request)

    changes = _changes(product, request)
    if changes:
        update_product(
            deps.catalog,
            store=store,
            product=product,
            changes=changes,
            expected_version=request.product_version,
            also=also,
        )
    if not result:
        # Keywords stand beside the product, and a text may come out the same.
        return deps.requests.update(replace(done, applied=True), also=lambda tx: deps.sources.add(tx, following))
    return result[0]


def _enter(deps: CopyDeps, tx: Transaction, product: Product, request: CopyRequest) -> None:
    """Into the audit log: who asked is there already, this says who wrote."""
    is_ai = request.provenance is not None and request.provenance.origin is Origin.MODEL
    deps.journal.add(
        tx,
        AI if is_ai else SYSTEM,
        "wrote_text",
        store_id=product.store_id,
        label=product.title,
        targets={"product_id": product.id},
        fields=(request.field.value,),
    )


def _with_text(source: ImportSource, request: CopyRequest) -> ImportSource:
    provenance = dict(source.provenance)
    if request.provenance:
        provenance[request.field] = request.provenance
    others = tuple(claim for claim in source.claims if claim.field is not request.field)
    approved = {claim.id for claim in source.claims if claim.approved}
    claims = tuple(replace(claim, approved=claim.id in approved) for claim in request.claims)
    return replace(
        source,
        written={**source.written, request.field: request.text},
        provenance=provenance,
        claims=(*others, *claims),
        keywords=request.text if request.field is CopyField.KEYWORDS else source.keywords,
        version=source.version + 1,
    )


def _changes(product: Product, request: CopyRequest) -> dict[str, Any]:
    match request.field:
        case CopyField.KEYWORDS:
            return {}
        case CopyField.ALT:
            pictures = enumerate(product.images, start=1)
            return {
                "images": tuple(
                    replace(image, alt=request.text if number == 1 else f"{request.text} ({number})")
                    for number, image in pictures
                )
            }
        case _:
            return {request.field.value: request.text}
