"""Finding what is starting to sell: observations, scores, and what a merchant makes of them."""
