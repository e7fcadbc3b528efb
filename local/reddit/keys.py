"""Keys the stand-in for Reddit knows."""

CLIENT_ID = "local-reddit-id"
CLIENT_SECRET = "local-reddit-secret"
