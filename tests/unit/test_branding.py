"""Looks: what is readable, what a preset fills in, and how page texts become blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradewind.errors import InvalidInputError
from tradewind.stores.branding import (
    BACKGROUND_COLORS,
    PRESETS,
    READABLE,
    Background,
    Branding,
    Fonts,
    Preset,
    check_branding,
    contrast,
    darkened,
    look_of,
    text_on,
)
from tradewind.stores.pages import render_blocks

COLORS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLORS)
def test_text_on_any_accent_is_readable(color: str) -> None:
    assert contrast(text_on(color), color) >= READABLE


@given(COLORS, st.sampled_from(sorted(BACKGROUND_COLORS.values())))
def test_the_suggested_shade_is_readable(color: str, page: str) -> None:
    assert contrast(darkened(color, page), page) >= READABLE


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda look: look.preset)
def test_every_preset_is_readable_itself(preset: object) -> None:
    look = PRESETS[preset.preset]  # type: ignore[attr-defined]
    assert contrast(look.accent, BACKGROUND_COLORS[look.background]) >= READABLE
    assert contrast(look.on_accent, look.accent) >= READABLE


def test_choices_win_over_the_preset_and_the_preset_over_the_niche() -> None:
    assert look_of(Branding(), "pets").preset is Preset.WARM
    assert look_of(Branding(), "something new").preset is Preset.QUIET
    look = look_of(Branding(preset=Preset.BOLD, accent="#0a5c36", background=Background.LIGHT), "pets")
    assert (look.preset, look.accent, look.background, look.fonts) == (
        Preset.BOLD,
        "#0a5c36",
        Background.LIGHT,
        Fonts.BRICOLAGE,
    )


def test_a_pale_accent_is_refused_with_a_shade_that_works() -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_branding(Branding(accent="#ffd400"), "pets")
    problem = refused.value.fields[0]
    assert (problem.field, problem.code) == ("branding.accent", "low_contrast")
    check_branding(Branding(accent=problem.message.rstrip(".").rpartition(" ")[2]), "pets")


def test_page_text_becomes_headings_lists_and_paragraphs() -> None:
    body = "Hello\nthere.\n\n## Returns\n- one\n- two\nAfter the list\n## Next"
    assert [(block["type"], block["text"], block["items"]) for block in render_blocks(body)] == [
        ("paragraph", "Hello\nthere.", []),
        ("heading", "Returns", []),
        ("list", "", ["one", "two"]),
        ("paragraph", "After the list", []),
        ("heading", "Next", []),
    ]


@given(st.text(max_size=300))
def test_no_text_is_lost_or_read_as_markup(body: str) -> None:
    blocks = render_blocks(body)
    assert {block["type"] for block in blocks} <= {"heading", "paragraph", "list"}
    shown = "".join(block["text"] + "".join(block["items"]) for block in blocks)
    for mark in "<>&\"'":
        assert shown.count(mark) == body.count(mark)
