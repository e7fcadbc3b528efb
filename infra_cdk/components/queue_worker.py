"""A function that takes batches from a queue."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra_cdk.components.layers import Layers
from infra_cdk.components.python_function import PythonFunction, Resources
from infra_cdk.components.work_queue import WorkQueue
from infra_cdk.config import StageConfig


class QueueWorker(Construct):
    """The worker of ``queue``: failed records go back one by one, the others are done.

    Attributes:
        worker: the function with its role.
    """

    def __init__(
        self, scope: Construct, id: str, *, config: StageConfig, queue: WorkQueue, layers: Layers, resources: Resources
    ) -> None:
        super().__init__(scope, id)
        spec = queue.spec
        take = iam.PolicyStatement(
            actions=["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
            resources=[queue.queue.queue_arn],
        )
        self.worker = PythonFunction(
            self, "Worker", config=config, spec=spec.worker, layers=layers, resources=resources, statements=[take]
        )
        self.worker.function.add_event_source_mapping(
            "Queue",
            event_source_arn=queue.queue.queue_arn,
            batch_size=spec.batch_size,
            max_batching_window=cdk.Duration.seconds(spec.batching_window_seconds),
            max_concurrency=spec.max_concurrency,
            report_batch_item_failures=True,
        )
