"""Which product of which supplier a pasted address names. Works whether or not the supplier is connected."""

import re
from urllib.parse import parse_qs, urlsplit

from tradewind.suppliers.models import SupplierRef

ALIEXPRESS = "aliexpress"
CJ = "cj"

_ALIEXPRESS_PATHS = (re.compile(r"/(?:item|i)/(?:[^/]+/)?(\d{6,20})(?:\.html)?/?$"),)
_CJ_PATH = re.compile(r"/product/(?:.*-p-)?([0-9A-Fa-f-]{16,40})(?:\.html)?/?$")


def reference_of(url: str) -> SupplierRef | None:
    """The product behind an address of a known supplier; None for any other text."""
    return aliexpress_reference(url) or cj_reference(url)


def aliexpress_reference(url: str) -> SupplierRef | None:
    """``https://de.aliexpress.com/item/1005005780519627.html?...``, with or without title in the path."""
    host, path, query = _parts(url)
    if (
        host != "aliexpress.com"
        and not host.endswith((".aliexpress.com", ".aliexpress.us"))
        and host != "aliexpress.us"
    ):
        return None
    for pattern in _ALIEXPRESS_PATHS:
        found = pattern.search(path)
        if found:
            return SupplierRef(supplier=ALIEXPRESS, reference=found.group(1))
    for name in ("productId", "productIds"):
        value = query.get(name, [""])[0].partition(":")[0]
        if value.isdigit():
            return SupplierRef(supplier=ALIEXPRESS, reference=value)
    return None


def cj_reference(url: str) -> SupplierRef | None:
    """``https://cjdropshipping.com/product/<title>-p-<id>.html``."""
    host, path, query = _parts(url)
    if host != "cjdropshipping.com" and not host.endswith(".cjdropshipping.com"):
        return None
    found = _CJ_PATH.search(path)
    reference = found.group(1) if found else query.get("pid", [""])[0]
    return SupplierRef(supplier=CJ, reference=reference.upper()) if reference else None


def _parts(url: str) -> tuple[str, str, dict[str, list[str]]]:
    text = url.strip()
    if "://" not in text:
        text = "https://" + text
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "", "", {}
    if parts.scheme not in ("http", "https"):
        return "", "", {}
    return host, parts.path, parse_qs(parts.query)
