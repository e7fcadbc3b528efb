"""``/api/v1/webhooks/stripe``: verify, hand over, answer. Nothing is decided here (spec feature 6)."""

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from tradewind.bootstrap import get_container
from tradewind.http.problems import responses

router = APIRouter(prefix="/webhooks", tags=["webhooks"])

QUEUE = "stripe"


@router.post("/stripe", responses=responses(400, 503))
async def receive_stripe_event(request: Request) -> Response:
    """Take a signed event of the payment provider. 200 means it is stored, not that it is done."""
    container = get_container()
    payload = await request.body()
    container.signatures.verify(payload, request.headers.get("stripe-signature", ""))
    await run_in_threadpool(container.queue.send, QUEUE, [payload.decode()])
    return Response('{"received":true}', media_type="application/json")
