"""A supplier, pictures and a model of a test's own, and the hands to import with them."""

import io
from dataclasses import replace
from typing import Any

from PIL import Image as Picture

from tests.world import Json, Merchant, World
from tradewind.ai.models import Outcome, Question, Reply, Usage
from tradewind.copywriting.writing import CopyAnswer
from tradewind.db.transactions import Transaction
from tradewind.importing.ports import FetchRefusedError
from tradewind.kit.money import Money
from tradewind.suppliers.errors import SupplierProductGoneError
from tradewind.suppliers.models import SupplierPage, SupplierProduct, SupplierQuery, SupplierRef, SupplierVariant
from tradewind.suppliers.ports import Capability

REFERENCE = "1005005780519627"
URL = f"https://www.aliexpress.com/item/{REFERENCE}.html"
TEXTS = {
    "title": "Mushroom table lamp",
    "description": "A small lamp of iron and glass for the bedside table. It is 26 cm tall.",
    "seo_title": "Mushroom table lamp of glass",
    "seo_description": "A mushroom lamp of iron and glass, 26 cm tall.",
    "keywords": ["lamp", "mushroom"],
    "alt": "A mushroom lamp on a table",
}


def usd(amount: int) -> Money:
    return Money(amount, "USD")


def lamp(**changes: Any) -> SupplierProduct:
    """A lamp in two colours with three pictures."""
    base = SupplierProduct(
        supplier="aliexpress",
        reference=REFERENCE,
        title="Mushroom table lamp with dimmer",
        url=URL,
        cost=usd(1000),
        image_urls=("https://img.test/1.png", "https://img.test/2.png", "https://img.test/3.png"),
        category="Table lamps",
        attributes={"Material": "Iron, glass", "Height": "26 cm"},
        variants=(
            SupplierVariant(reference="c", cost=usd(1000), options={"Colour": "Cream"}, stock=7),
            SupplierVariant(
                reference="a",
                cost=usd(2000),
                options={"Colour": "Amber"},
                stock=0,
                image_url="https://img.test/amber.png",
            ),
        ),
        shop="Lucky Lamp Store",
    )
    return replace(base, **changes)


class FakeSupplier:
    """Has what it is given, and counts how often it is asked."""

    code = "aliexpress"
    capabilities = frozenset({Capability.DETAIL})

    def __init__(self) -> None:
        self.products: dict[str, SupplierProduct] = {REFERENCE: lamp()}
        self.asked: list[str] = []
        self.failures: list[BaseException] = []

    def search(self, query: SupplierQuery, cursor: str | None = None) -> SupplierPage:
        raise NotImplementedError

    def product(self, ref: SupplierRef, *, ship_to: str, currency: str, language: str = "en") -> SupplierProduct:
        self.asked.append(ref.reference)
        if self.failures:
            raise self.failures.pop(0)
        if ref.reference not in self.products:
            raise SupplierProductGoneError("The supplier does not have this product any more.")
        return self.products[ref.reference]

    def reference_of(self, url: str) -> SupplierRef | None:
        raise NotImplementedError


class FakePictures:
    """Draws a picture for every address, unless it is broken or a copy of another."""

    def __init__(self) -> None:
        self.fetched: list[str] = []
        self.broken: dict[str, BaseException] = {}
        self.same: dict[str, str] = {}

    def fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        if url in self.broken:
            raise self.broken[url]
        name = self.same.get(url, url)
        body = io.BytesIO()
        Picture.new("RGB", (500, 400), (sum(name.encode()) % 256, len(name) % 256, name.encode()[-5])).save(body, "PNG")
        return body.getvalue()


def refuses(url: str) -> FetchRefusedError:
    return FetchRefusedError(f"{url} answered 404.")


class FakeWriter:
    """Answers with its texts, and counts what it was paid for."""

    def __init__(self) -> None:
        self.texts: Json = dict(TEXTS)
        self.outcome = Outcome.OK
        self.asked: list[Question[Any]] = []
        self.failures: list[BaseException] = []

    def ask(self, question: Question[Any]) -> Any:
        self.asked.append(question)
        if self.failures:
            raise self.failures.pop(0)
        usage = Usage(input_tokens=1000, output_tokens=100)
        if self.outcome is not Outcome.OK:
            return Reply(outcome=self.outcome, usage=usage, detail="as told")
        return Reply(outcome=Outcome.OK, value=CopyAnswer(**self.texts), usage=usage)

    def start_batch(self, questions: Any) -> Any:
        raise NotImplementedError

    def read_batch(self, batch_id: str, answer: Any, keys: Any) -> Any:
        raise NotImplementedError


class FakeWatched:
    """Research items in memory: reference and state by id."""

    def __init__(self) -> None:
        self.items: dict[str, SupplierRef] = {}
        self.states: dict[str, str] = {}

    def find_reference(self, store_id: str, item_id: str) -> SupplierRef | None:
        return self.items.get(item_id)

    def find_title(self, store_id: str, item_id: str) -> str:
        return f"Title of {item_id}" if item_id in self.items else ""

    def add_importing(self, tx: Transaction, store_id: str, item_id: str) -> None:
        self.states[item_id] = "importing"

    def add_imported(self, tx: Transaction, store_id: str, item_id: str, *, product_id: str) -> None:
        self.states[item_id] = f"imported {product_id}"

    def add_given_back(self, tx: Transaction, store_id: str, item_id: str) -> None:
        self.states[item_id] = "new"


class ImportWorld:
    """A merchant's store with everything imports need, all of it faked outside."""

    def __init__(self, world: World, *, ai: bool = True, **store: Any) -> None:
        self.world = world
        self.supplier, self.pictures, self.writer, self.watched = (
            FakeSupplier(),
            FakePictures(),
            FakeWriter(),
            FakeWatched(),
        )
        container = world.container
        container.__dict__.update(
            suppliers={"aliexpress": self.supplier},
            new_fetcher=lambda: self.pictures,
            model_client=self.writer,
            watched_items=self.watched,
            ai_settings=container.ai_settings.model_copy(update={"ai_enabled": ai}),
        )
        self.ann: Merchant = world.merchant()
        self.store: Json = self.ann.open_store(**store)
        self.path = f"/stores/{self.store['id']}"

    def ask(self, *items: Json, key: str | None = None) -> list[Json]:
        """Start imports; their jobs as answered."""
        headers = {"idempotency-key": key} if key else {}
        answer = self.ann.post(f"{self.path}/products/import", {"items": list(items) or [{"url": URL}]}, **headers)
        assert answer.status_code == 202, answer.text
        jobs: list[Json] = answer.json()["jobs"]
        return jobs

    def run(self, *items: Json) -> Json:
        """Import one thing and let the workers finish; its job afterwards."""
        (job,) = self.ask(*items)
        self.world.drain()
        return self.job(job["id"])

    def job(self, job_id: str) -> Json:
        """A job as it is now."""
        answer = self.ann.get(f"{self.path}/products/imports/{job_id}")
        assert answer.status_code == 200, answer.text
        job: Json = answer.json()
        return job

    def product(self, product_id: str) -> Json:
        """A product as it is now."""
        product: Json = self.ann.get(f"{self.path}/products/{product_id}").json()
        return product

    def products(self) -> int:
        """How many products the store has."""
        total: int = self.ann.get(f"{self.path}/products").json()["total"]
        return total


def steps(job: Json) -> dict[str, str]:
    """Status by step."""
    return {step["step"]: step["status"] for step in job["steps"]}
