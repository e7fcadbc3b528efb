"""A server that the ``anthropic`` SDK takes for Claude. No model is behind it, and it says so."""
