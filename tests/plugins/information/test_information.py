"""The page of information: blocks, questions with answers, letters, readers; and what the plugin answers to the house."""

import re

import pytest

from core.db import rows, value
from core.people import Person
from core.projects.duplicate import duplicate_project
from core.projects.follow import follow
from core.sdk import Seeding
from core.sdk.testing import Stand, new_activity
from core.tenancy import scope, site
from plugins.information import blocks, exports, forget_person, personal_data, seeds
from plugins.information.presets import rules
from plugins.information.seeds import themes
from tests.conftest import Client, MakePerson
from tests.plugins.information.test_hearing import remark, statement
from tests.support.towns import Towns


async def ask(client: Client, page: Stand, person: Person, **sent: str) -> int:
    writer = await client(page.tenant, person)
    answer = await writer.post(f"{page.url}/ask", data={"title": "Når åpner kaia?", **sent})
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].rpartition("/")[2])


async def test_question_is_answered_where_everyone_reads_it(
    page: Stand, client: Client, kari: Person, boss: Person
) -> None:
    new_id = await ask(client, page, kari, text="Vi venter.")
    staff, visitor = await client(page.tenant, boss), await client(page.tenant)
    assert "Not answered yet." in (await visitor.get(page.url)).text
    assert "Når åpner kaia?" in (await staff.get("/manage")).text
    answer = await staff.post(f"{page.url}/manage/questions/{new_id}", data={"answer": "<p>I september.</p>"})
    assert answer.status_code == 303
    for path in (page.url, f"{page.url}/{new_id}"):
        assert "I september." in (await visitor.get(path)).text
    async with scope(page.tenant, read_only=True):
        assert await value("SELECT count(*) FROM notification WHERE person = $1", kari.id) == 1
        assert [
            each["action"]
            for each in await rows(
                "SELECT action FROM participation WHERE activity_id = $1", page.activity_id
            )
        ] == ["information.ask"]


async def test_own_question_of_staff_counts_nobody(page: Stand, client: Client, boss: Person) -> None:
    staff = await client(page.tenant, boss)
    sent = {"title": "Hva koster det?", "answer": "<p>12 millioner.</p>"}
    assert (await staff.post(f"{page.url}/manage/questions/new", data=sent)).status_code == 303
    assert "12 millioner" in (await (await client(page.tenant)).get(page.url)).text
    async with scope(page.tenant, read_only=True):
        assert await value("SELECT count(*) FROM participation WHERE activity_id = $1", page.activity_id) == 0


async def test_blocks_are_added_moved_changed_and_taken_off(
    page: Stand, client: Client, boss: Person
) -> None:
    staff, visitor = await client(page.tenant, boss), await client(page.tenant)
    form = f"{page.url}/manage/blocks/new"
    assert (
        await staff.post(
            f"{form}/text", data={"title.nb": "Først", "text.nb": "<p>Tekst<script>x</script></p>"}
        )
    ).status_code == 303
    assert (
        await staff.post(f"{form}/facts", data={"title.nb": "Tall", "facts.nb": "Kostnad: 12 millioner"})
    ).status_code == 303
    file = {"document": ("plan.txt", b"Planen", "text/plain")}
    assert (await staff.post(f"{form}/document", data={"title.nb": "Planen"}, files=file)).status_code == 303
    assert (await staff.post(f"{form}/link", data={"address": "javascript:x"})).status_code == 422
    assert (await staff.post(f"{form}/text", data={})).status_code == 422
    assert (await staff.get(f"{form}/nonsense")).status_code == 404
    shown = (await visitor.get(page.url)).text
    assert "<dt>Kostnad</dt><dd>12 millioner</dd>" in shown
    assert "plan.txt" in shown
    assert "<script>x" not in shown
    async with scope(page.tenant, read_only=True):
        ids = [
            each["id"]
            for each in await rows(
                "SELECT id FROM information_block WHERE activity = $1 ORDER BY position", page.activity_id
            )
        ]
    await staff.post(f"{page.url}/manage/blocks/{ids[0]}/move", data={"step": "2"})
    await staff.post(f"{page.url}/manage/blocks/{ids[1]}/delete")
    sent = {"title.nb": "Først igjen", "text.nb": "<p>Ny</p>", "version": "1"}
    assert (await staff.post(f"{page.url}/manage/blocks/{ids[0]}", data=sent)).status_code == 303
    assert (
        await staff.post(f"{page.url}/manage/blocks/{ids[0]}", data=sent)
    ).status_code == 422  # somebody was faster
    shown = (await visitor.get(page.url)).text
    assert shown.index("plan.txt") < shown.index("Først igjen")
    assert "Kostnad" not in shown


async def test_letter_is_sent_once_and_stands_in_the_archive(
    page: Stand, client: Client, kari: Person, boss: Person
) -> None:
    async with scope(page.tenant):
        await follow(person_id=kari.id, subject="project", subject_id=page.project_id)
    staff, visitor = await client(page.tenant, boss), await client(page.tenant)
    made = await staff.post(
        f"{page.url}/manage/letters/new", data={"subject": "Nå begynner vi", "body": "<p>Hei!</p>"}
    )
    letter = int(made.headers["location"].rpartition("/")[2])
    assert (await visitor.get(f"{page.url}/letters/{letter}")).status_code == 404
    assert "Nå begynner vi" not in (await visitor.get(f"{page.url}/letters")).text
    for _n in range(2):
        await staff.post(f"{page.url}/manage/letters/{letter}/send")
    assert "Hei!" in (await visitor.get(f"{page.url}/letters/{letter}")).text
    edit = await staff.post(
        f"{page.url}/manage/letters/{letter}/edit", data={"subject": "X", "body": "<p>Y</p>", "version": "1"}
    )
    assert edit.status_code == 422
    async with scope(page.tenant, read_only=True):
        assert await value("SELECT recipients FROM information_letter WHERE id = $1", letter) == 1
        assert await value("SELECT count(*) FROM notification WHERE person = $1", kari.id) == 1


async def test_reader_is_counted_once_a_day_and_never_kept(page: Stand, client: Client) -> None:
    visitor = await client(page.tenant)
    for _n in range(3):
        await visitor.post(f"{page.url}/read-by", data={"page": "front"})
    await visitor.post(
        f"{page.url}/read-by", data={"page": "front"}, headers={"user-agent": "another browser"}
    )
    await visitor.post(
        f"{page.url}/read-by", data={"page": "front"}, headers={"user-agent": "third", "dnt": "1"}
    )
    await visitor.post(
        f"{page.url}/read-by", data={"page": "front"}, headers={"user-agent": "fourth", "sec-gpc": "1"}
    )
    await visitor.post(f"{page.url}/read-by", data={"page": "nonsense"}, headers={"user-agent": "fifth"})
    async with scope(page.tenant, read_only=True):
        found = await rows("SELECT page, n FROM information_reading WHERE activity = $1", page.activity_id)
    assert found == [{"page": "front", "n": 2}]
    assert not visitor.cookies
    assert "Read 2 times" in (await visitor.get(page.url)).text


async def test_counting_a_reader_leaves_kept_pages_kept(page: Stand, client: Client) -> None:
    async with scope(page.tenant, read_only=True):
        before = await value("SELECT sum(version) FROM site_change")
    await (await client(page.tenant)).post(
        f"{page.url}/read-by", data={"page": "front"}, headers={"user-agent": "quiet"}
    )
    async with scope(page.tenant, read_only=True):
        assert await value("SELECT sum(version) FROM site_change") == before


async def test_figures_are_a_recount(stand: Stand, client: Client, kari: Person) -> None:
    for _n in range(2):
        await remark(client, stand, kari)
    await statement(client, stand, kari)
    async with stand.open() as place:
        found = {
            b.id: b.value
            for b in await blocks(project_id=None, activity_id=place.here.id, since=None, until=None)
        }
        counted = await value(
            "SELECT count(*) FROM contribution WHERE activity = $1 AND kind = 'remark'", place.here.id
        )
    assert found["information.remarks"] == counted == 2
    assert found["information.statements"] == 1
    assert found["information.participants"] == 1


async def test_person_gets_the_statement_and_is_forgotten(stand: Stand, client: Client, kari: Person) -> None:
    await statement(client, stand, kari)
    async with stand.open():
        assert [data.name for data in await personal_data(person_id=kari.id)] == ["information.statements"]
        await forget_person(person_id=kari.id)
        assert await personal_data(person_id=kari.id) == []
        assert (
            await value("SELECT sender FROM information_statement WHERE activity = $1", stand.activity_id)
            == ""
        )


async def test_exports_hold_nothing_that_is_not_public(stand: Stand, client: Client, kari: Person) -> None:
    await statement(client, stand, kari, text="Hemmelig helse")
    await remark(client, stand, kari)
    async with stand.open() as place:
        found = {e.name: [row async for row in e.rows] for e in await exports(activity=place.here)}
    assert len(found["statements"]) == len(found["remarks"]) == 1
    assert "Hemmelig helse" not in str(found)
    assert "For kort tid." in str(found)


async def test_copy_brings_the_page_along(page: Stand, client: Client, boss: Person) -> None:
    staff = await client(page.tenant, boss)
    await staff.post(f"{page.url}/manage/blocks/new/text", data={"title.nb": "Kopieres"})
    async with page.open() as place:
        copy = await duplicate_project(project_id=place.project.id, site=await site())
        titles = await rows(
            "SELECT b.titles FROM information_block b JOIN activity a ON a.id = b.activity WHERE a.project = $1",
            copy,
        )
    assert titles == [{"titles": {"nb": "Kopieres"}}]


def test_every_rule_names_its_law_and_address() -> None:
    assert len(rules()) == 6
    for rule in rules().values():
        assert rule.days >= 30
        assert re.fullmatch(r"§ \d+-\d+", rule.section)
        assert rule.url.startswith("https://lovdata.no/")
        assert set(rule.names) == set(rule.says) == {"nb", "nn", "en"}


@pytest.mark.parametrize("stage", ["open", "running", "finished"])
@pytest.mark.parametrize("theme", [*themes(), "unknown"])
async def test_demonstration_stands_up(
    towns: Towns, make_person: MakePerson, boss: Person, theme: str, stage: str
) -> None:
    method = "hearing" if theme in ("harbour", "area", "flood") else "information"
    stand = await new_activity(towns.a, method)
    residents = tuple([await make_person(towns.a) for _n in range(4)])
    async with stand.open() as place:
        await seeds(
            seeding=Seeding(
                place=place, stage=stage, theme=theme, language="nb", residents=residents, staff=(boss,)
            )
        )
        said = await value("SELECT count(*) FROM contribution WHERE activity = $1", place.here.id)
        people = await value(
            "SELECT count(DISTINCT who) FROM participation WHERE activity_id = $1", place.here.id
        )
    assert (said > 0) is (stage != "open")
    assert (people > 0) is (stage != "open")
