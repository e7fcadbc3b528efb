"""Reddit as a trend source, read-only, through PRAW. Optional: it needs Reddit's approval and credentials.

Keeps counts and links, neither texts nor names. PRAW is loaded when the source is connected, so only in a worker.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tradewind.kit.clock import Clock
from tradewind.research.mentions import Post, count_mentions
from tradewind.research.models import Mentions
from tradewind.settings import RedditSettings
from tradewind.suppliers.errors import DeniedError, SupplierUnavailableError, ThrottledError
from tradewind.suppliers.limits import CallGate

if TYPE_CHECKING:
    import praw

SOURCE = "reddit"
POSTS = 100
"""Posts looked at per term: one request."""
_REMOVED = frozenset({"[deleted]", "[removed]"})


class RedditTrends:
    """Implements ``research.ports.TrendSource``."""

    code = SOURCE

    def __init__(self, settings: RedditSettings, gate: CallGate, clock: Clock, *, timeout_seconds: float = 10) -> None:
        self._settings = settings
        self._gate = gate
        self._clock = clock
        self._reddit = _connect(settings, timeout_seconds)

    def mentions(self, terms: Sequence[str]) -> Sequence[Mentions]:
        """See the port: one search a term."""
        return [count_mentions(term, self._posts(term), now=self._clock()) for term in terms]

    def _posts(self, term: str) -> list[Post]:
        import prawcore

        self._gate.enter()
        try:
            subreddit = self._reddit.subreddit(self._settings.reddit_subreddits)
            found = subreddit.search(f'"{term}"', sort="new", time_filter="month", limit=POSTS)
            return list(_read(found))
        except prawcore.exceptions.TooManyRequests as error:
            seconds = round(float(error.retry_after or 60))
            self._gate.back_off(min(seconds, 900))
            raise ThrottledError("Reddit: too many calls.", retry_after_seconds=seconds) from error
        except (prawcore.exceptions.OAuthException, prawcore.exceptions.Forbidden) as error:
            raise DeniedError("Reddit refused our credentials.") from error
        except prawcore.exceptions.ResponseException as error:
            if error.response.status_code == 401:
                raise DeniedError("Reddit refused our credentials.") from error
            raise SupplierUnavailableError(f"Reddit answered {error.response.status_code}.") from error
        except prawcore.exceptions.PrawcoreException as error:
            raise SupplierUnavailableError("Reddit could not be reached.") from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise SupplierUnavailableError("Reddit answered something we do not know.") from error


def _connect(settings: RedditSettings, timeout_seconds: float) -> "praw.Reddit":
    import praw
    import prawcore

    class Hurried(prawcore.Requestor):
        """PRAW sends sixteen seconds with every request, whatever it was told."""

        def request(self, *args: Any, timeout: float | None = None, **kwargs: Any) -> Any:
            return super().request(*args, timeout=timeout_seconds, **kwargs)

    base: dict[str, Any] = {}
    if settings.reddit_base:
        root = settings.reddit_base.rstrip("/")
        # PRAW appends to the one and joins to the other, which without the slash would lose the base's own path.
        base = {"reddit_url": root, "oauth_url": f"{root}/"}
    return praw.Reddit(
        client_id=settings.reddit_client_id,
        client_secret=settings.reddit_client_secret.get_secret_value(),
        user_agent=settings.reddit_user_agent,
        check_for_updates=False,
        requestor_class=Hurried,
        # Waiting for a window is our own gate's work, which all tenants share.
        ratelimit_seconds=1,
        **base,
    )


def _read(found: Any) -> Iterator[Post]:
    for submission in found:
        yield Post(
            id=str(submission.id),
            title=str(submission.title),
            text=str(submission.selftext or ""),
            at=datetime.fromtimestamp(float(submission.created_utc), UTC),
            link=f"https://www.reddit.com{submission.permalink}",
            domain=str(submission.domain or ""),
            approval=int(submission.score or 0),
            is_adult=bool(submission.over_18),
            is_deleted=submission.selftext in _REMOVED or submission.author is None,
        )
