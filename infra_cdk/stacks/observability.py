"""Alarms that call a person. Few, because each metric in an alarm is billed as an alarm of its own."""

from collections.abc import Sequence
from itertools import batched
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra_cdk.catalogue import OUTBOX_STREAM
from infra_cdk.components.python_function import PythonFunction
from infra_cdk.config import StageConfig
from tradewind.observability import SERVICE

MOST_METRICS = 10
"""CloudWatch's limit for one alarm on metric math."""
_FIVE_MINUTES = cdk.Duration.minutes(5)


class ObservabilityStack(cdk.Stack):
    """Alarms, and a topic where an address is given."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: StageConfig,
        api_id: str,
        jobs: Sequence[PythonFunction],
        dead_letter_names: Sequence[str],
        **options: Any,
    ) -> None:
        super().__init__(scope, id, **options)
        self._config = config
        self._topic = self._make_topic(config) if config.alarms_email else None
        self._watch_jobs(jobs, dead_letter_names)
        self._alarm(
            "ApiServerErrors",
            "The API answers 5xx. Find the request ids in the access log, then the lines of that id.",
            cloudwatch.Metric(
                namespace="AWS/ApiGateway",
                metric_name="5xx",
                dimensions_map={"ApiId": api_id},
                statistic="Sum",
                period=_FIVE_MINUTES,
            ),
            threshold=5,
        )
        self._alarm(
            "PaymentNeedsAttention",
            "Money was taken for an unknown checkout, or twice, or a plan needs a person. The line stripe.settled, "
            "stripe.booked (a plan's payment is disputed), or one that begins with billing names it; refund, fulfil, "
            "answer the dispute at Stripe, or look at the subscription.",
            self._counted("PaymentNeedsAttention"),
        )
        self._alarm(
            "PaidWithoutOrder",
            "Stripe took money for a checkout that has no order here. The line payment.without_order names it; it was "
            "settled on the spot, so look at why its event never came.",
            self._counted("PaidWithoutOrder"),
        )
        self._alarm(
            "PlanLookFailed",
            "The hourly look at plans failed for an account: it may keep what it no longer pays for, or miss what it "
            "paid. The line billing.look_failed names it and the reason; the next hour tries again.",
            self._counted("PlanLookFailed"),
        )
        self._alarm(
            "AuditLost",
            "Something was done in a store and its line in the audit log could not be written. The line audit.lost "
            "has the store, the actor and the act; the act itself holds.",
            self._counted("AuditLost"),
        )

    def _watch_jobs(self, jobs: Sequence[PythonFunction], dead_letter_names: Sequence[str]) -> None:
        """What runs without anybody waiting for it. An alarm adds up ten metrics at most, so there may be several."""
        for number, names in enumerate(batched(dead_letter_names, MOST_METRICS, strict=False), start=1):
            self._alarm(
                _numbered("DeadLetters", number),
                "A message failed five times or could not be delivered. Read its dead-letter queue, fix, then redrive.",
                _sum([_visible_messages(name) for name in names]),
            )
        # Failures of API functions show as 5xx: the gateway answers for a function that crashed or timed out.
        # A worker's failed messages are dead letters.
        for number, group in enumerate(batched(jobs, MOST_METRICS, strict=False), start=1):
            self._alarm(
                _numbered("JobErrors", number),
                "The outbox relay or a schedule crashed or ran out of time. Its log group has the reason.",
                _sum([_errors(function.function_name) for function in group]),
            )
        relay = next(function for function in jobs if function.spec is OUTBOX_STREAM)
        self._alarm(
            "OutboxBehind",
            "Events leave the table more than five minutes late: mails and storefronts are behind.",
            cloudwatch.Metric(
                namespace="AWS/Lambda",
                metric_name="IteratorAge",
                dimensions_map={"FunctionName": relay.function_name},
                statistic="Maximum",
                period=_FIVE_MINUTES,
            ),
            threshold=5 * 60 * 1000,
        )

    def _counted(self, name: str) -> cloudwatch.Metric:
        """A count that the product itself publishes."""
        return cloudwatch.Metric(
            namespace=self._config.metrics_namespace,
            metric_name=name,
            dimensions_map={"service": SERVICE},
            statistic="Sum",
            period=_FIVE_MINUTES,
        )

    def _make_topic(self, config: StageConfig) -> sns.Topic:
        topic = sns.Topic(self, "Topic", topic_name=f"{config.name}-alarms", enforce_ssl=True)
        topic.add_subscription(subscriptions.EmailSubscription(str(config.alarms_email)))
        return topic

    def _alarm(self, id: str, description: str, metric: cloudwatch.IMetric, *, threshold: int = 1) -> None:
        alarm = cloudwatch.Alarm(
            self,
            id,
            alarm_name=f"{self._config.name}-{id}",
            alarm_description=description,
            metric=metric,
            threshold=threshold,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            evaluation_periods=1,
            # No traffic is no trouble.
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        if self._topic:
            alarm.add_alarm_action(actions.SnsAction(self._topic))
            alarm.add_ok_action(actions.SnsAction(self._topic))


def _numbered(id: str, number: int) -> str:
    """The first keeps the plain name."""
    return id if number == 1 else f"{id}{number}"


def _visible_messages(queue_name: str) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace="AWS/SQS",
        metric_name="ApproximateNumberOfMessagesVisible",
        dimensions_map={"QueueName": queue_name},
        statistic="Maximum",
        period=_FIVE_MINUTES,
    )


def _errors(function_name: str) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace="AWS/Lambda",
        metric_name="Errors",
        dimensions_map={"FunctionName": function_name},
        statistic="Sum",
        period=_FIVE_MINUTES,
    )


def _sum(metrics: Sequence[cloudwatch.IMetric]) -> cloudwatch.MathExpression:
    by_name = {f"m{number}": metric for number, metric in enumerate(metrics)}
    # A metric without data would make the whole sum empty.
    expression = " + ".join(f"FILL({name}, 0)" for name in by_name)
    return cloudwatch.MathExpression(expression=expression, using_metrics=by_name, period=_FIVE_MINUTES)
