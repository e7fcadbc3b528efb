"""What research would have observed of the demo supplier's goods by now, so that trends show on the first day."""

from datetime import timedelta

from local.suppliers.catalog import load_catalog
from tradewind.bootstrap import Container
from tradewind.kit.clock import utc_now
from tradewind.research.models import Observation
from tradewind.research.observation_repository import ObservedMarket
from tradewind.suppliers.models import SupplierRef

DAYS = 90
MARKET = ObservedMarket(ship_to="US", currency="USD")
"""Of the demo store."""


def observe_demo_goods(container: Container) -> int:
    """Write the days before today; returns the number of products."""
    today = utc_now().date()
    days = [today - timedelta(days=back) for back in range(DAYS, 0, -1)]
    for item in load_catalog():
        container.observations.replace_month(
            SupplierRef(supplier="aliexpress", reference=item.reference),
            MARKET,
            [
                Observation(
                    day=day,
                    price=item.price_cents(day),
                    orders=item.orders(day),
                    list_price=item.list_cents(),
                    rating_basis_points=round(item.rating * 100),
                    commission_basis_points=round(item.commission * 100),
                )
                for day in days
            ],
            first_seen=days[0],
        )
    return len(load_catalog())
