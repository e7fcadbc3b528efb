"""How documents speak: labels by language, and dates and money as a locale writes them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tradewind.kit.money import Money, to_decimal_text

_THIN = "\u202f"
_HARD = "\u00a0"

# Grouping and decimal signs by language; what is not here writes like English.
_NUMBERS = {
    "cs": (_HARD, ","), "da": (".", ","), "de": (".", ","), "el": (".", ","), "es": (".", ","), "fi": (_HARD, ","),
    "fr": (_THIN, ","), "hu": (_HARD, ","), "id": (".", ","), "it": (".", ","), "nb": (_HARD, ","), "nl": (".", ","),
    "no": (_HARD, ","), "pl": (_HARD, ","), "pt": (".", ","), "ro": (".", ","), "ru": (_HARD, ","), "sv": (_HARD, ","),
    "tr": (".", ","), "uk": (_HARD, ","), "vi": (".", ","),
}  # fmt: skip
_SWISS = ("’", ".")
_AMOUNT_FIRST = frozenset(_NUMBERS) - {"nl", "tr", "id"}
_SYMBOLS = {"EUR": "€", "GBP": "£", "JPY": "¥"}
_DATES = {
    "cs": "{d}. {m}. {y}", "da": "{d}.{m}.{y}", "de": "{d:02}.{m:02}.{y}", "fi": "{d}.{m}.{y}",
    "hu": "{y}. {m:02}. {d:02}.", "ja": "{y}/{m:02}/{d:02}", "ko": "{y}. {m}. {d}.", "lt": "{y}-{m:02}-{d:02}",
    "nb": "{d}.{m}.{y}", "nl": "{d:02}-{m:02}-{y}", "no": "{d}.{m}.{y}", "pl": "{d}.{m:02}.{y}",
    "ro": "{d:02}.{m:02}.{y}", "ru": "{d:02}.{m:02}.{y}", "sv": "{y}-{m:02}-{d:02}", "tr": "{d:02}.{m:02}.{y}",
    "uk": "{d:02}.{m:02}.{y}", "zh": "{y}/{m:02}/{d:02}",
}  # fmt: skip
_DAY_FIRST = "{d:02}/{m:02}/{y}"
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LETTER_COUNTRIES = frozenset("US CA MX GT SV HN NI CR PA CO VE CL PH PR DO".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The fixed words of a document in one language."""

    invoice: str
    packing_slip: str
    order: str
    date: str
    page: str
    bill_to: str
    ship_to: str
    item: str
    quantity: str
    price: str
    amount: str
    subtotal: str
    discount: str
    shipping: str
    includes: str
    total: str
    refunded: str
    payment: str
    note: str
    shipment: str
    tracking: str
    pending: str
    paid: str
    partially_refunded: str
    disputed: str
    charged_back: str
    failed: str
    tax: str
    questions: str


_ENGLISH = Labels(
    invoice="Invoice", packing_slip="Packing slip", order="Order", date="Date", page="Page {page} of {pages}",
    bill_to="Bill to", ship_to="Ship to", item="Item", quantity="Qty", price="Price", amount="Amount",
    subtotal="Subtotal", discount="Discount", shipping="Shipping", includes="Includes", total="Total",
    refunded="Refunded", payment="Payment", note="Note", shipment="Shipment", tracking="Tracking", pending="Pending",
    paid="Paid", partially_refunded="Partly refunded", disputed="Disputed",
    charged_back="Charged back", failed="Failed", tax="Tax", questions="Questions about this order: {email}",
)  # fmt: skip
_GERMAN = Labels(
    invoice="Rechnung", packing_slip="Lieferschein", order="Bestellung", date="Datum",
    page="Seite {page} von {pages}", bill_to="Rechnung an", ship_to="Lieferung an", item="Artikel", quantity="Menge",
    price="Preis", amount="Betrag", subtotal="Zwischensumme", discount="Rabatt", shipping="Versand",
    includes="Enthält", total="Gesamt", refunded="Erstattet", payment="Zahlung", note="Hinweis", shipment="Sendung",
    tracking="Sendungsnummer", pending="Ausstehend", paid="Bezahlt", partially_refunded="Teilweise erstattet",
    disputed="Reklamiert", charged_back="Zurückgebucht", failed="Fehlgeschlagen", tax="Steuer",
    questions="Fragen zu dieser Bestellung: {email}",
)  # fmt: skip
_FRENCH = Labels(
    invoice="Facture", packing_slip="Bon de livraison", order="Commande", date="Date", page="Page {page} sur {pages}",
    bill_to="Facturé à", ship_to="Livré à", item="Article", quantity="Qté", price="Prix", amount="Montant",
    subtotal="Sous-total", discount="Remise", shipping="Livraison", includes="Dont", total="Total",
    refunded="Remboursé", payment="Paiement", note="Remarque", shipment="Envoi", tracking="Numéro de suivi",
    pending="En attente", paid="Payé", partially_refunded="Remboursé en partie", disputed="Contesté",
    charged_back="Rétrofacturé", failed="Échoué", tax="Taxes", questions="Une question sur cette commande : {email}",
)  # fmt: skip
_SPANISH = Labels(
    invoice="Factura", packing_slip="Albarán", order="Pedido", date="Fecha", page="Página {page} de {pages}",
    bill_to="Facturar a", ship_to="Enviar a", item="Artículo", quantity="Cant.", price="Precio", amount="Importe",
    subtotal="Subtotal", discount="Descuento", shipping="Envío", includes="Incluye", total="Total",
    refunded="Reembolsado", payment="Pago", note="Nota", shipment="Envío", tracking="Número de seguimiento",
    pending="Pendiente", paid="Pagado", partially_refunded="Reembolsado en parte", disputed="En disputa",
    charged_back="Contracargo", failed="Fallido", tax="Impuestos", questions="Preguntas sobre este pedido: {email}",
)  # fmt: skip
_BY_LANGUAGE = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}


def labels(locale: str) -> Labels:
    """The words of a locale's language; English where there is no translation."""
    return _BY_LANGUAGE.get(_language(locale), _ENGLISH)


def date_text(moment: datetime, *, locale: str, timezone: str) -> str:
    """The day of ``moment`` in the store's time zone: ``November 25, 2026`` (en-US), ``25.11.2026`` (de)."""
    try:
        day = moment.astimezone(ZoneInfo(timezone))
    except (ZoneInfoNotFoundError, ValueError):
        day = moment
    language = _language(locale)
    if language == "en":
        month = _ENGLISH_MONTHS[day.month - 1]
        if _region(locale) in ("", "US"):
            return f"{month} {day.day}, {day.year}"
        return f"{day.day} {month} {day.year}"
    return _DATES.get(language, _DAY_FIRST).format(d=day.day, m=day.month, y=day.year)


def money_text(money: Money, *, locale: str) -> str:
    """An amount as the locale writes it, with its own number of decimals: ``€1,234.50``, ``1.234,50 €``, ``KWD 1.250``.

    A dollar sign alone says little, so only dollars of the United States in their own locale have one.
    """
    language = _language(locale)
    group, point = _SWISS if _region(locale) in ("CH", "LI") else _NUMBERS.get(language, (",", "."))
    whole, _, fraction = to_decimal_text(Money(abs(money.amount), money.currency)).partition(".")
    number = f"{int(whole):,}".replace(",", group) + (point + fraction if fraction else "")
    sign = "-" if money.amount < 0 else ""
    symbol = _SYMBOLS.get(money.currency)
    if money.currency == "USD" and _region(locale) in ("", "US") and language == "en":
        symbol = "$"
    if language in _AMOUNT_FIRST:
        return f"{sign}{number}{_HARD}{symbol or money.currency}"
    return f"{sign}{symbol}{number}" if symbol else f"{sign}{money.currency}{_HARD}{number}"


def rate_text(basis_points: int, *, locale: str) -> str:
    """A tax rate: 1900 basis points are ``19 %`` (de) or ``19%`` (en)."""
    _, point = _NUMBERS.get(_language(locale), (",", "."))
    whole, rest = divmod(basis_points, 100)
    number = f"{whole}" + (point + f"{rest:02}".rstrip("0") if rest else "")
    return f"{number}{_HARD}%" if _language(locale) in _AMOUNT_FIRST else f"{number}%"


def page_size(*, country: str, locale: str) -> str:
    """``Letter`` where that is the paper, else ``A4``; the locale's region stands in for an unknown country."""
    return "Letter" if (country or _region(locale)).upper() in _LETTER_COUNTRIES else "A4"


def _language(locale: str) -> str:
    return locale.replace("_", "-").split("-")[0].lower()


def _region(locale: str) -> str:
    parts = locale.replace("_", "-").split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2), "")
