"""The catalogue on the platform's host: the same declarations for everybody, and for support how they fare."""

import re
from dataclasses import replace

from core.host import House, install
from core.host.failures import pause_plugin
from core.host.house import TurnedAway
from core.people import Role
from core.tenancy import PLATFORM
from tests.conftest import Client
from tests.support.towns import Towns


async def test_everybody_sees_what_a_plugin_is_and_may_do(house: House, client: Client) -> None:
    page = (await (await client(PLATFORM)).get("/catalogue")).text
    assert "People meet, in a room or online" in page
    assert "Made by Allmenning" in page
    assert "Sends notifications and mail" in page
    assert "Running the service" not in page  # not a place's to choose
    assert "No failures" not in page


async def test_support_sees_pauses_and_what_does_not_run(
    house: House, two_towns: Towns, client: Client
) -> None:
    await pause_plugin(two_towns.a, "ideas", "panels: ValueError")
    install(replace(house, turned_away=(TurnedAway("walk", "allmenning-walk 9", "made for <SDK> 9"),)))
    try:
        expert = (await (await client(PLATFORM, role=Role.SUPPORT)).get("/catalogue")).text
        visitor = (await (await client(PLATFORM)).get("/catalogue")).text
    finally:
        install(house)
    assert re.search(r"\d+ pauses? in 30 days", expert)  # other tests' places may have some too
    assert "allmenning-walk 9: made for &lt;SDK&gt; 9" in expert
    assert "allmenning-walk" not in visitor
    assert two_towns.a.name not in expert


async def test_places_have_no_catalogue_of_the_platform(two_towns: Towns, client: Client) -> None:
    assert (await (await client(two_towns.a)).get("/catalogue")).status_code == 404
