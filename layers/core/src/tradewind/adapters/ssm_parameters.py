"""Secrets from SSM Parameter Store (SecureString), read once per process."""

from collections.abc import Mapping, Sequence

from tradewind.adapters.aws import make_client


def read_parameters(names: Sequence[str], environ: Mapping[str, str]) -> dict[str, str]:
    """Values by parameter name, in one request for up to ten; missing ones are absent."""
    client = make_client(
        "ssm", region=environ.get("AWS_REGION", "us-east-1"), endpoint_url=environ.get("AWS_ENDPOINT_URL") or None
    )
    answer = client.get_parameters(Names=list(names), WithDecryption=True)
    return {parameter["Name"]: parameter["Value"] for parameter in answer["Parameters"]}
