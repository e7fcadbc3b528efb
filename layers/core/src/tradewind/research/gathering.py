"""Asks every connected source, and goes on when one of them fails."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from tradewind.errors import DomainError, ErrorKind
from tradewind.research.finds import Found
from tradewind.research.models import Mentions
from tradewind.research.ports import TrendSource
from tradewind.research.run_models import SourceReport, SourceState
from tradewind.research.settings_models import ResearchSettings
from tradewind.suppliers.errors import DeniedError, ThrottledError
from tradewind.suppliers.models import SupplierQuery
from tradewind.suppliers.ports import Capability, Supplier

PAGES = 2
"""Pages read a keyword; of a hot list too."""
_FAILURES = 2
"""A source that failed so often in a row is not asked again in this run."""

type Progress = Callable[[int, int], None]
"""Hears how many questions of how many are answered."""


@dataclass(slots=True)
class Gathered:
    """Everything that was answered. ``mentions`` is None where no trend source answered at all."""

    rows: list[Found] = field(default_factory=list)
    mentions: dict[str, Mentions] | None = None
    reports: list[SourceReport] = field(default_factory=list)

    @property
    def is_usable(self) -> bool:
        """Whether a supplier answered, if only that it has nothing."""
        good = (SourceState.OK, SourceState.PARTIAL, SourceState.EMPTY)
        return any(report.state in good for report in self.reports if report.source in self.suppliers)

    suppliers: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Asking:
    """How one source does."""

    name: str
    asked: int = 0
    failed: int = 0
    in_a_row: int = 0
    found: int = 0
    unreadable: int = 0
    problem: str = ""
    given_up: bool = False

    def note(self, error: DomainError) -> None:
        self.failed += 1
        self.in_a_row += 1
        self.problem = error.detail
        # What refuses us, or asks for patience, is not asked again today by this run.
        self.given_up = self.in_a_row >= _FAILURES or isinstance(error, DeniedError | ThrottledError)

    def report(self) -> SourceReport:
        if self.failed and self.failed == self.asked:
            return SourceReport(source=self.name, state=SourceState.FAILED, detail=self.problem)
        if self.failed or self.given_up:
            detail = f"{self.asked - self.failed} questions were answered, then: {self.problem}"
            return SourceReport(source=self.name, state=SourceState.PARTIAL, found=self.found, detail=detail)
        if self.found == 0:
            detail = "It answered, and had nothing that fits the keywords."
            return SourceReport(source=self.name, state=SourceState.EMPTY, detail=detail)
        detail = f"{self.unreadable} rows could not be read and were left out." if self.unreadable else ""
        return SourceReport(source=self.name, state=SourceState.OK, found=self.found, detail=detail)


def gather(
    suppliers: Mapping[str, Supplier],
    trends: Mapping[str, TrendSource],
    *,
    settings: ResearchSettings,
    currency: str,
    progress: Progress,
) -> Gathered:
    """Ask everything: each supplier by keyword and for its hot list, each trend source once."""
    questions = {name: _queries(supplier, settings, currency) for name, supplier in suppliers.items()}
    total = sum(map(len, questions.values())) + len(trends)
    done = count(1)
    gathered = Gathered(suppliers=frozenset(suppliers))
    for name, queries in questions.items():
        asking = _Asking(name)
        for query in queries:
            if not asking.given_up:
                _ask(suppliers[name], query, asking, gathered)
            progress(next(done), total)
        gathered.reports.append(asking.report())
    for name, source in trends.items():
        _ask_trends(source, settings.keywords, gathered, name)
        progress(next(done), total)
    return gathered


def _queries(supplier: Supplier, settings: ResearchSettings, currency: str) -> list[SupplierQuery]:
    def query(keywords: str, *, hot: bool = False) -> SupplierQuery:
        return SupplierQuery(
            keywords=keywords,
            ship_to=settings.ship_to,
            currency=currency,
            language=settings.language,
            min_cost=settings.min_cost,
            max_cost=settings.max_cost,
            hot=hot,
        )

    found = [query(keyword) for keyword in settings.keywords]
    if Capability.HOT in supplier.capabilities:
        found.append(query("", hot=True))
    return found


def _ask(supplier: Supplier, query: SupplierQuery, asking: _Asking, gathered: Gathered) -> None:
    """The first pages of one question."""
    cursor: str | None = None
    for _ in range(PAGES):
        asking.asked += 1
        try:
            page = supplier.search(query, cursor)
        except DomainError as error:
            if error.kind not in (ErrorKind.UPSTREAM, ErrorKind.RATE_LIMITED):
                raise
            asking.note(error)
            return
        asking.in_a_row = 0
        asking.found += len(page.products)
        asking.unreadable += len(page.unreadable)
        via = "hot" if query.hot else "search"
        gathered.rows += [Found(product=product, via=via, keyword=query.keywords) for product in page.products]
        cursor = page.next_cursor
        if cursor is None:
            return


def _ask_trends(source: TrendSource, terms: Sequence[str], gathered: Gathered, name: str) -> None:
    """Counts of a source that fails stay unknown: nobody said that nobody talks."""
    asking = _Asking(name)
    asking.asked = 1
    try:
        answers = source.mentions(terms)
    except DomainError as error:
        if error.kind not in (ErrorKind.UPSTREAM, ErrorKind.RATE_LIMITED):
            raise
        asking.note(error)
    else:
        gathered.mentions = {**(gathered.mentions or {}), **{each.term: each for each in answers}}
        asking.found = sum(each.month for each in answers)
    gathered.reports.append(asking.report())
