"""One construct per capability: keyword-only inputs, public outputs."""
