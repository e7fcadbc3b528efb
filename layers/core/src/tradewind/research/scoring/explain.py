"""A score as plain data, for the answer of an API and the bars of a table."""

from typing import Any

from tradewind.research.scoring.score import Score


def explain(score: Score) -> dict[str, Any]:
    """JSON-ready: totals, parts with share, contribution, facts with units, and flags.

    ``share`` is basis points of the whole, ``contribution`` hundredths of a point that the part adds to the total.
    """
    shares = score.weights.shares()
    return {
        "points": score.points,
        "low": score.low,
        "high": score.high,
        "confidence": score.confidence.value,
        "missing": [part.value for part in score.missing],
        "parts": [
            {
                "part": part.part.value,
                "points": part.points,
                "low": part.low,
                "high": part.high,
                "quality": part.quality.value,
                "age_days": part.age_days,
                "share": shares[part.part],
                "contribution": part.points * shares[part.part] // 100,
                "facts": [{"name": fact.name, "value": fact.value, "unit": fact.unit} for fact in part.facts],
            }
            for part in score.parts
        ],
        "flags": [
            {"kind": flag.kind.value, "severity": flag.severity.value, "term": flag.term, "advice": flag.advice}
            for flag in score.flags
        ],
    }
