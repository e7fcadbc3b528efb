"""Importing a handler is paid at every cold start: the budget holds where only what is deployed is installed."""

from scripts.bench import measure_imports


def test_no_handler_opens_more_than_its_budget_or_loads_what_it_must_not() -> None:
    over = [row for row in measure_imports() if not row["within"]]

    assert over == []
