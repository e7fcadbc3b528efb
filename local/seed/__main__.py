"""Seeds the demo store."""
