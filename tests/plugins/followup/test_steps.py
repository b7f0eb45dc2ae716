"""How the work goes on: steps with days and pictures, told to those who follow; and what the plugin answers the house."""

import io

from PIL import Image

from core.db import value
from core.projects.follow import follow
from core.sdk.testing import Client, Towns
from core.tenancy import scope
from plugins.followup import blocks, exports, forget_person, personal_data
from tests.plugins.followup.conftest import Ground, new_ground, new_outcome
from tests.plugins.followup.test_promises import new_promise


def _picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (640, 360), (20, 90, 140)).save(made, "JPEG")
    return made.getvalue()


async def test_step_with_picture_is_shown_and_told(ground: Ground, two_towns: Towns, client: Client) -> None:
    async with scope(two_towns.a):
        await follow(person_id=ground.fan.id, subject="project", subject_id=ground.stand.project_id)
    url = f"{ground.manage}/steps/new"
    data = {
        "title": "Pelene er satt",
        "state": "done",
        "done_on": "2026-05-04",
        "alt": "Fire peler i sjøen",
        "tell": "on",
    }
    files = {"picture": ("peler.jpg", _picture(), "image/jpeg")}
    without = await ground.desk.post(url, data=data | {"alt": ""}, files=files)
    assert without.status_code == 422
    assert (await ground.desk.post(url, data=data, files=files)).status_code == 303
    visitor = await client(two_towns.a)
    shown = (await visitor.get(f"{ground.project}/outcomes")).text
    assert 'alt="Fire peler i sjøen"' in shown
    assert "Pelene er satt" in (await visitor.get(ground.project)).text
    assert "Fire peler i sjøen" in (await visitor.get("/")).text
    async with scope(two_towns.a, read_only=True):
        told = await value(
            "SELECT count(*) FROM notification x JOIN notice n ON n.id = x.notice WHERE x.person = $1 AND n.kind = 'news'",
            ground.fan.id,
        )
    assert told == 1


async def test_step_changes_and_goes(ground: Ground, two_towns: Towns, client: Client) -> None:
    data = {"title": "Vi bygger", "state": "planned", "due_on": "2027-05-04"}
    await ground.desk.post(f"{ground.manage}/steps/new", data=data)
    async with scope(two_towns.a, read_only=True):
        step = await value("SELECT max(id) FROM followup_step")
    url = f"/manage/followup/steps/{step}"
    assert (await ground.desk.post(url, data=data | {"state": "underway", "version": "1"})).status_code == 303
    assert (await ground.desk.post(url, data=data | {"state": "done", "version": "1"})).status_code == 422
    other = await new_ground(two_towns.b, client)
    assert "Vi bygger" not in (await other.desk.get("/")).text
    assert (await ground.desk.post(f"{url}/delete")).status_code == 303
    assert (await ground.desk.get(url)).status_code == 404


async def test_blocks_equal_a_recount(ground: Ground, two_towns: Towns) -> None:
    await new_outcome(ground)
    await new_outcome(ground, kind="no", title="Ikke i år")
    await new_outcome(ground, publish=False)
    await new_promise(ground, -1)
    await new_promise(ground, 4)
    async with scope(two_towns.a, read_only=True):
        asked = {"activity_id": None, "since": None, "until": None}
        found = {each.id: each for each in await blocks(project_id=ground.stand.project_id, **asked)}
        here = await blocks(
            project_id=ground.stand.project_id, activity_id=ground.stand.activity_id, since=None, until=None
        )
    assert found["followup.outcomes"].n == sum(n for _kind, n in found["followup.outcomes"].rows) == 2
    assert (found["followup.overdue"].value, found["followup.overdue"].n) == (1, 2)
    assert (found["followup.days"].value, found["followup.days"].n) == (0, 1)
    assert [each.id for each in here] == ["followup.outcomes", "followup.days"]


async def test_export_tells_what_was_answered_by_what(ground: Ground, two_towns: Towns) -> None:
    outcome = await new_outcome(ground)
    async with ground.stand.open() as place:
        export = exports(activity=place.here)[0]
        lines = [line async for line in export.rows]
    assert [(line["outcome"], line["contribution"]) for line in lines] == [(outcome, ground.idea)]
    assert set(lines[0]) == set(export.columns)
    del two_towns


async def test_staff_are_forgotten_and_what_was_said_stays(ground: Ground, two_towns: Towns) -> None:
    outcome = await new_outcome(ground)
    await new_promise(ground, 4)
    async with scope(two_towns.a):
        names = {each.name for each in await personal_data(person_id=ground.boss.id)}
        assert names == {"answers written", "promises to see to"}
        await forget_person(person_id=ground.boss.id)
        assert await personal_data(person_id=ground.boss.id) == []
        assert await value("SELECT state FROM followup_outcome WHERE id = $1", outcome) == "published"
