"""What the place says of itself, and hearing what does not work."""

import pytest

from core.db import rows
from core.people import Role
from core.tenancy import save_site, scope
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns


@pytest.mark.parametrize("path", ["/about", "/privacy", "/accessibility"])
async def test_page_is_there_for_everyone(two_towns: Towns, client: Client, path: str) -> None:
    answer = await (await client(two_towns.a)).get(path)
    assert answer.status_code == 200
    assert "Havneby" in answer.text


async def test_own_words_are_shown_safely(two_towns: Towns, client: Client) -> None:
    async with scope(two_towns.b):
        await save_site(about={"nb": "<p>Om oss</p><script>alert(1)</script>"})
    page = (await (await client(two_towns.b)).get("/about")).text
    assert "<p>Om oss</p>" in page
    assert "alert(1)" not in page


async def test_barrier_is_told_to_the_administrators(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    admin = await make_person(two_towns.a, role=Role.ADMIN)
    visitor = await client(two_towns.a)
    empty = await visitor.post("/accessibility", data={"what": "", "where": "/projects"})
    assert empty.status_code == 422
    assert "Write what does not work." in empty.text
    assert 'value="/projects"' in empty.text
    sent = await visitor.post(
        "/accessibility", data={"what": "Kartet virker ikke <b>", "email": "ola@example.org"}
    )
    assert sent.status_code == 303
    async with scope(two_towns.a, read_only=True):
        told = await rows(
            "SELECT o.body FROM notification n JOIN notice o ON o.id = n.notice WHERE n.person = $1", admin.id
        )
    assert len(told) == 1
    assert "Kartet virker ikke" in str(told[0]["body"])
    async with scope(two_towns.b, read_only=True):
        assert await rows("SELECT 1 FROM notice") == []


async def test_barriers_are_not_told_without_end(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    answers = [await visitor.post("/accessibility", data={"what": f"Nummer {n}"}) for n in range(7)]
    assert answers[-1].status_code == 422
    assert "Nummer 6" in answers[-1].text
