"""The steps of an import. Each ends in one write that says it is done, together with what it produced."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tradewind.access.journal import AI, SYSTEM
from tradewind.ai.ledger_repository import AlreadySettledError
from tradewind.catalog.errors import AlreadyImportedError, UnreadableImageError
from tradewind.catalog.images import store_picture
from tradewind.catalog.inputs import UNSET, NewProduct, Unset, VariantInput
from tradewind.catalog.models import MAX_IMAGES, MAX_INVENTORY, ImageStatus, Product, ProductImage, Source
from tradewind.catalog.service import check_room, create_product
from tradewind.copywriting.models import CopyField, Draft, Origin
from tradewind.copywriting.writing import write_texts
from tradewind.db.transactions import Transaction
from tradewind.errors import InvalidInputError
from tradewind.importing.job_deps import ImportWorkDeps, advanced, leased, progress, ship_to, store_language
from tradewind.importing.job_errors import ResearchItemGoneError, SupplierNotConnectedError
from tradewind.importing.job_models import (
    UNFINISHED,
    FetchedImage,
    ImportJob,
    JobStatus,
    PricedVariant,
    Pricing,
    Step,
    StepStatus,
)
from tradewind.importing.job_repository import ClaimedError
from tradewind.importing.ports import FetchRefusedError, PictureFetcher
from tradewind.importing.source_models import ImportSource
from tradewind.importing.variants import VariantPlan, plan_variants
from tradewind.kit.money import Money, format_plain
from tradewind.observability import count_metric
from tradewind.pricing.rules import compare_at, landed, price
from tradewind.pricing.service import get_rules, rate_book
from tradewind.stores.models import Store
from tradewind.suppliers.models import SupplierProduct, SupplierRef
from tradewind.suppliers.references import reference_of

MAX_GALLERY = 12
_MAX_DESCRIPTION, _MAX_SUPPLIER_VARIANTS, _MAX_URLS = 20_000, 300, 40


class OutOfTimeError(Exception):
    """Internal: the slice is over; the job carries what was done."""

    def __init__(self, job: ImportJob) -> None:
        self.job = job
        super().__init__()


type StepWork = Callable[[ImportWorkDeps, Store, ImportJob, Callable[[], bool]], ImportJob]
"""Does one step; the last argument tells whether there is time left."""


def detail(deps: ImportWorkDeps, store: Store, job: ImportJob, _: Callable[[], bool]) -> ImportJob:
    """Find the product at its supplier; end here if the store has it, or another job is at it."""
    facts = deps.work.jobs.find_facts(job)
    ref = facts.ref if facts else _reference(deps, job)
    owner = deps.catalog.catalog.find_by_source(store.id, ref.supplier, ref.reference)
    if owner:
        return finish_already(deps, job, ref, owner)
    check_room(deps.catalog, store=store)
    if facts is None:
        facts = _fetch(deps, store, ref)
    voice = deps.voices.get(store.id)
    plan = plan_variants(facts, language=store_language(store, voice))
    found = replace(job, source=ref, label=facts.title[:200], notices=(*job.notices, *plan.notices))
    following = advanced(deps, found, Step.DETAIL, detail=_found_text(facts, plan))
    kept = facts

    def also(tx: Transaction) -> None:
        deps.work.jobs.add_claim(tx, job, ref)
        deps.work.jobs.add_facts(tx, job, kept)
        if job.research_item_id:
            deps.work.watched.add_importing(tx, store.id, job.research_item_id)

    try:
        return deps.work.jobs.update(following, also=also)
    except ClaimedError as claimed:
        other = deps.work.jobs.find(store.id, claimed.job_id)
        if other and other.status in UNFINISHED | {JobStatus.NEEDS_RATE}:
            ended = replace(job, label=facts.title[:200], outcome="duplicate", other_job_id=other.id)
            return deps.work.jobs.update(replace(ended, status=JobStatus.DONE, busy_until=None))
        deps.work.jobs.replace_claim(job, ref, claimed.job_id)
        return deps.work.jobs.update(following, also=also)


def images(deps: ImportWorkDeps, store: Store, job: ImportJob, has_time: Callable[[], bool]) -> ImportJob:
    """Fetch, render and store pictures, each once; what cannot be had is a warning."""
    facts = _facts(deps, job)
    wanted = _wanted_pictures(facts)
    fetcher = deps.new_fetcher()
    for url in wanted:
        if any(image.url == url for image in job.images):
            continue
        if not has_time():
            raise OutOfTimeError(job)
        image = _picture(deps, store, url, fetcher)
        job = leased(deps, replace(job, images=(*job.images, image)))
        job = deps.work.jobs.update(replace(job, steps=progress(job, Step.IMAGES, len(job.images), len(wanted))))
    missing = [image for image in job.images if image.error]
    got = len(job.images) - len(missing)
    if not wanted:
        text = "The supplier has no pictures. Add some before you publish."
    elif missing:
        text = f"{len(missing)} of {len(wanted)} images could not be fetched: {missing[0].error}"
    else:
        text = ""
    if wanted and not got:
        text = f"None of {len(wanted)} images could be fetched, so the draft has none: {missing[0].error}"
    status = StepStatus.WARNING if text else StepStatus.DONE
    notices = (*job.notices, text) if text else job.notices
    return deps.work.jobs.update(
        advanced(deps, replace(job, notices=notices), Step.IMAGES, status=status, detail=text or f"{got} images")
    )


def copy(deps: ImportWorkDeps, store: Store, job: ImportJob, _: Callable[[], bool]) -> ImportJob:
    """Write every text, SEO included: one question to the model, booked in the write that keeps its answer."""
    facts = _facts(deps, job)
    voice = deps.voices.get(store.id)
    plan = plan_variants(facts, language=store_language(store, voice))
    written = write_texts(
        deps.ai,
        store=store,
        voice=voice,
        product=facts,
        options={option.name: option.values for option in plan.options},
        model=deps.copy_model,
    )
    draft = written.draft
    by_template = draft.notices[0] if draft.notices else ""
    job = replace(
        job,
        draft=draft,
        cost_micros=job.cost_micros + written.asked.answer.cost_micros,
        notices=(*job.notices, *draft.notices),
    )
    status = StepStatus.WARNING if by_template else StepStatus.DONE
    open_claims = f"{len(draft.claims)} statements to look at" if draft.claims else "Every statement has a fact"
    job = advanced(deps, job, Step.COPY, status=status, detail=by_template or open_claims)
    following = advanced(deps, job, Step.SEO, detail=_seo_text(draft))
    try:
        return deps.work.jobs.update(following, also=lambda tx: written.asked.book(deps.ai, tx))
    except AlreadySettledError:
        # Booked at its full reservation while this process was away: the answer is still good.
        return deps.work.jobs.update(following)


def pricing(deps: ImportWorkDeps, store: Store, job: ImportJob, _: Callable[[], bool]) -> ImportJob:
    """Price every variant by the store's rules.

    Raises:
        NeedsRateError: a supplier's currency cannot be converted.
    """
    facts = _facts(deps, job)
    rules = get_rules(deps.pricing, store)
    book = rate_book(deps.pricing, store, rules)
    plan = plan_variants(facts, language=store_language(store, deps.voices.get(store.id)))
    priced = []
    for variant in plan.variants:
        full = landed(rules, book, cost=variant.supplier.cost, shipping=facts.shipping)
        priced.append(
            PricedVariant(reference=variant.supplier.reference, cost=full.cost, price=price(rules, full.guarded))
        )
    costs = [each.cost for each in priced]
    lowest = min((each.price for each in priced), key=lambda money: money.amount)
    found = Pricing(
        variants=tuple(priced),
        compare_at=compare_at(rules, book, lowest, facts.list_price),
        rules_version=rules.version,
    )
    text = f"From {format_plain(lowest)}, costs from {format_plain(min(costs, key=lambda money: money.amount))}"
    return deps.work.jobs.update(advanced(deps, replace(job, pricing=found), Step.PRICE, detail=text))


def draft(deps: ImportWorkDeps, store: Store, job: ImportJob, _: Callable[[], bool]) -> ImportJob:
    """Make the product: product, source, the end of the job and of its claim are one transaction."""
    facts = _facts(deps, job)
    plan = plan_variants(facts, language=store_language(store, deps.voices.get(store.id)))
    new = _new_product(job, facts, plan)
    ended: list[ImportJob] = []

    def also(tx: Transaction, product: Product) -> None:
        done = replace(
            advanced(deps, job, Step.DRAFT),
            status=JobStatus.DONE,
            outcome="created",
            product_id=product.id,
            busy_until=None,
        )
        ended[:] = [deps.work.jobs.add(tx, done)]
        deps.work.jobs.drop_claim(tx, job)
        deps.sources.add(tx, _source(deps, job, facts, plan, product))
        if job.research_item_id:
            deps.work.watched.add_imported(tx, store.id, job.research_item_id, product_id=product.id)
        _enter(deps, tx, job, product)

    try:
        create_product(deps.catalog, store=store, new=new, also=also)
    except AlreadyImportedError as error:
        return finish_already(deps, job, facts.ref, error.product_id)
    count_metric("ProductsImported")
    return ended[0]


def _enter(deps: ImportWorkDeps, tx: Transaction, job: ImportJob, product: Product) -> None:
    """Into the audit log: the draft, by whoever wrote its texts."""
    deps.journal.add(
        tx,
        AI if job.draft and job.draft.provenance[CopyField.DESCRIPTION].origin is Origin.MODEL else SYSTEM,
        "drafted_product",
        store_id=product.store_id,
        label=product.title,
        targets={"product_id": product.id, "job_id": job.id},
    )


STEPS: Mapping[Step, StepWork] = {
    Step.DETAIL: detail,
    Step.IMAGES: images,
    Step.COPY: copy,
    Step.PRICE: pricing,
    Step.DRAFT: draft,
}


def finish_already(deps: ImportWorkDeps, job: ImportJob, ref: SupplierRef, product_id: str) -> ImportJob:
    """End a job whose product the store has."""

    def also(tx: Transaction) -> None:
        deps.work.jobs.drop_claim(tx, job)
        if job.research_item_id:
            deps.work.watched.add_imported(tx, job.store_id, job.research_item_id, product_id=product_id)

    ended = replace(job, status=JobStatus.DONE, outcome="already", product_id=product_id, busy_until=None)
    return deps.work.jobs.update(replace(ended, source=job.source or ref), also=also)


def _reference(deps: ImportWorkDeps, job: ImportJob) -> SupplierRef:
    if job.research_item_id:
        found = deps.work.watched.find_reference(job.store_id, job.research_item_id)
        if found is None:
            raise ResearchItemGoneError
        return found
    ref = reference_of(job.url)
    if ref is None:
        raise InvalidInputError.field("url", "This is not the address of a product of a supplier we know.")
    return ref


def _fetch(deps: ImportWorkDeps, store: Store, ref: SupplierRef) -> SupplierProduct:
    supplier = deps.suppliers().get(ref.supplier)
    if supplier is None:
        raise SupplierNotConnectedError
    voice = deps.voices.get(store.id)
    product = supplier.product(
        ref, ship_to=ship_to(store), currency=store.currency, language=store_language(store, voice)
    )
    return replace(
        product,
        description=product.description[:_MAX_DESCRIPTION],
        variants=product.variants[:_MAX_SUPPLIER_VARIANTS],
        image_urls=product.image_urls[:_MAX_URLS],
    )


def _facts(deps: ImportWorkDeps, job: ImportJob) -> SupplierProduct:
    facts = deps.work.jobs.find_facts(job)
    if facts is None:
        raise InvalidInputError("What the supplier said of this product is no longer kept. Import it anew.")
    return facts


def _found_text(facts: SupplierProduct, plan: VariantPlan) -> str:
    variants = len(plan.variants)
    return f"{variants} {'variant' if variants == 1 else 'variants'}, {len(facts.image_urls)} pictures"


def _seo_text(draft: Draft) -> str:
    title, description = (len(draft.texts[each]) for each in (CopyField.SEO_TITLE, CopyField.SEO_DESCRIPTION))
    return f"Title {title} characters, description {description} characters"


def _wanted_pictures(facts: SupplierProduct) -> list[str]:
    gallery = list(dict.fromkeys(facts.image_urls))[:MAX_GALLERY]
    of_variants = [variant.image_url for variant in facts.variants if variant.image_url]
    return list(dict.fromkeys((*gallery, *of_variants)))[:MAX_IMAGES]


def _picture(deps: ImportWorkDeps, store: Store, url: str, fetcher: PictureFetcher) -> FetchedImage:
    try:
        original = fetcher.fetch(url)
        image_id = deps.pictures.claim(store.id, original, deps.images.new_id("img"))
        image = deps.images.images.find(store.id, image_id)
        if image is None:
            name = url.partition("?")[0].rpartition("/")[2][:255] or "picture"
            image = store_picture(
                deps.images, deps.renderer, store_id=store.id, filename=name, original=original, image_id=image_id
            )
    except (FetchRefusedError, UnreadableImageError) as error:
        return FetchedImage(url=url, error=error.detail)
    if image.status is not ImageStatus.READY:
        return FetchedImage(url=url, error=image.error)
    return FetchedImage(url=url, image_id=image.id)


def _new_product(job: ImportJob, facts: SupplierProduct, plan: VariantPlan) -> NewProduct:
    assert job.draft is not None and job.pricing is not None  # noqa: S101, PT018 (steps run in order)
    texts = job.draft.texts
    lowest = min(job.pricing.variants, key=lambda each: each.price.amount)
    by_url = {image.url: image.image_id for image in job.images if image.image_id}
    gallery = list(dict.fromkeys(by_url.values()))
    alt = texts[CopyField.ALT]
    inputs = []
    for planned, priced in zip(plan.variants, job.pricing.variants, strict=True):
        inputs.append(
            VariantInput(
                name="" if planned.options else "Default",
                price=_own(priced.price, lowest.price),
                cost=_own(priced.cost, lowest.cost),
                options=planned.options,
                inventory_count=_count(planned.supplier.stock),
                image_id=by_url.get(planned.supplier.image_url),
            )
        )
    return NewProduct(
        title=texts[CopyField.TITLE],
        description=texts[CopyField.DESCRIPTION],
        price=lowest.price,
        compare_at_price=job.pricing.compare_at,
        cost=lowest.cost,
        options=plan.options,
        variants=inputs,
        images=[
            ProductImage(id=each, alt=alt if number == 1 else f"{alt} ({number})")
            for number, each in enumerate(gallery, start=1)
        ],
        tags=(facts.category[:40],) if facts.category else (),
        seo_title=texts[CopyField.SEO_TITLE],
        seo_description=texts[CopyField.SEO_DESCRIPTION],
        source=Source(supplier=facts.supplier, reference=facts.reference, url=facts.url),
    )


def _own(money: Money, common: Money) -> Money | None:
    return money if money != common else None


def _count(stock: int | None) -> int | Unset:
    return UNSET if stock is None else max(0, min(stock, MAX_INVENTORY))


def _source(
    deps: ImportWorkDeps, job: ImportJob, facts: SupplierProduct, plan: VariantPlan, product: Product
) -> ImportSource:
    assert job.draft is not None  # noqa: S101 (steps run in order)
    references = [planned.supplier.reference for planned in plan.variants]
    return ImportSource(
        product_id=product.id,
        store_id=product.store_id,
        facts=facts,
        checked_at=deps.work.clock(),
        variant_references={
            variant.id: reference for variant, reference in zip(product.variants, references, strict=True)
        },
        written=dict(job.draft.texts),
        provenance=dict(job.draft.provenance),
        claims=job.draft.claims,
        priced={variant.id: product.price_of(variant) for variant in product.variants},
        keywords=job.draft.texts[CopyField.KEYWORDS],
    )
