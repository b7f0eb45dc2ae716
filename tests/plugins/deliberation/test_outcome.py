"""The common statement: drafted by staff, endorsed by people, answered by the municipality."""

from core.db import rows, value
from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.people import Role
from core.sdk.testing.activities import Stand
from core.tenancy import scope
from tests.conftest import Client, MakePerson

DRAFT = {"title": "Vi vil ha sjøen for alle", "body": "<p>Strandlinja er for alle.</p>", "version": "0"}


async def published(stand: Stand, client: Client) -> None:
    staff = await client(stand.tenant, role=Role.ADMIN)
    assert (await staff.post(f"{stand.url}/manage/outcome", data=DRAFT)).status_code == 303
    answer = await staff.post(f"{stand.url}/manage/outcome/publish", data={"publish": "yes"})
    assert answer.headers["location"].endswith("/outcome"), answer.text


async def test_draft_is_seen_by_staff_only(stand: Stand, client: Client, make_person: MakePerson) -> None:
    staff = await client(stand.tenant, role=Role.ADMIN)
    await staff.post(f"{stand.url}/manage/outcome", data=DRAFT)
    kari = await client(stand.tenant, await make_person(stand.tenant))
    assert (await kari.get(f"{stand.url}/outcome")).status_code == 404
    assert (await kari.get(f"{stand.url}/manage/outcome")).status_code == 403
    assert (await kari.post(f"{stand.url}/manage/outcome/publish")).status_code == 403
    assert "Vi vil ha sjøen" in (await staff.get(f"{stand.url}/manage/outcome")).text


async def test_nothing_is_published_before_it_is_written(stand: Stand, client: Client) -> None:
    staff = await client(stand.tenant, role=Role.ADMIN)
    await staff.post(f"{stand.url}/manage/outcome/publish")
    assert (await staff.get(f"{stand.url}/outcome")).status_code == 404


async def test_two_who_draft_do_not_overwrite_each_other(stand: Stand, client: Client) -> None:
    one, other = await client(stand.tenant, role=Role.ADMIN), await client(stand.tenant, role=Role.ADMIN)
    assert (await one.post(f"{stand.url}/manage/outcome", data=DRAFT)).status_code == 303
    answer = await other.post(f"{stand.url}/manage/outcome", data=DRAFT | {"title": "Mitt"})
    assert answer.status_code == 422
    assert "Mitt" in answer.text


async def test_people_endorse_once_and_may_take_it_back(
    stand: Stand, client: Client, make_person: MakePerson
) -> None:
    await published(stand, client)
    kari = await client(stand.tenant, await make_person(stand.tenant))
    for _ in range(2):
        await kari.post(f"{stand.url}/outcome/endorse", data={"endorse": "yes"})
    assert "1 person stands behind this." in (await kari.get(f"{stand.url}/outcome")).text
    async with scope(stand.tenant, read_only=True):
        logged = await rows("SELECT action FROM participation WHERE activity_id = $1", stand.activity_id)
    assert [each["action"] for each in logged] == ["deliberation.endorse"]
    await kari.post(f"{stand.url}/outcome/endorse", data={"endorse": "no"})
    assert "0 people stand behind this." in (await kari.get(f"{stand.url}/outcome")).text
    visitor = await client(stand.tenant)
    assert (await visitor.post(f"{stand.url}/outcome/endorse")).status_code == 401


async def test_words_that_people_stand_behind_are_not_changed(
    stand: Stand, client: Client, make_person: MakePerson
) -> None:
    await published(stand, client)
    staff = await client(stand.tenant, role=Role.ADMIN)
    answer = await staff.post(
        f"{stand.url}/manage/outcome", data=DRAFT | {"title": "Noe annet", "version": "1"}
    )
    assert answer.status_code == 422
    assert "Noe annet" not in (await staff.get(f"{stand.url}/outcome")).text
    await staff.post(f"{stand.url}/manage/outcome/publish", data={"publish": "no"})
    assert (await staff.get(f"{stand.url}/outcome")).status_code == 404


async def test_answer_is_told_to_those_who_endorsed(
    stand: Stand, client: Client, make_person: MakePerson, mails: FolderMailer
) -> None:
    await published(stand, client)
    person = await make_person(stand.tenant)
    kari = await client(stand.tenant, person)
    await kari.post(f"{stand.url}/outcome/endorse", data={"endorse": "yes"})
    async with scope(stand.tenant, read_only=True):
        status = await value("SELECT id FROM status ORDER BY position LIMIT 1")
    staff = await client(stand.tenant, role=Role.ADMIN)
    data = {"status": str(status), "answer": "<p>Vi følger dere.</p><script>alert(1)</script>"}
    assert (await staff.post(f"{stand.url}/manage/outcome/answer", data=data)).status_code == 303
    await run_due_jobs(stand.tenant)
    page = (await kari.get(f"{stand.url}/outcome")).text
    assert "Vi følger dere." in page
    assert "alert(1)" not in page
    async with scope(stand.tenant, read_only=True):
        told = await value("SELECT count(*) FROM notification WHERE person = $1", person.id)
    assert told == 1
