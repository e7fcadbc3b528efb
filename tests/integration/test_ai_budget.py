"""The month's budget of a store holds whoever asks, how many at once, and whatever dies in between."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pydantic import BaseModel

from tests.world import Json, Merchant, World
from tradewind.ai import service
from tradewind.ai.models import BatchItem, BatchState, Outcome, Question, Reply, Reservation, Usage
from tradewind.ai.prices import UnknownModelError, cost_of, most_it_can_cost, price_of
from tradewind.ai.service import AiDeps
from tradewind.settings import AiSettings


class Text(BaseModel):
    """What is asked for."""

    text: str


class FakeModel:
    """Answers what it is told to, and counts."""

    def __init__(self, *replies: Any) -> None:
        self.replies = list(replies)
        self.asked: list[Any] = []

    def ask(self, question: Any) -> Any:
        self.asked.append(question)
        reply = self.replies.pop(0)
        if isinstance(reply, BaseException):
            raise reply
        return reply

    def start_batch(self, questions: Any) -> Any:
        return self.replies.pop(0)

    def read_batch(self, batch_id: str, answer: Any, keys: Any) -> Any:
        return self.replies.pop(0)


GOOD = Reply(outcome=Outcome.OK, value=Text(text="x"), usage=Usage(input_tokens=1000, output_tokens=100))
QUESTION = Question(instructions="Say x.", data="{}", answer=Text, model="claude-haiku-5-5", max_tokens=1000)


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def deps(world: World, model: FakeModel | None, *, cap_cents: int = 500) -> AiDeps:
    base = world.container.ai_deps
    return AiDeps(
        ledger=base.ledger,
        client=(lambda: model) if model else None,
        cap_cents=cap_cents,
        clock=base.clock,
        new_id=base.new_id,
    )


def test_a_call_is_booked_at_what_it_cost(world: World, ann: Merchant, store: Json) -> None:
    answer = service.ask(deps(world, FakeModel(GOOD)), store_id=store["id"], question=QUESTION)
    assert (answer.outcome, answer.cost_micros) == (Outcome.OK, 150)
    shown = ann.get(f"/stores/{store['id']}/ai-budget").json()
    assert {name: shown[name] for name in ("used_micros", "reserved_micros", "cap_micros", "calls", "month")} == {
        "used_micros": 150,
        "reserved_micros": 0,
        "cap_micros": 5_000_000,
        "calls": 1,
        "month": f"{world.clock():%Y-%m}",
    }
    assert shown["left_micros"] == 4_999_850
    assert shown["resets_at"] > shown["month"]


def test_parallel_reservations_never_pass_the_cap(world: World, store: Json) -> None:
    ai = deps(world, FakeModel(), cap_cents=1)
    each = most_it_can_cost(QUESTION)
    assert 10_000 // each < 30

    def reserve(_: int) -> Reservation | None:
        return service.reserve(ai, store_id=store["id"], question=QUESTION)

    with ThreadPoolExecutor(8) as pool:
        taken = [each for each in pool.map(reserve, range(40)) if each]
    assert len(taken) == 10_000 // each
    budget = service.read_budget(ai, store_id=store["id"])
    assert budget.reserved_micros == len(taken) * each <= 10_000
    assert budget.left_micros < each


def test_an_empty_budget_asks_nobody(world: World, store: Json) -> None:
    model = FakeModel(GOOD)
    answer = service.ask(deps(world, model, cap_cents=0), store_id=store["id"], question=QUESTION)
    assert (answer.outcome, model.asked) == (Outcome.OVER_BUDGET, [])
    assert answer.detail


def test_without_a_key_nothing_is_asked_or_written(world: World, store: Json) -> None:
    answer = service.ask(deps(world, None), store_id=store["id"], question=QUESTION)
    assert answer.outcome is Outcome.OFF
    assert service.read_budget(world.container.ai_deps, store_id=store["id"]).calls == 0


def test_a_failed_call_costs_what_it_used(world: World, store: Json) -> None:
    refused: Reply[Text] = Reply(outcome=Outcome.REFUSED, usage=Usage(input_tokens=1000))
    busy: Reply[Text] = Reply(outcome=Outcome.BUSY)
    ai = deps(world, FakeModel(refused, busy))
    costs = [service.ask(ai, store_id=store["id"], question=QUESTION).cost_micros for _ in range(2)]
    assert costs == [100, 0]
    assert service.read_budget(ai, store_id=store["id"]).used_micros == 100


def test_a_crash_while_asking_frees_the_room(world: World, store: Json) -> None:
    ai = deps(world, FakeModel(RuntimeError("gone")))
    with pytest.raises(RuntimeError):
        service.ask(ai, store_id=store["id"], question=QUESTION)
    assert service.read_budget(ai, store_id=store["id"]).reserved_micros == 0


def test_settling_twice_books_once(world: World, store: Json) -> None:
    ai = deps(world, FakeModel())
    reservation = service.reserve(ai, store_id=store["id"], question=QUESTION)
    assert reservation is not None
    assert ai.ledger.settle(reservation, Usage(input_tokens=10), micros=7)
    assert not ai.ledger.settle(reservation, Usage(input_tokens=10), micros=7)
    assert service.read_budget(ai, store_id=store["id"]).used_micros == 7


def test_room_of_a_dead_process_is_booked_in_full(world: World, store: Json) -> None:
    each = most_it_can_cost(QUESTION)
    ai = deps(world, FakeModel(), cap_cents=each // 10_000 + 1)
    while service.reserve(ai, store_id=store["id"], question=QUESTION):
        pass
    reserved = service.read_budget(ai, store_id=store["id"]).reserved_micros
    world.clock.advance(hours=2)
    assert service.reserve(ai, store_id=store["id"], question=QUESTION) is None
    budget = service.read_budget(ai, store_id=store["id"])
    assert (budget.used_micros, budget.reserved_micros) == (reserved, 0)


def test_a_new_month_starts_with_nothing_used(world: World, store: Json) -> None:
    ai = deps(world, FakeModel(GOOD, GOOD))
    service.ask(ai, store_id=store["id"], question=QUESTION)
    world.clock.advance(days=31)
    assert service.read_budget(ai, store_id=store["id"]).used_micros == 0


def test_a_batch_is_reserved_collected_once_and_half_the_price(world: World, store: Json) -> None:
    ai = deps(
        world,
        FakeModel(
            "msgbatch_1",
            BatchState(ended=False),
            BatchState(ended=True, replies={"a": GOOD}),
            BatchState(ended=True, replies={"a": GOOD}),
        ),
    )
    items = {}
    for key in ("a", "b"):
        reservation = service.reserve(ai, store_id=store["id"], question=QUESTION, batch=True)
        assert reservation is not None
        items[key] = BatchItem(key=key, question=QUESTION, reservation=reservation)
    assert service.start_batch(ai, items) == "msgbatch_1"
    assert service.collect_batch(ai, "msgbatch_1", items, Text) is None
    for _ in range(2):
        answers = service.collect_batch(ai, "msgbatch_1", items, Text)
        assert answers is not None
        assert (answers["a"].cost_micros, answers["b"].outcome) == (75, Outcome.UNAVAILABLE)
    budget = service.read_budget(ai, store_id=store["id"])
    assert (budget.used_micros, budget.reserved_micros, budget.calls) == (75, 0, 2)


def test_a_batch_that_is_not_taken_frees_its_room(world: World, store: Json) -> None:
    busy: Reply[Text] = Reply(outcome=Outcome.BUSY)
    ai = deps(world, FakeModel(busy))
    reservation = service.reserve(ai, store_id=store["id"], question=QUESTION, batch=True)
    assert reservation is not None
    assert service.start_batch(ai, {"a": BatchItem(key="a", question=QUESTION, reservation=reservation)}) == busy
    assert service.read_budget(ai, store_id=store["id"]).reserved_micros == 0


def test_the_bound_covers_any_answer() -> None:
    bound = most_it_can_cost(QUESTION)
    assert bound >= cost_of(QUESTION.model, Usage(input_tokens=8, output_tokens=QUESTION.max_tokens))


def test_configured_models_have_prices() -> None:
    settings = AiSettings()
    assert price_of(settings.ai_copy_model).input < price_of(settings.ai_analysis_model).input
    with pytest.raises(UnknownModelError, match=r"prices\.json"):
        price_of("claude-nobody")
