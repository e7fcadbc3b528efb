"""Paid orders: what was bought, by whom, and what is still to be done."""
