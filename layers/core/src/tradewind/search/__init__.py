"""A store's shelf as one SQLite file in object storage: search, facets and lists from at most two reads (ADR 14)."""
