"""The test cards the hosted page knows, and how each behaves."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from local.stripe.wire import JsonObject

type Effect = Literal["pays", "declines", "asks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline:
    """Why a payment did not go through: Stripe's code, the bank's reason and what the shopper reads."""

    code: str
    message: str
    decline_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestCard:
    """A card number with a scripted outcome; `asks` needs one more confirmation before it pays or declines.

    A card that `saves` can be kept by a customer although every charge is declined. `off_session` is how charges end
    that are made without the customer, as renewals are.
    """

    # Keeps test collectors from taking the class for a test case.
    __test__ = False

    number: str
    label: str
    brand: str = "visa"
    effect: Effect = "pays"
    decline: Decline | None = None
    country: str = "US"
    # Why the shopper's bank takes the money back right after it was paid.
    dispute_reason: str | None = None
    saves: bool = False
    off_session: Decline | None = None

    @property
    def can_be_saved(self) -> bool:
        """Tell whether the bank lets the card be kept for later; a card that asks has been asked by then."""
        return self.saves or self.effect != "declines"

    @property
    def last4(self) -> str:
        """Return the digits that may be shown."""
        return self.number[-4:]

    @property
    def grouped(self) -> str:
        """Return the number the way it is printed on a card."""
        return " ".join(re.findall(".{1,4}", self.number))


DECLINED = Decline(code="card_declined", decline_code="generic_decline", message="Your card was declined.")
NEEDS_AUTHENTICATION = Decline(
    code="authentication_required",
    decline_code="authentication_required",
    message="Your card was declined. This transaction requires authentication.",
)
NOT_AUTHENTICATED = Decline(
    code="payment_intent_authentication_failure",
    message="We are unable to authenticate your payment method. Please choose a different payment method and try "
    "again.",
)
_REAL_CARD = Decline(
    code="card_declined",
    decline_code="test_mode_live_card",
    message="Your card was declined. Only test cards work here; this is not one of them.",
)
DEBIT_RETURNED = Decline(
    code="payment_intent_payment_attempt_failed",
    decline_code="insufficient_funds",
    message="The bank account has insufficient funds.",
)

TEST_CARDS = (
    TestCard(number="4242424242424242", label="Pays"),
    TestCard(number="4000000000000002", label="Declined", effect="declines", decline=DECLINED),
    TestCard(number="4000002500003155", label="Asks to confirm", effect="asks", country="FR"),
    TestCard(
        number="4000002760003184",
        label="Always asks to confirm",
        effect="asks",
        country="DE",
        off_session=NEEDS_AUTHENTICATION,
    ),
    TestCard(
        number="4000000000000341", label="Can be saved, then declined", effect="declines", decline=DECLINED, saves=True
    ),
    TestCard(
        number="4000000000009995",
        label="Insufficient funds",
        effect="declines",
        decline=Decline(
            code="card_declined", decline_code="insufficient_funds", message="Your card has insufficient funds."
        ),
    ),
    TestCard(
        number="4000000000000069",
        label="Expired",
        effect="declines",
        decline=Decline(code="expired_card", message="Your card has expired."),
    ),
    TestCard(
        number="4000000000000127",
        label="Wrong CVC",
        effect="declines",
        decline=Decline(code="incorrect_cvc", message="Your card's security code is incorrect."),
    ),
    TestCard(
        number="4000000000000119",
        label="Processing error",
        effect="declines",
        decline=Decline(
            code="processing_error",
            message="An error occurred while processing your card. Try again in a little bit.",
        ),
    ),
    TestCard(
        number="4000008400001629",
        label="Confirms, then declined",
        effect="asks",
        decline=DECLINED,
    ),
    TestCard(number="4000000000000259", label="Pays, then disputed as fraud", dispute_reason="fraudulent"),
    TestCard(
        number="4000000000002685", label="Pays, then disputed as never received", dispute_reason="product_not_received"
    ),
    TestCard(number="4000056655665556", label="Visa debit pays"),
    TestCard(number="5555555555554444", label="Mastercard pays", brand="mastercard"),
    TestCard(number="378282246310005", label="American Express pays", brand="amex"),
)
QUICK_PICKS = TEST_CARDS[:3]
_BY_NUMBER = {card.number: card for card in TEST_CARDS}
# A mixture of the two numbers above that is often quoted; its check digit is wrong, its meaning is clear.
_BY_NUMBER["4000002760003155"] = _BY_NUMBER["4000002500003155"]


def digits(entry: str) -> str:
    """Return a typed number without its spaces and dashes."""
    return re.sub(r"[\s-]", "", entry)


def find_card(number: str) -> TestCard | None:
    """Return the test card with this number."""
    return _BY_NUMBER.get(digits(number))


def unknown_card(number: str) -> TestCard:
    """Return what a number that is no test card behaves like."""
    return TestCard(number=digits(number), label="Not a test card", effect="declines", decline=_REAL_CARD)


def is_card_number(number: str) -> bool:
    """Tell whether a number has a card's length and a correct check digit."""
    plain = digits(number)
    if not re.fullmatch(r"\d{12,19}", plain):
        return False
    total = 0
    for position, digit in enumerate(reversed(plain)):
        doubled = int(digit) * (2 if position % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def year_and_month(timestamp: int) -> tuple[int, int]:
    """Return the month of a moment, to compare with the date on a card."""
    today = datetime.fromtimestamp(timestamp, tz=UTC)
    return today.year, today.month


def fingerprint(number: str) -> str:
    """Return a stable name of a card that does not contain its number."""
    return hashlib.sha256(f"local stand-in {number}".encode()).hexdigest()[:16]


def card_details(card: TestCard, *, month: int, year: int, amount: int, postal_code: bool) -> JsonObject:
    """Return the `card` part of a charge's `payment_method_details`."""
    return {
        "amount_authorized": amount,
        "authorization_code": None,
        "brand": card.brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": "pass" if postal_code else None,
            "cvc_check": "pass",
        },
        "country": card.country,
        "exp_month": month,
        "exp_year": year,
        "extended_authorization": {"status": "disabled"},
        "fingerprint": fingerprint(card.number),
        "funding": "credit",
        "incremental_authorization": {"status": "unavailable"},
        "installments": None,
        "last4": card.last4,
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network": card.brand,
        "network_token": {"used": False},
        "network_transaction_id": None,
        "overcapture": {"maximum_amount_capturable": amount, "status": "unavailable"},
        "regulated_status": "unregulated",
        "three_d_secure": None,
        "wallet": None,
    }


def method_details(card: TestCard, *, month: int, year: int, postal_code: bool) -> JsonObject:
    """Return the `card` part of a payment method."""
    return {
        "brand": card.brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": "pass" if postal_code else None,
            "cvc_check": "pass",
        },
        "country": card.country,
        "display_brand": card.brand,
        "exp_month": month,
        "exp_year": year,
        "fingerprint": fingerprint(card.number),
        "funding": "credit",
        "generated_from": None,
        "last4": card.last4,
        "networks": {"available": [card.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }
