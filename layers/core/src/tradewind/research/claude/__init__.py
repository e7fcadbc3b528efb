"""What Claude is asked about candidates, and what of its answers is kept."""
