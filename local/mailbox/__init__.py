"""A local mailbox: an SMTP server that keeps every mail as a file and a page that shows them.

Development and tests only: it listens on the loopback interface and never sends anything on.
"""
