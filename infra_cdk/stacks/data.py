"""What must survive everything: the table, the pictures, uploads waiting for their worker."""

from typing import Any

import aws_cdk as cdk
from constructs import Construct

from infra_cdk.catalogue import QUEUES
from infra_cdk.components.image_bucket import ImageBucket
from infra_cdk.components.single_table import SingleTable
from infra_cdk.components.work_queue import WorkQueue
from infra_cdk.config import StageConfig

UPLOADS_QUEUE = "images"


class DataStack(cdk.Stack):
    """The stateful stack.

    Attributes:
        table: the single table.
        media: the bucket of pictures.
        uploads: the queue S3 announces uploads on. It is here and not with its worker because S3 must be able to
            reach it the moment the bucket is made.
    """

    def __init__(self, scope: Construct, id: str, *, config: StageConfig, **options: Any) -> None:
        super().__init__(scope, id, termination_protection=config.protects_stacks, **options)
        self.table = SingleTable(self, "SingleTable", config=config).table
        spec = next(queue for queue in QUEUES if queue.name == UPLOADS_QUEUE)
        self.uploads = WorkQueue(self, "Uploads", config=config, spec=spec)
        media = ImageBucket(self, "Media", config=config, uploads=self.uploads)
        if config.media_cdn:
            media.allow_cdn()
        self.media = media.bucket
