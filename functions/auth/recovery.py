"""``/api/v1/auth``: passwords, addresses, sessions, and what happened to the account."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from tradewind.accounts import recovery, service
from tradewind.accounts.recovery_schemas import (
    AskForResetRequest,
    ChangeAddressRequest,
    ChangePasswordRequest,
    ConfirmAddressRequest,
    ResetPasswordRequest,
    SecurityEventResponse,
    SessionResponse,
)
from tradewind.accounts.schemas import UserResponse
from tradewind.http.auth import CurrentPrincipal, RequestOrigin, Services
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf

router = APIRouter(prefix="/auth", tags=["auth"])

SHOWN_EVENTS = 50


@router.post("/password-reset", status_code=202, responses=responses(429))
def ask_for_password_reset(body: AskForResetRequest, services: Services, origin: RequestOrigin) -> Response:
    """Send a link to the address if an account has it. The answer does not say whether one has."""
    recovery.ask_for_reset(services.recovery_deps, email=body.email, origin=origin)
    return Response(status_code=202)


@router.post("/password-reset/confirm", status_code=204, responses=responses(409, 410))
def reset_password(body: ResetPasswordRequest, services: Services, origin: RequestOrigin) -> Response:
    """Set a password with the link's token. Every session ends; sign in with the new password."""
    recovery.reset_password(
        services.recovery_deps, token=body.token, password=body.password.get_secret_value(), origin=origin
    )
    return Response(status_code=204)


@router.post("/password", status_code=204, responses=responses(401, 403, 409, 429))
def change_password(
    body: ChangePasswordRequest, principal: CurrentPrincipal, services: Services, origin: RequestOrigin
) -> Response:
    """Another password. Every other session ends."""
    recovery.change_password(
        services.recovery_deps,
        user_id=principal.user_id,
        session_id=principal.session_id,
        current=body.current_password.get_secret_value(),
        password=body.password.get_secret_value(),
        proof=body.to_proof(),
        origin=origin,
    )
    return Response(status_code=204)


@router.post("/email/verification", status_code=202, responses=responses(401, 403, 409, 429))
def ask_for_verification(principal: CurrentPrincipal, services: Services) -> Response:
    """Send the mail that confirms the account's address again."""
    recovery.ask_for_verification(services.recovery_deps, user_id=principal.user_id)
    return Response(status_code=202)


@router.post("/email/change", status_code=202, responses=responses(401, 403, 429))
def change_email(body: ChangeAddressRequest, principal: CurrentPrincipal, services: Services) -> Response:
    """Send a link to a new address. The account keeps the present one until the link is followed."""
    recovery.ask_for_address(
        services.recovery_deps,
        user_id=principal.user_id,
        email=body.email,
        password=body.password.get_secret_value(),
        proof=body.to_proof(),
    )
    return Response(status_code=202)


@router.post("/email/confirm", responses=responses(409, 410))
def confirm_email(body: ConfirmAddressRequest, services: Services, origin: RequestOrigin) -> UserResponse:
    """Follow the link of either mail."""
    return UserResponse.of(recovery.confirm_address(services.recovery_deps, token=body.token, origin=origin))


@router.get("/sessions", responses=responses(401))
def list_sessions(principal: CurrentPrincipal, services: Services) -> ListOf[SessionResponse]:
    """Where the account is signed in, latest use first."""
    sessions = service.list_sessions(services.account_deps, user_id=principal.user_id)
    items = [SessionResponse.of(session, current_id=principal.session_id) for session in sessions]
    return ListOf(items=items, total=len(items))


@router.delete("/sessions/{session_id}", status_code=204, responses=responses(401, 403, 404))
def end_session(
    session_id: Annotated[str, Path(max_length=40)],
    principal: CurrentPrincipal,
    services: Services,
    origin: RequestOrigin,
) -> Response:
    """Sign one session out."""
    service.end_session(services.account_deps, user_id=principal.user_id, session_id=session_id, origin=origin)
    return Response(status_code=204)


@router.delete("/sessions", status_code=204, responses=responses(401, 403, 409))
def end_other_sessions(principal: CurrentPrincipal, services: Services, origin: RequestOrigin) -> Response:
    """Sign every session out but this one."""
    recovery.end_other_sessions(
        services.recovery_deps, user_id=principal.user_id, session_id=principal.session_id, origin=origin
    )
    return Response(status_code=204)


@router.get("/security-events", responses=responses(401))
def list_security_events(principal: CurrentPrincipal, services: Services) -> ListOf[SecurityEventResponse]:
    """What happened to the account, latest first: the last 50."""
    events = services.recovery.list_events(principal.user_id, limit=SHOWN_EVENTS)
    return ListOf(items=[SecurityEventResponse.of(event) for event in events], total=len(events))
