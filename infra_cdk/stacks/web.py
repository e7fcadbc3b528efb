"""What browsers load that is not the API."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.components.media_cdn import MediaCdn
from infra_cdk.config import StageConfig


class WebStack(cdk.Stack):
    """The media CDN.

    Attributes:
        media_base_url: where pictures are served.
    """

    def __init__(self, scope: Construct, id: str, *, config: StageConfig, media: s3.IBucket, **options: Any) -> None:
        super().__init__(scope, id, **options)
        self.media_base_url = MediaCdn(self, "Media", config=config, bucket=media).base_url
        cdk.CfnOutput(self, "MediaBaseUrl", value=self.media_base_url)
