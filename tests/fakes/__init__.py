"""In-memory forms of our ports."""
