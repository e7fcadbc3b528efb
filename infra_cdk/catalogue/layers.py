"""What each layer carries, and the layers that every function of a kind has."""

LAYERS: dict[str, tuple[str, ...]] = {
    # Our own package; it comes without third parties.
    "core": (),
    "runtime": ("anyascii", "aws-lambda-powertools", "orjson", "pydantic", "pynamodb"),
    "web": ("email-validator", "fastapi", "mangum", "pyjwt"),
    "auth": ("argon2-cffi", "pyotp"),
    "commerce": ("stripe",),
    "images": ("pillow",),
    "mail": ("jinja2",),
    "client": ("httpx2",),
    "trends": ("praw",),
    "ai": ("anthropic", "httpx2"),
    "documents": ("fpdf2", "uharfbuzz"),
}
"""Third-party packages by layer, without those they need themselves. Every layer leaves out what ``runtime`` has."""

WORKER = ("core", "runtime")
API = (*WORKER, "web")
