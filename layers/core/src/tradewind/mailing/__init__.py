"""Mails to shoppers: templates, claims so that each is sent once, transports."""
