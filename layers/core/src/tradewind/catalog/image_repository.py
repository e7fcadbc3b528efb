"""Uploaded images in the table."""

from dataclasses import replace

from pynamodb.attributes import UnicodeAttribute

from tradewind.catalog.models import Image
from tradewind.db import keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.messaging.outbox import add_event


class ImageItem(Item, discriminator="Image"):
    """An image; ``data`` is the model, ``product_id`` the product whose gallery it entered last."""

    product_id = UnicodeAttribute(null=True)


class ImageRepository:
    """Images from the announcement of an upload to its renderings."""

    def __init__(self, *, clock: Clock, new_id: IdFactory) -> None:
        self._clock = clock
        self._new_id = new_id

    def add(self, image: Image) -> None:
        """Remember an upload that was announced."""
        ImageItem(*keys.image(image.store_id, image.id), data=dump(image)).save()

    def find(self, store_id: str, image_id: str) -> Image | None:
        """An image in any state."""
        try:
            item = ImageItem.get(*keys.image(store_id, image_id), consistent_read=True)
        except ImageItem.DoesNotExist:
            return None
        return image_from(item)

    def finish(self, image: Image) -> None:
        """Store the outcome of rendering and announce it."""
        tx = Transaction()
        tx.update(
            ImageItem(*keys.image(image.store_id, image.id)),
            [ImageItem.data.set(dump(image))],
            condition=ImageItem.pk.exists(),
        )
        add_event(
            tx,
            type="ImageRendered",
            store_id=image.store_id,
            clock=self._clock,
            new_id=self._new_id,
            payload={"image_id": image.id, "product_id": image.product_id or ""},
        )
        tx.commit()


def image_from(item: ImageItem) -> Image:
    """The image of a stored item."""
    image = load(Image, item.data or "")
    return replace(image, product_id=item.product_id) if item.product_id else image
