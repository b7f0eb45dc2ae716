"""Who takes part, against who lives here: nothing small is told, nothing unknown is hidden, and nothing reaches another town."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.db import execute, rows, value
from core.people import Role
from core.sdk import SMALL, ask_portraits, hide_small
from core.tenancy import scope
from plugins.representation.measuring import pictures
from plugins.representation.population import BadFile, read_file
from plugins.representation.telling import tell, told_by
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.people import new_person
from tests.support.towns import Towns

CSV = b"""kind;name;number;postcodes
age;0-29;400
age;30-59;400
age;60+;200
sex;female;500
sex;male;500
district;Sentrum;300;5003 5004
district;Fjellet;700;5100
"""


async def _bring(towns: Towns, client: Client, make_person: MakePerson) -> None:
    admin = await client(towns.a, await make_person(towns.a, role=Role.ADMIN))
    answer = await admin.post("/manage/representation", files={"file": ("tall.csv", CSV, "text/csv")})
    assert answer.status_code == 303, answer.text


async def _people(ground: Ground, *, born: int, sex: str, n: int) -> None:
    for _each in range(n):
        person = await new_person(ground.tenant, postcode="5003")
        await new_idea(ground, person)
        async with scope(ground.tenant):
            await tell(person_id=person.id, birth_year=born, sex=sex)


async def test_groups_are_counted_against_those_who_live_here(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    await _bring(two_towns, client, make_person)
    ground = await new_ground(two_towns.a)
    await _people(ground, born=1950, sex="female", n=30)
    await _people(ground, born=2000, sex="male", n=6)
    await new_idea(ground, await new_person(two_towns.a))  # somebody who tells nothing
    async with scope(two_towns.a, read_only=True):
        age, _district, sex = sorted(await pictures(project_id=ground.project_id), key=lambda each: each.kind)
    assert (age.all, age.known) == (37, 36)
    assert {group.name: group.took_part for group in age.groups} == {"0-29": 6, "30-59": 0, "60+": 30}
    assert [group.name for group in age.groups if group.missing] == ["0-29", "30-59"]
    assert {group.name: round(group.share or 0) for group in sex.groups} == {"female": 83, "male": 17}
    staff = await client(two_towns.a, await make_person(two_towns.a, role=Role.MANAGER))
    shown = (await staff.get(f"/manage/representation/{ground.project_id}")).text
    assert "Of 1 participant it is not known" in shown
    assert "fewer than one would expect" in shown
    other = await client(two_towns.b, await make_person(two_towns.b, role=Role.MANAGER))
    assert (await other.get(f"/manage/representation/{ground.project_id}")).status_code == 404


async def test_portrait_of_some_tells_of_them_only_and_never_of_few(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    await _bring(two_towns, client, make_person)
    ground = await new_ground(two_towns.a)
    await _people(ground, born=1950, sex="female", n=31)
    await _people(ground, born=2000, sex="male", n=6)
    async with scope(two_towns.a, read_only=True):
        every = await rows(
            "SELECT DISTINCT p.who, c.author FROM participation p JOIN contribution c ON c.id = p.contribution_id "
            "WHERE p.project_id = $1 ORDER BY c.author",
            ground.project_id,
        )
        who = [bytes(each["who"]) for each in every]
        some = await ask_portraits(project_id=ground.project_id, who=frozenset(who[:31]))
        few = await ask_portraits(project_id=ground.project_id, who=frozenset(who[:29]))
        nobody = await ask_portraits(project_id=ground.project_id + 1, who=frozenset(who))
    sex = next(each for each in some if each.id == "representation.sex")
    assert sex.n == 31
    assert sorted(row[1] for row in sex.rows if row[1]) == [31]
    assert few == nobody == []


async def test_few_are_hidden_and_make_no_shares(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    await _bring(two_towns, client, make_person)
    ground = await new_ground(two_towns.a)
    await _people(ground, born=1950, sex="female", n=7)
    await _people(ground, born=1980, sex="another", n=2)
    async with scope(two_towns.a, read_only=True):
        found = {each.kind: each for each in await pictures(project_id=ground.project_id)}
    assert {group.took_part for group in found["age"].groups} == {None}
    assert all(group.share is None for each in found.values() for group in each.groups)


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40), min_size=1))
def test_no_small_number_can_be_worked_out(counted: dict[str, int]) -> None:
    """Whoever knows the sum, and everything that is shown, learns of the hidden ones only that they hold ten people or more."""
    found = hide_small(counted)
    assert all(number is None or number == counted[name] for name, number in found.items())
    assert all(number is None or number == 0 or number >= SMALL for number in found.values())
    hidden = [name for name, number in found.items() if number is None]
    if hidden and len(hidden) < len(counted):
        assert len(hidden) >= 2
        assert sum(counted[name] for name in hidden) >= 2 * SMALL


@pytest.mark.parametrize("counted", [{"a": 3, "b": 0}, {"a": 4, "b": 4}, {"a": 1, "b": 1, "c": 0}])
def test_where_hiding_is_not_enough_nothing_is_shown(counted: dict[str, int]) -> None:
    assert set(hide_small(counted).values()) == {None}


async def test_one_tells_changes_and_deletes(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a, kari)
    assert "About you" in (await visitor.get("/account")).text
    assert (
        await visitor.post("/account/about-you", data={"birth_year": "1947", "sex": "female"})
    ).status_code == 303
    async with scope(two_towns.a, read_only=True):
        assert (await told_by(kari.id))["birth_year"] == 1947
    for wrong in (
        {"birth_year": "12", "sex": "female"},
        {"birth_year": "1990", "sex": "x"},
        {"birth_year": "abc", "sex": "male"},
    ):
        assert (await visitor.post("/account/about-you", data=wrong)).status_code == 422
    assert (await visitor.post("/account/about-you/forget")).status_code == 303
    async with scope(two_towns.a, read_only=True):
        assert await told_by(kari.id) == {}
    stranger = await client(two_towns.a)
    assert (await stranger.get("/account/about-you")).status_code == 401


async def test_those_who_are_missing_are_told_and_only_they(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    await _bring(two_towns, client, make_person)
    ground = await new_ground(two_towns.a)
    await _people(ground, born=1950, sex="female", n=2)
    young = await new_person(two_towns.a)
    async with scope(two_towns.a):
        await execute("DELETE FROM notification")
        await tell(person_id=young.id, birth_year=2001, sex="male", invite=True)
    staff = await client(two_towns.a, await make_person(two_towns.a, role=Role.MANAGER))
    base = f"/manage/representation/{ground.project_id}/invite"
    assert "?from=age-0-29" in (await staff.get(base, params={"kind": "age", "name": "0-29"})).text
    assert (await staff.get(base, params={"kind": "age", "name": "nope"})).status_code == 404
    unasked = await new_person(two_towns.a)
    async with scope(two_towns.a):
        await tell(person_id=unasked.id, birth_year=2002, sex="male")
    for _again in range(3):
        await staff.post(base, data={"kind": "age", "name": "0-29"})
    assert (await staff.post(base, data={"kind": "x", "name": "0-29"})).status_code == 303
    async with scope(two_towns.a, read_only=True):
        assert await value("SELECT count(*) FROM notification WHERE person = $1", young.id) == 1
        assert await value("SELECT count(*) FROM notification WHERE person = $1", unasked.id) == 0
        took_part = await value(
            "SELECT count(*) FROM notification n JOIN contribution c ON c.author = n.person WHERE c.activity = $1",
            ground.activity_id,
        )
    assert took_part == 0
    resident = await client(two_towns.a, await make_person(two_towns.a))
    assert (await resident.post(base, data={"kind": "age", "name": "0-29"})).status_code == 403


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"age;18-24;ti", "Line 1: the third column"),
        (b"kind;name;number\nage;atten;3", "Line 2: write an age"),
        (b"town;A;3", "Line 1: the first column"),
        (b"sex;woman;3", "Line 1: write an age"),
        (b"age;0-9;3\nage;0-9;4", "each group once"),
        (b"", "between 1 and"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"age;0-9;" + b"9" * 300_000, "too large"),
    ],
)
def test_file_with_errors_names_the_line(data: bytes, said: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_file(data)
    assert said in str(refused.value.message)


async def test_poster_leads_to_the_project_and_names_no_group(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    await _bring(two_towns, client, make_person)
    ground = await new_ground(two_towns.a)
    staff = await client(two_towns.a, await make_person(two_towns.a, role=Role.MANAGER))
    base = f"/manage/representation/{ground.project_id}"
    group = {"kind": "age", "name": "0-29"}
    shown = (await staff.get(f"{base}/invite", params=group)).text
    assert f"{base}/poster.pdf?kind=age&amp;name=0-29&amp;lang=nb" in shown
    paper = await staff.get(f"{base}/poster.pdf", params=group)
    assert paper.status_code == 200
    assert paper.content.startswith(b"%PDF")
    with pikepdf.open(io.BytesIO(paper.content)) as read:
        assert len(read.pages) == 1
        assert read.Root.MarkInfo.Marked
        assert str(read.Root.Lang).startswith(("nb", "no"))
    assert b"0-29" not in paper.content
    for params in ({"kind": "age", "name": "nope"}, {"kind": "x", "name": "0-29"}, {}):
        assert (await staff.get(f"{base}/poster.pdf", params=params)).status_code == 404
    resident = await client(two_towns.a, await make_person(two_towns.a))
    assert (await resident.get(f"{base}/poster.pdf", params=group)).status_code == 403
    other = await client(two_towns.b, await make_person(two_towns.b, role=Role.MANAGER))
    assert (await other.get(f"{base}/poster.pdf", params=group)).status_code == 404
