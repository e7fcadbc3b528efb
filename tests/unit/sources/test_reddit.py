"""Counting mentions, and Reddit's adapter before its stand-in."""

from datetime import timedelta

import pytest

from local.reddit import keys as standin
from local.suppliers.faults import Faults
from tests.contracts.trends import TrendContract, TrendSubject
from tests.fakes.sources import FreeRates, open_gate
from tests.unit.sources.conftest import NOW, StandIn
from tradewind.adapters.reddit_trends import RedditTrends
from tradewind.research.mentions import Post, count_mentions, mentions
from tradewind.settings import RedditSettings
from tradewind.suppliers.errors import ThrottledError


def adapter(reddit: StandIn, rates: FreeRates | None = None) -> RedditTrends:
    settings = RedditSettings.model_validate(
        {
            "reddit_client_id": standin.CLIENT_ID,
            "reddit_client_secret": standin.CLIENT_SECRET,
            "reddit_base": reddit.url,
        }
    )
    return RedditTrends(settings, open_gate("reddit", rates), lambda: NOW, timeout_seconds=0.3)


class TestReddit(TrendContract):
    @pytest.fixture
    def subject(self, reddit: StandIn, monkeypatch: pytest.MonkeyPatch) -> TrendSubject:
        # PRAW repeats what fails and waits in between; the waiting is not what is tested.
        monkeypatch.setattr("time.sleep", lambda _: None)
        assert isinstance(reddit.faults, Faults)
        return TrendSubject(
            source=adapter(reddit),
            talked_about="bath mat",
            break_it=lambda kind: reddit.break_next("reddit", kind),
        )


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("mat", "a tomato is not it", False),
        ("mat", "my mat is grey", True),
        ("mat", "two mats", True),
        ("brush", "three brushes", True),
        ("desk mat", "the Desk-Mat I bought", True),
        ("desk mat", "a desk with a mat", False),
        ("cafe lamp", "Café lamp", True),
        ("c++", "c++ lamp", True),
        ("", "anything", False),
    ],
)
def test_mentions_are_whole_words(term: str, text: str, expected: bool) -> None:
    assert mentions(term, text) is expected


def post(id: str = "a", **changes: object) -> Post:
    fields: dict[str, object] = {
        "id": id,
        "title": "My desk mat",
        "text": "",
        "at": NOW - timedelta(days=1),
        "link": f"https://www.reddit.com/{id}",
        **changes,
    }
    return Post(**fields)  # type: ignore[arg-type]


def test_deleted_adult_selling_and_old_posts_do_not_count() -> None:
    posts = [
        post("good"),
        post("good"),
        post("older", at=NOW - timedelta(days=20)),
        post("gone", is_deleted=True),
        post("adult", is_adult=True),
        post("sells", text="20 % off with my discount code"),
        post("shop", domain="etsy.com"),
        post("ancient", at=NOW - timedelta(days=31)),
    ]
    found = count_mentions("desk mat", posts, now=NOW)
    assert (found.week, found.month) == (1, 2)


def test_links_are_those_with_most_approval() -> None:
    posts = [post(str(number), approval=number) for number in range(6)]
    assert [link[-1] for link in count_mentions("desk mat", posts, now=NOW).links] == ["5", "4", "3"]


def test_all_tenants_share_one_allowance(reddit: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    rates = FreeRates()
    adapter(reddit, rates).mentions(["bath mat", "wall clock"])
    assert rates.taken == ["reddit", "reddit"]
    reddit.break_next("reddit", "rate_limited")
    with pytest.raises(ThrottledError):
        adapter(reddit, rates).mentions(["bath mat"])
    assert rates.paused["reddit"] > 0
