"""Two-step sign-in: an app's codes, recovery codes, and what must not get past them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pyotp import TOTP

from tests.world import Json, Merchant, World

STEP = 30


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant("ann@example.com")


class App:
    """An authenticator app that was given a secret."""

    def __init__(self, world: World, secret: str) -> None:
        self._world, self._totp = world, TOTP(secret)

    def code(self, *, steps: int = 0) -> str:
        """The present code, or one some steps away."""
        return str(self._totp.at(int(self._world.clock().timestamp()) + steps * STEP))

    def next(self) -> str:
        """A code that was not used before."""
        self._world.clock.advance(seconds=STEP)
        return self.code()


def start(ann: Merchant, password: str | None = None) -> Any:
    return ann.post("/auth/second-factor", {"password": password or ann.password})


def enrol(world: World, ann: Merchant) -> tuple[App, list[str]]:
    """An app that is set up, and the recovery codes."""
    app = App(world, start(ann).json()["secret"])
    answer = ann.post("/auth/second-factor/confirm", {"code": app.code()})
    assert answer.status_code == 200, answer.text
    return app, answer.json()["recovery_codes"]


def login(world: World, ann: Merchant) -> Json:
    answer = world.post("/auth/login", {"email": ann.email, "password": ann.password})
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


def finish(world: World, challenge: str, **proof: str) -> Any:
    return world.post("/auth/login/second-factor", {"challenge": challenge, **proof})


def test_enrolling_takes_the_password_and_the_first_code(world: World, ann: Merchant) -> None:
    assert ann.get("/auth/second-factor").json()["enabled"] is False
    refused = start(ann, "another password")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "password")
    given = start(ann).json()
    assert given["uri"].startswith("otpauth://totp/Tradewind:ann%40example.com?")
    assert given["secret"] in given["uri"]
    app = App(world, given["secret"])
    wrong = ann.post("/auth/second-factor/confirm", {"code": app.code(steps=5)})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid_second_factor")
    assert "challenge" not in login(world, ann)
    codes = ann.post("/auth/second-factor/confirm", {"code": app.code()}).json()["recovery_codes"]
    assert (len(codes), len(set(codes))) == (10, 10)
    state = ann.get("/auth/second-factor").json()
    assert (state["enabled"], state["recovery_codes_left"]) == (True, 10)
    world.drain()
    assert world.mail.sent[-1].subject == "Two-step sign-in is on"


def test_a_right_password_is_half_a_sign_in(world: World, ann: Merchant) -> None:
    app, _ = enrol(world, ann)
    answer = login(world, ann)
    assert answer["second_factor_required"] is True
    assert "access_token" not in answer
    challenge = answer["challenge"]
    as_access = world.client.get("/api/v1/auth/me", headers={"authorization": f"Bearer {challenge}"})
    assert as_access.status_code == 401
    assert world.post("/auth/refresh", {"refresh_token": challenge}).status_code == 401
    done = finish(world, challenge, code=app.next()).json()
    assert done["user"]["email"] == ann.email
    me = world.client.get("/api/v1/auth/me", headers={"authorization": f"Bearer {done['access_token']}"})
    assert me.status_code == 200


def test_half_a_sign_in_gets_no_cookies(world: World, ann: Merchant) -> None:
    app, _ = enrol(world, ann)
    cookie = {"x-tradewind-session": "cookie"}
    half = world.post("/auth/login", {"email": ann.email, "password": ann.password}, cookie)
    assert "set-cookie" not in half.headers
    challenge = half.json()["challenge"]
    whole = world.post("/auth/login/second-factor", {"challenge": challenge, "code": app.next()}, cookie)
    assert "tw_access=" in whole.headers["set-cookie"]
    assert whole.json()["refresh_token"] is None


def test_a_code_works_once(world: World, ann: Merchant) -> None:
    app, _ = enrol(world, ann)
    code = app.next()
    assert finish(world, login(world, ann)["challenge"], code=code).status_code == 200
    again = finish(world, login(world, ann)["challenge"], code=code)
    assert (again.status_code, again.json()["code"]) == (422, "invalid_second_factor")


def test_the_code_that_enrolled_does_not_sign_in(world: World, ann: Merchant) -> None:
    app, _ = enrol(world, ann)
    assert finish(world, login(world, ann)["challenge"], code=app.code()).status_code == 422


def test_of_ten_at_once_with_one_code_one_gets_in(world: World, ann: Merchant) -> None:
    app, _ = enrol(world, ann)
    code = app.next()
    challenges = [login(world, ann)["challenge"] for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda challenge: finish(world, challenge, code=code).status_code, challenges))
    assert sorted(answers) == [200, *[422] * 7]


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 200), (0, 200), (1, 200), (2, 422)])
def test_a_clock_may_be_half_a_minute_off(world: World, ann: Merchant, steps: int, status: int) -> None:
    app, _ = enrol(world, ann)
    world.clock.advance(minutes=10)
    assert finish(world, login(world, ann)["challenge"], code=app.code(steps=steps)).status_code == status


def test_a_recovery_code_works_once_however_it_is_typed(world: World, ann: Merchant) -> None:
    _, codes = enrol(world, ann)
    typed = f" {codes[0].upper().replace('-', ' ')} "
    assert finish(world, login(world, ann)["challenge"], recovery_code=typed).status_code == 200
    world.drain()
    assert (world.mail.sent[-1].subject, "9 of them are left" in world.mail.sent[-1].text) == (
        "A recovery code was used",
        True,
    )
    again = finish(world, login(world, ann)["challenge"], recovery_code=codes[0])
    assert (again.status_code, again.json()["errors"][0]["field"]) == (422, "recovery_code")
    assert ann.get("/auth/second-factor").json()["recovery_codes_left"] == 9


def test_another_accounts_recovery_code_is_none(world: World, ann: Merchant) -> None:
    enrol(world, ann)
    _, codes = enrol(world, world.merchant())
    assert finish(world, login(world, ann)["challenge"], recovery_code=codes[0]).status_code == 422


def test_new_recovery_codes_end_the_old_ones(world: World, ann: Merchant) -> None:
    app, codes = enrol(world, ann)
    body = {"password": ann.password, "code": app.next()}
    fresh = ann.post("/auth/second-factor/recovery-codes", body).json()["recovery_codes"]
    assert not set(fresh) & set(codes)
    assert finish(world, login(world, ann)["challenge"], recovery_code=codes[0]).status_code == 422
    assert finish(world, login(world, ann)["challenge"], recovery_code=fresh[0]).status_code == 200
    assert ann.post("/auth/second-factor/recovery-codes", body).status_code == 422


def test_switching_off_takes_password_and_code(world: World, ann: Merchant) -> None:
    app, codes = enrol(world, ann)
    path = "/auth/second-factor/disable"
    assert ann.post(path, {"password": "another password", "code": app.next()}).json()["code"] == "wrong_password"
    assert ann.post(path, {"password": ann.password, "code": app.code(steps=9)}).status_code == 422
    assert ann.post(path, {"password": ann.password, "recovery_code": codes[3]}).status_code == 204
    assert "access_token" in login(world, ann)
    assert ann.post(path, {"password": ann.password, "code": app.next()}).json()["code"] == "second_factor_off"
    world.drain()
    assert world.mail.sent[-1].subject == "Two-step sign-in is off"


def test_a_second_app_needs_the_first_one_off(world: World, ann: Merchant) -> None:
    enrol(world, ann)
    assert start(ann).json()["code"] == "second_factor_on"


def test_an_enrolment_ends_after_half_an_hour(world: World, ann: Merchant) -> None:
    app = App(world, start(ann).json()["secret"])
    world.clock.advance(minutes=30)
    answer = ann.post("/auth/second-factor/confirm", {"code": app.code()})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_enrolment")


def test_starting_again_ends_the_first_secret(world: World, ann: Merchant) -> None:
    first, second = (App(world, start(ann).json()["secret"]) for _ in range(2))
    assert ann.post("/auth/second-factor/confirm", {"code": first.code()}).status_code == 422
    assert ann.post("/auth/second-factor/confirm", {"code": second.code()}).status_code == 200


def test_a_challenge_ends_after_five_minutes_and_with_the_password(world: World, ann: Merchant) -> None:
    app, _ = enrol(world, ann)
    challenge = login(world, ann)["challenge"]
    world.clock.advance(minutes=5)
    late = finish(world, challenge, code=app.code())
    assert (late.status_code, late.json()["code"]) == (401, "not_authenticated")
    challenge = login(world, ann)["challenge"]
    user = world.container.accounts.find(ann.tokens["user"]["id"])
    assert user
    world.container.account_deps.tokens.fits(world.container.tokens.read_challenge(challenge), user)
    assert finish(world, challenge + "x", code=app.next()).status_code == 401


def test_guessing_codes_is_stopped(world: World, ann: Merchant) -> None:
    app, _ = enrol(world, ann)
    world.clock.advance(minutes=15)
    challenge = login(world, ann)["challenge"]
    answers = [finish(world, challenge, code=f"{number:06}").status_code for number in range(10)]
    assert set(answers) == {422}
    stopped = finish(world, challenge, code=app.code())
    assert (stopped.status_code, stopped.json()["code"]) == (429, "too_many_attempts")
    assert int(stopped.headers["retry-after"]) > 0
    events = ann.get("/auth/security-events").json()["items"]
    assert [event["kind"] for event in events].count("second_factor_failed") == 10


def test_right_codes_are_not_counted_against_their_owner(world: World, ann: Merchant) -> None:
    app, _ = enrol(world, ann)
    for _ in range(14):
        assert finish(world, login(world, ann)["challenge"], code=app.next()).status_code == 200


def test_neither_secret_nor_codes_are_in_the_table(world: World, ann: Merchant) -> None:
    given = start(ann).json()["secret"]
    codes = ann.post("/auth/second-factor/confirm", {"code": App(world, given).code()}).json()["recovery_codes"]
    from tradewind.db.table import Item

    stored = " ".join(str(item.to_simple_dict(force=True)) for item in Item.query(f"USER#{ann.tokens['user']['id']}"))
    assert "SECOND_FACTOR" in stored
    for secret in (given, *codes, *(code.replace("-", "") for code in codes)):
        assert secret not in stored


@pytest.mark.parametrize("body", [{}, {"code": "123456", "recovery_code": "abcde-abcde"}, {"code": "1"}])
def test_a_sign_in_names_one_kind_of_code(world: World, ann: Merchant, body: Json) -> None:
    enrol(world, ann)
    assert finish(world, login(world, ann)["challenge"], **body).status_code == 422
