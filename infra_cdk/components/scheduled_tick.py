"""A function called at the rate events/schedules.json gives."""

import json
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra_cdk.catalogue import FunctionSpec
from infra_cdk.components.layers import Layers
from infra_cdk.components.python_function import PythonFunction, Resources
from infra_cdk.config import ROOT, StageConfig


def read_schedules() -> dict[str, dict[str, Any]]:
    """The schedules by function; containers run the same ones as CronJobs."""
    schedules: list[dict[str, Any]] = json.loads((ROOT / "events" / "schedules.json").read_text())
    return {schedule["function"]: schedule for schedule in schedules}


class ScheduledTick(Construct):
    """``spec``'s function, its schedule, and the role that may call it.

    Attributes:
        tick: the function with its role.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: StageConfig,
        spec: FunctionSpec,
        layers: Layers,
        resources: Resources,
        dead_letters: sqs.IQueue,
    ) -> None:
        super().__init__(scope, id)
        stack = cdk.Stack.of(self)
        schedule = read_schedules()[spec.name]
        minutes: int = schedule["every_minutes"]
        self.tick = PythonFunction(self, "Tick", config=config, spec=spec, layers=layers, resources=resources)
        caller = iam.Role(
            self,
            "Caller",
            assumed_by=iam.ServicePrincipal(
                "scheduler.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": stack.account}}
            ),
            description=f"Calls {self.tick.function_name} on schedule",
            inline_policies={
                "call": iam.PolicyDocument(
                    statements=[
                        iam.PolicyStatement(
                            actions=["lambda:InvokeFunction"], resources=[self.tick.function.function_arn]
                        ),
                        iam.PolicyStatement(actions=["sqs:SendMessage"], resources=[dead_letters.queue_arn]),
                    ]
                )
            },
        )
        scheduler.CfnSchedule(
            self,
            "Schedule",
            name=self.tick.function_name,
            description=schedule["purpose"],
            schedule_expression=f"rate({minutes} minute{'s' if minutes > 1 else ''})",
            flexible_time_window=scheduler.CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
            target=scheduler.CfnSchedule.TargetProperty(
                arn=self.tick.function.function_arn,
                role_arn=caller.role_arn,
                input="{}",
                # A tick that is late by a whole period is pointless: the next one does its work.
                retry_policy=scheduler.CfnSchedule.RetryPolicyProperty(
                    maximum_event_age_in_seconds=max(60, minutes * 60), maximum_retry_attempts=2
                ),
                dead_letter_config=scheduler.CfnSchedule.DeadLetterConfigProperty(arn=dead_letters.queue_arn),
            ),
        )
