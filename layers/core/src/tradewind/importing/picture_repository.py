"""Fetched pictures by their content, so that the same bytes are rendered and stored once in a store."""

import hashlib

from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import PutError

from tradewind.db import keys
from tradewind.db.table import Item


class ImageHashItem(Item, discriminator="ImageHash"):
    """The image that some bytes are, or are about to become."""

    image_id = UnicodeAttribute()


class PictureRepository:
    """Images by content."""

    def claim(self, store_id: str, content: bytes, image_id: str) -> str:
        """The image that ``content`` is in this store: an earlier one, or ``image_id`` from now on.

        Whoever comes second, or again after a crash, gets the first one's id and renders under that name.
        """
        key = keys.image_hash(store_id, hashlib.sha256(content).hexdigest())
        item = ImageHashItem(*key, image_id=image_id)
        try:
            item.save(condition=ImageHashItem.pk.does_not_exist())
        except PutError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            return str(ImageHashItem.get(*key, consistent_read=True).image_id)
        return image_id
