"""Mails to shoppers and merchants: templates, claims so that each is sent once, transports."""
