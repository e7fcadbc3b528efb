"""Every FastAPI route is reachable through API Gateway, and through nothing else."""

import re
from importlib import import_module

import pytest
from fastapi import APIRouter, FastAPI

from functions.selfhost.asgi import app as everything
from infra_cdk.catalogue import API_AREAS
from infra_cdk.components.api_area import UnknownRouteError, gateway_path, read_routes
from tests.infra.templates import Stage

METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}


def described(app: FastAPI) -> set[str]:
    """Route keys of an app, from its own OpenAPI description."""
    paths = app.openapi()["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods if method in METHODS}


def area_app(area: str) -> FastAPI:
    """What the area's handler serves."""
    app: FastAPI = import_module(f"functions.{area}.handler").app
    return app


def reachable(stage: Stage) -> dict[str, list[str]]:
    """Areas by route key, following route, integration and function."""
    found: dict[str, list[str]] = {}
    for route in stage.resources("AWS::ApiGatewayV2::Route"):
        integration = stage.at(route.stack, route.properties["Target"]["Fn::Join"][1][1])
        assert integration.properties["PayloadFormatVersion"] == "2.0"
        function = stage.at(integration.stack, integration.properties["IntegrationUri"])
        area = function.properties["Handler"].split(".")[1]
        found.setdefault(route.properties["RouteKey"], []).append(area)
    return found


def test_every_route_of_the_whole_app_leads_to_its_area(stage: Stage) -> None:
    expected = {key: [spec.name] for spec in API_AREAS for key in described(area_app(spec.name))}

    assert reachable(stage) == expected
    assert described(everything) == expected.keys()


def test_a_request_matches_one_route(stage: Stage) -> None:
    """As API Gateway chooses: the same number of segments, the one with the fewest variables."""
    keys = reachable(stage)
    for key in keys:
        method, path = key.split()
        request = re.sub(r"\{\w+\}", "x", path)
        matching = [other for other in keys if _matches(other, method, request)]
        fewest = min(other.count("{") for other in matching)
        assert [other for other in matching if other.count("{") == fewest] == [key]


def _matches(key: str, method: str, request: str) -> bool:
    other_method, template = key.split()
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
    return method == other_method and re.fullmatch(pattern, request) is not None


def test_each_area_may_be_called_by_the_gateway_alone(stage: Stage) -> None:
    permissions = list(stage.resources("AWS::Lambda::Permission"))

    assert len(permissions) == len(API_AREAS)
    assert {permission.properties["Principal"] for permission in permissions} == {"apigateway.amazonaws.com"}
    assert all("SourceArn" in permission.properties for permission in permissions)


def test_sign_in_and_checkout_are_throttled_more_tightly(stage: Stage) -> None:
    settings = stage.one("AWS::ApiGatewayV2::Stage").properties
    general = settings["DefaultRouteSettings"]["ThrottlingRateLimit"]
    tighter = settings["RouteSettings"]

    shoppers = ("/{slug}/checkout", "/{slug}/orders", "/{slug}/carts")
    expected = {key for key in reachable(stage) if "/auth/" in key or any(part in key for part in shoppers)}

    assert expected == tighter.keys()
    assert all(limits["ThrottlingRateLimit"] < general for limits in tighter.values())


def test_the_access_log_has_request_ids_and_nothing_of_the_caller(stage: Stage) -> None:
    log = stage.one("AWS::ApiGatewayV2::Stage").properties["AccessLogSettings"]["Format"]

    assert "$context.requestId" in log
    assert not re.search(r"sourceIp|userAgent|authorizer|querystring|body", log)


def test_a_router_inside_a_router_is_refused_rather_than_left_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = APIRouter()
    inner.get("/inner")(lambda: None)
    outer = APIRouter(prefix="/outer")
    outer.include_router(inner)
    monkeypatch.setattr(import_module("functions.health.routes"), "router", outer)

    with pytest.raises(UnknownRouteError):
        read_routes("health")


@pytest.mark.parametrize(
    ("path", "expected"), [("/a/{b}", "/a/{b}"), ("/a/{b:int}", "/a/{b}"), ("/a/{rest:path}", "/a/{rest+}")]
)
def test_path_parameters(path: str, expected: str) -> None:
    assert gateway_path(path) == expected
