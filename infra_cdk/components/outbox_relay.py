"""Outbox rows from the table's stream to the event bus, and from there to the queues of their routes."""

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra_cdk.catalogue import OUTBOX_STREAM
from infra_cdk.components.layers import Layers
from infra_cdk.components.nag import acknowledge
from infra_cdk.components.python_function import PythonFunction, Resources
from infra_cdk.components.work_queue import WorkQueue
from infra_cdk.config import StageConfig
from tradewind.adapters.eventbridge_bus import SOURCE
from tradewind.messaging.routes import load_routes


class EventRoutes(Construct):
    """The bus, and one rule for every queue that ``tradewind/messaging/routes.json`` names.

    Attributes:
        bus: the custom event bus.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: StageConfig,
        queues: dict[str, WorkQueue],
        dead_letters: sqs.IQueue,
    ) -> None:
        super().__init__(scope, id)
        self.bus = events.EventBus(self, "Bus", event_bus_name=config.name)
        for queue, types in _types_by_queue().items():
            events.Rule(
                self,
                f"To{queue.capitalize()}",
                rule_name=f"{config.name}-to-{queue}",
                description=f"Events that {queue}_worker acts on",
                event_bus=self.bus,
                event_pattern=events.EventPattern(source=[SOURCE], detail_type=types),
                targets=[
                    targets.SqsQueue(
                        queues[queue].queue,
                        dead_letter_queue=dead_letters,
                        retry_attempts=24,
                        max_event_age=cdk.Duration.hours(2),
                    )
                ],
            )


def _types_by_queue() -> dict[str, list[str]]:
    by_queue: dict[str, list[str]] = {}
    for event_type, queues in load_routes().items():
        for queue in queues:
            by_queue.setdefault(queue, []).append(event_type)
    return by_queue


class OutboxRelay(Construct):
    """``functions/outbox_stream`` on the table's stream.

    Attributes:
        relay: the function with its role.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: StageConfig,
        table: dynamodb.ITableV2,
        layers: Layers,
        resources: Resources,
        dead_letters: sqs.IQueue,
    ) -> None:
        super().__init__(scope, id)
        stream_arn = table.table_stream_arn
        assert stream_arn is not None, "the table has a stream"  # noqa: S101 (narrowing for the type checker)
        read = iam.PolicyStatement(
            actions=["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
            resources=[stream_arn],
        )
        every_stream = cdk.Stack.of(self).format_arn(
            service="dynamodb", resource="table", resource_name=f"{config.name}/stream/*"
        )
        find = iam.PolicyStatement(actions=["dynamodb:ListStreams"], resources=[every_stream])
        give_up = iam.PolicyStatement(actions=["sqs:SendMessage"], resources=[dead_letters.queue_arn])
        self.relay = PythonFunction(
            self,
            "Relay",
            config=config,
            spec=OUTBOX_STREAM,
            layers=layers,
            resources=resources,
            statements=[read, find, give_up],
        )
        acknowledge(
            self.relay.role,
            "IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:"
            f"table/{config.name}/stream/*]",
            reason="Listing is only possible over a table's streams together; it shows their names, not records.",
        )
        self.relay.function.add_event_source_mapping(
            "Stream",
            event_source_arn=stream_arn,
            # From the oldest record: an event written while the mapping is made or changed is not skipped.
            starting_position=lambda_.StartingPosition.TRIM_HORIZON,
            batch_size=100,
            filters=[
                lambda_.FilterCriteria.filter(
                    {
                        "eventName": lambda_.FilterRule.is_equal("INSERT"),
                        "dynamodb": {"NewImage": {"type": {"S": lambda_.FilterRule.is_equal("Outbox")}}},
                    }
                )
            ],
            report_batch_item_failures=True,
            bisect_batch_on_error=True,
            # The bus being down for hours must not lose an event (the stream itself keeps a day), and one record that
            # can never be published must not hold back the others for longer.
            max_record_age=cdk.Duration.hours(6),
            on_failure=event_sources.SqsDlq(dead_letters),
        )
