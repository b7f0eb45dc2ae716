"""Texts that are nearly the same are found, shown with the people behind them, and called what staff say they are."""

import random
import re

import pytest

from core.people import Role
from plugins.insights.algorithms.duplicates import near_duplicates
from tests.conftest import Client, MakePerson
from tests.contributions.ground import new_idea
from tests.plugins.insights.desk import CYCLING, POOL, Workbench, new_workbench
from tests.support.people import new_person
from tests.support.towns import Towns

LETTER = "Jeg krever at kommunen stanser utbyggingen i Fjæra og lar stranda være åpen for alle som bor her"


@pytest.fixture
async def desk(two_towns: Towns, client: Client, make_person: MakePerson) -> Workbench:
    """Three have sent the same letter, one of them twice."""
    desk = await new_workbench(two_towns.a, client, make_person)
    people = [await new_person(desk.tenant) for _n in range(3)]
    for person, before in ((0, ""), (1, "Hei! "), (2, "Kjære kommune. "), (0, "Igjen: ")):
        await new_idea(desk.ground, people[person], title=f"{before}{LETTER}"[:60], body=f"<p>{LETTER}.</p>")
    return desk


async def _families(desk: Workbench) -> list[str]:
    await desk.do("/alike/look")
    return re.findall(r"/alike/(\d+)\"", await desk.see("/alike"))


async def test_copies_are_one_group_with_its_people_counted_once(desk: Workbench) -> None:
    (family,) = await _families(desk)
    shown = await desk.see(f"/alike/{family}")
    assert "4 contributions" in shown
    assert "3 people" in shown
    assert shown.count("al-reads__one--plain") == 4
    assert CYCLING[0] not in shown


async def test_mark_of_staff_stands_when_the_group_grows(desk: Workbench) -> None:
    (family,) = await _families(desk)
    await desk.do(f"/alike/{family}/decide", do="campaign")
    await new_idea(
        desk.ground, await new_person(desk.tenant), title=f"Takk! {LETTER}"[:60], body=f"<p>{LETTER}.</p>"
    )
    assert await _families(desk) == [family]
    shown = await desk.see("/alike")
    assert "5 contributions" in shown
    assert "Campaign" in shown
    await desk.do("/run", kind="more")
    assert "5 from campaigns" in await desk.see("")


async def test_group_becomes_a_theme_of_its_own_that_stands(desk: Workbench) -> None:
    (family,) = await _families(desk)
    refused = await desk.do(f"/alike/{family}/decide", do="theme", name=" ")
    assert refused.headers["location"].endswith("/alike")
    made = await desk.do(f"/alike/{family}/decide", do="theme", name="Fjæra")
    theme = int(made.headers["location"].rpartition("/")[2])
    await desk.do("/run", kind="anew")
    found = await desk.ask("SELECT count(*) AS n FROM insights_placing WHERE theme = $1", theme)
    assert int(str(found[0]["n"])) >= 4


async def test_nonsense_and_others_change_nothing(
    desk: Workbench, two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    (family,) = await _families(desk)
    for what in ("", "nonsense", "<b>", "x" * 500):
        assert (await desk.do(f"/alike/{family}/decide", do=what)).status_code == 303
    assert (await desk.staff.get(f"{desk.url}/alike/999999")).status_code == 404
    assert (await desk.staff.get(f"{desk.url}/alike?from=99999999999999")).status_code == 200
    elsewhere = await client(two_towns.b, await make_person(two_towns.b, role=Role.ADMIN))
    moderator = await client(two_towns.a, await make_person(two_towns.a, role=Role.MODERATOR))
    resident = await client(two_towns.a, await make_person(two_towns.a))
    assert (await elsewhere.get(f"{desk.url}/alike/{family}")).status_code == 404
    assert (await resident.get(f"{desk.url}/alike")).status_code == 403
    assert (await moderator.get(f"{desk.url}/alike")).status_code == 200
    assert (
        await moderator.post(f"{desk.url}/alike/{family}/decide", data={"do": "apart"})
    ).status_code == 403
    kept = await desk.ask("SELECT mark FROM insights_family WHERE study = $1", desk.study)
    assert kept == [{"mark": ""}]


async def test_nobody_alike_is_said(two_towns: Towns, client: Client, make_person: MakePerson) -> None:
    desk = await new_workbench(two_towns.a, client, make_person, POOL)
    assert await _families(desk) == []
    assert "No texts are that alike" in await desk.see("/alike")


def test_shortcut_finds_the_same_pairs_as_comparing_all() -> None:
    """The commonest pieces are left out when candidates are looked for: that must lose none."""
    chance = random.Random(5)
    words = [f"ord{n}" for n in range(60)]
    texts = [" ".join(chance.choices(words, k=chance.randint(4, 14))) for _n in range(220)]
    texts += [f"Hei. {text} takk" for text in texts[::4]]
    found = {(pair.first, pair.second): pair.alike for pair in near_duplicates(texts, alike=0.5)}
    plain = {key: alike for key, alike in found.items() if alike >= 0.8}
    strict = {(pair.first, pair.second): pair.alike for pair in near_duplicates(texts, alike=0.8)}
    assert strict.keys() == plain.keys()
    assert {(n, 220 + n // 4) for n in range(0, 220, 4)} <= found.keys()
