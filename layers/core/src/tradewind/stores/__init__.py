"""Stores: the tenant's shops, their names in the address bar, their life."""
