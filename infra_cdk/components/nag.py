"""Acknowledged findings of cdk-nag: always with the reason, always next to what they concern."""

from aws_cdk import Acknowledgment, Validations
from constructs import IConstruct

PACK = "AwsSolutions"


def acknowledge(construct: IConstruct, *rules: str, reason: str) -> None:
    """Accept ``rules`` (``IAM5[Resource::...]``, ``APIG4``) on ``construct`` and what is inside it."""
    for rule in rules:
        Validations.of(construct).acknowledge(Acknowledgment(id=f"{PACK}::{PACK}-{rule}", reason=reason))
