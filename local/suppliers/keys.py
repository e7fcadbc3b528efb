"""Keys the stand-in suppliers know."""

ALIEXPRESS_APP_KEY = "500001"
ALIEXPRESS_APP_SECRET = "local-aliexpress-secret"
ALIEXPRESS_SESSION = "local-aliexpress-session"
CJ_API_KEY = "local-cj-key"
