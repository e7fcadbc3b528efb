"""`python -m local.cdn`: serves a bucket's media on the loopback interface."""

from __future__ import annotations

import argparse

import boto3
import uvicorn
from botocore.config import Config

from local.cdn.app import create_cdn_app


def main() -> None:
    """Parse the command line and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m local.cdn", description=__doc__)
    parser.add_argument("--port", type=int, default=8430)
    parser.add_argument("--bucket", required=True)
    parser.add_argument("--endpoint", default="http://localhost:4566", help="the local AWS engine")
    options = parser.parse_args()
    store = boto3.client(
        "s3",
        endpoint_url=options.endpoint,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        # Path style: a bucket has no host name of its own on a local engine. Threads share one pool.
        config=Config(s3={"addressing_style": "path"}, max_pool_connections=40, retries={"max_attempts": 2}),
    )
    app = create_cdn_app(store, options.bucket)
    uvicorn.run(app, host="127.0.0.1", port=options.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
