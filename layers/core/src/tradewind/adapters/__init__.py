"""Vendors behind our ports. Each SDK is imported here and nowhere else."""

from tradewind.lean_botocore import install

install()
