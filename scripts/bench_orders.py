"""What selling costs, for ``make bench``: quotes, checkouts with everything on, and the life of an order after it."""

from collections.abc import Callable
from typing import Any

from tests.stripe_events import dispute_event, payment_intent_of, refund_event, session_event
from tests.world import Merchant, World

type Row = dict[str, Any]


def usd(amount: int) -> Row:
    """Cents on the wire."""
    return {"amount": amount, "currency": "USD"}


def set_up(ann: Merchant, store_id: str) -> None:
    """Shipping, a tax rate and a code with both limits."""
    base = f"/stores/{store_id}"
    rates = [{"name": "Standard", "price": usd(500), "free_over": usd(90_000)}]
    ann.put(f"{base}/shipping", {"zones": [{"name": "Home", "countries": ["US"], "rates": rates}]})
    tax = {"country": "US", "name": "Tax", "basis_points": 800}
    ann.put(f"{base}/taxes", {"mode": "manual", "rates": [tax]})
    limits = {"usage_limit": 1000, "per_customer_limit": 5}
    ann.post(f"{base}/discounts", {"code": "TEN", "kind": "percent", "basis_points": 1000, **limits})


def cart(*products: Row) -> Row:
    """A cart of one each, with everything a shopper can say."""
    items = [
        {"product_id": product["id"], "variant_id": product["variants"][0]["id"], "quantity": 1} for product in products
    ]
    return {
        "items": items,
        "discount_code": "TEN",
        "email": "bench@example.com",
        "shipping": {"country": "US"},
    }


def at_most(requests: int) -> Callable[[Row], bool]:
    """Within so many requests."""
    return lambda row: row["requests"] <= requests


def measure_selling(world: World, ann: Merchant, products: list[Row], measure: Callable[..., Any]) -> None:
    """One order from its quote to its dispute."""
    store = world.client.get(f"/api/v1/stores/{products[0]['store_id']}", headers=ann.headers).json()
    base, public = f"/api/v1/stores/{store['id']}", f"/public/stores/{store['slug']}"
    set_up(ann, store["id"])
    headers = ann.headers
    bought = cart(*products[10:13])
    quote = {name: value for name, value in bought.items() if name != "success_url"}
    measure("POST quote, 3 lines", "2 requests", lambda: world.post(f"{public}/checkout/quote", quote), at_most(2))
    checkout = measure(
        "POST checkout, 3 lines, code, tax",
        "3 requests before Stripe, 1 after",
        lambda: world.post(f"{public}/checkout", bought, {"idempotency-key": "selling"}),
        lambda row: row["requests"] <= 4 and row["transactions"] <= 1,
    ).json()
    amount = round((7500 - 750 + 500) * 1.08)
    event = session_event(checkout, store_id=store["id"], amount=amount)
    measure("order of 3 lines from its event", "2 transactions", lambda: world.deliver(event), _two_transactions)
    order = f"{base}/orders/{checkout['order_id']}"
    measure("  mails, fee, rendering", "", world.drain)
    measure("GET order with its ledger", "", lambda: world.client.get(order, headers=headers), at_most(3))

    def post(what: str, body: Row) -> Callable[[], Any]:
        return lambda: world.client.post(f"{order}/{what}", json=body, headers=headers)

    measure("POST fulfillment", "", post("fulfillments", {}))
    line = {"variant_id": bought["items"][0]["variant_id"], "quantity": 1, "restock": True}
    measure("POST refund of one line, restocked", "", post("refunds", {"lines": [line]}))
    refund = refund_event(payment_intent_of(checkout), amount=100)
    measure("refund made at Stripe", "", lambda: world.deliver(refund))
    dispute = dispute_event(payment_intent_of(checkout), amount=1000, movements=(("txn_b", -1000, 1500),))
    measure("dispute", "", lambda: world.deliver(dispute))
    url = f"{public}/orders/{checkout['order_id']}"
    token = world.container.order_links.token(checkout["order_id"])
    measure("GET public order", "", lambda: world.get(url, token=token), at_most(2))
    measure("GET orders, by a name", "", lambda: world.client.get(f"{base}/orders?search=ann", headers=headers))
    measure("PUT shipping", "", lambda: ann.put(f"/stores/{store['id']}/shipping", {"zones": []}))


def _two_transactions(row: Row) -> bool:
    return bool(row["transactions"] <= 2)
