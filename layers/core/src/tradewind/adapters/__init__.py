"""Vendors behind our ports. Each SDK is imported here and nowhere else."""
