"""One area of the HTTP API: its routes are read from the area's FastAPI router, so a new one is reachable at once."""

import re
from dataclasses import dataclass
from importlib import import_module

from aws_cdk import aws_apigatewayv2 as apigw
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct
from fastapi import APIRouter
from fastapi.routing import APIRoute

from infra_cdk.catalogue import FunctionSpec
from infra_cdk.components.layers import Layers
from infra_cdk.components.nag import acknowledge
from infra_cdk.components.python_function import PythonFunction, Resources
from infra_cdk.config import StageConfig
from tradewind.http.app import PREFIX

_CONVERTOR = re.compile(r"\{(\w+)(?::(\w+))?\}")


@dataclass(frozen=True, slots=True, order=True)
class ApiRoute:
    """One method of one path, as API Gateway writes it."""

    method: str
    path: str

    @property
    def key(self) -> str:
        """The route key."""
        return f"{self.method} {self.path}"


class UnknownRouteError(TypeError):
    """A router holds something whose paths cannot be read from outside."""


def read_routes(area: str) -> list[ApiRoute]:
    """Every method and path of ``functions.<area>.routes`` below /api/v1: of its ``routers``, or of its ``router``.

    Raises:
        UnknownRouteError: a nested router or a mount: it would be served by FastAPI, and not be reachable.
    """
    module = import_module(f"functions.{area}.routes")
    routers: tuple[APIRouter, ...] = getattr(module, "routers", None) or (module.router,)
    found = set()
    for route in (route for router in routers for route in router.routes):
        if not isinstance(route, APIRoute):
            raise UnknownRouteError(f"functions.{area}.routes: {route!r} is not a plain route")
        found |= {ApiRoute(method, gateway_path(PREFIX + route.path)) for method in route.methods or ()}
    return sorted(found)


def gateway_path(path: str) -> str:
    """FastAPI's ``{rest:path}`` is API Gateway's ``{rest+}``; other convertors only narrow what matches."""
    return _CONVERTOR.sub(lambda match: f"{{{match[1]}+}}" if match[2] == "path" else f"{{{match[1]}}}", path)


class ApiArea(Construct):
    """The area's function behind its routes.

    Attributes:
        area: the function with its role.
        routes: what was made reachable, by route key.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        config: StageConfig,
        api: apigw.HttpApi,
        spec: FunctionSpec,
        layers: Layers,
        resources: Resources,
    ) -> None:
        super().__init__(scope, id)
        self.area = PythonFunction(self, "Area", config=config, spec=spec, layers=layers, resources=resources)
        integration = integrations.HttpLambdaIntegration(
            "Integration",
            self.area.function,
            payload_format_version=apigw.PayloadFormatVersion.VERSION_2_0,
            # One permission for the API instead of one for every route.
            scope_permission_to_route=False,
        )
        self.routes: dict[str, apigw.HttpRoute] = {}
        for route in read_routes(spec.name):
            made = apigw.HttpRoute(
                self,
                route.key,
                http_api=api,
                route_key=apigw.HttpRouteKey.with_(route.path, apigw.HttpMethod[route.method]),
                integration=integration,
            )
            self.routes[route.key] = made
        acknowledge(
            self,
            "APIG4",
            reason="Who is calling is decided in the function, where tenant and resource are known; the public "
            "storefront, sign-in, health and webhook routes have no caller to authorise.",
        )
