"""A local stand-in for the media CDN: serves the bucket's `media/` objects the way CloudFront would.

Development and tests only: it listens on the loopback interface.
"""
