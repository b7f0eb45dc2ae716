"""Comments, and the tables that methods give: only columns that are called public, never one about somebody."""

import csv
import io
import json
from collections.abc import AsyncIterator
from typing import Any

from core.db import execute
from core.people import Role
from core.sdk import Content, Export, Text, comment, html_from_plain, submit
from core.sdk.testing import Client, Towns, new_person
from core.tenancy import scope
from plugins.opendata.given import public_columns
from tests.plugins.followup.conftest import new_ground as new_followup
from tests.plugins.followup.conftest import new_outcome
from tests.plugins.opendata.test_opendata import ground


async def test_comments_are_a_table_without_names(two_towns: Towns, client: Client) -> None:
    stand, base, idea = await ground(two_towns.a)
    talker = await new_person(two_towns.a, name="Ola Pratsom")
    async with stand.open() as place:
        first = await comment(place=place, root_id=idea, author=talker, text="Enig i dette")
        await comment(place=place, root_id=idea, author=talker, text="Jeg også", parent_id=first)
        hidden = await submit(
            place=place, kind="idea", author=talker, content=Content(title="Borte", body=html_from_plain("x"))
        )
        await comment(place=place, root_id=hidden, author=talker, text="Under noe skjult")
        await execute("UPDATE contribution SET state = 'hidden' WHERE id = $1", hidden)
    visitor = await client(two_towns.a)
    found = json.loads((await visitor.get(f"{base}/comments.json")).text)
    assert [(each["text"], each["about"], each["answers"]) for each in found] == [
        ("Enig i dette", idea, None),
        ("Jeg også", idea, first),
    ]
    assert "Pratsom" not in (await visitor.get(f"{base}/comments.csv")).text
    neighbour = await client(two_towns.b)
    assert "Enig" not in (await neighbour.get(f"{base}/comments.json")).text


async def test_table_of_a_plugin_has_its_public_columns_with_their_meaning(
    two_towns: Towns, client: Client
) -> None:
    made = await new_followup(two_towns.a, client)
    await new_outcome(made, title="Rampa kommer")
    await new_outcome(made, title="Bare et utkast", publish=False)
    visitor = await client(two_towns.a)
    base = f"{made.project}/open-data"
    name = f"{made.stand.url.rpartition('/')[2]}-outcomes"
    shown = (await visitor.get(base)).text
    assert f"{base}/{name}.csv" in shown
    assert "What came of it: a decision" in shown
    lines = list(
        csv.DictReader(
            io.StringIO((await visitor.get(f"{base}/{name}.csv")).text.removeprefix("\ufeff")), delimiter=";"
        )
    )
    assert [(each["title"], each["contribution"]) for each in lines] == [("Rampa kommer", str(made.idea))]
    catalogue = (await visitor.get("/open-data/catalogue.ttl")).text
    assert f"{base}/{name}.json" in catalogue
    for private in ("ideas", "imports", "comments"):  # exports of ideas, which name nothing as public
        assert (
            await visitor.get(f"{base}/{made.stand.url.rpartition('/')[2]}-{private}.csv")
        ).status_code == 404


async def test_table_of_an_activity_that_is_not_for_all_is_not_there(
    two_towns: Towns, client: Client
) -> None:
    made = await new_followup(two_towns.a, client)
    await new_outcome(made)
    async with scope(two_towns.a):
        await execute(
            """UPDATE activity SET rules = '{"ideas.view": {"who": "registered"}}' WHERE id = $1""",
            made.stand.activity_id,
        )
    admin = await client(two_towns.a, role=Role.ADMIN)
    base, name = f"{made.project}/open-data", f"{made.stand.url.rpartition('/')[2]}-outcomes"
    assert name not in (await admin.get(base)).text
    assert (await admin.get(f"{base}/{name}.json")).status_code == 404


def test_columns_about_somebody_are_never_public_whatever_a_plugin_says() -> None:
    export = Export(
        name="pins",
        title=Text("Pins"),
        columns=("id", "author", "email", "colour", "secret"),
        rows=_nothing(),
        public={name: Text(name) for name in ("colour", "id", "author", "email", "gone")},
    )
    assert [each.key for each in public_columns(export)] == ["id", "colour"]


async def _nothing() -> AsyncIterator[dict[str, Any]]:
    for each in ():
        yield each
