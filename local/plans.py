"""Makes the plans at the Stripe stand-in, as ``tradewind billing setup`` does: ``python -m local.plans``."""

from tradewind.billing.plans import paid_plans
from tradewind.bootstrap import Container


def main() -> None:
    """Make what is missing."""
    container = Container()
    back = f"{container.storefront_settings.dashboard_url}/account/billing"
    container.billing_gateway.set_up(paid_plans(), return_url=back)


if __name__ == "__main__":
    main()
