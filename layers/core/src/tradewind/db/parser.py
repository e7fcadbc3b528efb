"""A response parser for DynamoDB answers.

botocore walks every attribute value against the service model; for DynamoDB the JSON already has the shape callers
expect, so decoding the body is enough. Signing, retries, credentials and error parsing stay botocore's own.
tests/unit/test_dynamodb_parser.py holds it against the stock parser for every operation used.
"""

from typing import Any

import botocore.parsers
import orjson


class FastDynamoDbParser(botocore.parsers.JSONParser):
    """Decodes successful answers with orjson. Binary attributes would stay base64 text: the table has none."""

    def _do_parse(self, response: dict[str, Any], shape: Any) -> dict[str, Any]:
        parsed: dict[str, Any] = orjson.loads(response["body"] or b"{}")
        parsed["ResponseMetadata"] = {
            "RequestId": response["headers"].get("x-amzn-requestid", ""),
            "HTTPStatusCode": response["status_code"],
        }
        return parsed


class FastParserFactory(botocore.parsers.ResponseParserFactory):
    """Installs the parser for JSON protocols. Use it in a session that makes DynamoDB clients only."""

    def create_parser(self, protocol_name: str) -> Any:
        if protocol_name.startswith("json"):
            return FastDynamoDbParser(**self._defaults)  # type: ignore[attr-defined]  # the stubs leave it out
        return super().create_parser(protocol_name)
