"""Pictures to the world: renderings of the media bucket through CloudFront."""

import aws_cdk as cdk
from aws_cdk import Annotations
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.components.nag import acknowledge
from infra_cdk.config import StageConfig


class MediaCdn(Construct):
    """A distribution that serves ``media/*`` of the bucket and nothing else.

    Renderings never change under their name and say so in their own headers; the edge keeps them for a year.

    Attributes:
        base_url: where pictures are.
    """

    def __init__(self, scope: Construct, id: str, *, config: StageConfig, bucket: s3.IBucket) -> None:
        super().__init__(scope, id)
        domain = f"media.{config.root_domain}" if config.media_certificate_arn else None
        certificate = (
            acm.Certificate.from_certificate_arn(self, "Certificate", config.media_certificate_arn)
            if config.media_certificate_arn
            else None
        )
        # By attributes: the bucket's policy is its own stack's business, see ImageBucket.allow_cdn.
        files = s3.Bucket.from_bucket_attributes(
            self, "Files", bucket_name=bucket.bucket_name, region=cdk.Stack.of(self).region
        )
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"{config.name} pictures",
            domain_names=[domain] if domain else None,
            certificate=certificate,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021 if certificate else None,
            default_behavior=self._behavior(config, files),
        )
        Annotations.of(distribution).acknowledge_warning(
            "@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac", "ImageBucket.allow_cdn writes it."
        )
        self.base_url = f"https://{domain or distribution.distribution_domain_name}"
        self._acknowledge(distribution, certificate)

    def _behavior(self, config: StageConfig, files: s3.IBucket) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(files),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD,
            # Neither cookies nor queries nor headers reach the key: one copy at each edge.
            cache_policy=cloudfront.CachePolicy(
                self,
                "Forever",
                cache_policy_name=f"{config.name}-media",
                comment="Immutable files",
                default_ttl=cdk.Duration.days(365),
                max_ttl=cdk.Duration.days(365),
                min_ttl=cdk.Duration.seconds(0),
            ),
            response_headers_policy=self._headers(config),
        )

    def _headers(self, config: StageConfig) -> cloudfront.ResponseHeadersPolicy:
        return cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            response_headers_policy_name=f"{config.name}-media",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                # A file opened by itself runs nothing, whatever it turns out to be.
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy="default-src 'none'; img-src 'self'; sandbox", override=True
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=cdk.Duration.days(365), override=True
                ),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    # Stores on other domains show these pictures.
                    cloudfront.ResponseCustomHeader(
                        header="cross-origin-resource-policy", value="cross-origin", override=True
                    )
                ]
            ),
        )

    def _acknowledge(self, distribution: cloudfront.Distribution, certificate: acm.ICertificate | None) -> None:
        acknowledge(distribution, "CFR1", reason="Shoppers may be anywhere; stores decide where they sell.")
        acknowledge(
            distribution,
            "CFR2",
            reason="Read-only immutable files without parameters: a firewall would cost more a month than the stage.",
        )
        acknowledge(
            distribution,
            "CFR3",
            reason="Access logs would keep shoppers' addresses for no question we ask; CloudWatch has the counts.",
        )
        if not certificate:
            acknowledge(
                distribution,
                "CFR4",
                reason="CloudFront's own certificate fixes the protocol minimum; a stage with media_certificate_arn "
                "enforces TLS 1.2.",
            )
