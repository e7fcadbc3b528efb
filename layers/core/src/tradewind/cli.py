"""``tradewind``: the operator's command line. Settings come from the environment, or from a ``.env`` file beside it."""

import json
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from tradewind.adapters.aliexpress_catalog import UnreadableRow, read_products
from tradewind.adapters.catalog_files import read_answer, read_sheets
from tradewind.billing.plans import paid_plans
from tradewind.billing.sync import sync_account
from tradewind.bootstrap import Container
from tradewind.db.metering import metered
from tradewind.errors import DomainError
from tradewind.importing.service import import_products
from tradewind.kit.clock import Clock, utc_now
from tradewind.pricing.models import MarkupKind, PricingRules, Rate, Tier
from tradewind.pricing.rates import RateBook, positive_decimal
from tradewind.pricing.service import get_rules, rate_book
from tradewind.research.backtest.command import app as research
from tradewind.research.measured import measure_run
from tradewind.research.runner import RunnerDeps
from tradewind.research.settings_models import default_settings
from tradewind.settings import MissingSettingsError, load_env_file
from tradewind.storefront.projection import rebuild_store
from tradewind.stores.models import Store
from tradewind.suppliers.models import SupplierProduct

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
app.add_typer(research, name="research")
billing = typer.Typer(no_args_is_help=True, help="Plans and their subscriptions.")
app.add_typer(billing, name="billing")


@app.callback()
def main(
    env_file: Annotated[Path, typer.Option(help="Settings for variables that are not set.")] = Path(".env"),
) -> None:
    """Load settings before any command."""
    load_env_file(env_file)


@app.command("import-catalog")
def import_catalog(
    file: Annotated[Path, typer.Argument(help="A supplier's answer: aliexpress.affiliate.product.query as JSON.")],
    store: Annotated[str, typer.Option(help="The store's slug.")],
    publish: Annotated[bool, typer.Option("--publish", help="Put the products on sale at once.")] = False,
    rate: Annotated[
        list[str] | None, typer.Option(help="Exchange rate, e.g. KRW=1420 per unit of the store's.")
    ] = None,
    markup: Annotated[
        float | None, typer.Option(min=1, max=20, help="Price as a multiple of the cost, not by the store's rules.")
    ] = None,
    images: Annotated[int, typer.Option(min=0, max=20, help="Pictures to fetch per product.")] = 4,
) -> None:
    """Import a supplier's products as drafts (or for sale). Running it again imports only what is missing."""
    container = Container()
    try:
        target = _find_store(container, store)
        rows = list(read_products(_read_json(file)))
        rules = _rules(container, target, rate or [], markup)
        book = rate_book(container.pricing_deps, target, rules)
        _run(container, target, rows, rules, book, publish=publish, pictures=images)
    except (DomainError, MissingSettingsError) as error:
        typer.echo(getattr(error, "detail", str(error)), err=True)
        raise typer.Exit(2) from None


@app.command("rebuild-store")
def rebuild(store: Annotated[str, typer.Option(help="The store's slug.")]) -> None:
    """Render everything shoppers see of a store anew, its search snapshot included."""
    container = Container()
    try:
        target = _find_store(container, store)
        shown = rebuild_store(container.projection_deps, target.id)
    except (DomainError, MissingSettingsError) as error:
        typer.echo(getattr(error, "detail", str(error)), err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{shown} products on sale, lists, collections and search snapshot rendered")


@billing.command("setup")
def set_up_billing() -> None:
    """Make the prices of the plans and the customer portal at Stripe. Running it again makes only what is missing."""
    container = Container()
    try:
        if not container.billing_settings.is_on:
            typer.echo("BILLING is off: this deployment has no plans. Set BILLING=stripe first.", err=True)
            raise typer.Exit(2)
        back = f"{container.storefront_settings.dashboard_url.rstrip('/')}/account/billing"
        for line in container.billing_gateway.set_up(paid_plans(), return_url=back):
            typer.echo(line)
    except (DomainError, MissingSettingsError) as error:
        typer.echo(getattr(error, "detail", str(error)), err=True)
        raise typer.Exit(2) from None


@billing.command("sync")
def sync_billing(email: Annotated[str, typer.Argument(help="The account's e-mail address.")]) -> None:
    """Read an account's subscription at Stripe now, and hold or let go its stores as it stands."""
    container = Container()
    try:
        user = container.accounts.find_by_email(email)
        if user is None:
            typer.echo(f"There is no account with the address {email}.", err=True)
            raise typer.Exit(2)
        plan = sync_account(container.billing_deps, user.id)
    except (DomainError, MissingSettingsError) as error:
        typer.echo(getattr(error, "detail", str(error)), err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{plan.plan} {plan.status or 'without a subscription'}{f', held: {plan.hold}' if plan.hold else ''}")


@research.command("run")
def run_now(
    store: Annotated[str, typer.Option(help="The store's slug.")],
    catalog: Annotated[
        Path | None, typer.Option(help="A recorded answer (JSON), or with --daily a sheet of products (CSV, .gz).")
    ] = None,
    daily: Annotated[Path | None, typer.Option(help="The products' days, of which the last one is taken.")] = None,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it is, with --daily.")] = None,
) -> None:
    """Research a store here and now, and print what that costs. With files their products are what is found."""
    clock = _standing_at(on.replace(hour=12, tzinfo=UTC)) if on else utc_now
    container = Container(clock)
    try:
        target = _find_store(container, store)
        deps = container.runner_deps if catalog is None else _recorded(container, catalog, daily, clock().date())
        settings = container.research_settings.find(target.id) or default_settings(target)
        measured, run = measure_run(deps, target, settings)
    except (DomainError, MissingSettingsError) as error:
        typer.echo(getattr(error, "detail", str(error)), err=True)
        raise typer.Exit(2) from None
    for report in run.sources:
        typer.echo(f"{report.source}: {report.state}, {report.found} found. {report.detail}".strip(), err=True)
    typer.echo(json.dumps(measured.as_json(), indent=2))
    if run.problem:
        typer.echo(run.problem, err=True)
        raise typer.Exit(1)


def _standing_at(moment: datetime) -> Clock:
    return lambda: moment


def _recorded(container: Container, catalog: Path, daily: Path | None, on: date) -> RunnerDeps:
    """A run whose only source is files."""
    source = read_answer(catalog) if daily is None else read_sheets(catalog, daily, on=on)
    container.__dict__.update(suppliers={source.code: source}, trend_sources={}, analyst=None)
    return replace(container.runner_deps, source_status={source.code: True})


def _read_json(file: Path) -> object:
    try:
        return json.loads(file.read_text())
    except OSError as error:
        typer.echo(f"{file}: {error.strerror}", err=True)
    except ValueError as error:
        typer.echo(f"{file} is not JSON: {error}", err=True)
    raise typer.Exit(2)


def _find_store(container: Container, slug: str) -> Store:
    owner = container.stores.find_slug_owner(slug)
    store = container.stores.find(owner) if owner else None
    if store is None:
        typer.echo(f"There is no store with the slug {slug!r}.", err=True)
        raise typer.Exit(2)
    return store


def _rules(container: Container, store: Store, given: list[str], markup: float | None) -> PricingRules:
    """The store's rules with the rates and the markup of the command line."""
    rules = get_rules(container.pricing_deps, store)
    rates = dict(rules.rates)
    for entry in given:
        code, _, number = entry.partition("=")
        if positive_decimal(number) is None:
            typer.echo(f"--rate {entry}: write it as CODE=NUMBER, such as KRW=1420.", err=True)
            raise typer.Exit(2)
        rates[code.upper()] = Rate(currency=code.upper(), per_unit=number, as_of=container.clock().date())
    tiers = rules.tiers
    if markup is not None:
        tiers = (Tier(kind=MarkupKind.PERCENT, value=round((markup - 1) * 10_000)),)
    return replace(rules, rates=rates, tiers=tiers)


def _run(
    container: Container,
    store: Store,
    rows: list[SupplierProduct | UnreadableRow],
    rules: PricingRules,
    book: RateBook,
    *,
    publish: bool,
    pictures: int,
) -> None:
    products = [row for row in rows if isinstance(row, SupplierProduct)]
    for row in rows:
        if isinstance(row, UnreadableRow):
            typer.echo(f"row {row.position}: left out: {row.reason}", err=True)
    counts = {"imported": 0, "already": 0, "failed": 0, "with warnings": 0}
    started = time.perf_counter()
    with metered() as meter:
        results = import_products(
            container.import_deps,
            store=store,
            products=products,
            rules=rules,
            book=book,
            publish=publish,
            pictures=pictures,
        )
        for number, result in enumerate(results, start=1):
            counts[result.outcome] += 1
            counts["with warnings"] += bool(result.warnings)
            for warning in result.warnings:
                typer.echo(f"{result.reference}: {warning}", err=True)
            if number % 25 == 0 or number == len(products):
                sys.stdout.write(f"\r{number}/{len(products)} products")
                sys.stdout.flush()
    seconds = time.perf_counter() - started
    left_out = len(rows) - len(products)
    typer.echo(
        f"\n{counts['imported']} imported, {counts['already']} already there, {counts['failed']} failed, "
        f"{left_out} left out, {counts['with warnings']} with warnings"
    )
    typer.echo(
        f"{seconds:.1f} s, {len(meter.requests)} table requests, {meter.read_units:.1f} read units, "
        f"{meter.write_units:.0f} write units"
    )
    if counts["failed"] and not counts["imported"]:
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
