"""``/api/v1/auth``: registration, sign-in, refresh, sign-out, me (spec feature 2)."""

from fastapi import APIRouter, Request, Response

from functions.auth.second_factor import router as second_factor
from functions.auth.sessions import hand_out
from tradewind.accounts import service
from tradewind.accounts.errors import NotAuthenticatedError
from tradewind.accounts.models import Challenge
from tradewind.accounts.schemas import Credentials, RefreshRequest, Registration, TokenResponse, UserResponse
from tradewind.accounts.second_factor_schemas import ChallengeResponse
from tradewind.bootstrap import Container
from tradewind.http import auth
from tradewind.http.auth import CurrentPrincipal, Services
from tradewind.http.problems import responses

router = APIRouter(prefix="/auth", tags=["auth"])
routers = (router, second_factor)


@router.post("/register", status_code=201, responses=responses(409, 429))
def register(body: Registration, request: Request, response: Response, services: Services) -> TokenResponse:
    """Create an account and sign in."""
    tokens = service.register(
        services.account_deps,
        email=body.email,
        password=body.password.get_secret_value(),
        address=auth.client_address(request, services.auth_settings),
    )
    return hand_out(tokens, request, response, services)


@router.post("/login", responses=responses(401, 429))
def login(
    body: Credentials, request: Request, response: Response, services: Services
) -> TokenResponse | ChallengeResponse:
    """Sign in. Where two-step sign-in is on, a right password is answered with a challenge instead of a session."""
    answer = service.login(
        services.account_deps,
        email=body.email,
        password=body.password.get_secret_value(),
        address=auth.client_address(request, services.auth_settings),
    )
    if isinstance(answer, Challenge):
        response.headers["cache-control"] = "no-store"
        return ChallengeResponse(challenge=answer.token)
    return hand_out(answer, request, response, services)


@router.post("/refresh", responses=responses(401, 403))
def refresh(
    request: Request, response: Response, services: Services, body: RefreshRequest | None = None
) -> TokenResponse:
    """New tokens for a refresh token, from the body or the cookie."""
    token = _refresh_token(request, services, body)
    if not token:
        raise NotAuthenticatedError
    # A lost race or a failure never clears cookies: another tab may hold newer ones.
    return hand_out(service.refresh(services.account_deps, refresh_token=token), request, response, services)


@router.post("/logout", status_code=204, responses=responses(403))
def logout(request: Request, services: Services, body: RefreshRequest | None = None) -> Response:
    """End this session, whichever of its tokens is at hand, and forget its cookies."""
    token = _refresh_token(request, services, body)
    try:
        if token:
            service.logout_with_refresh_token(services.account_deps, refresh_token=token)
        else:
            principal = auth.current_principal(request, services)
            service.logout(services.account_deps, user_id=principal.user_id, session_id=principal.session_id)
    except NotAuthenticatedError:
        # Whoever signs out is signed out, also with a token that died before.
        pass
    response = Response(status_code=204)
    auth.clear_session_cookies(response, services.auth_settings)
    return response


@router.get("/me", responses=responses(401))
def get_me(principal: CurrentPrincipal, services: Services) -> UserResponse:
    """The signed-in merchant."""
    return UserResponse.of(service.get_user(services.account_deps, user_id=principal.user_id))


def _refresh_token(request: Request, services: Container, body: RefreshRequest | None) -> str | None:
    if body and body.refresh_token:
        return body.refresh_token
    cookie = request.cookies.get(auth.REFRESH_COOKIE)
    if cookie:
        auth.check_csrf(request, services.auth_settings)
    return cookie
