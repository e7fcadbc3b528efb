"""Coupons, and what one takes off a checkout."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from stripe.params import CouponCreateParams, CouponDeleteParams, CouponListParams, CouponRetrieveParams

from local.stripe import objects, webhooks
from local.stripe.catalog import unsupported
from local.stripe.currency import check_currency
from local.stripe.standin import Call, Operation, StandIn, list_page
from local.stripe.wire import JsonObject, StripeError

_KIND = "coupon"
_PATH = "/v1/coupons"


def amount_off(coupon: JsonObject | None, subtotal: int) -> int:
    """Return what a coupon takes off a subtotal in minor units, never more than there is."""
    if coupon is None:
        return 0
    if coupon["percent_off"] is not None:
        share = Decimal(subtotal) * Decimal(str(coupon["percent_off"])) / 100
        return int(share.quantize(Decimal(1), ROUND_HALF_UP))
    return min(int(coupon["amount_off"]), subtotal)


def spread(amount: int, over: list[int]) -> list[int]:
    """Return an amount in parts proportional to `over`; what rounding leaves goes to the largest fractions."""
    total = sum(over)
    if total == 0:
        return [0] * len(over)
    parts = [amount * each // total for each in over]
    by_fraction = sorted(range(len(over)), key=lambda place: -(amount * over[place] % total))
    for place in by_fraction[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def of_session(call: Call, currency: str) -> JsonObject | None:
    """Return the coupon of a session that is being made.

    Raises StripeError for one that does not exist, is used up or over, or is in another currency.
    """
    given = call.params.get("discounts") or []
    if not given:
        return None
    if len(given) > 1:
        raise StripeError("You may only specify one coupon or promotion code.", param="discounts")
    if "promotion_code" in given[0]:
        raise unsupported("discounts[0][promotion_code]")
    param = "discounts[0][coupon]"
    coupon = call.get(_KIND, given[0].get("coupon", ""), param=param)
    if not is_valid(coupon, call.now):
        raise StripeError(
            f"Coupon {coupon['id']} is used up or expired and cannot be applied.", code="coupon_expired", param=param
        )
    if coupon["amount_off"] is not None and coupon["currency"] != currency:
        raise StripeError(
            f"Coupon {coupon['id']} is in {coupon['currency']} and cannot be applied to a session in {currency}.",
            param=param,
        )
    return coupon


def is_valid(coupon: JsonObject, now: int) -> bool:
    """Tell whether a coupon can still be used."""
    used_up = coupon["max_redemptions"] is not None and coupon["times_redeemed"] >= coupon["max_redemptions"]
    return not used_up and not (coupon["redeem_by"] is not None and coupon["redeem_by"] <= now)


def redeem(standin: StandIn, session: JsonObject, *, account: str) -> None:
    """Count the use of a completed session's coupon, which may be gone by then."""
    for discount in session["discounts"]:
        coupon = standin.store.find(discount["coupon"], kind=_KIND, account=account)
        if coupon:
            coupon["times_redeemed"] += 1
            coupon["valid"] = is_valid(coupon, standin.now())
            standin.store.save(coupon)


# API


def _create(call: Call) -> JsonObject:
    given = call.params
    for name in ("applies_to", "currency_options"):
        if name in given:
            raise unsupported(name)
    duration = given.get("duration", "once")
    if duration == "repeating":
        raise unsupported("duration")
    if ("amount_off" in given) == ("percent_off" in given):
        raise StripeError("You must pass either `percent_off` or `amount_off`.", param="percent_off")
    currency = _currency(given)
    if "id" in given and call.store.find(given["id"], account=None):
        raise StripeError("Coupon already exists.", code="resource_already_exists", param="id")
    if len(given.get("name", "")) > 40:
        raise StripeError("Must be at most 40 characters.", param="name")
    if given.get("max_redemptions", 1) < 1:
        raise StripeError("Invalid positive integer", code="parameter_invalid_integer", param="max_redemptions")
    if given.get("redeem_by", call.now + 1) <= call.now:
        raise StripeError("`redeem_by` must be in the future.", param="redeem_by")
    names = ("id", "amount_off", "max_redemptions", "name", "percent_off", "redeem_by")
    fields = {name: given[name] for name in names if name in given}
    body = objects.coupon(call.now, currency=currency, duration=duration, **fields)
    body["metadata"] = given.get("metadata") or {}
    call.store.insert(body, account=call.account)
    webhooks.emit(call.standin, "coupon.created", body, account=call.account, call=call)
    return body


def _currency(given: JsonObject) -> str | None:
    if "percent_off" in given:
        if not 0 < given["percent_off"] <= 100:
            raise StripeError("Invalid percent_off: must be greater than 0 and at most 100.", param="percent_off")
        return None
    if "currency" not in given:
        raise StripeError("You must pass `currency` when passing `amount_off`.", param="currency")
    if given["amount_off"] < 1:
        raise StripeError("Invalid positive integer", code="parameter_invalid_integer", param="amount_off")
    return check_currency(given["currency"], "currency")


def _retrieve(call: Call) -> JsonObject:
    coupon = call.get(_KIND, call.path["id"], param="coupon")
    return coupon | {"valid": is_valid(coupon, call.now)}


def _delete(call: Call) -> JsonObject:
    """Remove a coupon; sessions that have it keep their discount."""
    coupon = call.get(_KIND, call.path["id"], param="coupon")
    call.store.delete(coupon["id"])
    webhooks.emit(call.standin, "coupon.deleted", coupon, account=call.account, call=call)
    return {"id": coupon["id"], "object": _KIND, "deleted": True}


OPERATIONS = [
    Operation(method="POST", path=_PATH, params=CouponCreateParams, run=_create),
    Operation(method="GET", path=_PATH, params=CouponListParams, run=lambda call: list_page(call, _KIND, _PATH)),
    Operation(method="GET", path=_PATH + "/{id}", params=CouponRetrieveParams, run=_retrieve),
    Operation(method="DELETE", path=_PATH + "/{id}", params=CouponDeleteParams, run=_delete),
]
