"""SQS worker: uploaded pictures to WebP. Messages are S3 notifications."""

from typing import Any
from urllib.parse import unquote_plus

import orjson

from tradewind.bootstrap import get_container
from tradewind.catalog.images import render_upload
from tradewind.messaging.batch import process_batch
from tradewind.observability import get_logger


def handle_body(body: str) -> None:
    """Render every object one notification names."""
    container = get_container()
    for record in orjson.loads(body).get("Records", []):
        key = unquote_plus(record["s3"]["object"]["key"])
        image = render_upload(container.image_deps, container.renderer, key=key)
        if image:
            get_logger().info("image.rendered", image_id=image.id, store_id=image.store_id, status=image.status)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lambda entry: a batch with partial failures."""
    return process_batch(event, handle_body, name="images")
