"""What the stores need from other areas."""

from typing import Protocol

from tradewind.catalog.models import Image


class ImageLookup(Protocol):
    """Finds uploaded images of a store."""

    def find(self, store_id: str, image_id: str) -> Image | None:
        """An image in any state."""
