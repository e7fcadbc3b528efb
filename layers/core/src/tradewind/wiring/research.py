"""Research and the models it may ask: the part of the composition root that the research functions use."""

from functools import cached_property
from typing import TYPE_CHECKING

from tradewind.wiring.repositories import Repositories

if TYPE_CHECKING:
    from tradewind.ai.ledger_repository import AiLedgerRepository
    from tradewind.ai.service import AiDeps
    from tradewind.pricing.models import PricingRules
    from tradewind.pricing.rates import RateBook
    from tradewind.research.fanout import FanOutDeps
    from tradewind.research.nightly import NightDeps
    from tradewind.research.ports import Analyst
    from tradewind.research.runner import RunnerDeps
    from tradewind.research.service import ResearchDeps
    from tradewind.stores.models import Store


class ResearchWiring(Repositories):
    """Services around research; each is built on first use."""

    @cached_property
    def ai_ledger(self) -> "AiLedgerRepository":
        from tradewind.ai.ledger_repository import AiLedgerRepository

        _ = self._table_ready
        return AiLedgerRepository(clock=self.clock)

    @cached_property
    def ai_deps(self) -> "AiDeps":
        from tradewind.ai.service import AiDeps

        return AiDeps(
            ledger=self.ai_ledger,
            client=(lambda: self.model_client) if self.ai_settings.is_on else None,
            cap_cents=self.limit_settings.ai_monthly_cap_cents,
            account=self.limits.ai,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def research_deps(self) -> "ResearchDeps":
        from tradewind.research.service import ResearchDeps

        return ResearchDeps(
            candidates=self.candidates,
            observations=self.observations,
            runs=self.research_runs,
            settings=self.research_settings,
            source_status=self.source_status,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def fan_out_deps(self) -> "FanOutDeps":
        from tradewind.research.fanout import FanOutDeps, every_store

        return FanOutDeps(
            stores=self.stores,
            settings=self.research_settings,
            queue=self.queue,
            is_entitled=every_store,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def runner_deps(self) -> "RunnerDeps":
        from tradewind.research.model_scorer import ModelScorer
        from tradewind.research.runner import RunnerDeps

        connected = dict.fromkeys([*self.suppliers, *self.trend_sources], True)
        return RunnerDeps(
            runs=self.research_runs,
            candidates=self.candidates,
            observations=self.observations,
            suppliers=self.suppliers,
            trends=self.trend_sources,
            source_status={**dict.fromkeys(self.source_status, False), **connected},
            scorer=ModelScorer(),
            prices=self._prices,
            analyst=self.analyst,
            clock=self.clock,
            new_id=self.new_id,
        )

    def _prices(self, store: "Store") -> "tuple[PricingRules, RateBook]":
        """The store's pricing rules, and what it may convert with today."""
        from tradewind.pricing.models import default_rules
        from tradewind.pricing.rates import OperatorRates, RateBook
        from tradewind.pricing.repository import PricingRepository

        _ = self._table_ready
        rules = PricingRepository().find(store.id) or default_rules(store.currency)
        book = RateBook(
            currency=store.currency,
            today=self.clock().date(),
            max_age_days=rules.rate_max_age_days,
            own=rules.rates,
            operator=OperatorRates.parse(self.rate_settings.exchange_rates),
        )
        return rules, book

    @cached_property
    def analyst(self) -> "Analyst | None":
        """Who judges the best candidates; nobody where AI is off."""
        if not self.ai_settings.is_on:
            return None
        from tradewind.adapters.claude_analyst import ClaudeAnalyst

        return ClaudeAnalyst(self.ai_deps, self.ai_settings.ai_analysis_model)

    @cached_property
    def night_deps(self) -> "NightDeps":
        from tradewind.research.nightly import NightDeps

        return NightDeps(runner=self.runner_deps, stores=self.stores, settings=self.research_settings, queue=self.queue)
