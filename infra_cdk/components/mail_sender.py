"""The domain shop mail is sent from."""

import aws_cdk as cdk
from aws_cdk import aws_ses as ses
from constructs import Construct

from infra_cdk.config import StageConfig


class MailSender(Construct):
    """An SES identity with its default configuration set. Its DKIM records go to the domain's DNS by hand.

    Attributes:
        arns: what a sender needs permission on.
    """

    def __init__(self, scope: Construct, id: str, *, config: StageConfig) -> None:
        super().__init__(scope, id)
        stack = cdk.Stack.of(self)
        settings = ses.ConfigurationSet(
            self,
            "Settings",
            configuration_set_name=config.name,
            reputation_metrics=True,
            tls_policy=ses.ConfigurationSetTlsPolicy.REQUIRE,
            suppression_reasons=ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
        )
        identity = ses.EmailIdentity(
            self, "Identity", identity=ses.Identity.domain(config.mail_identity), configuration_set=settings
        )
        self.arns = (
            stack.format_arn(service="ses", resource="identity", resource_name=config.mail_identity),
            stack.format_arn(service="ses", resource="configuration-set", resource_name=config.name),
        )
        records = identity.dkim_records if config.mail_dns_records else []
        for number, record in enumerate(records, start=1):
            cdk.CfnOutput(
                self,
                f"Dkim{number}",
                description="CNAME for the mail domain's DNS",
                value=f"{record.name} CNAME {record.value}",
            )
