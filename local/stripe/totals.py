"""Adds a checkout up: lines, the coupon's discount, shipping, tax."""

from __future__ import annotations

from dataclasses import dataclass

from local.stripe import coupons, taxes
from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a session comes to in minor units, with its lines and where discount and tax come from."""

    lines: list[JsonObject]
    subtotal: int
    discount: int
    shipping: int
    shipping_taxes: list[JsonObject]
    tax_added: int
    tax_included: int
    breakdown: JsonObject

    @property
    def total(self) -> int:
        """Return what the shopper pays."""
        return self.subtotal - self.discount + self.shipping + self.tax_added

    @property
    def details(self) -> JsonObject:
        """Return the session's `total_details`."""
        return {
            "amount_discount": self.discount,
            "amount_shipping": self.shipping,
            "amount_tax": self.tax_added + self.tax_included,
        }

    def shipping_cost(self, rate_id: str) -> JsonObject:
        """Return the session's `shipping_cost` for the chosen rate."""
        tax = sum(each["amount"] for each in self.shipping_taxes)
        added = sum(each["amount"] for each in self.shipping_taxes if not each["rate"]["inclusive"])
        return {
            "amount_subtotal": self.shipping,
            "amount_tax": tax,
            "amount_total": self.shipping + added,
            "shipping_rate": rate_id,
        }


def compute(
    lines: list[JsonObject], *, coupon: JsonObject | None, discount: JsonObject | None, rate: JsonObject | None,
    country: str | None, now: int,
) -> Totals:  # fmt: skip
    """Add up lines with an optional coupon (as `discount`) and shipping rate; `country` is where it is taxed, if so.

    Coupons leave shipping alone. Tax is on what is left after the discount and rounded per line.
    """
    subtotal = sum(line["amount_subtotal"] for line in lines)
    off = coupons.amount_off(coupon, subtotal)
    parts = coupons.spread(off, [line["amount_subtotal"] for line in lines])
    counted = [
        _line(line, part, discount, country, now) for line, part in zip(lines, parts, strict=True)
    ]  # fmt: skip
    shipping = rate["fixed_amount"]["amount"] if rate else 0
    shipping_taxes = (
        _taxes(shipping, rate["tax_behavior"], rate["fixed_amount"]["currency"], country, now) if rate else []
    )
    entries = [each for line in counted for each in line["taxes"]] + shipping_taxes
    return Totals(
        lines=counted,
        subtotal=subtotal,
        discount=off,
        shipping=shipping,
        shipping_taxes=shipping_taxes,
        tax_added=sum(each["amount"] for each in entries if not each["rate"]["inclusive"]),
        tax_included=sum(each["amount"] for each in entries if each["rate"]["inclusive"]),
        breakdown={
            "discounts": [{"amount": off, "discount": discount}] if discount else [],
            "taxes": _merged(entries),
        },
    )


def preview(standin: StandIn, session: JsonObject, *, rate_id: str | None, country: str | None) -> Totals:
    """Return what a session would come to with a shipping rate and a country of destination (or of the bill)."""
    private = standin.store.private(session["id"])
    return compute(
        private["line_items"],
        coupon=private.get("coupon"),
        discount=private.get("discount"),
        rate=standin.store.find(rate_id, account=None) if rate_id else None,
        # The tax of a subscription is left out, whatever is asked for.
        country=country if session["automatic_tax"]["enabled"] and session["mode"] == "payment" else None,
        now=standin.now(),
    )


def apply(standin: StandIn, session: JsonObject, *, rate_id: str | None, country: str | None) -> None:
    """Write a session's totals; with a country, the tax is final."""
    totals = preview(standin, session, rate_id=rate_id, country=country)
    session |= {"amount_subtotal": totals.subtotal, "amount_total": totals.total, "total_details": totals.details}
    if rate_id:
        session["shipping_cost"] = totals.shipping_cost(rate_id)
    if session["automatic_tax"]["enabled"]:
        session["automatic_tax"]["status"] = "complete" if country else "requires_location_inputs"
    standin.store.save(session)
    private = standin.store.private(session["id"])
    standin.store.save_private(
        session["id"],
        private | {"line_items": totals.lines, "breakdown": totals.breakdown, "shipping_taxes": totals.shipping_taxes},
    )


def _line(line: JsonObject, off: int, discount: JsonObject | None, country: str | None, now: int) -> JsonObject:
    left = line["amount_subtotal"] - off
    entries = _taxes(left, line["price"]["tax_behavior"], line["currency"], country, now)
    tax = sum(each["amount"] for each in entries)
    added = sum(each["amount"] for each in entries if not each["rate"]["inclusive"])
    return line | {
        "amount_discount": off,
        "amount_tax": tax,
        "amount_total": left + added,
        "discounts": [{"amount": off, "discount": discount}] if discount else [],
        "taxes": entries,
    }


def _taxes(amount: int, behavior: str, currency: str, country: str | None, now: int) -> list[JsonObject]:
    if country not in taxes.RATES:
        return []
    inclusive = taxes.is_inclusive(behavior, currency)
    tax = taxes.of_amount(amount, country, inclusive=inclusive)
    return [taxes.entry(tax, amount, country, inclusive=inclusive, created=now)]


def _merged(entries: list[JsonObject]) -> list[JsonObject]:
    """Return one entry per rate."""
    found: dict[str, JsonObject] = {}
    for each in entries:
        known = found.setdefault(each["rate"]["id"], each | {"amount": 0, "taxable_amount": 0})
        known["amount"] += each["amount"]
        known["taxable_amount"] += each["taxable_amount"]
    return list(found.values())
