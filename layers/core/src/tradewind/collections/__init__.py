"""Collections: products chosen by hand or by rules, shown together."""
