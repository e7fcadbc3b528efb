"""FastAPI behind API Gateway (payload 2.0)."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from mangum import Mangum
from mangum.adapter import DEFAULT_TEXT_MIME_TYPES

from tradewind.http import problems

type LambdaHandler = Callable[[dict[str, Any], Any], dict[str, Any]]


def lambda_entry(app: FastAPI) -> LambdaHandler:
    """A plain handler function for ``app``. Lifespan events are off: Mangum would run them on every call."""
    adapter = Mangum(app, lifespan="off", text_mime_types=[*DEFAULT_TEXT_MIME_TYPES, problems.CONTENT_TYPE])

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        answer: dict[str, Any] = adapter(event, context)
        return answer

    return handler
