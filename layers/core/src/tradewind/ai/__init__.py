"""Claude as an adviser: what may be asked, what it may cost, and what it did cost."""
