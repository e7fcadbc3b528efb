"""Stacks only compose: data holds, web serves files, jobs and api run, observability watches."""
