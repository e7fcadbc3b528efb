"""One number for a candidate, and everything a person needs to doubt it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from tradewind.errors import DomainError, FieldProblem
from tradewind.research.scoring.flags import Flag
from tradewind.research.scoring.parts import Part, SubScore, missing, weighted


class UnusableWeightsError(DomainError):
    """No weighted mean can be made of these."""

    code = "unusable_weights"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each part counts, relative to the others: whole numbers from 0 to 100, at least one above 0.

    Raises:
        UnusableWeightsError: they are not.
    """

    trend: int = 40
    margin: int = 25
    competition: int = 10
    social: int = 10
    supplier: int = 15

    def __post_init__(self) -> None:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        problems = [
            FieldProblem(field=f"weights.{name}", message="Give a whole number from 0 to 100.")
            for name, value in values.items()
            if not 0 <= value <= 100
        ]
        if problems:
            raise UnusableWeightsError("Weights are whole numbers from 0 to 100.", fields=problems)
        if not any(values.values()):
            raise UnusableWeightsError("All weights are 0: raise at least one.")

    def of(self, part: Part) -> int:
        """The weight of ``part``."""
        value: int = getattr(self, part.value)
        return value

    def shares(self) -> dict[Part, int]:
        """Basis points of the whole by part; they add up to 10,000."""
        whole = sum(self.of(part) for part in Part)
        shares = {part: self.of(part) * 10_000 // whole for part in Part}
        largest = max(Part, key=self.of)
        shares[largest] += 10_000 - sum(shares.values())
        return shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """``low <= points <= high``, all 0 to 100; one part of each kind, in the order of ``Part``."""

    points: int
    low: int
    high: int
    parts: tuple[SubScore, ...]
    weights: Weights
    flags: tuple[Flag, ...] = ()


def score(parts: Sequence[SubScore], *, weights: Weights, flags: Sequence[Flag] = ()) -> Score:
    """The weighted mean of the parts, in any order; a part that is not given is missing.

    What is missing counts as the middle and opens the interval by its weight, so that learning it moves the score
    within the interval. Flags do not change points: they are for the merchant to weigh.
    """
    given = {part.part: part for part in parts}
    every = tuple(given.get(part) or missing(part, ()) for part in Part)
    shares = [weights.of(part.part) for part in every]
    return Score(
        points=weighted([part.points for part in every], shares),
        low=weighted([part.low for part in every], shares),
        high=weighted([part.high for part in every], shares),
        parts=every,
        weights=weights,
        flags=tuple(flags),
    )
