"""How a session reaches its caller: in cookies, or in the body."""

from fastapi import Request, Response

from tradewind.accounts.models import Tokens
from tradewind.accounts.schemas import TokenResponse
from tradewind.bootstrap import Container
from tradewind.http import auth


def hand_out(tokens: Tokens, request: Request, response: Response, services: Container) -> TokenResponse:
    """The answer with a new or renewed session."""
    response.headers["cache-control"] = "no-store"
    cookies = auth.wants_cookies(request)
    if cookies:
        auth.set_session_cookies(response, tokens, services.auth_settings)
    return TokenResponse.of(tokens, with_refresh_token=not cookies)
