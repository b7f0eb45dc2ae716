"""Groups: made, renamed, filled by address, removed."""

import httpx

from core.people import Role
from core.people.groups import groups, members
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns

BASE = "/manage/people/groups"


async def make(staff: httpx.AsyncClient, name: str) -> str:
    sent = await staff.post(BASE, data={"names.nb": name})
    assert sent.status_code == 303
    return sent.headers["location"]


async def test_group_is_made_filled_and_emptied(
    two_towns: Towns, staff: httpx.AsyncClient, make_person: MakePerson
) -> None:
    kari = await make_person(two_towns.a, name="Kari", email="kari.g@example.org")
    await make_person(two_towns.a, name="Ola", email="ola.g@example.org")
    await make_person(two_towns.b, email="fremmed@example.org")
    url = await make(staff, "Ungdomsrådet")
    sent = await staff.post(f"{url}/members", data={"emails": "KARI.g@example.org,\nola.g@example.org"})
    assert sent.status_code == 303
    page = (await staff.get(url)).text
    assert "Kari" in page
    assert "2 members" in page
    sent = await staff.post(f"{url}/members", data={"emails": "fremmed@example.org <b>x</b>"})
    assert sent.status_code == 422
    assert "are not registered here" in sent.text
    assert "<b>x</b>" not in sent.text
    assert (await staff.post(f"{url}/members", data={"emails": ""})).status_code == 422
    assert (await staff.post(f"{url}/members/{kari.id}/remove")).status_code == 303
    async with scope(two_towns.a):
        assert [each["name"] for each in await members(group_id=int(url.rpartition("/")[2]))] == ["Ola"]


async def test_group_is_renamed_and_removed_after_a_question(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client
) -> None:
    url = await make(staff, "Naboer")
    assert (await staff.post(url, data={"names.nb": ""})).status_code == 422
    assert (await staff.post(url, data={"names.nb": "Naboene", "names.en": "Quay people"})).status_code == 303
    assert "Quay people" in (await staff.get(BASE)).text
    stranger = await client(two_towns.b, role=Role.ADMIN)
    for path in ("", "/remove"):
        assert (await stranger.get(url + path)).status_code == 404
        assert (await stranger.post(url + path, data={"names.nb": "Mitt"})).status_code == 404
    assert "Quay people" not in (await stranger.get(BASE)).text
    assert "Remove the group “Quay people”?" in (await staff.get(f"{url}/remove")).text
    assert (await staff.post(f"{url}/remove")).status_code == 303
    async with scope(two_towns.a):
        assert int(url.rpartition("/")[2]) not in {each["id"] for each in await groups()}
