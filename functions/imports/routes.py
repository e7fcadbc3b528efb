"""Every router of the ``imports`` area."""

from functions.imports.ai import router as ai

routers = (ai,)
