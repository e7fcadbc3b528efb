"""The worker's side of imports: bounded slices, a checkpoint after each few products, nothing made twice.

A product is found again by its handle's lock, so a slice that was killed, or runs twice, changes nothing the second
time. Progress moves under the transfer's version: of two workers the slower stops at its next checkpoint.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import batched, islice

from tradewind.catalog.errors import AlreadyImportedError, UnreadableImageError
from tradewind.catalog.images import ImageDeps, store_picture
from tradewind.catalog.models import ImageStatus, Product, Source
from tradewind.catalog.ports import ImageRenderer
from tradewind.catalog.rules import check_product
from tradewind.catalog.service import CatalogDeps, check_room, create_product, draft_of, update_product
from tradewind.errors import RETRYABLE, DomainError
from tradewind.importing.csv_apply import changes_of, missing_for_new, new_product
from tradewind.importing.csv_products import SheetProduct, read_product
from tradewind.importing.csv_sheet import Group, Sheet
from tradewind.importing.ports import FetchRefusedError, PictureFetcher, SheetFiles
from tradewind.importing.transfer_errors import SheetError, WrongStateError
from tradewind.importing.transfer_models import (
    SHOWN_ISSUES,
    ImportMode,
    Issue,
    Transfer,
    TransferStatus,
    transfer_key,
)
from tradewind.importing.transfer_repository import SUPPLIER, SheetCatalogRepository, TransferRepository
from tradewind.stores.models import Store

SLICE_SECONDS = 40
_CHECK_BATCH, _RUN_BATCH = 50, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDeps:
    """What the worker needs. ``monotonic`` gives seconds, for its time budget only."""

    transfers: TransferRepository
    shelf: SheetCatalogRepository
    files: SheetFiles
    catalog: CatalogDeps
    images: ImageDeps
    renderer: ImageRenderer
    new_fetcher: Callable[[], PictureFetcher]
    monotonic: Callable[[], float]


@dataclass(slots=True)
class _Tally:
    """What a batch adds to the transfer."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[Issue] = field(default_factory=list)
    warnings: list[Issue] = field(default_factory=list)


def work_on_import(deps: WorkDeps, store: Store, transfer: Transfer, *, seconds: float = SLICE_SECONDS) -> Transfer:
    """One slice of a check or a run; when time is up, the rest is announced as further work."""
    ends = deps.monotonic() + seconds
    body = deps.files.read(transfer_key(store.id, transfer.id))
    try:
        if body is None:
            raise SheetError("The file is no longer there. Start a new import.")
        sheet = Sheet(body)
        if transfer.done == 0:
            transfer = replace(transfer, total=sum(1 for _ in sheet.groups()), warnings=_about_columns(sheet))
            transfer = replace(transfer, warning_count=len(transfer.warnings))
        return _slice(deps, store, transfer, sheet, ends)
    except SheetError as error:
        return deps.transfers.update(replace(transfer, status=TransferStatus.FAILED, problem=error.detail))


def _slice(deps: WorkDeps, store: Store, transfer: Transfer, sheet: Sheet, ends: float) -> Transfer:
    checking = transfer.status is TransferStatus.CHECKING
    fetcher = deps.new_fetcher()
    rest = islice(sheet.groups(), transfer.done, None)
    for groups in batched(rest, _CHECK_BATCH if checking else _RUN_BATCH, strict=False):
        tally = _Tally()
        _batch(deps, store, transfer, sheet, groups, tally, fetcher)
        transfer = _added(transfer, tally, len(groups))
        if transfer.done >= transfer.total:
            break
        late = deps.monotonic() >= ends
        transfer = deps.transfers.update(transfer, due=late)
        if late:
            return transfer
    return deps.transfers.update(replace(transfer, status=TransferStatus.CHECKED if checking else TransferStatus.DONE))


def _batch(
    deps: WorkDeps,
    store: Store,
    transfer: Transfer,
    sheet: Sheet,
    groups: Sequence[Group],
    tally: _Tally,
    fetcher: PictureFetcher,
) -> None:
    products = []
    for group in groups:
        product, errors = read_product(
            group, columns=sheet.columns, currency=store.currency, decimal_comma=sheet.decimal_comma
        )
        tally.counts["products"] += 1
        if product is None:
            tally.errors += errors
            tally.counts["invalid" if transfer.status is TransferStatus.CHECKING else "failed"] += 1
        else:
            tally.counts["variants"] += len(product.variants)
            products.append(product)
    present = deps.shelf.find_products(store.id, [product.handle for product in products])
    beside = deps.catalog.catalog.read_beside(store.id, list(present.values()), gallery=False)
    for product in products:
        existing = present.get(product.handle)
        try:
            if existing is None:
                outcome = _create(deps, store, transfer, product, tally, fetcher)
            else:
                stock = beside.stock.get(existing.id) or deps.catalog.catalog.find_stock(store.id, existing.id)
                changes = changes_of(product, existing, stock) if transfer.mode is ImportMode.UPDATE else None
                outcome = _change(deps, store, transfer, existing, changes)
        except DomainError as error:
            if error.kind in RETRYABLE:
                raise
            outcome = "invalid" if transfer.status is TransferStatus.CHECKING else "failed"
            tally.errors.append(_issue_of(product, error))
        tally.counts[outcome] += 1


def _create(
    deps: WorkDeps,
    store: Store,
    transfer: Transfer,
    sheet: SheetProduct,
    tally: _Tally,
    fetcher: PictureFetcher,
) -> str:
    """Make the product, or in a check only see whether it could be made."""
    checking = transfer.status is TransferStatus.CHECKING
    missing = missing_for_new(sheet)
    if missing:
        tally.errors += [
            Issue(line=line, column=column, handle=sheet.handle, message=message) for line, column, message in missing
        ]
        return "invalid" if checking else "failed"
    source = Source(supplier=SUPPLIER, reference=sheet.handle)
    if checking:
        check_product(draft_of(deps.catalog, store, new_product(sheet, source=source, slug=None, images={})), store)
        return "create"
    check_room(deps.catalog, store=store)
    images = _fetched(deps, store, sheet, tally, fetcher)
    free = deps.shelf.find_slug_owner(store.id, sheet.handle) is None
    new = new_product(sheet, source=source, slug=sheet.handle if free else None, images=images)
    try:
        create_product(deps.catalog, store=store, new=new)
    except AlreadyImportedError:
        # Another run of the same slice was faster.
        return "created"
    return "created"


def _change(
    deps: WorkDeps, store: Store, transfer: Transfer, existing: Product, changes: dict[str, object] | None
) -> str:
    checking = transfer.status is TransferStatus.CHECKING
    ours = existing.source and existing.source.supplier == SUPPLIER
    if not checking and ours and transfer.started_at and existing.created_at >= transfer.started_at:
        # Made by this very import, in a slice whose checkpoint was lost.
        return "created"
    if changes is None:
        return "skip" if checking else "skipped"
    if not changes:
        return "unchanged"
    if checking:
        return "update"
    update_product(deps.catalog, store=store, product=existing, changes=changes)
    return "updated"


def _fetched(
    deps: WorkDeps, store: Store, sheet: SheetProduct, tally: _Tally, fetcher: PictureFetcher
) -> dict[str, str]:
    """Image ids by address; a picture that cannot be had is a warning."""
    images: dict[str, str] = {}
    for picture in sheet.images:
        try:
            original = fetcher.fetch(picture.url)
            image = store_picture(
                deps.images, deps.renderer, store_id=store.id, filename=_name(picture.url), original=original
            )
            problem = image.error
        except (FetchRefusedError, UnreadableImageError) as error:
            image, problem = None, error.detail
        if image and image.status is ImageStatus.READY:
            images[picture.url] = image.id
        else:
            tally.warnings.append(
                Issue(line=picture.line, column="Image Src", handle=sheet.handle, message=f"No picture: {problem}")
            )
    return images


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2][:255] or "picture"


def _issue_of(product: SheetProduct, error: DomainError) -> Issue:
    """The problem at the line of its variant, where it names one."""
    line = product.line
    parts = error.fields[0].field.split(".") if error.fields else []
    if len(parts) > 1 and parts[0] == "variants" and parts[1].isdecimal() and int(parts[1]) < len(product.variants):
        line = product.variants[int(parts[1])].line
    column = _COLUMNS.get(parts[-1] if parts else "", "Handle")
    return Issue(line=line, column=column, handle=product.handle, message=error.detail)


_COLUMNS = {
    "title": "Title",
    "price": "Variant Price",
    "compare_at_price": "Variant Compare At Price",
    "cost": "Cost per item",
    "sku": "Variant SKU",
    "options": "Option1 Value",
    "values": "Option1 Value",
}


def _about_columns(sheet: Sheet) -> tuple[Issue, ...]:
    if not sheet.ignored:
        return ()
    names = ", ".join(sheet.ignored)
    return (Issue(line=1, column=sheet.ignored[0], handle="", message=f"These columns are not used: {names[:300]}."),)


def _added(transfer: Transfer, tally: _Tally, groups: int) -> Transfer:
    return replace(
        transfer,
        done=transfer.done + groups,
        counts=dict(Counter(transfer.counts) + tally.counts),
        errors=(*transfer.errors, *tally.errors)[:SHOWN_ISSUES],
        error_count=transfer.error_count + len(tally.errors),
        warnings=(*transfer.warnings, *tally.warnings)[:SHOWN_ISSUES],
        warning_count=transfer.warning_count + len(tally.warnings),
    )


def stop_quietly(work: Callable[[], object]) -> bool:
    """Run ``work``; False if somebody else moved the transfer, which then is theirs."""
    try:
        work()
    except WrongStateError:
        return False
    return True
