"""Write a product's texts: by the model where it may and can, checked; by the template wherever it cannot."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BaseModel, Field

from tradewind.ai.models import Answer, Outcome, Question
from tradewind.ai.service import AiDeps, Asked, ask_unbooked
from tradewind.copywriting import template
from tradewind.copywriting.claims import Facts, find_claims
from tradewind.copywriting.cleaning import cut, one_line, plain, without_supplier
from tradewind.copywriting.language import is_in, language_of
from tradewind.copywriting.models import LENGTHS, Claim, CopyField, Draft, Origin, Provenance, Voice
from tradewind.stores.models import Store
from tradewind.suppliers.models import SupplierProduct

_INSTRUCTIONS = """\
You write the product texts of a small online shop. Write in the language with the ISO code given as "language", in the
tone given as "tone", without the words in "avoid". State only what "facts" say: no other numbers, materials,
certificates, health effects, warranties, brands, delivery promises or prices, and no superlatives. Never mention the
supplier, a marketplace, an address or a telephone number. Plain text without markup; paragraphs are separated by empty
lines. "alt" describes the main picture in one sentence. What stands under the names of the answer's fields is a plain
draft made of the facts: write better ones. Answer with all fields."""
_NOTES = {
    Outcome.OFF: "Written from the supplier's facts: AI is off.",
    Outcome.OVER_BUDGET: "Written from the supplier's facts: the AI budget of this month is used up.",
    Outcome.REFUSED: "Written from the supplier's facts: the model declined.",
    Outcome.TRUNCATED: "Written from the supplier's facts: the model's answer was cut off.",
    Outcome.INVALID: "Written from the supplier's facts: the model's answer could not be read.",
    Outcome.BUSY: "Written from the supplier's facts: the model was too busy.",
    Outcome.UNAVAILABLE: "Written from the supplier's facts: the model could not be reached.",
    Outcome.REJECTED: "Written from the supplier's facts: the model's provider refused the request.",
}
_LANGUAGE = "Written from the supplier's facts: the model answered in another language."
_AVOIDED = "Written from the supplier's facts: the model used a word that is to be avoided."
_EMPTY = "Written from the supplier's facts: the model left this empty."
_LONGEST_INPUT = 4_000


class TextAnswer(BaseModel):
    """One text, written anew."""

    text: str


class CopyAnswer(BaseModel):
    """What the model is asked for. It has no member for prices, stock or addresses: those are never its business."""

    title: Annotated[str, Field(description="at most 80 characters")]
    description: Annotated[str, Field(description="60 to 200 words")]
    seo_title: Annotated[str, Field(description="at most 60 characters")]
    seo_description: Annotated[str, Field(description="at most 155 characters")]
    keywords: list[str]
    alt: Annotated[str, Field(description="at most 125 characters")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A draft, and the answer behind it that still has to be booked with it."""

    draft: Draft
    asked: Asked[CopyAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """One text with its claims, and the answer behind it that still has to be booked."""

    text: str
    provenance: Provenance
    claims: tuple[Claim, ...]
    asked: Asked[TextAnswer]


def write_text(
    ai: AiDeps,
    *,
    store: Store,
    voice: Voice,
    product: SupplierProduct,
    options: Mapping[str, tuple[str, ...]],
    model: str,
    field: CopyField,
    present: str,
) -> WrittenText:
    """One text of ``product`` anew, another than ``present`` where the model writes it.

    Raises:
        UnknownModelError: the configured model has no price.
    """
    language = voice.language or language_of(store.locale)
    fallback = template.write(product, language=language, options=options)
    full = _question(voice, language, product, options, model, {})
    wish = f'\nWrite only "{field.value}", at most {LENGTHS[field]} characters, other than "present".'
    data = {**json.loads(full.data), "present": present, "text": fallback[field]}
    question = Question(
        instructions=_INSTRUCTIONS + wish,
        data=json.dumps(data, ensure_ascii=False),
        answer=TextAnswer,
        model=model,
        max_tokens=1_000,
    )
    if voice.use_ai:
        asked = ask_unbooked(ai, store_id=store.id, question=question)
    else:
        asked = Asked(answer=Answer(outcome=Outcome.OFF, model=model))
    answer = asked.answer
    text = _cleaned(field, answer.value.text if answer.value else "", product)
    note = _fault(field, text, voice, language) if answer.value else _NOTES[answer.outcome]
    if note:
        text = fallback[field]
    return WrittenText(text=text, provenance=_by(answer.model, note), claims=check({field: text}, product), asked=asked)


def write_texts(
    ai: AiDeps,
    *,
    store: Store,
    voice: Voice,
    product: SupplierProduct,
    options: Mapping[str, tuple[str, ...]],
    model: str,
) -> Written:
    """Every text of ``product``. Whatever the model does, the draft is whole.

    Raises:
        UnknownModelError: the configured model has no price.
    """
    language = voice.language or language_of(store.locale)
    fallback = template.write(product, language=language, options=options)
    question = _question(voice, language, product, options, model, fallback)
    if voice.use_ai:
        asked = ask_unbooked(ai, store_id=store.id, question=question)
    else:
        asked = Asked(answer=Answer(outcome=Outcome.OFF, model=model))
    return Written(draft=_draft(asked.answer, product, voice, language, fallback), asked=asked)


def _draft(
    answer: Answer[CopyAnswer],
    product: SupplierProduct,
    voice: Voice,
    language: str,
    fallback: Mapping[CopyField, str],
) -> Draft:
    texts: dict[CopyField, str] = {}
    provenance: dict[CopyField, Provenance] = {}
    given = _texts_of(answer.value) if answer.value else {}
    for field in CopyField:
        text = _cleaned(field, given.get(field, ""), product)
        note = _fault(field, text, voice, language) if given else _NOTES[answer.outcome]
        texts[field] = fallback[field] if note else text
        provenance[field] = _by(answer.model, note)
    notices = tuple(dict.fromkeys(each.note for each in provenance.values() if each.note))
    draft = Draft(texts=texts, provenance=provenance, notices=notices)
    return replace(draft, claims=check(draft.texts, product))


def check(texts: Mapping[CopyField, str], product: SupplierProduct) -> tuple[Claim, ...]:
    """Every statement of ``texts`` that the product's facts do not back. Keywords are for the merchant only."""
    facts = Facts(product)
    return tuple(
        claim
        for field, text in texts.items()
        if field is not CopyField.KEYWORDS
        for claim in find_claims(field, text, facts)
    )


def _by(model: str, note: str) -> Provenance:
    if note:
        return Provenance(origin=Origin.TEMPLATE, note=note)
    return Provenance(origin=Origin.MODEL, model=model)


def _texts_of(answer: CopyAnswer) -> dict[CopyField, str]:
    return {
        CopyField.TITLE: answer.title,
        CopyField.DESCRIPTION: answer.description,
        CopyField.SEO_TITLE: answer.seo_title,
        CopyField.SEO_DESCRIPTION: answer.seo_description,
        CopyField.KEYWORDS: ", ".join(answer.keywords),
        CopyField.ALT: answer.alt,
    }


def _cleaned(field: CopyField, text: str, product: SupplierProduct) -> str:
    """Plain text without traces of the supplier, ended between words; markup never gets further than here."""
    cleaned = plain(text) if field is CopyField.DESCRIPTION else one_line(text)
    return cut(without_supplier(cleaned, shop=product.shop), LENGTHS[field])


def _fault(field: CopyField, text: str, voice: Voice, language: str) -> str:
    """Why a text of the model is not used; empty if it is."""
    if not text:
        return _EMPTY
    if field is not CopyField.KEYWORDS and not is_in(text, language):
        return _LANGUAGE
    folded = text.casefold()
    return _AVOIDED if any(word.casefold() in folded for word in voice.avoid if word.strip()) else ""


def _question(
    voice: Voice,
    language: str,
    product: SupplierProduct,
    options: Mapping[str, tuple[str, ...]],
    model: str,
    plain_draft: Mapping[CopyField, str],
) -> Question[CopyAnswer]:
    data = {
        "language": language,
        "tone": voice.tone,
        "avoid": list(voice.avoid),
        **{field.value: text for field, text in plain_draft.items() if field is not CopyField.KEYWORDS},
        "facts": {
            "title": one_line(product.title),
            "category": product.category,
            "attributes": dict(product.attributes),
            "options": {name: list(values) for name, values in options.items()},
            "supplier_text": plain(product.description)[:_LONGEST_INPUT],
        },
    }
    return Question(
        instructions=_INSTRUCTIONS,
        data=json.dumps(data, ensure_ascii=False),
        answer=CopyAnswer,
        model=model,
        max_tokens=1_500,
    )
