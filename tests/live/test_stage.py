"""A deployed stage: the shortest way through it that leaves nothing but a closed store."""

from collections.abc import Callable
from uuid import uuid4

import httpx2
import pytest

pytestmark = pytest.mark.live


def test_a_merchant_opens_a_store_and_shoppers_see_it(credential: Callable[[str], str]) -> None:
    with httpx2.Client(base_url=credential("TRADEWIND_API_URL").rstrip("/") + "/api/v1", timeout=20) as api:
        assert api.get("/health/ready").json() == {"status": "ready"}
        email = f"live-{uuid4().hex[:10]}@example.com"
        tokens = api.post("/auth/register", json={"email": email, "password": uuid4().hex}).json()
        headers = {"authorization": f"Bearer {tokens['access_token']}"}
        store = api.post("/stores", json={"name": "Live test", "niche": "other"}, headers=headers).json()
        try:
            for _ in range(30):
                answer = api.get(f"/public/stores/{store['slug']}")
                if answer.status_code == 200:
                    break
            assert answer.json()["name"] == "Live test"
        finally:
            assert api.delete(f"/stores/{store['id']}", headers=headers).status_code == 204
