"""The CDK app: every stack of one stage. ``make deploy STAGE=dev``.

Before the first deployment of a stage an operator writes its secrets, which no template ever contains, as SecureString
parameters: ``/tradewind/<stage>/token-signing-key`` (at least 32 characters), ``stripe-secret-key`` and
``stripe-webhook-secrets`` (comma-separated while one is rotated). Afterwards the DKIM records that the jobs stack
prints go to the mail domain's DNS.
"""

from collections.abc import Mapping
from typing import Any

import aws_cdk as cdk

from infra_cdk.config import StageConfig, read_context
from infra_cdk.stacks.api import ApiStack
from infra_cdk.stacks.data import DataStack
from infra_cdk.stacks.jobs import JobsStack
from infra_cdk.stacks.observability import ObservabilityStack
from infra_cdk.stacks.web import WebStack


def make_app(
    stage: str | None = None, *, outdir: str | None = None, overrides: Mapping[str, Any] | None = None
) -> cdk.App:
    """The app of ``stage``, or of the stage named in the CDK context.

    Raises:
        ValueError: see ``StageConfig.load``.
    """
    app = cdk.App(outdir=outdir, context=read_context(), analytics_reporting=False)
    given = {name: value for name in StageConfig.model_fields if (value := app.node.try_get_context(name)) is not None}
    name = stage or given.get("stage") or "dev"
    config = StageConfig.load(name, {**given, **(overrides or {}), "stage": name})
    add_stacks(app, config)
    return app


def add_stacks(app: cdk.App, config: StageConfig) -> None:
    """Compose the stacks, in the order they need each other."""

    def named(part: str) -> dict[str, Any]:
        return {"id": f"{config.name}-{part}", "stack_name": f"{config.name}-{part}", "config": config}

    cdk.Tags.of(app).add("application", "tradewind")
    cdk.Tags.of(app).add("stage", config.stage)
    data = DataStack(app, **named("data"))
    media_base_url = config.media_base_url
    if config.media_cdn:
        web = WebStack(app, **named("web"), media=data.media)
        media_base_url = media_base_url or web.media_base_url
    if media_base_url is None:
        raise ValueError("without the media CDN, media_base_url must say where pictures are served")
    shared: dict[str, Any] = {"table": data.table, "media": data.media, "media_base_url": media_base_url}
    jobs = JobsStack(app, **named("jobs"), **shared, uploads=data.uploads)
    api = ApiStack(app, **named("api"), **shared, stripe_queue=jobs.stripe_queue)
    if config.alarms:
        ObservabilityStack(
            app,
            **named("observability"),
            api_id=api.api_id,
            jobs=jobs.unqueued,
            dead_letter_names=jobs.dead_letter_names,
        )


if __name__ == "__main__":
    make_app().synth()
