"""Wire shapes of research settings."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, model_validator

from tradewind.http.schemas import Country, Input, MoneyModel, OneLine, Output
from tradewind.research.settings_models import WEIGHTS, ResearchSettings

Keyword = Annotated[str, OneLine, Field(min_length=2, max_length=60)]


class SettingsBody(Input):
    """A store's research settings, whole. ``version`` guards against overwriting another edit."""

    keywords: Annotated[list[Keyword], Field(min_length=1, max_length=8)]
    excluded: Annotated[list[Keyword], Field(max_length=30)] = Field(default_factory=list)
    min_cost: MoneyModel | None = None
    max_cost: MoneyModel | None = None
    ship_to: Country
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    hour: Annotated[int, Field(strict=True, ge=0, le=23)]
    enabled: bool = True
    weights: dict[str, Annotated[int, Field(strict=True, ge=0, le=100)]] = Field(default_factory=lambda: dict(WEIGHTS))
    version: int | None = None

    @model_validator(mode="after")
    def _check(self) -> "SettingsBody":
        unknown = sorted(set(self.weights) - set(WEIGHTS))
        if unknown:
            raise ValueError(f"weights: {', '.join(unknown)} is no part of the score. Use {', '.join(WEIGHTS)}.")
        if sum(self.weights.get(name, 0) for name in WEIGHTS) == 0:
            raise ValueError("weights: give at least one part of the score a weight above zero.")
        if self.min_cost and self.max_cost and self.min_cost.amount > self.max_cost.amount:
            raise ValueError("max_cost: it must not be below min_cost.")
        return self

    def to_settings(self) -> ResearchSettings:
        """As the domain's settings; each word once."""
        weights: Mapping[str, int] = {name: self.weights.get(name, 0) for name in WEIGHTS}
        return ResearchSettings(
            keywords=tuple(dict.fromkeys(self.keywords)),
            excluded=tuple(dict.fromkeys(self.excluded)),
            min_cost=self.min_cost.to_money() if self.min_cost else None,
            max_cost=self.max_cost.to_money() if self.max_cost else None,
            ship_to=self.ship_to,
            language=self.language,
            hour=self.hour,
            enabled=self.enabled,
            weights=weights,
        )


class SettingsResponse(Output):
    """Version 0 was never saved: these are what a store starts with."""

    keywords: list[str]
    excluded: list[str]
    min_cost: MoneyModel | None
    max_cost: MoneyModel | None
    ship_to: str
    language: str
    hour: int
    enabled: bool
    weights: dict[str, int]
    version: int

    @classmethod
    def of(cls, settings: ResearchSettings) -> "SettingsResponse":
        """From the domain's settings."""
        return cls(
            keywords=list(settings.keywords),
            excluded=list(settings.excluded),
            min_cost=MoneyModel.maybe(settings.min_cost),
            max_cost=MoneyModel.maybe(settings.max_cost),
            ship_to=settings.ship_to,
            language=settings.language,
            hour=settings.hour,
            enabled=settings.enabled,
            weights=dict(settings.weights),
            version=settings.version,
        )
