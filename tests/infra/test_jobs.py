"""Queues, workers, the bus, the stream and schedules."""

import json
from pathlib import Path
from typing import Any

from functions.selfhost.worker import HANDLERS
from local.engine.provision import MAX_RECEIVES, QUEUES
from tests.infra.templates import Resource, Stage
from tradewind.adapters.eventbridge_bus import SOURCE
from tradewind.messaging.routes import load_routes

FOURTEEN_DAYS = 14 * 86_400


def queues(stage: Stage) -> dict[str, Resource]:
    found = {queue.properties["QueueName"]: queue for queue in stage.resources("AWS::SQS::Queue")}
    return {name.removeprefix("tradewind-dev-"): queue for name, queue in found.items()}


def mappings(stage: Stage) -> dict[str, tuple[Resource, Resource, Resource]]:
    """Event source mapping, function and source by the function's folder."""
    found = {}
    for mapping in stage.resources("AWS::Lambda::EventSourceMapping"):
        function = stage.at(mapping.stack, mapping.properties["FunctionName"])
        source = stage.at(mapping.stack, mapping.properties["EventSourceArn"])
        found[function.properties["Handler"].split(".")[1]] = (mapping, function, source)
    return found


def test_the_queues_are_those_of_every_other_way_to_run(stage: Stage) -> None:
    names = {name for name in queues(stage) if not name.endswith("-dlq")}

    assert names == set(QUEUES) == HANDLERS.keys()


def test_what_fails_five_times_rests_for_two_weeks(stage: Stage) -> None:
    for name in QUEUES:
        policy = queues(stage)[name].properties["RedrivePolicy"]
        dead = stage.at(queues(stage)[name].stack, {"Fn::GetAtt": policy["deadLetterTargetArn"]["Fn::GetAtt"]})
        assert policy["maxReceiveCount"] == MAX_RECEIVES
        assert dead.properties["QueueName"] == f"tradewind-dev-{name}-dlq"
        assert dead.properties["MessageRetentionPeriod"] == FOURTEEN_DAYS


def test_a_worker_has_a_sixth_of_the_time_a_message_is_hidden(stage: Stage) -> None:
    for name in QUEUES:
        worker = name.removesuffix("s") + "_worker"
        mapping, function, queue = mappings(stage)[worker]
        assert queue.properties["QueueName"] == f"tradewind-dev-{name}"
        assert queue.properties["VisibilityTimeout"] >= 6 * function.properties["Timeout"]
        assert mapping.properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_projections_are_folded_for_a_second(stage: Stage) -> None:
    mapping, _, _ = mappings(stage)["projection_worker"]

    assert mapping.properties["MaximumBatchingWindowInSeconds"] == 1
    assert mapping.properties["BatchSize"] == 10


def test_queues_are_encrypted_and_refuse_plain_http(stage: Stage) -> None:
    guarded = set()
    for policy in stage.resources("AWS::SQS::QueuePolicy"):
        first = policy.properties["PolicyDocument"]["Statement"][0]
        assert (first["Effect"], first["Action"]) == ("Deny", "sqs:*")
        assert first["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        guarded |= {stage.at(policy.stack, queue).properties["QueueName"] for queue in policy.properties["Queues"]}
    assert guarded == {queue.properties["QueueName"] for queue in queues(stage).values()}
    assert all(queue.properties["SqsManagedSseEnabled"] for queue in queues(stage).values())


def test_the_bus_brings_events_where_the_routes_say(stage: Stage) -> None:
    by_type: dict[str, set[str]] = {}
    for rule in stage.resources("AWS::Events::Rule"):
        pattern = rule.properties["EventPattern"]
        assert pattern["source"] == [SOURCE]
        assert stage.at(rule.stack, rule.properties["EventBusName"]).properties["Name"] == "tradewind-dev"
        for target in rule.properties["Targets"]:
            queue = stage.at(rule.stack, target["Arn"]).properties["QueueName"].removeprefix("tradewind-dev-")
            dead = stage.at(rule.stack, target["DeadLetterConfig"]["Arn"])
            assert dead.properties["QueueName"] == "tradewind-dev-undelivered-dlq"
            for event_type in pattern["detail-type"]:
                by_type.setdefault(event_type, set()).add(queue)

    assert by_type == {event_type: set(queues) for event_type, queues in load_routes().items()}


def test_the_bus_may_write_to_the_queues_of_its_rules(stage: Stage) -> None:
    writers = set()
    for policy in stage.resources("AWS::SQS::QueuePolicy"):
        for statement in policy.properties["PolicyDocument"]["Statement"]:
            if statement["Effect"] == "Allow" and statement["Principal"] == {"Service": "events.amazonaws.com"}:
                assert statement["Condition"]["ArnEquals"]["aws:SourceArn"]
                writers |= {stage.text(policy.stack, queue) for queue in policy.properties["Queues"]}
    targets = {queue for queues in load_routes().values() for queue in queues} | {"undelivered-dlq"}
    assert writers == {f"Queue:tradewind-dev-{name}" for name in targets}


def test_the_stream_is_filtered_and_loses_nothing(stage: Stage) -> None:
    mapping, _, source = mappings(stage)["outbox_stream"]
    (pattern,) = (json.loads(found["Pattern"]) for found in mapping.properties["FilterCriteria"]["Filters"])

    assert source.type == "AWS::DynamoDB::GlobalTable"
    assert pattern == {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"type": {"S": ["Outbox"]}}}}
    assert mapping.properties["StartingPosition"] == "TRIM_HORIZON"
    assert mapping.properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping.properties["BisectBatchOnFunctionError"] is True
    dead = stage.at(mapping.stack, mapping.properties["DestinationConfig"]["OnFailure"]["Destination"])
    assert dead.properties["QueueName"] == "tradewind-dev-undelivered-dlq"


def test_schedules_are_those_of_the_shared_file(stage: Stage, repository_root: Path) -> None:
    expected = {
        schedule["function"]: f"rate({schedule['every_minutes']} minutes)"
        for schedule in json.loads((repository_root / "events" / "schedules.json").read_text())
    }
    found: dict[str, Any] = {}
    for schedule in stage.resources("AWS::Scheduler::Schedule"):
        target = schedule.properties["Target"]
        function = stage.at(schedule.stack, target["Arn"])
        found[function.properties["Handler"].split(".")[1]] = schedule.properties["ScheduleExpression"]
        assert target["RetryPolicy"]["MaximumRetryAttempts"] == 2
        assert stage.at(schedule.stack, target["DeadLetterConfig"]["Arn"]).properties["QueueName"].endswith("-dlq")
        assert stage.at(schedule.stack, target["RoleArn"]).type == "AWS::IAM::Role"

    assert found == expected


def test_mail_leaves_by_an_identity_with_its_own_settings(stage: Stage) -> None:
    identity = stage.one("AWS::SES::EmailIdentity").properties
    settings = stage.one("AWS::SES::ConfigurationSet").properties
    variables = stage.functions()["email_worker"].properties["Environment"]["Variables"]

    assert identity["EmailIdentity"] == "dev.tradewind.example"
    assert settings["DeliveryOptions"]["TlsPolicy"] == "REQUIRE"
    assert variables["MAIL_TRANSPORT"] == "ses"
    assert variables["MAIL_FROM"].endswith("@dev.tradewind.example>")
