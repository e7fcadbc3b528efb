"""What importing a handler opens is paid at every cold start: the budget holds in an environment of what is deployed."""

from scripts.bench import measure_imports


def test_no_handler_opens_more_than_its_budget_or_loads_what_it_must_not() -> None:
    over = [row for row in measure_imports() if not row["within"]]

    assert over == []
