"""Who is calling: bearer tokens for API clients, httpOnly cookies for the dashboard on the same origin."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from tradewind.access.errors import UserNeededError
from tradewind.access.tokens import PREFIX
from tradewind.accounts.errors import CsrfRejectedError, NotAuthenticatedError
from tradewind.accounts.models import SESSION_LIFETIME, Origin, Principal, Tokens
from tradewind.http.public import Services as Services
from tradewind.settings import AuthSettings

ACCESS_COOKIE = "tw_access"
REFRESH_COOKIE = "tw_refresh"
SESSION_HEADER = "x-tradewind-session"
"""``X-Tradewind-Session: cookie`` asks for cookies, and is what a forged cross-site request cannot send."""
_REFRESH_PATH = "/api/v1/auth"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def wants_cookies(request: Request) -> bool:
    """Whether the caller keeps its session in cookies."""
    return request.headers.get(SESSION_HEADER) == "cookie"


def bearer_token(request: Request) -> str:
    """The token of ``Authorization: Bearer``, or empty."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def current_principal(request: Request, services: Services) -> Principal:
    """The caller's identity, who must be a person.

    Raises:
        NotAuthenticatedError, TokenExpiredError, CsrfRejectedError. UserNeededError: it is an API key.
    """
    token = bearer_token(request)
    if token.startswith(PREFIX):
        raise UserNeededError
    if token:
        return services.tokens.read_access(token)
    cookie = request.cookies.get(ACCESS_COOKIE)
    if not cookie:
        raise NotAuthenticatedError
    if request.method not in _SAFE_METHODS:
        check_csrf(request, services.auth_settings)
    return services.tokens.read_access(cookie)


CurrentPrincipal = Annotated[Principal, Depends(current_principal)]


def check_csrf(request: Request, settings: AuthSettings) -> None:
    """Refuse a cookie-carrying request that another site could have caused.

    The custom header cannot be sent cross-origin without a preflight, which we never answer for foreign origins; where
    the browser names an Origin it must be the request's own host or one of ALLOWED_ORIGINS.
    """
    if not wants_cookies(request):
        raise CsrfRejectedError
    origin = request.headers.get("origin")
    if origin is None:
        return
    allowed = {entry.strip() for entry in settings.allowed_origins.split(",") if entry.strip()}
    if origin.partition("://")[2] != request.headers.get("host") and origin not in allowed:
        raise CsrfRejectedError


def _request_origin(request: Request, services: Services) -> Origin:
    return Origin(
        address=client_address(request, services.auth_settings), user_agent=request.headers.get("user-agent", "")
    )


RequestOrigin = Annotated[Origin, Depends(_request_origin)]


def set_session_cookies(response: Response, tokens: Tokens, settings: AuthSettings) -> None:
    """Hand the session to the browser where no script can read it."""
    lifetime = int(SESSION_LIFETIME.total_seconds())
    # Both live as long as the session: an expired access token is answered with "refresh", not with "who are you".
    for name, value, path in (
        (ACCESS_COOKIE, tokens.access_token, "/"),
        (REFRESH_COOKIE, tokens.refresh_token, _REFRESH_PATH),
    ):
        response.set_cookie(
            name, value, max_age=lifetime, path=path, secure=settings.cookie_secure, httponly=True, samesite="lax"
        )


def clear_session_cookies(response: Response, settings: AuthSettings) -> None:
    """Forget the session in the browser."""
    for name, path in ((ACCESS_COOKIE, "/"), (REFRESH_COOKIE, _REFRESH_PATH)):
        response.delete_cookie(name, path=path, secure=settings.cookie_secure, httponly=True, samesite="lax")


def client_address(request: Request, settings: AuthSettings) -> str:
    """The caller's network address, for throttling.

    X-Forwarded-For is believed only as far as TRUSTED_PROXY_HOPS proxies of ours appended to it.
    """
    direct = request.client.host if request.client else "unknown"
    hops = settings.trusted_proxy_hops
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    return forwarded[-hops] if hops and len(forwarded) >= hops else direct
