"""Counting mentions in what people wrote."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from tradewind.kit.slug import fold
from tradewind.research.models import Mentions

MONTH, WEEK = timedelta(days=30), timedelta(days=7)
_LINKS = 3
_SELLING = re.compile(
    r"\b(my (?:etsy|shop|store)|our (?:shop|store)|discount code|coupon code|promo code|use code|affiliate|link in bio"
    r"|free shipping|check out my|dm me|giveaway)\b"
)
_SHOPS = (
    "etsy.com",
    "amazon.",
    "amzn.to",
    "aliexpress.",
    "ebay.",
    "myshopify.com",
    "temu.com",
    "gumroad.com",
    "bit.ly",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What is looked at of a post, then forgotten.

    Attributes:
        domain: of what it links to; ``self.<name>`` for text.
        link: its own address.
        approval: votes.
    """

    id: str
    title: str
    text: str
    at: datetime
    link: str
    domain: str = ""
    approval: int = 0
    is_adult: bool = False
    is_deleted: bool = False


def count_mentions(term: str, posts: Iterable[Post], *, now: datetime) -> Mentions:
    """Mentions of ``term`` as whole words; deleted, adult and selling posts do not count, nor does one post twice."""
    seen: dict[str, Post] = {}
    for post in posts:
        if now - post.at <= MONTH and counts(post) and mentions(term, f"{post.title}\n{post.text}"):
            seen.setdefault(post.id, post)
    best = sorted(seen.values(), key=lambda post: (-post.approval, post.id))[:_LINKS]
    return Mentions(
        term=term,
        week=sum(1 for post in seen.values() if now - post.at <= WEEK),
        month=len(seen),
        links=tuple(post.link for post in best),
    )


def mentions(term: str, text: str) -> bool:
    """Whether ``text`` has ``term`` as whole words, in singular or plural: ``mat`` is not in ``tomato``."""
    pattern = _pattern(term)
    return bool(pattern and pattern.search(fold(text)))


def counts(post: Post) -> bool:
    """Whether a post is somebody talking, not somebody selling, and still there."""
    if post.is_deleted or post.is_adult:
        return False
    if any(shop in post.domain for shop in _SHOPS):
        return False
    return not _SELLING.search(fold(f"{post.title}\n{post.text}"))


@cache
def _pattern(term: str) -> re.Pattern[str] | None:
    words = [re.escape(word) for word in fold(term).split()]
    if not words:
        return None
    return re.compile(r"(?<!\w)" + r"[\s\-]+".join(words) + r"(?:e?s)?(?!\w)")
