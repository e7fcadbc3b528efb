"""Texts of suppliers and models as plain text that may stand in a shop: no markup, no traces of the supplier.

A product's texts are plain text: the allow-list of HTML is empty. What looks like markup is read as its text, scripts
and styles are dropped with their content, and the front ends escape whatever is left when they render.
"""

import re
import unicodedata

from tradewind.importing.csv_cells import html_to_text

_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])[^<>]{0,2000}>|</?[a-zA-Z!][^<>\s]{0,40}")
_MARKETPLACES = re.compile(
    r"(?<!\w)(?:ali\s*express|ali\s*baba|ali\s*pay|tao\s*bao|tmall|1688(?:\.com)?|dh\s*gate|temu|banggood|shein|pinduoduo|"
    r"cj\s*dropshipping|lazada|shopee|wish\.com|made-in-china|drop\s*-?shipp?(?:ing|er)?)(?:['’]s)?(?!\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@])[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?<![\w@])(?:[\w-]+\.)+(?:com|net|org|cn|shop|store|io|co|ru|top|xyz)(?:/\S*)?(?!\w)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:(?:tel|phone|mobile|whats\s*app|we\s*chat|viber|telegram|skype|qq)\s*[:：.]?\s*)[+\w][\w\s().+-]{4,18}\w"
    r"|\+\d[\d\s().-]{7,16}\d|(?<!\d)(?:\d[\s().-]?){10,15}(?!\d)",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """``text`` without markup, invisible characters and compatibility forms (full-width letters become usual ones)."""
    text = unicodedata.normalize("NFKC", html_to_text(text))
    text = _TAG.sub(" ", _INVISIBLE.sub("", text))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """``plain`` on one line."""
    return " ".join(plain(text).split())


def without_supplier(text: str, *, shop: str = "") -> str:
    """``text`` without marketplaces, addresses, telephone numbers and the supplier's name."""
    for pattern in (_ADDRESS, _PHONE, _MARKETPLACES):
        text = pattern.sub("", text)
    if len(shop.strip()) >= 3:
        text = re.sub(rf"(?<!\w){re.escape(shop.strip())}(?!\w)", "", text, flags=re.IGNORECASE)
    text = re.sub(r"[ \t]+([,.;:!?])", r"\1", text)
    text = re.sub(r"\(\s*\)|\[\s*\]", "", text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip(" \n,;:-–|")


def cut(text: str, longest: int) -> str:
    """At most ``longest`` characters, ended between words."""
    if len(text) <= longest:
        return text
    head = text[: longest + 1]
    if " " in head:
        head = head.rpartition(" ")[0]
    return head[:longest].rstrip(" ,;:-–|/&")
