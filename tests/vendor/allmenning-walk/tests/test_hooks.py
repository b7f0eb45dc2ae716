"""What the plugin answers when the host asks."""

import csv
import io
from pathlib import Path

import pytest
from core.sdk import Refused, Role
from core.sdk.checking import check_folder
from core.sdk.testing import Client, MakePerson, Stand, Towns, new_activity

import allmenning_walk
from allmenning_walk.settings import WalkSettings


async def test_blocks_count_the_notes(stand: Stand, client: Client) -> None:
    resident = await client(stand.tenant, role=Role.PARTICIPANT)
    for tone in ("wish", "wish", "praise"):
        await resident.post(stand.url, data={"text": "Benk", "tone": tone, "where.address": "Torget"})
    async with stand.open():
        blocks = await allmenning_walk.blocks(
            project_id=None, activity_id=stand.activity_id, since=None, until=None
        )
    assert [(block.id, block.n) for block in blocks] == [("walk.tones", 3)]


async def test_export_holds_every_note(stand: Stand, client: Client) -> None:
    staff = await client(stand.tenant, role=Role.ADMIN)
    await staff.post(stand.url, data={"text": "Flere benker", "tone": "wish", "where.address": "Torget"})
    base = f"/manage/projects/{stand.project_id}/activities/{stand.activity_id}/data"
    taken = await staff.get(f"{base}/notes/csv")
    found = list(csv.DictReader(io.StringIO(taken.text.removeprefix("\ufeff")), delimiter=";"))
    seen = [(note["text"], note["tone"], note["supports"]) for note in found]
    assert seen == [("Flere benker", "wish", "0")]


async def test_person_can_take_out_what_they_chose(
    stand: Stand, client: Client, make_person: MakePerson
) -> None:
    resident = await client(stand.tenant, await make_person(stand.tenant))
    await resident.post(stand.url, data={"text": "Flere benker", "tone": "praise", "where.address": "Torget"})
    assert "walk.tones" in (await resident.get("/account/data.json")).text
    other = await client(stand.tenant, await make_person(stand.tenant))
    assert "walk.tones" not in (await other.get("/account/data.json")).text


async def test_activity_without_a_question_is_not_published(two_towns: Towns) -> None:
    with pytest.raises(Refused):
        await new_activity(two_towns.a, "walk", settings=WalkSettings())


def test_plugin_keeps_the_rules_of_the_house() -> None:
    assert check_folder(Path(allmenning_walk.__file__).parent) == []
