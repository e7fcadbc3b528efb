"""An imported draft beside its source, its claims, its texts written anew, and the voice they are written in."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path

from tradewind.copywriting.models import Voice
from tradewind.http.auth import Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import IdempotencyKey, OwnStore, store_claim
from tradewind.http.problems import responses
from tradewind.importing import copy_work, review
from tradewind.importing.review_schemas import (
    CopyRequestBody,
    CopyResponse,
    ReviewResponse,
    VoiceRequest,
    VoiceResponse,
)
from tradewind.stores.errors import StaleVersionError

router = APIRouter(prefix="/stores/{store_id}", tags=["imports"])

ProductId = Annotated[str, Path(max_length=40)]


@router.get("/products/{product_id}/source", responses=responses(401, 404))
def get_product_source(store: OwnStore, services: Services, product_id: ProductId) -> ReviewResponse:
    """What an imported product was made from, who wrote its texts, and what nobody can vouch for yet."""
    return ReviewResponse.of(review.get_review(services.review_deps, store_id=store.id, product_id=product_id))


@router.post("/products/{product_id}/claims/{claim_id}/approve", responses=responses(401, 404, 409))
def approve_claim(
    store: OwnStore, services: Services, product_id: ProductId, claim_id: Annotated[str, Path(max_length=40)]
) -> ReviewResponse:
    """Vouch for a statement."""
    approved = review.approve_claim(services.review_deps, store_id=store.id, product_id=product_id, claim_id=claim_id)
    return ReviewResponse.of(approved)


@router.post("/products/{product_id}/copy", status_code=202, responses=responses(401, 404))
def write_product_text(
    body: CopyRequestBody,
    store: OwnStore,
    services: Services,
    product_id: ProductId,
    idempotency_key: IdempotencyKey = None,
) -> CopyResponse:
    """Have one text written anew; ask for the request until it is done. The address never changes by this."""
    once = store_claim(store.id, "write_text", idempotency_key, [product_id, body.model_dump(mode="json")])
    request = copy_work.ask_for_text(
        services.copy_deps,
        store_id=store.id,
        product_id=product_id,
        field=body.field,
        apply=body.apply,
        version=body.version,
        once=once,
    )
    return CopyResponse.of(request)


@router.get("/products/{product_id}/copy/{copy_id}", responses=responses(401, 404))
def get_product_text(
    store: OwnStore, services: Services, product_id: ProductId, copy_id: Annotated[str, Path(max_length=40)]
) -> CopyResponse:
    """A requested text, once it is written."""
    found = copy_work.get_request(services.copy_deps, store_id=store.id, product_id=product_id, request_id=copy_id)
    return CopyResponse.of(found)


@router.get("/copy-voice", responses=responses(401, 404))
def get_voice(store: OwnStore, services: Services) -> VoiceResponse:
    """How the store's texts should sound."""
    return VoiceResponse.of(services.copy_deps.voices.get(store.id))


@router.put("/copy-voice", responses=responses(401, 404, 409))
def save_voice(body: VoiceRequest, store: OwnStore, services: Services) -> VoiceResponse:
    """Replace the voice. With ``version`` a stale edit answers 409 and the current copy."""
    voices = services.copy_deps.voices
    voice = Voice(tone=body.tone, language=body.language, avoid=tuple(body.avoid), use_ai=body.use_ai)
    with telling_current(lambda: get_voice(store, services)):
        current = voices.get(store.id)
        if body.version is not None and body.version != current.version:
            raise StaleVersionError
        saved = replace(voice, version=current.version + 1)
        voices.save(store.id, saved)
    return VoiceResponse.of(saved)
