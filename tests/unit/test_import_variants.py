"""Suppliers' variants as ours: all combinations that exist, readable, none twice, none too many."""

from tests.integration.import_world import lamp, usd
from tradewind.catalog.models import MAX_VARIANTS
from tradewind.importing.variants import plan_variants
from tradewind.suppliers.models import SupplierVariant


def variant(number: int, **options: str) -> SupplierVariant:
    return SupplierVariant(reference=str(number), cost=usd(1000 + number), options=options)


def test_a_product_without_choices_has_one_variant() -> None:
    plan = plan_variants(lamp(variants=()), language="en")
    assert (plan.options, len(plan.variants)) == ((), 1)
    single = plan_variants(lamp(variants=(variant(1, Colour="Red"),)), language="en")
    assert (single.options, len(single.variants)) == ((), 1)


def test_all_combinations_keep_their_own_supplier_variant() -> None:
    rows = tuple(
        variant(number, Colour=colour, Size=size)
        for number, (colour, size) in enumerate((colour, size) for colour in ("Red", "Blue") for size in ("S", "M"))
    )
    plan = plan_variants(lamp(variants=rows), language="en")
    assert [(option.name, option.values) for option in plan.options] == [
        ("Colour", ("Red", "Blue")),
        ("Size", ("S", "M")),
    ]
    assert [(dict(each.options), each.supplier.reference) for each in plan.variants][3] == (
        {"Colour": "Blue", "Size": "M"},
        "3",
    )


def test_chinese_and_empty_names_become_readable_with_a_notice() -> None:
    rows = (
        variant(1, **{"颜色": "红色", "": "甲"}),
        variant(2, **{"颜色": "白色", "": "乙"}),
        variant(3, **{"颜色": "", "": "乙"}),
    )
    plan = plan_variants(lamp(variants=rows), language="en")
    assert [(option.name, option.values) for option in plan.options] == [
        ("Colour", ("Red", "White", "Standard")),
        ("Option", ("Option 1", "Option 2")),
    ]
    assert "甲, 乙" in plan.notices[0]


def test_other_languages_are_not_given_english_words() -> None:
    rows = (variant(1, 颜色="红色"), variant(2, 颜色="白色"))
    (option,) = plan_variants(lamp(variants=rows), language="de").options
    assert (option.name, option.values) == ("Option", ("Option 1", "Option 2"))
    (kept,) = plan_variants(lamp(variants=rows), language="zh").options
    assert (kept.name, kept.values) == ("颜色", ("红色", "白色"))


def test_variants_that_look_the_same_are_left_out_with_a_notice() -> None:
    plan = plan_variants(lamp(variants=(variant(1, Colour="Red"), variant(2, Colour="Blue"), variant(3, Colour="Red"))),
                         language="en")  # fmt: skip
    assert len(plan.variants) == 2
    assert plan.notices == ("1 variants look the same as another one and were left out.",)


def test_values_that_differ_only_in_letters_stay_apart() -> None:
    (option,) = plan_variants(
        lamp(variants=(variant(1, Colour="Red"), variant(2, Colour="RED"))), language="en"
    ).options
    assert option.values == ("Red", "RED (2)")


def test_more_axes_than_a_product_can_have_share_the_last() -> None:
    rows = (variant(1, A="1", B="1", C="1", D="1"), variant(2, A="2", B="2", C="2", D="2"))
    plan = plan_variants(lamp(variants=rows), language="en")
    assert [option.name for option in plan.options] == ["A", "B", "C / D"]
    assert plan.options[2].values == ("1 / 1", "2 / 2")
    assert "became one" in plan.notices[0]


def test_more_variants_than_fit_are_cut_with_a_notice() -> None:
    rows = tuple(variant(number, Size=str(number % 10), Colour=str(number // 10)) for number in range(120))
    plan = plan_variants(lamp(variants=rows), language="en")
    assert len(plan.variants) == MAX_VARIANTS
    assert plan.notices == ("The first 80 of 120 variants were taken: more do not fit.",)


def test_long_and_hostile_values_are_cut_and_cleaned() -> None:
    rows = (variant(1, Colour="<b>Red</b> " * 30), variant(2, Colour="Blue https://evil.test/x"))
    (option,) = plan_variants(lamp(variants=rows), language="en").options
    assert all(len(value) <= 60 for value in option.values)
    assert option.values[1] == "Blue"
