"""Warning flags of a candidate's title."""

import json

import pytest

from tradewind.research.scoring.flags import FLAGS_FILE, FlagKind, Severity, flags_of


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Case for iPhone 16 Pro", FlagKind.TRADEMARK),
        ("Hello-Kitty sticker set", FlagKind.TRADEMARK),
        ("귀여운 헬로 키티 스티커", FlagKind.TRADEMARK),
        ("헬로키티의 봄 소풍 가방", FlagKind.TRADEMARK),
        ("나이키 스타일 운동화", FlagKind.TRADEMARK),
        ("ポケモンカードケース", FlagKind.TRADEMARK),
        ("ＮＩＫＥ shoes", FlagKind.TRADEMARK),
        ("Folding tactical knife", FlagKind.WEAPON),
        ("Power-bank 20000 mAh", FlagKind.BATTERY),
        ("신생아 모자", FlagKind.CHILDREN),
        ("Vitamin C serum 30 ml", FlagKind.COSMETIC),
        ("혈압계 가정용", FlagKind.MEDICAL),
        ("Collagen supplements", FlagKind.SUPPLEMENT),
    ],
)
def test_flags_find_words_in_english_and_korean(title: str, kind: FlagKind) -> None:
    assert kind in {flag.kind for flag in flags_of(title)}


@pytest.mark.parametrize(
    "title",
    [
        "Tomato mat",
        "Vibrant babysbreath vase",
        "Legolas-style cloak",
        "Snikers",
        "가나이키트",
        "Kitchen timer",
        "",
        "   ",
    ],
)
def test_flags_match_whole_words_only(title: str) -> None:
    assert flags_of(title) == ()


def test_every_rule_is_used_once_with_advice_and_no_term_twice() -> None:
    rules = json.loads(FLAGS_FILE.read_text())["rules"]

    assert [rule["kind"] for rule in rules] == [kind.value for kind in FlagKind]
    for rule in rules:
        assert Severity(rule["severity"])
        assert rule["advice"].endswith(".")
        terms = [term for words in rule["terms"].values() for term in words]
        assert len(terms) == len(set(terms))
