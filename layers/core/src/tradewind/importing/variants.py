"""A supplier's variants as ours: axes and values a shopper can read, every combination that exists, none twice."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tradewind.catalog.models import MAX_OPTIONS, MAX_VARIANTS, Option
from tradewind.copywriting.cleaning import cut, one_line, without_supplier
from tradewind.copywriting.language import is_in
from tradewind.kit.slug import fold
from tradewind.suppliers.models import SupplierProduct, SupplierVariant

MAX_VALUES = 60
_NAME_MAX, _VALUE_MAX = 40, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVariant:
    """One of our variants before it has prices; ``supplier`` is what it is made from."""

    options: Mapping[str, str]
    supplier: SupplierVariant


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantPlan:
    """Options and variants; a product without choices has no options and one variant."""

    options: tuple[Option, ...]
    variants: tuple[PlannedVariant, ...]
    notices: tuple[str, ...] = ()


def plan_variants(product: SupplierProduct, *, language: str) -> VariantPlan:
    """Our options and variants for a supplier's product."""
    rows = list(product.variants) or [SupplierVariant(reference="", cost=product.cost)]
    notices: list[str] = []
    axes = _axes(rows)
    if len(axes) > MAX_OPTIONS:
        merged = " / ".join(one_line(name) or "Option" for name in axes[MAX_OPTIONS - 1 :])
        notices.append(f"There are more than {MAX_OPTIONS} options, so {merged} became one.")
    columns = [[_raw(row, group) for row in rows] for group in _groups(axes)]
    names = _unique([_label(" / ".join(group), language, "Option") for group in _groups(axes)], _NAME_MAX)
    renamed = [_values(column, language, name) for column, name in zip(columns, names, strict=True)]
    if any(unreadable for _, unreadable in renamed):
        words = ", ".join(dict.fromkeys(word for _, unreadable in renamed for word in unreadable))
        notices.append(f"Some options were not in the store's language and got neutral names: {cut(words, 200)}.")
    values = [column for column, _ in renamed]
    # An axis with a single value is no choice.
    kept = [index for index, column in enumerate(values) if len(set(column)) > 1]
    return _assemble(rows, [names[index] for index in kept], [values[index] for index in kept], notices)


def _assemble(
    rows: list[SupplierVariant], names: list[str], columns: list[list[str]], notices: list[str]
) -> VariantPlan:
    planned: list[PlannedVariant] = []
    seen: set[tuple[str, ...]] = set()
    chosen: list[dict[str, None]] = [{} for _ in names]
    left_out = twice = 0
    for number, row in enumerate(rows):
        choice = tuple(column[number] for column in columns)
        if choice in seen:
            twice += 1
            continue
        full = len(planned) >= MAX_VARIANTS or any(
            value not in values and len(values) >= MAX_VALUES for value, values in zip(choice, chosen, strict=True)
        )
        if full:
            left_out += 1
            continue
        seen.add(choice)
        for value, values in zip(choice, chosen, strict=True):
            values[value] = None
        planned.append(PlannedVariant(options=dict(zip(names, choice, strict=True)), supplier=row))
    if twice:
        notices.append(f"{twice} variants look the same as another one and were left out.")
    if left_out:
        notices.append(f"The first {len(planned)} of {len(planned) + left_out} variants were taken: more do not fit.")
    options = tuple(Option(name=name, values=tuple(values)) for name, values in zip(names, chosen, strict=True))
    return VariantPlan(options=options, variants=tuple(planned), notices=tuple(notices))


def _axes(rows: list[SupplierVariant]) -> list[str]:
    """Every axis any row names, in order of appearance."""
    return list(dict.fromkeys(name for row in rows for name in row.options))


def _groups(axes: list[str]) -> list[list[str]]:
    """One group of supplier axes for each of ours: what is too many shares the last."""
    if len(axes) <= MAX_OPTIONS:
        return [[name] for name in axes]
    return [*([name] for name in axes[: MAX_OPTIONS - 1]), axes[MAX_OPTIONS - 1 :]]


def _raw(row: SupplierVariant, group: list[str]) -> str:
    return " / ".join(filter(None, (one_line(row.options.get(name, "")) for name in group)))


def _label(text: str, language: str, neutral: str) -> str:
    """A readable name; ``neutral`` where it is empty or in another language."""
    words = " / ".join(_word(part, language) for part in text.split(" / "))
    return words if words.strip(" /") and is_in(words, language) else neutral


def _word(text: str, language: str) -> str:
    """Known words are translated; anything else not in the store's language gets a neutral name further up."""
    plain = without_supplier(one_line(text))
    return _english().get(plain, plain) if language == "en" else plain


@cache
def _english() -> dict[str, str]:
    listed = json.loads(resources.files("tradewind.importing").joinpath("option_words.json").read_text())
    words: dict[str, str] = listed["words"]
    return words


def _values(column: list[str], language: str, name: str) -> tuple[list[str], list[str]]:
    """Readable values in the same order, equal where the originals are equal; and what could not be read."""
    readable: dict[str, str] = {}
    unreadable: list[str] = []
    for original in dict.fromkeys(column):
        label = _label(original, language, "") if original else "Standard"
        if not label:
            unreadable.append(original)
            label = f"{name} {len(unreadable)}"
        readable[original] = label
    unique = dict(zip(readable, _unique(list(readable.values()), _VALUE_MAX), strict=True))
    return [unique[original] for original in column], unreadable


def _unique(labels: list[str], longest: int) -> list[str]:
    """Labels of at most ``longest`` characters; those that would be the same get a number."""
    taken: set[str] = set()
    result = []
    for label in labels:
        base = cut(label, longest)
        candidate, number = base, 2
        while fold(candidate) in taken:
            candidate = f"{cut(base, longest - 5)} ({number})"
            number += 1
        taken.add(fold(candidate))
        result.append(candidate)
    return result
