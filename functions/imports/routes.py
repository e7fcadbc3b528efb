"""Every router of the ``imports`` area."""

from functions.imports.ai import router as ai
from functions.imports.jobs import router as jobs
from functions.imports.pricing import router as pricing
from functions.imports.review import router as review
from functions.imports.sync import router as sync

routers = (ai, jobs, review, sync, pricing)
