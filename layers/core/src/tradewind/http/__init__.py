"""FastAPI: the app factory, problems, dependencies, the Lambda entry. HTTP exists only here and in ``functions``."""
