"""The ledger: what people can influence, what is promised by when, and what becomes of it, in the open."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from core.db import rows, value
from core.people import Person
from core.sdk.testing import Client, Towns, new_person
from core.tenancy import Tenant, scope
from plugins.followup.days import day_of
from plugins.followup.promises import make_promise
from plugins.followup.reminders import remind, step_of
from tests.plugins.followup.conftest import Ground, new_ground

TODAY = day_of(datetime.now(UTC))


async def new_promise(ground: Ground, days: int, text: str = "Alle får svar") -> int:
    """Made directly, since the day may be gone."""
    async with ground.stand.open():
        return await make_promise(
            project_id=ground.stand.project_id,
            text=text,
            due_on=TODAY + timedelta(days=days),
            responsible=ground.boss.id,
        )


async def _reminded(tenant: Tenant, person: Person, project_id: int) -> int:
    async with scope(tenant):
        await remind()
    async with scope(tenant, read_only=True):
        found: int = await value(
            "SELECT count(*) FROM notification x JOIN notice n ON n.id = x.notice WHERE x.person = $1 AND n.url = $2",
            person.id,
            f"/manage/followup/{project_id}/promises",
        )
    return found


async def test_frame_and_promise_stand_on_the_projects_page(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    frame = {
        "can_change": "Hvor brygga står",
        "cannot_change": "Budsjettet",
        "decides": "Utvalget",
        "how": "Her",
        "version": "0",
    }
    assert (await ground.desk.post(f"{ground.manage}/frame", data=frame)).status_code == 303
    promise = {
        "text": "Alle får svar",
        "due_on": str(TODAY + timedelta(days=40)),
        "responsible": str(ground.boss.id),
    }
    assert (await ground.desk.post(f"{ground.manage}/promises", data=promise)).status_code == 303
    visitor = await client(two_towns.a)
    for address in (ground.project, f"{ground.project}/outcomes"):
        shown = (await visitor.get(address)).text
        for said in ("Hvor brygga står", "Budsjettet", "Utvalget", "Alle får svar"):
            assert said in shown, (address, said)
    stale = await ground.desk.post(f"{ground.manage}/frame", data=frame | {"can_change": "Alt"})
    assert stale.status_code == 422
    assert "Alt" in stale.text


async def test_overdue_is_said_to_all(ground: Ground, two_towns: Towns, client: Client) -> None:
    await new_promise(ground, -1)
    shown = (await (await client(two_towns.a)).get(ground.project)).text
    assert "That day has passed" in shown or "Den dagen er passert" in shown
    desk = (await ground.desk.get("/manage")).text
    assert "Alle får svar" in desk


async def test_postponing_needs_a_later_day_and_a_reason_and_shows_them(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    promise = await new_promise(ground, -1)
    url = f"/manage/followup/promises/{promise}/postpone"
    earlier = {"due_on": str(TODAY - timedelta(days=5)), "reason": "Vi venter på en rapport"}
    assert (await ground.desk.post(url, data=earlier)).status_code == 422
    assert (
        await ground.desk.post(url, data={"due_on": str(TODAY + timedelta(days=9)), "reason": ""})
    ).status_code == 422
    later = earlier | {"due_on": str(TODAY + timedelta(days=9))}
    assert (await ground.desk.post(url, data=later)).status_code == 303
    shown = (await (await client(two_towns.a)).get(ground.project)).text
    assert "Vi venter på en rapport" in shown
    assert "That day has passed" not in shown


@pytest.mark.parametrize(("deed", "field"), [("keep", "note"), ("break", "why")])
async def test_settled_once_and_for_all(
    deed: str, field: str, ground: Ground, two_towns: Towns, client: Client
) -> None:
    promise = await new_promise(ground, 5)
    url = f"/manage/followup/promises/{promise}/{deed}"
    assert (await ground.desk.post(url, data={field: "Slik gikk det"})).status_code == 303
    assert (await ground.desk.post(url, data={field: "En gang til"})).status_code == 422
    shown = (await (await client(two_towns.a)).get(f"{ground.project}/outcomes")).text
    assert "Slik gikk det" in shown
    assert "En gang til" not in shown


async def test_promise_that_people_have_read_cannot_be_erased(ground: Ground, two_towns: Towns) -> None:
    promise = await new_promise(ground, 5)
    await ground.desk.post(f"/manage/followup/promises/{promise}/delete")
    async with scope(two_towns.a, read_only=True):
        assert await value("SELECT count(*) FROM followup_promise WHERE id = $1", promise) == 1


@pytest.mark.parametrize(
    ("days", "step"), [(15, 0), (14, 1), (4, 1), (3, 2), (0, 2), (-1, 3), (-7, 3), (-8, 4), (-15, 5)]
)
def test_steps_of_reminding(days: int, step: int) -> None:
    today = date(2026, 5, 20)
    assert step_of(today + timedelta(days=days), today) == step


async def test_each_step_reminds_once(ground: Ground, two_towns: Towns) -> None:
    promise = await new_promise(ground, 10)
    assert await _reminded(two_towns.a, ground.boss, ground.stand.project_id) == 1
    assert await _reminded(two_towns.a, ground.boss, ground.stand.project_id) == 1
    async with scope(two_towns.a):
        await value(
            "UPDATE followup_promise SET due_on = $2 WHERE id = $1 RETURNING id",
            promise,
            TODAY - timedelta(days=1),
        )
    assert await _reminded(two_towns.a, ground.boss, ground.stand.project_id) == 2
    async with scope(two_towns.a):
        await value("UPDATE followup_promise SET state = 'kept' WHERE id = $1 RETURNING id", promise)
    assert await _reminded(two_towns.a, ground.boss, ground.stand.project_id) == 2


async def test_project_without_promise_is_advised(ground: Ground) -> None:
    assert f"/manage/followup/{ground.stand.project_id}/promises" in (await ground.desk.get("/manage")).text


async def test_postponed_promise_can_be_given_to_a_colleague(ground: Ground, two_towns: Towns) -> None:
    promise = await new_promise(ground, 5)
    url = f"/manage/followup/promises/{promise}"
    assert (await ground.desk.post(f"{url}/give", data={"responsible": ""})).status_code == 303
    assert (await ground.desk.post(f"{url}/give", data={"responsible": "999999"})).status_code == 422
    async with scope(two_towns.a, read_only=True):
        found = await rows("SELECT responsible FROM followup_promise WHERE id = $1", promise)
    assert found[0]["responsible"] is None


async def test_promises_of_one_town_are_not_in_the_other(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    promise = await new_promise(ground, -1, "Bare her")
    other = await new_ground(two_towns.b, client)
    assert (await other.desk.get(f"/manage/followup/promises/{promise + 500}")).status_code == 404
    for address in ("/", "/manage", other.project, f"{other.manage}/promises"):
        assert "Bare her" not in (await other.desk.get(address)).text


async def test_other_roles_cannot_promise(ground: Ground, two_towns: Towns, client: Client) -> None:
    resident = await client(two_towns.a, await new_person(two_towns.a, name="Per"))
    promise = {"text": "Alt gratis", "due_on": str(TODAY)}
    assert (await resident.post(f"{ground.manage}/promises", data=promise)).status_code == 403
    visitor = await client(two_towns.a)
    assert (await visitor.post(f"{ground.manage}/promises", data=promise)).status_code in (303, 401, 403)
    foreign = await ground.desk.post(
        f"{ground.manage}/promises",
        data=promise,
        headers={"origin": "https://ond.example", "sec-fetch-site": "cross-site"},
    )
    assert foreign.status_code == 403
    assert re.search("Alt gratis", (await ground.desk.get(f"{ground.manage}/promises")).text) is None
