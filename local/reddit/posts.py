"""What people say about the demo goods: invented, more of it where a wave of orders rises."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from local.suppliers.catalog import DemoItem, load_catalog
from tradewind.kit.clock import to_epoch

type Json = dict[str, Any]

_TITLES = (
    "Finally found a {name} I like",
    "Is a {name} worth it?",
    "My {name} after two months",
    "Looking for a {name} that lasts",
    "{name} in a small flat",
)


def posts_at(now: datetime) -> list[Json]:
    """Every post of the last 40 days, newest first."""
    made = [post for item in load_catalog() for post in _about(item, now)]
    made += _noise(now)
    return sorted(made, key=lambda post: -post["created_utc"])


def _about(item: DemoItem, now: datetime) -> list[Json]:
    """Posts follow the orders: one for every 120 a month, younger where they rise."""
    today = now.date()
    rising = item.orders(today) / max(1, item.orders(today - timedelta(days=21)))
    count = min(12, round(item.orders(today) / 120 * min(2.0, rising)))
    name = item.title.split(",")[0].split(" with ")[0].split(" of ")[0].lower()
    made = []
    for number in range(count):
        hours = 9 + number * 53 % (24 * 28)
        made.append(
            _post(
                f"d{item.number:02d}{number:02d}{(today - date(2026, 1, 1)).days:x}",
                _TITLES[(item.number + number) % len(_TITLES)].format(name=name),
                f"I have been thinking about a {name} for the living room.",
                now - timedelta(hours=hours),
                approval=12 + (item.number * 7 + number * 31) % 400,
            )
        )
    return made


def _noise(now: datetime) -> list[Json]:
    """What must not count: selling, adult, deleted, other words with the same letters."""
    hour = timedelta(hours=1)
    return [
        _post("nsell1", "Table lamp sale", "Use code DEMO in my shop, free shipping", now - 5 * hour),
        _post("nadult", "Table lamp", "Not for work", now - 6 * hour, over_18=True),
        _post("ngone1", "Table lamp", "[removed]", now - 7 * hour, author="[deleted]"),
        _post("ntoma1", "Tomatoes on the balcony", "A tomato is not a mat", now - 8 * hour),
        _post("nshop1", "Desk mat", "", now - 9 * hour, domain="etsy.com"),
    ]


def _post(
    id: str,
    title: str,
    text: str,
    at: datetime,
    *,
    approval: int = 5,
    over_18: bool = False,
    author: str = "someone",
    domain: str = "self.HomeDecorating",
) -> Json:
    return {
        "kind": "t3",
        "data": {
            "id": id,
            "name": f"t3_{id}",
            "title": title,
            "selftext": text,
            "subreddit": "HomeDecorating",
            "author": author,
            "created_utc": float(to_epoch(at)),
            "permalink": f"/r/HomeDecorating/comments/{id}/",
            "url": f"https://www.reddit.com/r/HomeDecorating/comments/{id}/",
            "domain": domain,
            "score": approval,
            "over_18": over_18,
            "is_self": domain.startswith("self."),
            "num_comments": 3,
        },
        "created_utc": float(to_epoch(at)),
    }
