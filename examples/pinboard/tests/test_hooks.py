"""What the plugin answers when the host asks."""

import csv
import io
from pathlib import Path

import allmenning_pinboard
import pytest
from allmenning_pinboard.settings import PinboardSettings

from core.sdk import Refused, Role, rows
from core.sdk.checking import check_folder
from core.sdk.testing import Client, MakePerson, Stand, Towns, new_activity


async def test_blocks_count_the_pins_of_one_activity(
    board: Stand, settings: PinboardSettings, client: Client
) -> None:
    other = await new_activity(board.tenant, "pinboard", settings=settings)
    resident = await client(board.tenant, role=Role.PARTICIPANT)
    for stand, colour in ((board, "green"), (board, "green"), (board, "blue"), (other, "yellow")):
        await resident.post(stand.url, data={"text": "Benk", "colour": colour})
    async with board.open():
        blocks = await allmenning_pinboard.blocks(
            project_id=None, activity_id=board.activity_id, since=None, until=None
        )
    assert [(block.id, block.n) for block in blocks] == [("pinboard.colours", 3)]
    assert [(str(colour), n) for colour, n in blocks[0].rows] == [("Blå", 1), ("Grønn", 2)]


async def test_export_holds_every_pin(board: Stand, client: Client) -> None:
    staff = await client(board.tenant, role=Role.ADMIN)
    await staff.post(board.url, data={"text": "Flere benker", "colour": "blue"})
    base = f"/manage/projects/{board.project_id}/activities/{board.activity_id}/data"
    taken = await staff.get(f"{base}/pins/csv")
    assert taken.status_code == 200
    found = list(csv.DictReader(io.StringIO(taken.text.removeprefix("\ufeff")), delimiter=";"))
    assert [(pin["text"], pin["colour"], pin["supports"]) for pin in found] == [("Flere benker", "blue", "0")]


async def test_person_can_take_out_the_colours_they_chose(
    board: Stand, client: Client, make_person: MakePerson
) -> None:
    person, stranger = await make_person(board.tenant), await make_person(board.tenant)
    resident = await client(board.tenant, person)
    await resident.post(board.url, data={"text": "Flere benker", "colour": "blue"})
    own = (await resident.get("/account/data.json")).text
    assert "pinboard.colours" in own
    assert "blue" in own
    other = await client(board.tenant, stranger)
    assert "pinboard.colours" not in (await other.get("/account/data.json")).text


async def test_board_without_a_question_is_not_published(two_towns: Towns) -> None:
    with pytest.raises(Refused):
        await new_activity(two_towns.a, "pinboard", settings=PinboardSettings())


def test_plugin_keeps_the_rules_of_the_house() -> None:
    assert check_folder(Path(allmenning_pinboard.__file__).parent) == []


async def test_tables_of_a_new_town_note_their_migration(board: Stand) -> None:
    async with board.open():
        had = await rows("SELECT name FROM migration WHERE app = 'pinboard'")
    assert [migration["name"] for migration in had] == ["pinboard_0001_initial"]
