"""A Lambda function with its own role: what the catalogue says it needs becomes variables and permissions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.catalogue import FunctionSpec, ObjectGrant, Setting, TableGrant
from infra_cdk.components.layers import Layers, architecture
from infra_cdk.components.nag import acknowledge
from infra_cdk.components.work_queue import WorkQueue
from infra_cdk.config import ROOT, StageConfig, media_bucket_name

TOKEN_SIGNING_KEY = "token-signing-key"
STRIPE_SECRET_KEY = "stripe-secret-key"
STRIPE_WEBHOOK_SECRETS = "stripe-webhook-secrets"
STRIPE_CONNECT_WEBHOOK_SECRETS = "stripe-connect-webhook-secrets"
ANTHROPIC_API_KEY = "anthropic-api-key"
SECRETS = (
    TOKEN_SIGNING_KEY,
    STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRETS,
    STRIPE_CONNECT_WEBHOOK_SECRETS,
    ANTHROPIC_API_KEY,
)
SOURCE_KEYS = {
    "ALIEXPRESS_APP_KEY": "aliexpress-app-key",
    "ALIEXPRESS_APP_SECRET": "aliexpress-app-secret",
    "ALIEXPRESS_SESSION": "aliexpress-session",
    "CJ_API_KEY": "cj-api-key",
    "REDDIT_CLIENT_ID": "reddit-client-id",
    "REDDIT_CLIENT_SECRET": "reddit-client-secret",
}
"""Parameters of credentials by variable; those of sources that are not connected need not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What functions may be given. Each gets only what its settings name."""

    table: dynamodb.ITableV2
    media: s3.IBucket
    media_base_url: str
    stripe_queue: WorkQueue | None = None
    research_queue: WorkQueue | None = None
    bus: events.IEventBus | None = None
    mail_identity_arns: tuple[str, ...] = ()


class PythonFunction(Construct):
    """``functions/<name>`` of the repository as a function, with log group and role.

    Attributes:
        function: the function.
        function_name: its physical name as plain text, for alarms in other stacks.
        role: its role; grants made elsewhere by the CDK do not reach it.
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
        statements: Sequence[iam.PolicyStatement] = (),
    ) -> None:
        super().__init__(scope, id)
        self.spec = spec
        self.function_name = f"{config.name}-{spec.name.replace('_', '-')}"
        log_group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/lambda/{self.function_name}",
            retention=log_retention(config),
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"What {self.function_name} may do, and nothing else",
            inline_policies={
                "access": iam.PolicyDocument(
                    statements=[_write_logs(log_group), *_statements(self, spec, config, resources), *statements]
                )
            },
        )
        _acknowledge_partial_resources(self.role, config, spec)
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=self.function_name,
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=architecture(config),
            handler=f"functions.{spec.name}.handler.handler",
            code=_code(spec.name),
            layers=layers.of(spec.layers),
            memory_size=spec.memory_mb,
            timeout=cdk.Duration.seconds(spec.timeout_seconds),
            environment={
                "POWERTOOLS_SERVICE_NAME": spec.name,
                "METRICS_NAMESPACE": config.metrics_namespace,
                **_variables(self, spec, config, resources),
                **config.function_environment,
            },
            log_group=log_group,
            logging_format=lambda_.LoggingFormat.JSON,
            # The role is complete as written above: event sources and targets must not add to it behind our back.
            role=self.role.without_policy_updates(),
        )
        acknowledge(
            self.function,
            "L1",
            reason="Python 3.13 is the one version of functions, containers, tests and layers; they move together.",
        )


def log_retention(config: StageConfig) -> logs.RetentionDays:
    """How long logs are kept."""
    names = {
        14: logs.RetentionDays.TWO_WEEKS,
        30: logs.RetentionDays.ONE_MONTH,
        90: logs.RetentionDays.THREE_MONTHS,
        180: logs.RetentionDays.SIX_MONTHS,
        365: logs.RetentionDays.ONE_YEAR,
    }
    if config.log_retention_days not in names:
        raise ValueError(f"log_retention_days={config.log_retention_days}: use one of {', '.join(map(str, names))}")
    return names[config.log_retention_days]


def _code(name: str) -> lambda_.Code:
    """The repository without everything but this function's package. Shared code comes in the core layer."""
    excluded = ["*", "!functions", "functions/*", "!functions/__init__.py", f"!functions/{name}", "**/__pycache__"]
    return lambda_.Code.from_asset(str(ROOT), exclude=excluded, ignore_mode=cdk.IgnoreMode.DOCKER)


def _write_logs(log_group: logs.LogGroup) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        actions=["logs:CreateLogStream", "logs:PutLogEvents"], resources=[log_group.log_group_arn]
    )


def _variables(scope: Construct, spec: FunctionSpec, config: StageConfig, resources: Resources) -> dict[str, str]:
    """The environment of a function: names as in ``tradewind.settings``."""
    stack = cdk.Stack.of(scope)
    queue_url_prefix = f"https://sqs.{stack.region}.{stack.url_suffix}/{stack.account}/"
    by_setting: Mapping[Setting, Mapping[str, str]] = {
        Setting.TABLE: {"TABLE_NAME": resources.table.table_name, "OUTBOX_RELAY": "stream"},
        Setting.TOKENS: {"TOKEN_SIGNING_KEY_PARAMETER": config.secret_name(TOKEN_SIGNING_KEY)},
        Setting.SIGN_IN: {
            "ALLOWED_ORIGINS": ",".join(config.origins),
            "TRUSTED_PROXY_HOPS": str(config.trusted_proxy_hops),
        },
        Setting.SITE: {
            "STOREFRONT_URL_TEMPLATE": config.storefront_url_template,
            "MEDIA_BASE_URL": resources.media_base_url,
            "DASHBOARD_URL": config.origins[0],
        },
        Setting.STRIPE: {
            "STRIPE_SECRET_KEY_PARAMETER": config.secret_name(STRIPE_SECRET_KEY),
            "PAYMENTS": config.payments,
            "PLATFORM_FEE_BASIS_POINTS": str(config.platform_fee_basis_points),
        },
        Setting.BILLING: {"BILLING": config.billing},
        Setting.WEBHOOKS: {
            "STRIPE_WEBHOOK_SECRETS_PARAMETER": config.secret_name(STRIPE_WEBHOOK_SECRETS),
            "STRIPE_CONNECT_WEBHOOK_SECRETS_PARAMETER": config.secret_name(STRIPE_CONNECT_WEBHOOK_SECRETS),
        },
        Setting.MEDIA: {"MEDIA_BUCKET": resources.media.bucket_name},
        Setting.MAIL: {"MAIL_TRANSPORT": "ses", "MAIL_FROM": config.mail_from},
        Setting.QUEUES: {"QUEUE_URL_PREFIX": queue_url_prefix, "QUEUE_NAME_PREFIX": f"{config.name}-"},
        Setting.RATES: {"EXCHANGE_RATES": config.exchange_rates},
        Setting.AI: {
            "AI_ENABLED": "true" if config.ai else "false",
            "AI_MONTHLY_CAP_CENTS": str(config.ai_monthly_cap_cents),
        },
        Setting.AI_KEY: {"ANTHROPIC_API_KEY_PARAMETER": config.secret_name(ANTHROPIC_API_KEY)},
        Setting.SOURCES: {"RESEARCH_SOURCES": ",".join(config.research_sources)},
        Setting.ORDERING: {"SUPPLIER_ORDERS": "true" if config.supplier_orders else "false"},
        Setting.SOURCE_KEYS: {f"{name}_PARAMETER": config.secret_name(key) for name, key in SOURCE_KEYS.items()},
        Setting.RESEARCH_QUEUE: {"QUEUE_URL_PREFIX": queue_url_prefix, "QUEUE_NAME_PREFIX": f"{config.name}-"},
        Setting.BUS: {"EVENT_BUS_NAME": resources.bus.event_bus_name if resources.bus else ""},
    }
    return {name: value for setting in spec.settings for name, value in by_setting[setting].items()}


def _statements(
    scope: Construct, spec: FunctionSpec, config: StageConfig, resources: Resources
) -> list[iam.PolicyStatement]:
    statements = [_on_table(resources.table, grant) for grant in spec.table]
    statements += [_on_objects(config, cdk.Stack.of(scope), grant) for grant in spec.objects]
    if any({"GetObject", "DeleteObject"} & set(grant.actions) for grant in spec.objects):
        # Without it S3 answers 403 instead of 404 for an upload that is already gone, and lists nothing to remove.
        statements.append(iam.PolicyStatement(actions=["s3:ListBucket"], resources=[resources.media.bucket_arn]))
    parameters = [
        value for name, value in _variables(scope, spec, config, resources).items() if name.endswith("_PARAMETER")
    ]
    if parameters:
        statements.append(_read_parameters(cdk.Stack.of(scope), parameters))
    if Setting.QUEUES in spec.settings:
        assert resources.stripe_queue is not None, f"{spec.name} sends to a queue"  # noqa: S101 (a mistake in a stack)
        statements.append(
            iam.PolicyStatement(actions=["sqs:SendMessage"], resources=[resources.stripe_queue.queue.queue_arn])
        )
    if Setting.RESEARCH_QUEUE in spec.settings:
        assert resources.research_queue is not None, f"{spec.name} sends to a queue"  # noqa: S101 (a mistake in a stack)
        statements.append(
            iam.PolicyStatement(actions=["sqs:SendMessage"], resources=[resources.research_queue.queue.queue_arn])
        )
    if Setting.BUS in spec.settings:
        assert resources.bus is not None, f"{spec.name} publishes to the bus"  # noqa: S101 (a mistake in a stack)
        statements.append(iam.PolicyStatement(actions=["events:PutEvents"], resources=[resources.bus.event_bus_arn]))
    if Setting.MAIL in spec.settings:
        statements.append(
            # Raw mail is authorised as SendRawEmail, whichever call carries it.
            iam.PolicyStatement(
                actions=["ses:SendEmail", "ses:SendRawEmail"], resources=list(resources.mail_identity_arns)
            )
        )
    return statements


def _on_table(table: dynamodb.ITableV2, grant: TableGrant) -> iam.PolicyStatement:
    conditions = (
        {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": list(grant.partitions)}} if grant.partitions else None
    )
    return iam.PolicyStatement(
        actions=[f"dynamodb:{action}" for action in grant.actions],
        resources=[f"{table.table_arn}/index/{grant.index}" if grant.index else table.table_arn],
        conditions=conditions,
    )


def _on_objects(config: StageConfig, stack: cdk.Stack, grant: ObjectGrant) -> iam.PolicyStatement:
    bucket = media_bucket_name(config, stack.account)
    return iam.PolicyStatement(
        actions=[f"s3:{action}" for action in grant.actions],
        resources=[f"arn:{stack.partition}:s3:::{bucket}/{grant.prefix}*"],
    )


def _read_parameters(stack: cdk.Stack, names: Sequence[str]) -> iam.PolicyStatement:
    """Read secrets. Their key is AWS's own for SSM, which needs no permission of its own."""
    arns = [
        stack.format_arn(service="ssm", resource="parameter", resource_name=name.removeprefix("/")) for name in names
    ]
    return iam.PolicyStatement(actions=["ssm:GetParameters"], resources=arns)


def _acknowledge_partial_resources(role: iam.Role, config: StageConfig, spec: FunctionSpec) -> None:
    bucket = media_bucket_name(config, "<AWS::AccountId>")
    if spec.objects:
        acknowledge(
            role,
            *(f"IAM5[Resource::arn:<AWS::Partition>:s3:::{bucket}/{grant.prefix}*]" for grant in spec.objects),
            reason="Object keys carry the ids of store and picture, so a permission on them ends at their prefix.",
        )
