"""A local stand-in for Stripe's API, hosted checkout page and webhooks.

Development and tests only: it listens on the loopback interface, moves no money and is never imported by the product.
See `README.md` in this folder for what it does and what it leaves out.
"""
