"""Development commands; see the Makefile."""
