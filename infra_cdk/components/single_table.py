"""The one table. ``tradewind.db.table`` and docs/data-model.md say what is in it."""

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from infra_cdk.config import StageConfig

INDEXES = ("gsi1", "gsi2")


class SingleTable(Construct):
    """Table, two overloaded indexes, stream of new images, expiry, point-in-time recovery.

    Attributes:
        table: the table.
    """

    def __init__(self, scope: Construct, id: str, *, config: StageConfig) -> None:
        super().__init__(scope, id)
        self.table = dynamodb.TableV2(
            self,
            "Table",
            table_name=config.name,
            partition_key=_key("pk"),
            sort_key=_key("sk"),
            global_secondary_indexes=[
                dynamodb.GlobalSecondaryIndexPropsV2(
                    index_name=index, partition_key=_key(f"{index}pk"), sort_key=_key(f"{index}sk")
                )
                for index in INDEXES
            ],
            billing=dynamodb.Billing.on_demand(),
            encryption=dynamodb.TableEncryptionV2.dynamo_owned_key(),
            dynamo_stream=dynamodb.StreamViewType.NEW_IMAGE,
            time_to_live_attribute="ttl",
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=config.protects_table,
            removal_policy=cdk.RemovalPolicy.RETAIN,
        )


def _key(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
