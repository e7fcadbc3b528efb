"""A queue with its dead-letter queue."""

import aws_cdk as cdk
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra_cdk.catalogue import QueueSpec
from infra_cdk.config import StageConfig

MAX_RECEIVES = 5
DEAD_LETTER_DAYS = 14


class WorkQueue(Construct):
    """Messages for one worker; after five failed tries they rest in the dead-letter queue for a person.

    Attributes:
        queue, dead_letters: the two queues.
        queue_name, dead_letters_name: their names as plain text, for alarms in other stacks.
    """

    def __init__(self, scope: Construct, id: str, *, config: StageConfig, spec: QueueSpec) -> None:
        super().__init__(scope, id)
        self.spec = spec
        self.queue_name = f"{config.name}-{spec.name}"
        self.dead_letters_name = f"{self.queue_name}-dlq"
        self.dead_letters = dead_letter_queue(self, "DeadLetters", config=config, name=self.dead_letters_name)
        self.queue = sqs.Queue(
            self,
            "Queue",
            queue_name=self.queue_name,
            # Lambda tries a throttled batch again while it is invisible: AWS asks for six times the worker's time.
            visibility_timeout=cdk.Duration.seconds(6 * spec.worker.timeout_seconds),
            retention_period=cdk.Duration.days(4),
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=config.requires_tls,
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.dead_letters, max_receive_count=MAX_RECEIVES),
        )


def dead_letter_queue(scope: Construct, id: str, *, config: StageConfig, name: str) -> sqs.Queue:
    """A queue for what could not be handled or delivered."""
    return sqs.Queue(
        scope,
        id,
        queue_name=name,
        retention_period=cdk.Duration.days(DEAD_LETTER_DAYS),
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=config.requires_tls,
    )
