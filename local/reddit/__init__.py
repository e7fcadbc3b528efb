"""Stand-in for Reddit: tokens, searches and listings, with posts about the demo goods. Loopback only."""
