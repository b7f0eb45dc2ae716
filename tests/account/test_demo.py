"""One-click sign-in: for the demonstration, and nowhere else."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from core.account.demo import demo_link
from core.http.signed import sign
from core.people import Role
from core.settings import Settings, settings
from core.tenancy import PLATFORM
from tests.account.steps import is_signed_in
from tests.conftest import Client, MakePerson
from tests.support.people import new_person
from tests.support.towns import Towns


@pytest.fixture(params=["production", "development"])
def other_mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same process, as if it had been started in this mode."""
    monkeypatch.setenv("ALLMENNING_MODE", request.param)
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


async def test_link_leads_in_by_one_button(two_towns: Towns, make_person: MakePerson, client: Client) -> None:
    admin = await make_person(two_towns.a, role=Role.ADMIN, name="Anne Ordfører")
    link = urlsplit(demo_link(two_towns.a, admin.id))
    assert link.hostname == two_towns.a.hosts[0]
    visitor = await client(two_towns.a)
    page = await visitor.get(link.path)
    assert "Go in as Anne Ordfører" in page.text
    assert not await is_signed_in(visitor)
    answer = await visitor.post(link.path)
    assert answer.headers["location"] == "/manage"
    assert await is_signed_in(visitor)


async def test_invented_expert_sits_at_the_desk_without_an_app(client: Client) -> None:
    expert = await new_person(PLATFORM, name="Eva Ekspert", role=Role.SUPPORT)
    path = urlsplit(demo_link(PLATFORM, expert.id)).path
    visitor = await client(PLATFORM)
    assert (await visitor.post(path)).status_code == 303
    assert (await visitor.get("/desk")).status_code == 200


@pytest.mark.usefixtures("other_mode")
async def test_link_is_not_there_in_any_other_mode(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    path = urlsplit(demo_link(two_towns.a, (await make_person(two_towns.a)).id)).path
    visitor = await client(two_towns.a)
    assert [(await visitor.get(path)).status_code, (await visitor.post(path)).status_code] == [404, 404]
    assert not await is_signed_in(visitor)


async def test_key_of_another_place_purpose_or_hand_is_refused(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    kari = await make_person(two_towns.a)
    there = urlsplit(demo_link(two_towns.b, kari.id)).path.rpartition("/")[2]
    toast = sign(f"{two_towns.a.id}:{kari.id}", purpose="toast", seconds=60)
    old = sign(f"{two_towns.a.id}:{kari.id}", purpose="demo", seconds=-1)
    nobody = sign(f"{two_towns.a.id}:999999", purpose="demo", seconds=60)
    visitor = await client(two_towns.a)
    for key in (there, toast, old, nobody, "x", "x.y"):
        assert (await visitor.post(f"/demo/sign-in/{key}")).status_code == 404
    assert not await is_signed_in(visitor)


def test_settings_call_only_demo_and_test_a_demonstration() -> None:
    modes = ("demo", "test", "production", "development", "", "Demo")
    said = [Settings(mode=mode).demonstration for mode in modes]
    assert said == [True, True, False, False, False, False]
