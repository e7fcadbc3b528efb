"""Replaying recorded days to prove the trend model. Runs where people develop: it needs numpy, the product does not."""
