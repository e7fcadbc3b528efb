"""The HTTP API: one gateway, explicit routes, one function for each area."""

import json
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigw
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.catalogue import API_AREAS
from infra_cdk.components.api_area import ApiArea
from infra_cdk.components.layers import Layers
from infra_cdk.components.python_function import Resources, log_retention
from infra_cdk.components.work_queue import WorkQueue
from infra_cdk.config import StageConfig

RATE, BURST = 500, 1000
TIGHTER = {"auth": (50, 100), "checkout": (100, 200)}
"""Requests a second and burst of one route, for all callers together. They cap the bill and what reaches argon2 and
the payment provider; who tries passwords is stopped per account and address in the auth function."""


class ApiStack(cdk.Stack):
    """Gateway, areas, access log.

    Attributes:
        api_id: the gateway's id.
        areas: the areas by name.
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
        stripe_queue: WorkQueue,
        **options: Any,
    ) -> None:
        super().__init__(scope, id, **options)
        # No CORS: the dashboard calls on its own origin, the public storefront documents answer for themselves.
        api = apigw.HttpApi(self, "Http", api_name=config.name, create_default_stage=False)
        layers = Layers(self, "Layers", config=config)
        resources = Resources(table=table, media=media, media_base_url=media_base_url, stripe_queue=stripe_queue)
        self.api_id = api.api_id
        self.areas = {
            spec.name: ApiArea(self, spec.name, config=config, api=api, spec=spec, layers=layers, resources=resources)
            for spec in API_AREAS
        }
        self._open(api, config)
        cdk.CfnOutput(self, "ApiId", value=api.api_id)
        cdk.CfnOutput(self, "ApiUrl", value=api.api_endpoint)

    def _open(self, api: apigw.HttpApi, config: StageConfig) -> None:
        """The one stage, with access log and throttling."""
        log = logs.LogGroup(
            self,
            "AccessLog",
            log_group_name=f"/aws/apigateway/{config.name}",
            retention=log_retention(config),
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        stage = apigw.HttpStage(
            self,
            "Default",
            http_api=api,
            stage_name="$default",
            auto_deploy=True,
            throttle=apigw.ThrottleSettings(rate_limit=RATE, burst_limit=BURST),
        )
        cfn_stage = stage.node.default_child
        assert isinstance(cfn_stage, apigw.CfnStage)  # noqa: S101 (narrowing for the type checker)
        cfn_stage.access_log_settings = apigw.CfnStage.AccessLogSettingsProperty(
            destination_arn=log.log_group_arn, format=json.dumps(ACCESS_LOG, separators=(",", ":"))
        )
        cfn_stage.route_settings = {
            key: {"ThrottlingRateLimit": rate, "ThrottlingBurstLimit": burst}
            for area, (rate, burst) in TIGHTER.items()
            for key in self.areas[area].routes
        }
        # Settings of a route can only be written once the route is there.
        for area in TIGHTER:
            stage.node.add_dependency(self.areas[area])


ACCESS_LOG = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "route": "$context.routeKey",
    "path": "$context.path",
    "status": "$context.status",
    "ms": "$context.responseLatency",
    "integrationMs": "$context.integrationLatency",
    "integrationError": "$context.integrationErrorMessage",
    "bytes": "$context.responseLength",
}
"""What the access log keeps of a request: its id is the one our own log lines and problem answers carry. No bodies, no
addresses, no query strings."""
