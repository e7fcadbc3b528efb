"""Pictures: originals arrive below ``uploads/``, renderings are kept below ``media/``."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.components.nag import acknowledge
from infra_cdk.components.work_queue import WorkQueue
from infra_cdk.config import StageConfig, media_bucket_name

UPLOADS = "uploads/"
MEDIA = "media/"
TRANSFERS = "transfers/"


class ImageBucket(Construct):
    """The media bucket. It tells ``uploads`` of every arrival.

    Attributes:
        bucket: the bucket.
    """

    def __init__(self, scope: Construct, id: str, *, config: StageConfig, uploads: WorkQueue) -> None:
        super().__init__(scope, id)
        stack = cdk.Stack.of(self)
        name = media_bucket_name(config, stack.account)
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            bucket_name=name,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=config.requires_tls,
            minimum_tls_version=1.2 if config.requires_tls else None,
            server_access_logs_bucket=self._access_logs(config),
            server_access_logs_prefix="media/",
            removal_policy=cdk.RemovalPolicy.RETAIN,
            cors=[
                # The browser posts its upload here with a form that the products function signed.
                s3.CorsRule(
                    allowed_methods=[s3.HttpMethods.POST],
                    allowed_origins=list(config.origins),
                    allowed_headers=["*"],
                    exposed_headers=["ETag"],
                    max_age=3600,
                )
            ],
            lifecycle_rules=[
                # The worker deletes an original once it is rendered; what is left after a day was abandoned.
                s3.LifecycleRule(id="abandoned-uploads", prefix=UPLOADS, expiration=cdk.Duration.days(1)),
                # Product sheets have done their work once they are imported or downloaded.
                s3.LifecycleRule(id="old-sheets", prefix=TRANSFERS, expiration=cdk.Duration.days(7)),
                s3.LifecycleRule(
                    id="unfinished-multipart", abort_incomplete_multipart_upload_after=cdk.Duration.days(1)
                ),
            ],
        )
        self._announce_uploads(uploads, name)

    def _access_logs(self, config: StageConfig) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            "AccessLogs",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=config.requires_tls,
            minimum_tls_version=1.2 if config.requires_tls else None,
            removal_policy=cdk.RemovalPolicy.RETAIN,
            lifecycle_rules=[s3.LifecycleRule(id="retention", expiration=cdk.Duration.days(config.log_retention_days))],
        )
        acknowledge(bucket, "S1", reason="The bucket that holds access logs: logging into itself would never end.")
        return bucket

    def allow_cdn(self) -> None:
        """Let distributions of this account read renderings, and nothing else of the bucket.

        The distribution lives in another stack that already depends on this one, so its own ARN cannot be named here.
        """
        stack = cdk.Stack.of(self)
        distributions = stack.format_arn(service="cloudfront", region="", resource="distribution", resource_name="*")
        self.bucket.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("cloudfront.amazonaws.com")],
                actions=["s3:GetObject"],
                resources=[self.bucket.arn_for_objects(f"{MEDIA}*")],
                conditions={
                    "StringEquals": {"aws:SourceAccount": stack.account},
                    "ArnLike": {"aws:SourceArn": distributions},
                },
            )
        )

    def _announce_uploads(self, uploads: WorkQueue, bucket_name: str) -> None:
        """Notifications by the bucket's own property: the L2 would bring a function of its own to set them."""
        stack = cdk.Stack.of(self)
        uploads.queue.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("s3.amazonaws.com")],
                actions=["sqs:SendMessage"],
                resources=[uploads.queue.queue_arn],
                conditions={
                    "StringEquals": {"aws:SourceAccount": stack.account},
                    # By name: the bucket is made after this policy, because S3 checks that it may send.
                    "ArnEquals": {"aws:SourceArn": f"arn:{stack.partition}:s3:::{bucket_name}"},
                },
            )
        )
        cfn_bucket = self.bucket.node.default_child
        assert isinstance(cfn_bucket, s3.CfnBucket)  # noqa: S101 (narrowing for the type checker)
        cfn_bucket.notification_configuration = s3.CfnBucket.NotificationConfigurationProperty(
            queue_configurations=[
                s3.CfnBucket.QueueConfigurationProperty(
                    event="s3:ObjectCreated:*",
                    queue=uploads.queue.queue_arn,
                    filter=s3.CfnBucket.NotificationFilterProperty(
                        s3_key=s3.CfnBucket.S3KeyFilterProperty(
                            rules=[s3.CfnBucket.FilterRuleProperty(name="prefix", value=UPLOADS)]
                        )
                    ),
                )
            ]
        )
        cfn_bucket.node.add_dependency(uploads.queue.node.find_child("Policy"))
