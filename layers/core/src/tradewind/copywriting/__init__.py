"""Texts of products: written from facts, in the store's voice, and honest about what nobody can vouch for."""
