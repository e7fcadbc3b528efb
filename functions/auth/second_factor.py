"""``/api/v1/auth/second-factor`` and the second half of signing in."""

from fastapi import APIRouter, Request, Response

from functions.auth.sessions import hand_out
from tradewind.accounts import second_factor as service
from tradewind.accounts.schemas import TokenResponse
from tradewind.accounts.second_factor_schemas import (
    ConfirmEnrolmentRequest,
    DisableRequest,
    EnrolmentResponse,
    RecoveryCodesResponse,
    RenewCodesRequest,
    SecondFactorLogin,
    SecondFactorResponse,
    StartEnrolmentRequest,
)
from tradewind.http.auth import CurrentPrincipal, Services
from tradewind.http.problems import responses

router = APIRouter(prefix="/auth", tags=["auth"])


@router.post("/login/second-factor", responses=responses(401, 429))
def login_with_second_factor(
    body: SecondFactorLogin, request: Request, response: Response, services: Services
) -> TokenResponse:
    """Finish signing in with a code of the app or a recovery code."""
    tokens = service.sign_in(services.second_factor_deps, challenge=body.challenge, proof=body.to_proof())
    return hand_out(tokens, request, response, services)


@router.get("/second-factor", responses=responses(401))
def get_second_factor(principal: CurrentPrincipal, services: Services) -> SecondFactorResponse:
    """Whether two-step sign-in is on."""
    return SecondFactorResponse.of(service.find_factor(services.second_factor_deps, user_id=principal.user_id))


@router.post("/second-factor", responses=responses(401, 409, 429))
def start_second_factor(
    body: StartEnrolmentRequest, principal: CurrentPrincipal, services: Services, response: Response
) -> EnrolmentResponse:
    """Begin setting up an app: the secret for it. Nothing changes until the first code is confirmed."""
    response.headers["cache-control"] = "no-store"
    return EnrolmentResponse.of(
        service.start_enrolment(
            services.second_factor_deps, user_id=principal.user_id, password=body.password.get_secret_value()
        )
    )


@router.post("/second-factor/confirm", responses=responses(401, 409, 429))
def confirm_second_factor(
    body: ConfirmEnrolmentRequest, principal: CurrentPrincipal, services: Services, response: Response
) -> RecoveryCodesResponse:
    """Switch two-step sign-in on with the app's first code. The recovery codes are in this answer only."""
    response.headers["cache-control"] = "no-store"
    codes = service.confirm_enrolment(services.second_factor_deps, user_id=principal.user_id, code=body.code)
    return RecoveryCodesResponse(recovery_codes=codes)


@router.post("/second-factor/recovery-codes", responses=responses(401, 409, 429))
def renew_recovery_codes(
    body: RenewCodesRequest, principal: CurrentPrincipal, services: Services, response: Response
) -> RecoveryCodesResponse:
    """New recovery codes; the old ones stop working."""
    response.headers["cache-control"] = "no-store"
    codes = service.renew_codes(
        services.second_factor_deps,
        user_id=principal.user_id,
        password=body.password.get_secret_value(),
        code=body.code,
    )
    return RecoveryCodesResponse(recovery_codes=codes)


@router.post("/second-factor/disable", status_code=204, responses=responses(401, 409, 429))
def disable_second_factor(body: DisableRequest, principal: CurrentPrincipal, services: Services) -> Response:
    """Switch two-step sign-in off."""
    service.disable(
        services.second_factor_deps,
        user_id=principal.user_id,
        password=body.password.get_secret_value(),
        proof=body.to_proof(),
    )
    return Response(status_code=204)
