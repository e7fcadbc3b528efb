"""Logger and metrics, made once. Structured lines with short event names and keys; never bodies, mails or tokens."""

from functools import cache
from typing import Any

from aws_lambda_powertools.logging import Logger

from tradewind.settings import MetricSettings

SERVICE = "tradewind"


class StructuredLogger:
    """Powertools' Logger with keyword arguments as keys of the line."""

    def __init__(self) -> None:
        self._logger = Logger(
            service=SERVICE, log_uncaught_exceptions=False, utc=True, location=None, serialize_stacktrace=False
        )

    def info(self, event: str, **keys: Any) -> None:
        """Something happened as it should."""
        self._logger.info(event, extra=keys)

    def warning(self, event: str, **keys: Any) -> None:
        """Something a person may want to look at."""
        self._logger.warning(event, extra=keys)

    def error(self, event: str, **keys: Any) -> None:
        """Something a person must look at."""
        self._logger.error(event, extra=keys)

    def exception(self, event: str, **keys: Any) -> None:
        """An unexpected failure, with its traceback."""
        self._logger.exception(event, extra=keys)

    def set_correlation_id(self, value: str) -> None:
        """Join this thread's following lines to a request or message."""
        self._logger.thread_safe_append_keys(correlation_id=value)


@cache
def get_logger() -> StructuredLogger:
    """The process's logger."""
    return StructuredLogger()


@cache
def _namespace() -> str:
    return MetricSettings.load().metrics_namespace


def count_metric(name: str, value: int = 1) -> None:
    """Write one count metric as an EMF line (CloudWatch picks it from the log, others from stdout)."""
    # Imported here: only workers count, and the API functions need not load it.
    from aws_lambda_powertools.metrics import MetricUnit, single_metric

    with single_metric(
        name=name, unit=MetricUnit.Count, value=value, namespace=_namespace(), default_dimensions={"service": SERVICE}
    ):
        pass
