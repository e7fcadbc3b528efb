"""Access tokens (JWT, HS256) and refresh tokens (session, generation, MAC)."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

import jwt

from tradewind.accounts.errors import NotAuthenticatedError, TokenExpiredError
from tradewind.accounts.models import ChallengeClaim, Principal, Session, User
from tradewind.kit.clock import Clock, to_epoch

ACCESS_LIFETIME = timedelta(minutes=15)
CHALLENGE_LIFETIME = timedelta(minutes=5)
_AUDIENCE = "tradewind-api"
_ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class RefreshClaim:
    """What a refresh token says of itself; believed only after ``TokenMaker.verify_refresh``."""

    user_id: str
    session_id: str
    generation: int
    mac: str


class TokenMaker:
    """Makes and reads tokens with one signing key."""

    def __init__(self, *, key: str, issuer: str, clock: Clock) -> None:
        self._key = key
        self._issuer = issuer
        self._clock = clock
        self._refresh_key = hashlib.sha256(b"refresh\0" + key.encode()).digest()
        # A key of its own: no challenge can ever be taken for an access token, whatever its claims say.
        self._challenge_key = hashlib.sha256(b"challenge\0" + key.encode()).digest()

    def access_token(self, session: Session) -> str:
        """A token valid for ACCESS_LIFETIME."""
        now = self._clock()
        claims = {
            "iss": self._issuer,
            "aud": _AUDIENCE,
            "sub": session.user_id,
            "sid": session.id,
            "typ": "access",
            "iat": to_epoch(now),
            "nbf": to_epoch(now),
            "exp": to_epoch(now + ACCESS_LIFETIME),
        }
        return jwt.encode(claims, self._key, algorithm=_ALGORITHM)

    def read_access(self, token: str) -> Principal:
        """The principal of a valid access token.

        Raises:
            TokenExpiredError: only its time is over.
            NotAuthenticatedError: anything else (algorithm, signature, issuer, audience, not yet valid, wrong kind).
        """
        try:
            # Times are compared with our own clock below; PyJWT would read the system's.
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[_ALGORITHM],
                audience=_AUDIENCE,
                issuer=self._issuer,
                options={
                    "require": ["exp", "nbf", "iat", "sub", "sid"],
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except jwt.PyJWTError as error:
            raise NotAuthenticatedError from error
        now = to_epoch(self._clock())
        if claims.get("typ") != "access" or not all(type(claims[name]) is int for name in ("exp", "nbf")):
            raise NotAuthenticatedError
        if claims["nbf"] > now:
            raise NotAuthenticatedError
        if claims["exp"] <= now:
            raise TokenExpiredError
        return Principal(user_id=claims["sub"], session_id=claims["sid"])

    def challenge(self, user: User) -> str:
        """What a sign-in with a second factor goes on with, for CHALLENGE_LIFETIME. It is no session."""
        now = self._clock()
        claims = {
            "iss": self._issuer,
            "aud": _AUDIENCE,
            "sub": user.id,
            "typ": "challenge",
            "pwd": self._state(user),
            "exp": to_epoch(now + CHALLENGE_LIFETIME),
        }
        return jwt.encode(claims, self._challenge_key, algorithm=_ALGORITHM)

    def read_challenge(self, token: str) -> ChallengeClaim:
        """What a challenge says.

        Raises:
            NotAuthenticatedError: forged, of another kind, or too old.
        """
        try:
            claims = jwt.decode(
                token,
                self._challenge_key,
                algorithms=[_ALGORITHM],
                audience=_AUDIENCE,
                issuer=self._issuer,
                options={"require": ["exp", "sub", "pwd"], "verify_exp": False},
            )
        except jwt.PyJWTError as error:
            raise NotAuthenticatedError from error
        expires = claims["exp"]
        if claims.get("typ") != "challenge" or type(expires) is not int or expires <= to_epoch(self._clock()):
            raise NotAuthenticatedError("This sign-in took too long. Start again with your password.")
        return ChallengeClaim(claims["sub"], str(claims["pwd"]))

    def fits(self, claim: ChallengeClaim, user: User) -> bool:
        """Whether the password is still the one that was right, and nobody has ended all sessions since."""
        return hmac.compare_digest(claim.state.encode(), self._state(user).encode())

    def _state(self, user: User) -> str:
        return hmac.digest(self._challenge_key, f"{user.epoch}.{user.password_hash}".encode(), hashlib.sha256).hex()[
            :32
        ]

    def refresh_token(self, session: Session) -> str:
        """The refresh token of the session's present generation; the same generation always gives the same token."""
        body = f"{session.user_id}.{session.id}.{session.generation}"
        return f"{body}.{self._mac(body, session.salt)}"

    def parse_refresh(self, token: str) -> RefreshClaim:
        """Split a refresh token without trusting it.

        Raises:
            NotAuthenticatedError: not of this form (an access token, for one).
        """
        parts = token.split(".")
        if len(parts) != 4 or not parts[2].isdigit() or len(parts[2]) > 9:
            raise NotAuthenticatedError
        return RefreshClaim(user_id=parts[0], session_id=parts[1], generation=int(parts[2]), mac=parts[3])

    def verify_refresh(self, claim: RefreshClaim, session: Session) -> None:
        """Compare the token's MAC with the stored session's salt.

        Raises:
            NotAuthenticatedError: forged.
        """
        body = f"{claim.user_id}.{claim.session_id}.{claim.generation}"
        if not hmac.compare_digest(claim.mac, self._mac(body, session.salt)):
            raise NotAuthenticatedError

    def _mac(self, body: str, salt: str) -> str:
        digest = hmac.digest(self._refresh_key, f"{body}.{salt}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
