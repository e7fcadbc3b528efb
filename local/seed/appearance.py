"""How the demo store looks, who stands behind it, and its policies."""

from typing import Any

from tradewind.bootstrap import Container
from tradewind.stores.branding import Announcement, Preset
from tradewind.stores.models import PostalAddress, Store
from tradewind.stores.page_service import PageText, put_page
from tradewind.stores.pages import PageKind

_PAGES = {
    PageKind.SHIPPING: (
        "Shipping",
        "Orders leave our suppliers within two working days and are on their way for 6 to 12 working days inside the "
        "United States, 8 to 16 to Canada and Europe.\n\n## What it costs\n\n"
        "- Standard inside the United States: free\n"
        "- Express: 9.90 dollars, free over 90\n- Canada and Europe: 8.90 dollars, free over 80\n\n"
        "You get the tracking number by mail on the day the parcel leaves.",
    ),
    PageKind.RETURNS: (
        "Returns",
        "Something is not what you hoped for? Write to us within 30 days of its arrival. We tell you where to send it "
        "and refund it when it is back, in the state it came to you.\n\n## Broken on the way\n\n"
        "Send a photo. We refund it or send a new one, and you keep the old.",
    ),
    PageKind.PRIVACY: (
        "Privacy",
        "We keep what an order needs: name, address, mail address, and what was bought. Card details go straight to "
        "Stripe; we never see them.\n\nThe shop sets no cookies. Your cart is kept in your own browser.",
    ),
    PageKind.ABOUT: (
        "About us",
        "Harbour & Pine is a small shop for quiet things: cups that sit well in the hand, lamps that do not glare, "
        "baskets that hold what lies around.\n\nWe do not keep a warehouse. What you order is sent by the people who "
        "make it, which is why it takes a little longer and costs a little less.",
    ),
}


def appearance() -> dict[str, Any]:
    """What to change of a new store."""
    return {
        "contact_email": "hello@harbour-and-pine.example",
        "address": PostalAddress(
            name="Harbour & Pine LLC",
            line1="12 Wharf Street",
            city="Portland",
            state="ME",
            postal_code="04101",
            country="US",
        ),
        "branding": {"preset": Preset.WARM},
        "announcement": Announcement(text="Free standard shipping in the United States", href="/pages/shipping"),
    }


def write_pages(container: Container, store: Store) -> None:
    """Publish the policies."""
    for kind, (title, body) in _PAGES.items():
        text = PageText(title=title, body=body, published=True)
        put_page(container.page_deps, store=store, kind=kind, text=text)
