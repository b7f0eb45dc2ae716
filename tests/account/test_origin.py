"""No form of the account is taken from another site's page."""

import pytest

from core.account import pages
from core.http import routes_of
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns

POSTS = sorted({route.full_path for route in routes_of(*pages.MODULES) if route.method == "POST"})
FORGED = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},  # a neighbour below the same domain
    {"origin": "https://evil.example"},
    {"origin": "null"},
)


def test_every_form_is_tried() -> None:
    assert len(POSTS) >= 17


@pytest.mark.parametrize("path", POSTS)
async def test_form_from_elsewhere_is_refused(
    two_towns: Towns, make_person: MakePerson, client: Client, path: str
) -> None:
    visitor = await client(two_towns.a, await make_person(two_towns.a))
    address = path.replace("{session_id:int}", "1").replace("{key:str}", "x")
    for headers in FORGED:
        answer = await visitor.post(address, headers=headers, data={"locale": "nn"})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert (await visitor.get("/account")).status_code == 200
