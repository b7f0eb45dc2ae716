"""Uploading a document: read in a job, looked at, published."""

from core.db import rows, value
from core.jobs.testing import run_due_jobs
from core.people import Person
from core.sdk.testing import Stand, new_activity
from core.tenancy import scope
from tests.conftest import Client
from tests.plugins.information.files import docx, paragraph, pdf
from tests.support.towns import Towns

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def upload(client: Client, stand: Stand, boss: Person, name: str, data: bytes, kind: str) -> int:
    staff = await client(stand.tenant, boss)
    answer = await staff.post(
        f"{stand.url}/manage/document",
        data={"title": "Planen", "note": ""},
        files={"file": (name, data, kind)},
    )
    await run_due_jobs(stand.tenant)
    return answer.status_code


async def test_word_file_is_read_and_published(towns: Towns, client: Client, boss: Person) -> None:
    stand = await new_activity(towns.a, "hearing")
    body = paragraph("Kaia", "Overskrift1") + paragraph("Den settes i stand.")
    assert await upload(client, stand, boss, "plan.docx", docx(body), WORD) == 303
    staff, visitor = await client(towns.a, boss), await client(towns.a)
    assert "Ready to be published" in (await staff.get(f"{stand.url}/manage/document")).text
    assert (await visitor.get(f"{stand.url}/read")).status_code == 404
    assert "Den settes i stand." in (await staff.get(f"{stand.url}/manage/document/1")).text
    assert (await staff.post(f"{stand.url}/manage/document/1/publish")).status_code == 303
    shown = await visitor.get(f"{stand.url}/read")
    assert "Den settes i stand." in shown.text
    async with scope(towns.a, read_only=True):
        assert (
            await value(
                "SELECT source IS NULL FROM information_version WHERE activity = $1", stand.activity_id
            )
            is True
        )
        key = await value(
            "SELECT file->>'key' FROM information_version WHERE activity = $1", stand.activity_id
        )
    assert (await visitor.get(f"/files/{key}/plan.docx")).status_code == 200


async def test_pdf_shows_its_pages_and_takes_a_point(
    towns: Towns, client: Client, boss: Person, kari: Person
) -> None:
    stand = await new_activity(towns.a, "hearing")
    assert await upload(client, stand, boss, "kart.pdf", pdf(["Kart over havna"]), "application/pdf") == 303
    staff, writer = await client(towns.a, boss), await client(towns.a, kari)
    async with scope(towns.a, read_only=True):
        (section,) = await rows(
            "SELECT s.key, s.picture, s.width, s.height FROM information_section s JOIN information_version v "
            "ON v.id = s.version WHERE v.activity = $1",
            stand.activity_id,
        )
    picture = f"/files/{section['picture']}/800.webp"
    assert (await writer.get(picture)).status_code == 404
    await staff.post(f"{stand.url}/manage/document/1/publish")
    assert (await writer.get(picture)).status_code == 200
    to = await writer.get(f"{stand.url}/point?section={section['key']}&at.x=450&at.y=100")
    assert to.status_code == 303
    assert "x=500" in to.headers["location"]
    answer = await writer.post(
        f"{stand.url}/remark",
        data={"section": section["key"], "text": "Her er det grunt", "x": "500", "y": "80"},
    )
    assert answer.status_code == 303
    by_words = await writer.post(
        f"{stand.url}/remark", data={"section": section["key"], "text": "Her også", "part": "167.833"}
    )
    assert by_words.status_code == 303
    async with scope(towns.a, read_only=True):
        points = await rows(
            "SELECT r.x, r.y FROM information_remark r JOIN information_version v ON v.id = r.version "
            "WHERE v.activity = $1 ORDER BY r.id",
            stand.activity_id,
        )
    assert points == [{"x": 500, "y": 80}, {"x": 167, "y": 833}]
    shown = (await writer.get(f"{stand.url}/read")).text
    assert "Her er det grunt" in shown
    assert 'cx="500"' in shown


async def test_broken_file_ends_in_a_kind_message(towns: Towns, client: Client, boss: Person) -> None:
    stand = await new_activity(towns.a, "hearing")
    assert await upload(client, stand, boss, "plan.md", b"   ", "text/markdown") == 303
    staff = await client(towns.a, boss)
    assert "We found no text in the file." in (await staff.get(f"{stand.url}/manage/document")).text
    assert (await staff.post(f"{stand.url}/manage/document/1/publish")).status_code == 303
    assert (await staff.get(f"{stand.url}/read")).status_code == 404
    assert (await staff.post(f"{stand.url}/manage/document/1/delete")).status_code == 303
    async with scope(towns.a, read_only=True):
        assert (
            await value("SELECT count(*) FROM information_version WHERE activity = $1", stand.activity_id)
            == 0
        )


async def test_file_of_another_kind_is_refused_beside_the_field(
    towns: Towns, client: Client, boss: Person
) -> None:
    stand = await new_activity(towns.a, "hearing")
    staff = await client(towns.a, boss)
    answer = await staff.post(
        f"{stand.url}/manage/document", data={"title": "P"}, files={"file": ("a.exe", b"MZ", "x/y")}
    )
    assert answer.status_code == 422
    assert "not a file that we can read" in answer.text
