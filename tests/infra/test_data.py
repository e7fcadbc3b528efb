"""The stateful stack: shapes agree with the local engine's, and nothing in it can be lost by a deployment."""

from pathlib import Path

from local.engine.provision import table_definition
from tests.infra.templates import Json, Stage


def _sorted(rows: list[Json], key: str) -> list[Json]:
    return sorted(rows, key=lambda row: str(row[key]))


def test_the_table_is_the_one_the_repositories_are_tested_on(stage: Stage) -> None:
    table = stage.one("AWS::DynamoDB::GlobalTable").properties
    expected = table_definition("tradewind-dev")

    assert table["TableName"] == expected["TableName"]
    assert table["BillingMode"] == expected["BillingMode"]
    assert table["KeySchema"] == expected["KeySchema"]
    assert _sorted(table["AttributeDefinitions"], "AttributeName") == _sorted(
        expected["AttributeDefinitions"], "AttributeName"
    )
    assert _sorted(table["GlobalSecondaryIndexes"], "IndexName") == _sorted(
        expected["GlobalSecondaryIndexes"], "IndexName"
    )
    assert table["StreamSpecification"] == {"StreamViewType": expected["StreamSpecification"]["StreamViewType"]}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}


def test_what_holds_data_is_retained(stage: Stage) -> None:
    for resource in stage.resources("AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket"):
        assert resource.whole["DeletionPolicy"] == "Retain", resource.id
        assert resource.whole["UpdateReplacePolicy"] == "Retain", resource.id
    (replica,) = stage.one("AWS::DynamoDB::GlobalTable").properties["Replicas"]
    assert replica["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_only_the_data_stack_holds_data(stage: Stage) -> None:
    holding = {resource.stack for resource in stage.resources("AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket")}

    assert holding == {"tradewind-dev-data"}


def test_production_cannot_be_deleted_by_mistake(validated: Path) -> None:
    manifest = (validated / "prod" / "manifest.json").read_text()
    prod, staging = Stage.read(validated / "prod"), Stage.read(validated / "staging")
    (replica,) = prod.one("AWS::DynamoDB::GlobalTable").properties["Replicas"]
    (staged,) = staging.one("AWS::DynamoDB::GlobalTable").properties["Replicas"]

    assert '"terminationProtection": true' in manifest
    assert replica["DeletionProtectionEnabled"] is True
    assert staged["DeletionProtectionEnabled"] is False


def _media(stage: Stage) -> Json:
    (bucket,) = (found for found in stage.resources("AWS::S3::Bucket") if "BucketName" in found.properties)
    return bucket.properties


def test_buckets_are_private_and_encrypted(stage: Stage) -> None:
    for bucket in stage.resources("AWS::S3::Bucket"):
        assert all(bucket.properties["PublicAccessBlockConfiguration"].values())
        assert bucket.properties["BucketEncryption"]
    for policy in stage.resources("AWS::S3::BucketPolicy"):
        denied = [s for s in policy.properties["PolicyDocument"]["Statement"] if s["Effect"] == "Deny"]
        assert {"Bool": {"aws:SecureTransport": "false"}} in [statement["Condition"] for statement in denied]


def test_uploads_expire_and_their_arrival_is_announced(stage: Stage) -> None:
    rules = {rule["Id"]: rule for rule in _media(stage)["LifecycleConfiguration"]["Rules"]}
    assert (rules["old-sheets"]["Prefix"], rules["old-sheets"]["ExpirationInDays"]) == ("transfers/", 7)
    (notice,) = _media(stage)["NotificationConfiguration"]["QueueConfigurations"]

    assert (rules["abandoned-uploads"]["Prefix"], rules["abandoned-uploads"]["ExpirationInDays"]) == ("uploads/", 1)
    assert rules["unfinished-multipart"]["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    assert notice["Event"] == "s3:ObjectCreated:*"
    assert notice["Filter"] == {"S3Key": {"Rules": [{"Name": "prefix", "Value": "uploads/"}]}}
    assert stage.text("tradewind-dev-data", notice["Queue"]) == "Queue:tradewind-dev-images"


def test_browsers_may_post_from_the_dashboard_alone(stage: Stage) -> None:
    (rule,) = _media(stage)["CorsConfiguration"]["CorsRules"]

    assert rule["AllowedMethods"] == ["POST"]
    assert rule["AllowedOrigins"] == ["https://app.dev.tradewind.example"]


def test_the_world_reads_renderings_through_the_cdn_and_nothing_else(stage: Stage) -> None:
    allowed = [
        (statement, policy)
        for policy in stage.resources("AWS::S3::BucketPolicy")
        for statement in policy.properties["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow" and statement["Principal"].get("Service") == "cloudfront.amazonaws.com"
    ]
    ((statement, policy),) = allowed
    distribution = stage.one("AWS::CloudFront::Distribution").properties["DistributionConfig"]

    assert statement["Action"] == "s3:GetObject"
    assert stage.text(policy.stack, statement["Resource"]).endswith("/media/*")
    assert statement["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    assert distribution["Origins"][0]["OriginAccessControlId"]
    assert distribution["DefaultCacheBehavior"]["AllowedMethods"] == ["GET", "HEAD"]
