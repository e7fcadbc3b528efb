"""FastAPI: the app factory, problems, dependencies, the Lambda entry. HTTP exists only here and in ``functions``."""

import sys

# FastAPI asks pydantic.v1 only whether a model is of the old kind. We have none, and it is thirty files at every cold
# start; FastAPI tolerates its absence (it catches the ImportError).
sys.modules.setdefault("pydantic.v1", None)  # type: ignore[arg-type]
