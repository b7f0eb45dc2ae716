"""Staff sort, answer, merge, and take everything away."""

import csv
import io
import re

import httpx
import pytest
from openpyxl import load_workbook

from core.contributions import react
from core.jobs.testing import run_due_jobs
from core.people import Person, Role
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.towns import Towns


@pytest.fixture
async def kari(ground: Ground, make_person: MakePerson) -> Person:
    return await make_person(ground.tenant, name="Kari Nordvik")


@pytest.fixture
async def staff(ground: Ground, client: Client) -> httpx.AsyncClient:
    return await client(ground.tenant, role=Role.MODERATOR)


async def one(ground: Ground, sql: str, *arguments: object) -> object:
    from core.db import value

    async with scope(ground.tenant, read_only=True):
        return await value(sql, *arguments)


async def status_id(ground: Ground, key: str) -> str:
    return str(await one(ground, "SELECT id FROM status WHERE key = $1", key))


async def test_answer_is_shown_and_told_to_those_it_concerns(
    ground: Ground, client: Client, kari: Person, staff: httpx.AsyncClient, make_person: MakePerson
) -> None:
    idea = await new_idea(ground, kari)
    supporter = await make_person(ground.tenant, name="Ola Sund")
    async with ground.open() as place:
        await react(place=place, contribution_id=idea, person=supporter, value=1)
    sent = {"status": await status_id(ground, "planned"), "answer": "Vi bygger den <script>x</script> i vår."}
    answer = await staff.post(f"{ground.url}/manage/{idea}/answer", data=sent)
    assert answer.status_code == 303
    shown = (await (await client(ground.tenant)).get(f"{ground.url}/{idea}")).text
    assert "i vår." in shown
    assert "<script>x" not in shown
    assert "Planlagt" in shown or "Planned" in shown
    await run_due_jobs(ground.tenant)
    sql = "SELECT count(DISTINCT person) FROM notification m JOIN notice n ON n.id = m.notice WHERE n.url LIKE $1"
    told = await one(ground, sql, f"%/{idea}#answer")
    assert told == 2  # the author and the supporter


async def test_several_are_changed_at_once_and_others_not(
    ground: Ground, kari: Person, staff: httpx.AsyncClient, towns: Towns
) -> None:
    first, second, third = [await new_idea(ground, kari, f"Idé {n}") for n in range(3)]
    beside = await new_idea(await new_ground(towns.a), kari, "I en annen aktivitet")
    done = await status_id(ground, "done")
    table = (await staff.get(f"{ground.url}/manage")).text
    assert table.index('href="#ticked"') < table.index('id="ticked"')
    sent = {"id": [str(first), str(second), str(beside), "nonsense"], "do": "status", "status": done}
    assert (await staff.post(f"{ground.url}/manage/bulk", data=sent)).status_code == 303
    sql = (
        "SELECT array_agg(c.id ORDER BY c.id) FROM contribution c JOIN status s ON s.id = c.status "
        "WHERE s.key = 'done' AND c.id = ANY ($1)"
    )
    assert await one(ground, sql, [first, second, third, beside]) == [first, second]


async def test_bulk_without_a_choice_changes_nothing(
    ground: Ground, kari: Person, staff: httpx.AsyncClient
) -> None:
    idea = await new_idea(ground, kari)
    for sent in (
        {},
        {"id": str(idea), "do": "status", "status": "999999"},
        {"id": str(idea), "do": "drop table"},
    ):
        assert (await staff.post(f"{ground.url}/manage/bulk", data=sent)).status_code == 303
    assert await one(ground, "SELECT count(*) FROM status_change WHERE contribution = $1", idea) == 0


async def test_what_was_not_done_does_not_look_like_success(
    ground: Ground, kari: Person, staff: httpx.AsyncClient
) -> None:
    sent = {"id": str(await new_idea(ground, kari)), "do": "topic"}
    await staff.post(f"{ground.url}/manage/bulk", data={"do": "status"})
    unticked = (await staff.get(f"{ground.url}/manage")).text
    await staff.post(f"{ground.url}/manage/bulk", data=sent)
    unchosen = (await staff.get(f"{ground.url}/manage")).text
    for page, words in (
        (unticked, "Tick the ideas first"),
        (unchosen, "Choose what it should be changed to"),
    ):
        assert words in page
        assert 'class="al-toast" data-color="info"' in page


async def test_topics_and_colleague_are_set(
    ground: Ground, kari: Person, staff: httpx.AsyncClient, make_person: MakePerson
) -> None:
    idea = await new_idea(ground, kari)
    colleague = await make_person(ground.tenant, name="Siv Kollega", role=Role.MODERATOR)
    topic = await one(ground, "SELECT id FROM topic WHERE key = 'nature'")
    sent = {"topics": [str(topic)], "assignee": str(colleague.id)}
    assert (await staff.post(f"{ground.url}/manage/{idea}/sort", data=sent)).status_code == 303
    assert await one(ground, "SELECT assignee FROM contribution WHERE id = $1", idea) == colleague.id
    refused = await staff.post(f"{ground.url}/manage/{idea}/sort", data={"assignee": str(kari.id)})
    assert refused.status_code == 422  # a resident looks after nothing


async def test_merge_asks_first_then_leads_on(
    ground: Ground, client: Client, kari: Person, staff: httpx.AsyncClient, make_person: MakePerson
) -> None:
    stays, goes = (
        await new_idea(ground, kari, "Badebrygge"),
        await new_idea(ground, await make_person(ground.tenant), "Brygge å bade fra"),
    )
    asked = await staff.post(
        f"{ground.url}/manage/{goes}/merge", data={"target": f"http://x{ground.url}/{stays}"}
    )
    assert asked.status_code == 200
    assert "This cannot be undone" in asked.text
    assert await one(ground, "SELECT state FROM contribution WHERE id = $1", goes) == "published"
    done = await staff.post(f"{ground.url}/manage/{goes}/merge", data={"target": str(stays), "sure": "yes"})
    assert done.status_code == 303
    led = await (await client(ground.tenant)).get(f"{ground.url}/{goes}")
    assert led.headers["location"] == f"{ground.url}/{stays}"
    assert await one(ground, "SELECT support_count FROM contribution WHERE id = $1", stays) == 1


async def test_merge_into_what_is_not_here_is_refused(
    ground: Ground, kari: Person, staff: httpx.AsyncClient, towns: Towns
) -> None:
    idea = await new_idea(ground, kari)
    beside = await new_idea(await new_ground(towns.a), kari)
    for target in ("", "0", str(beside), "9" * 40, "<script>"):
        answer = await staff.post(f"{ground.url}/manage/{idea}/merge", data={"target": target, "sure": "yes"})
        assert answer.status_code == 422


async def test_staff_pages_are_closed_to_residents(ground: Ground, client: Client, kari: Person) -> None:
    idea = await new_idea(ground, kari)
    resident = await client(ground.tenant, kari)
    for path in ("bulk", f"{idea}/answer", f"{idea}/sort", f"{idea}/merge", "import", "fields/new"):
        assert (await resident.post(f"{ground.url}/manage/{path}", data={})).status_code == 403


async def test_export_is_whole_and_harmless(ground: Ground, client: Client, kari: Person) -> None:
    await new_idea(ground, kari, "=HYPERLINK(1)", body="<p>Linje én</p><p>to; tre</p>")
    await new_idea(ground, kari, "Badebrygge")
    manager = await client(ground.tenant, role=Role.MANAGER)
    answer = await manager.get(f"{ground.url}/manage/export/ideas.csv")
    assert "attachment" in answer.headers["content-disposition"]
    found = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Title"] for row in found] == ["'=HYPERLINK(1)", "Badebrygge"]
    assert found[0]["Text"] == "Linje én\n\nto; tre"
    book = load_workbook(io.BytesIO((await manager.get(f"{ground.url}/manage/export/ideas.xlsx")).content))
    assert [row[1] for row in book.worksheets[0].iter_rows(values_only=True)] == [
        "Title",
        "=HYPERLINK(1)",
        "Badebrygge",
    ]
    assert book.worksheets[0]["B2"].data_type == "s"
    assert (await manager.get(f"{ground.url}/manage/export/people.csv")).status_code == 404


async def test_extra_question_is_built_asked_answered_and_exported(
    ground: Ground, client: Client, kari: Person
) -> None:
    manager, writer = await client(ground.tenant, role=Role.MANAGER), await client(ground.tenant, kari)
    fields = f"{ground.url}/manage/fields"
    bad = await manager.post(
        f"{fields}/new", data={"kind": "choice", "labels.nb": "Hvem?", "options.nb": "Én"}
    )
    assert bad.status_code == 422
    choice = {
        "kind": "choice",
        "labels.nb": "Hvem er det for?",
        "options.nb": "Barn\nVoksne",
        "required": "on",
        "public": "on",
    }
    assert (await manager.post(f"{fields}/new", data=choice)).status_code == 303
    secret = {"kind": "short_text", "labels.nb": "Telefon", "public": ""}
    assert (await manager.post(f"{fields}/new", data=secret)).status_code == 303
    missing = await writer.post(f"{ground.url}/new", data={"title": "Lekeplass"})
    assert missing.status_code == 422
    assert "Hvem er det for?" in missing.text
    sent = {"title": "Lekeplass", "extra.hvem_er_det_for": "barn", "extra.telefon": "99 88 77 66"}
    answer = await writer.post(f"{ground.url}/new", data=sent)
    public = (await (await client(ground.tenant)).get(answer.headers["location"])).text
    assert "Barn" in public
    assert "99 88 77 66" not in public
    assert "99 88 77 66" in (await manager.get(answer.headers["location"])).text
    exported = (await manager.get(f"{ground.url}/manage/export/ideas.csv")).text
    assert "Barn;99 88 77 66" in exported


async def test_answered_version_of_a_form_stays_when_staff_change_it(
    ground: Ground, client: Client, kari: Person
) -> None:
    manager, writer = await client(ground.tenant, role=Role.MANAGER), await client(ground.tenant, kari)
    fields = f"{ground.url}/manage/fields"
    for name in ("Alder", "Vei"):
        await manager.post(f"{fields}/new", data={"kind": "short_text", "labels.nb": name, "public": "on"})
    await manager.post(f"{fields}/vei/move", data={"step": "up"})
    listed = (await manager.get(fields)).text
    assert listed.index("Vei") < listed.index("Alder")
    answer = await writer.post(f"{ground.url}/new", data={"title": "Hei", "extra.vei": "Kystveien"})
    await manager.post(f"{fields}/vei/remove")
    assert "Kystveien" in (await writer.get(answer.headers["location"])).text
    assert "Vei" not in re.sub(r"<title>.*?</title>", "", (await manager.get(fields)).text)


async def test_figures_count_what_is_shown(ground: Ground, kari: Person) -> None:
    from plugins.ideas import blocks

    idea = await new_idea(ground, kari)
    await new_idea(ground, kari, "Utkast", draft=True)
    async with ground.open() as place:
        await react(place=place, contribution_id=idea, person=kari, value=1)
        found = {
            block.id: block
            for block in await blocks(project_id=None, activity_id=place.here.id, since=None, until=None)
        }
    assert found["ideas.ideas"].value == 1
    assert found["ideas.supports"].value == 1
    assert found["ideas.participants"].value == 1
    assert sum(row[1] for row in found["ideas.by_status"].rows) == 1


async def test_events_of_an_answer_run_without_error(
    ground: Ground, kari: Person, staff: httpx.AsyncClient
) -> None:
    idea = await new_idea(ground, kari)
    await staff.post(f"{ground.url}/manage/{idea}/answer", data={"status": await status_id(ground, "done")})
    assert await run_due_jobs(ground.tenant) >= 1
