"""``/api/v1/account``: the end of an account, which is the end of its stores."""

from fastapi import APIRouter, Response

from tradewind.accounts import deletion
from tradewind.accounts.deletion_schemas import DeleteAccountRequest, ObstaclesResponse
from tradewind.http import auth
from tradewind.http.auth import CurrentPrincipal, Services
from tradewind.http.problems import responses

router = APIRouter(prefix="/account", tags=["auth"])


@router.get("/obstacles", responses=responses(401))
def get_obstacles(principal: CurrentPrincipal, services: Services) -> ObstaclesResponse:
    """What stands in the way of deleting the account."""
    return ObstaclesResponse.model_validate(deletion.find_obstacles(services.deletion_deps, user_id=principal.user_id))


@router.post("/deletion", status_code=204, responses=responses(401, 403, 409, 429))
def delete_account(body: DeleteAccountRequest, principal: CurrentPrincipal, services: Services) -> Response:
    """Delete the account: its stores close, its memberships and sessions end, its address is free.

    A call that was cut off can be made again and goes on where it stopped.
    """
    deletion.delete_account(
        services.deletion_deps,
        user_id=principal.user_id,
        email=body.email,
        password=body.password.get_secret_value(),
        proof=body.to_proof(),
    )
    response = Response(status_code=204)
    auth.clear_session_cookies(response, services.auth_settings)
    return response
