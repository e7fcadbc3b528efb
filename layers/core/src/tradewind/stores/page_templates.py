"""Starting texts for policy pages, made from what the store knows. They are a draft for a person, not legal advice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tradewind.stores.models import Store
from tradewind.stores.pages import PageKind

NOTICE = (
    "A starting point, not legal advice. Replace every part in square brackets, and have the text checked for the "
    "countries you sell to before you publish it."
)

_PLACEHOLDER = re.compile(r"\[[^\[\]]+\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTemplate:
    """A draft; ``placeholders`` are the parts in square brackets that only the merchant knows."""

    kind: PageKind
    title: str
    body: str
    placeholders: tuple[str, ...]
    notice: str = NOTICE


def template_for(kind: PageKind, store: Store) -> PageTemplate:
    """The draft of a page with the store's name, e-mail and address filled in where they are known."""
    title, text = _TEXTS[kind]
    address = store.address.lines() if store.address else ["[your business name]", "[street]", "[postal code and city]"]
    body = text.format(
        name=store.name, email=store.contact_email or "[your contact e-mail]", address="\n".join(address)
    ).strip()
    return PageTemplate(
        kind=kind, title=title, body=body, placeholders=tuple(dict.fromkeys(_PLACEHOLDER.findall(body)))
    )


_TEXTS: Mapping[PageKind, tuple[str, str]] = {
    PageKind.RETURNS: (
        "Returns and refunds",
        """
If something is not right, you can send it back within [number of days, such as 30] days of receiving it.

## How to return an item
- Write to {email} with your order number.
- We answer with the return address, which may differ from the address below.
- Send the item unused and in its original packaging, if you still have it.

## Refunds
We refund to the payment method you used within [number of days, such as 14] days of receiving the return. The cost of \
sending it back is paid by [you or us].

## Damaged or wrong items
Tell us within [number of days] days and add a photo. We replace the item or refund it in full.
""",
    ),
    PageKind.SHIPPING: (
        "Shipping",
        """
We ship to [countries].

## Delivery time
Orders are handed to the carrier within [number of days] working days and then take [number of days] working days. \
Items may come from different warehouses and arrive in more than one parcel.

## Cost
The cost of shipping is shown before you pay.

## Customs
Orders from outside your country may be charged duties or taxes on arrival. [Say who pays them.]

Questions about a delivery: {email}.
""",
    ),
    PageKind.PRIVACY: (
        "Privacy",
        """
This page says what {name} does with your data.

## Who is responsible
{address}

E-mail: {email}

## What we store
- Your name, e-mail address, shipping address and what you ordered: to deliver it and to keep our books.
- Payments are made on the pages of our payment provider, Stripe. We never see your card number.
- Your cart is stored in your own browser.

## Who receives it
The suppliers and carriers who deliver your order get your name and address. [Name further services you use.]

## How long
Order data is kept for [number of years] years, because [the law that requires it].

## Your rights
Write to {email} to see, correct or delete your data, or to object to its use. You may also complain to \
[your data protection authority].
""",
    ),
    PageKind.TERMS: (
        "Terms of sale",
        """
These terms apply to every order placed with {name}.

## Your contract partner
{address}

E-mail: {email}

## How a contract is made
Our pages are an invitation to order. By paying you make an offer; it is accepted when we confirm the order by e-mail.

## Prices and payment
Prices are in {name}'s currency as shown and [include or exclude] taxes. Payment is due when you order.

## Delivery
See our shipping page for countries and times.

## Returns
See our returns page. [State the right of withdrawal that your customers have by law.]

## Law
[State which law applies and which courts are responsible.]
""",
    ),
    PageKind.IMPRINT: (
        "Imprint",
        """
## Responsible for this shop
{address}

E-mail: {email}

Phone: [phone number]

Registered at: [register and number]

Tax number: [your tax or VAT number]
""",
    ),
    PageKind.ABOUT: (
        "About us",
        """
{name} is [one sentence on what you sell and for whom].

## Why we started
[Two or three sentences in your own words.]

## Get in touch
{email}
""",
    ),
    PageKind.CONTACT: (
        "Contact",
        """
Write to {email}. We answer within [number of days] working days.

## Address
{address}
""",
    ),
}
