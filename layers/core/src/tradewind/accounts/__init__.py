"""Merchants' accounts: registration, sign-in, sessions, tokens."""
