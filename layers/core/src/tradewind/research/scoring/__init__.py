"""How promising a candidate is: a trained trend model and the plain rules beside it. Pure functions, no packages."""
