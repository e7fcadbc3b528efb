"""Everything that happens after the answer: queues with their workers, the event bus, schedules, mail."""

from dataclasses import replace
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.catalogue import QUEUES, SCHEDULED
from infra_cdk.components.layers import Layers
from infra_cdk.components.mail_sender import MailSender
from infra_cdk.components.nag import acknowledge
from infra_cdk.components.outbox_relay import EventRoutes, OutboxRelay
from infra_cdk.components.python_function import PythonFunction, Resources
from infra_cdk.components.queue_worker import QueueWorker
from infra_cdk.components.scheduled_tick import ScheduledTick
from infra_cdk.components.work_queue import WorkQueue, dead_letter_queue
from infra_cdk.config import StageConfig


class JobsStack(cdk.Stack):
    """Queues, workers, bus, relay, schedules, mail identity.

    Attributes:
        stripe_queue: where verified payment events go.
        unqueued: functions that no queue stands before; what fails in the others becomes a dead letter.
        dead_letter_names: every queue where something may come to rest.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: StageConfig,
        table: dynamodb.ITableV2,
        media: s3.IBucket,
        media_base_url: str,
        uploads: WorkQueue,
        **options: Any,
    ) -> None:
        super().__init__(scope, id, **options)
        layers = Layers(self, "Layers", config=config)
        queues = {
            spec.name: uploads
            if spec.name == uploads.spec.name
            else WorkQueue(self, f"{spec.name.capitalize()}Queue", config=config, spec=spec)
            for spec in QUEUES
        }
        self.stripe_queue = queues["stripe"]
        # Whatever the bus, the stream or the scheduler could not hand over; the messages say where they come from.
        undelivered_name = f"{config.name}-undelivered-dlq"
        undelivered = dead_letter_queue(self, "Undelivered", config=config, name=undelivered_name)
        acknowledge(undelivered, "SQS3", reason="This is a dead-letter queue; three services name it as theirs.")
        self.dead_letter_names = [*(queue.dead_letters_name for queue in queues.values()), undelivered_name]

        routes = EventRoutes(self, "Events", config=config, queues=queues, dead_letters=undelivered)
        mail = MailSender(self, "Mail", config=config)
        resources = Resources(
            table=table,
            media=media,
            media_base_url=media_base_url,
            research_queue=queues["research"],
            mail_identity_arns=mail.arns,
        )
        for queue in queues.values():
            QueueWorker(self, queue.spec.worker.name, config=config, queue=queue, layers=layers, resources=resources)
        relay = OutboxRelay(
            self,
            "outbox_stream",
            config=config,
            table=table,
            layers=layers,
            resources=replace(resources, bus=routes.bus),
            dead_letters=undelivered,
        )
        ticks = [
            ScheduledTick(
                self,
                spec.name,
                config=config,
                spec=spec,
                layers=layers,
                resources=resources,
                dead_letters=undelivered,
            ).tick
            for spec in SCHEDULED
        ]
        self.unqueued: list[PythonFunction] = [relay.relay, *ticks]
