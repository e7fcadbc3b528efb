"""What a stage costs while nobody uses it, who hears of trouble, and the rules of cdk-nag."""

import json
import re
from pathlib import Path

from infra_cdk.catalogue import QUEUES, SCHEDULED
from tests.infra.templates import Stage

BILLED_BY_THE_HOUR = re.compile(
    r"AWS::(EC2::(NatGateway|Instance|VPCEndpoint|EIP|TransitGateway\w*|ClientVpn\w*)|ElasticLoadBalancing(V2)?::\w+|"
    r"RDS::\w+|ElastiCache::\w+|MemoryDB::\w+|OpenSearchService::\w+|OpenSearchServerless::\w+|Elasticsearch::\w+|"
    r"ECS::\w+|EKS::\w+|Redshift\w*::\w+|DAX::\w+|MSK::\w+|Kinesis::Stream|WAFv2::\w+|KMS::Key|"
    r"SecretsManager::Secret|GlobalAccelerator::\w+|Route53Resolver::\w+|AutoScaling::\w+)"
)


def test_nothing_costs_while_nobody_comes(stage: Stage) -> None:
    assert not [resource.id for resource in stage.resources() if BILLED_BY_THE_HOUR.fullmatch(resource.type)]
    assert stage.one("AWS::DynamoDB::GlobalTable").properties["BillingMode"] == "PAY_PER_REQUEST"
    for function in stage.functions().values():
        assert "ProvisionedConcurrencyConfig" not in json.dumps(function.properties)


def test_no_stack_brings_functions_we_did_not_write(stage: Stage) -> None:
    custom = [resource for resource in stage.resources() if resource.type.startswith(("Custom::", "AWS::CloudForm"))]

    assert not custom


def test_at_most_ten_alarms_that_a_person_can_act_on(stage: Stage) -> None:
    alarms = list(stage.resources("AWS::CloudWatch::Alarm"))

    assert 0 < len(alarms) <= 10
    assert all(len(alarm.properties["AlarmDescription"]) > 40 for alarm in alarms)
    assert all(alarm.properties["TreatMissingData"] == "notBreaching" for alarm in alarms)
    # Each metric of an alarm is billed like an alarm, and CloudWatch takes ten in one.
    metrics = [sum("MetricStat" in query for query in alarm.properties.get("Metrics", [])) or 1 for alarm in alarms]
    assert max(metrics) <= 10
    assert sum(metrics) <= 24


def _watched(stage: Stage, alarm: str, dimension: str) -> set[str]:
    alarms = [found.properties for found in stage.resources("AWS::CloudWatch::Alarm") if found.id.startswith(alarm)]
    return set(re.findall(rf'"Name": "{dimension}", "Value": "([^"]+)"', json.dumps(alarms)))


def test_every_dead_letter_queue_raises_an_alarm(stage: Stage) -> None:
    names = {queue.properties["QueueName"] for queue in stage.resources("AWS::SQS::Queue")}

    assert _watched(stage, "DeadLetters", "QueueName") == {name for name in names if name.endswith("-dlq")}


def test_every_function_without_a_gateway_or_a_queue_before_it_raises_an_alarm(stage: Stage) -> None:
    workers = {queue.worker.name for queue in QUEUES}
    jobs = {
        function.properties["FunctionName"]
        for name, function in stage.functions().items()
        if function.stack == "tradewind-dev-jobs" and name not in workers
    }

    assert _watched(stage, "JobErrors", "FunctionName") == jobs
    assert len(jobs) == len(SCHEDULED) + 1


def test_payments_plans_the_api_and_the_relay_raise_alarms(stage: Stage) -> None:
    found = {
        (alarm.properties.get("Namespace"), alarm.properties.get("MetricName"))
        for alarm in stage.resources("AWS::CloudWatch::Alarm")
    }

    assert {
        ("AWS/ApiGateway", "5xx"),
        ("Tradewind/dev", "PaymentNeedsAttention"),
        ("Tradewind/dev", "PlanLookFailed"),
        ("Tradewind/dev", "AuditLost"),
        ("AWS/Lambda", "IteratorAge"),
    } <= found


def test_alarms_call_somebody_where_an_address_is_given(validated: Path) -> None:
    prod = Stage.read(validated / "prod")

    assert prod.one("AWS::SNS::Subscription").properties["Endpoint"] == "ops@tradewind.example"
    assert all(alarm.properties["AlarmActions"] for alarm in prod.resources("AWS::CloudWatch::Alarm"))


def test_no_stack_comes_near_cloudformations_limits(stage: Stage) -> None:
    for name, template in stage.templates.items():
        assert len(template["Resources"]) < 300, name
        assert (stage.outdir / f"{name}.template.json").stat().st_size < 500_000, name


def test_nag_finds_nothing_that_is_not_explained(validated: Path) -> None:
    findings = json.loads((validated / "findings.json").read_text())

    assert findings == {"prod": [], "staging": []}
    report = json.loads((validated / "prod" / "validation-report.json").read_text())
    assert "AwsSolutions" in {plugin["pluginName"] for plugin in report["pluginReports"]}
