"""A hearing through the front door: read, comment, send a statement, answer, publish."""

import re
from datetime import UTC, datetime, timedelta

from core.db import execute, rows, value
from core.people import Person, Role
from core.sdk.testing import Stand, new_activity
from core.tenancy import scope
from plugins.information.settings import HearingSettings
from tests.conftest import Client, MakePerson
from tests.plugins.information.conftest import PLAN_2, hearing, publish
from tests.support.towns import Towns

STATEMENT = {
    "behalf": "person",
    "title": "Behold båtplassene",
    "text": "Vi som bor her, trenger plass.\n\nHilsen Kari",
    "understood": "on",
}


def id_in(location: str) -> int:
    found = re.search(r"/(\d+)$", location)
    assert found is not None, location
    return int(found[1])


async def remark(client: Client, stand: Stand, person: Person, **sent: str) -> int:
    writer = await client(stand.tenant, person)
    answer = await writer.post(
        f"{stand.url}/remark", data={"section": "1-kaia", "text": "For kort tid.", **sent}
    )
    assert answer.status_code == 303, answer.text
    return id_in(answer.headers["location"])


async def statement(client: Client, stand: Stand, person: Person, **sent: str) -> int:
    writer = await client(stand.tenant, person)
    answer = await writer.post(f"{stand.url}/statement", data=STATEMENT | sent)
    assert answer.status_code == 303, answer.text
    return id_in(answer.headers["location"])


async def test_document_is_read_chapter_by_chapter(stand: Stand, client: Client) -> None:
    visitor = await client(stand.tenant)
    front = (await visitor.get(stand.url)).text
    assert "1. Kaia" in front
    assert f"{stand.url}/read/2-bygninger" in front
    chapter = (await visitor.get(f"{stand.url}/read/1-kaia")).text
    assert "Båtplassene leies ut" in chapter
    assert "tre etasjer" not in chapter


async def test_marked_words_are_marked_in_the_document(stand: Stand, client: Client, kari: Person) -> None:
    await remark(client, stand, kari, paragraph="2", exact="ett år om gangen")
    chapter = (await (await client(stand.tenant)).get(f"{stand.url}/read/1-kaia")).text
    assert "<mark>ett år om gangen</mark>" in chapter
    assert "For kort tid." in chapter
    listed = (await (await client(stand.tenant)).get(f"{stand.url}/remarks")).text
    assert "Kari Nordvik" in listed


async def test_surroundings_of_a_mark_are_the_documents_own(
    stand: Stand, client: Client, kari: Person
) -> None:
    new_id = await remark(
        client, stand, kari, paragraph="2", exact="leies ut", prefix="forfalsket", suffix="<b>forfalsket</b>"
    )
    async with scope(stand.tenant, read_only=True):
        (kept,) = await rows(
            "SELECT prefix, suffix, start FROM information_remark WHERE contribution = $1", new_id
        )
    assert kept == {"prefix": "Båtplassene ", "suffix": " for ett år om gangen.", "start": 12}


async def test_comment_takes_part_once_and_is_counted_from_the_log(
    stand: Stand, client: Client, kari: Person
) -> None:
    for _n in range(2):
        await remark(client, stand, kari)
    async with scope(stand.tenant, read_only=True):
        acts = await rows("SELECT action FROM participation WHERE activity_id = $1", stand.activity_id)
        people = await value(
            "SELECT count(DISTINCT who) FROM participation WHERE activity_id = $1", stand.activity_id
        )
    assert [act["action"] for act in acts] == ["information.remark"] * 2
    assert people == 1


async def test_new_version_keeps_comments_where_their_words_are(
    stand: Stand, client: Client, kari: Person, boss: Person
) -> None:
    await remark(client, stand, kari, paragraph="1", exact="åpnes for alle", text="Takk for det!")
    await remark(client, stand, kari, paragraph="2", exact="ett år om gangen", text="Det er for kort.")
    await publish(stand, boss, PLAN_2, 2)
    visitor = await client(stand.tenant)
    chapter = (await visitor.get(f"{stand.url}/read/1-kaia")).text
    assert "<mark>åpnes for alle</mark>" in chapter
    assert "1 comment on an earlier version" in chapter
    changes = (await visitor.get(f"{stand.url}/changes/2")).text
    assert re.search(r"<del>.*ett.*</del>", changes)
    assert re.search(r"<ins>.*tre.*</ins>", changes)


async def test_change_names_what_led_to_it(stand: Stand, client: Client, kari: Person, boss: Person) -> None:
    new_id = await remark(client, stand, kari, text="Tre år, takk")
    await publish(stand, boss, PLAN_2, 2)
    async with scope(stand.tenant, read_only=True):
        change = await value(
            "SELECT c.id FROM information_change c JOIN information_version v ON v.id = c.version "
            "WHERE v.activity = $1 ORDER BY c.position LIMIT 1",
            stand.activity_id,
        )
    staff = await client(stand.tenant, boss)
    sent = {"note": "Trygghet for dem som bor her.", "cause": [str(new_id), "999999"]}
    await staff.post(f"{stand.url}/manage/document/2/changes/{change}", data=sent)
    shown = (await (await client(stand.tenant)).get(f"{stand.url}/changes/2")).text
    assert "Trygghet for dem" in shown
    assert "Tre år, takk" in shown


async def test_statement_gives_a_receipt_and_is_not_public_at_once(
    stand: Stand, client: Client, kari: Person
) -> None:
    new_id = await statement(client, stand, kari)
    own, visitor = await client(stand.tenant, kari), await client(stand.tenant)
    receipt = (await own.get(f"{stand.url}/receipt/{new_id}")).text
    assert re.search(r"H\d+-[2-9A-Z]{5}", receipt)
    assert (await visitor.get(f"{stand.url}/receipt/{new_id}")).status_code in (401, 404)
    assert (await visitor.get(f"{stand.url}/statements/{new_id}")).status_code == 404
    assert "Behold båtplassene" not in (await visitor.get(f"{stand.url}/statements")).text
    assert (await visitor.get(f"{stand.url}/{new_id}")).status_code == 404
    assert "trenger plass" not in (await visitor.get("/search?q=trenger+plass")).text


async def test_receipt_is_for_its_sender_only(
    stand: Stand, client: Client, kari: Person, make_person: MakePerson
) -> None:
    new_id = await statement(client, stand, kari)
    other = await client(stand.tenant, await make_person(stand.tenant))
    assert (await other.get(f"{stand.url}/receipt/{new_id}")).status_code == 404
    assert (await other.get(f"{stand.url}/receipt/{new_id}.pdf")).status_code == 404


async def test_statement_sent_twice_is_one(stand: Stand, client: Client, kari: Person) -> None:
    await statement(client, stand, kari)
    writer = await client(stand.tenant, kari)
    again = await writer.post(f"{stand.url}/statement", data=STATEMENT)
    assert again.status_code == 422
    assert "It is received." in again.text


async def test_organisation_has_a_name_and_a_right_number(stand: Stand, client: Client, kari: Person) -> None:
    writer = await client(stand.tenant, kari)
    sent = STATEMENT | {"behalf": "organisation", "organisation": "Velforeningen", "orgnr": "123 456 789"}
    refused = await writer.post(f"{stand.url}/statement", data=sent)
    assert refused.status_code == 422
    assert "not an organisation number" in refused.text
    assert "trenger plass" in refused.text
    nameless = await writer.post(f"{stand.url}/statement", data=sent | {"organisation": "", "orgnr": ""})
    assert "Write the name of the organisation." in nameless.text
    new_id = await statement(
        client, stand, kari, behalf="organisation", organisation="Velforeningen", orgnr="974 760 673"
    )
    async with scope(stand.tenant, read_only=True):
        assert (
            await value("SELECT orgnr FROM information_statement WHERE contribution = $1", new_id)
            == "974760673"
        )


async def test_attachment_is_seen_by_staff_only_until_published_and_redacted_ones_stay_hidden(
    stand: Stand, client: Client, kari: Person, boss: Person
) -> None:
    writer, staff, visitor = (
        await client(stand.tenant, kari),
        await client(stand.tenant, boss),
        await client(stand.tenant),
    )
    answer = await writer.post(
        f"{stand.url}/statement",
        data=STATEMENT,
        files={"document_1": ("helse.txt", b"Om helsa mi", "text/plain")},
    )
    new_id = id_in(answer.headers["location"])
    async with scope(stand.tenant, read_only=True):
        (file,) = await value("SELECT files FROM information_statement WHERE contribution = $1", new_id)
    address = f"/files/{file['key']}/helse.txt"
    assert (await visitor.get(address)).status_code == 404
    assert (await staff.get(address)).status_code == 200
    sent = {"body": "<p>Vi trenger plass. [Sladdet]</p>", "redacted": "Helse, offentleglova § 13"}
    await staff.post(f"{stand.url}/manage/statements/{new_id}/publish", data=sent)
    shown = (await visitor.get(f"{stand.url}/statements/{new_id}")).text
    assert "[Sladdet]" in shown
    assert "offentleglova § 13" in shown
    assert "Hilsen Kari" not in shown
    assert (await visitor.get(address)).status_code == 404
    await staff.post(
        f"{stand.url}/manage/statements/{new_id}/publish", data={"body": "<p>Alt</p>", "with_files": "on"}
    )
    assert (await visitor.get(address)).status_code == 200
    await staff.post(
        f"{stand.url}/manage/statements/{new_id}/withhold", data={"reason": "offentleglova § 13"}
    )
    assert (await visitor.get(address)).status_code == 404
    assert (await visitor.get(f"{stand.url}/statements/{new_id}")).status_code == 404


async def test_each_is_answered_and_the_answers_come_out_as_page_csv_and_pdf(
    stand: Stand, client: Client, kari: Person, boss: Person
) -> None:
    said, sent = await remark(client, stand, kari), await statement(client, stand, kari)
    staff, visitor = await client(stand.tenant, boss), await client(stand.tenant)
    await staff.post(
        f"{stand.url}/manage/statements/{sent}/publish", data={"body": "<p>Vi trenger plass.</p>"}
    )
    reason = {"outcome": "partly", "reason": "<p>Leietiden er lengre.</p>", "summary": ""}
    assert (await staff.post(f"{stand.url}/manage/remarks/{said}", data=reason)).status_code == 303
    assert (await staff.post(f"{stand.url}/manage/statements/{sent}/answer", data=reason)).status_code == 303
    assert (await visitor.get(f"{stand.url}/answers")).status_code == 404
    assert "Leietiden er lengre" not in (await visitor.get(f"{stand.url}/{said}")).text
    assert (await staff.post(f"{stand.url}/manage/answers")).status_code == 303
    shown = (await visitor.get(f"{stand.url}/answers")).text
    assert shown.count("Leietiden er lengre") == 2
    assert "Partly taken in" in shown
    assert "Leietiden er lengre" in (await visitor.get(f"{stand.url}/answers.csv")).text
    paper = re.search(r'href="(/files/d[0-9a-f]+/[^"]+)"', shown)
    assert paper is not None
    assert (await visitor.get(paper[1])).content.startswith(b"%PDF")
    assert "Leietiden er lengre" in (await visitor.get(f"{stand.url}/{said}")).text
    async with scope(stand.tenant, read_only=True):
        told = await value("SELECT count(*) FROM notification WHERE person = $1", kari.id)
    assert told == 2  # the receipt, and the answers once


async def test_answer_without_reason_is_refused(
    stand: Stand, client: Client, kari: Person, boss: Person
) -> None:
    said = await remark(client, stand, kari)
    staff = await client(stand.tenant, boss)
    answer = await staff.post(
        f"{stand.url}/manage/remarks/{said}", data={"outcome": "not_taken", "reason": ""}
    )
    assert answer.status_code == 422
    assert "Write why." in answer.text


async def test_letter_on_paper_is_counted_with_the_rest(stand: Stand, client: Client, boss: Person) -> None:
    staff = await client(stand.tenant, boss)
    sent = {"sender": "Ola Utenmobil", "received": "2026-01-02", "title": "Brev", "text": "Jeg er imot."}
    answer = await staff.post(f"{stand.url}/manage/statements/new", data=sent)
    assert answer.status_code == 303, answer.text
    async with scope(stand.tenant, read_only=True):
        log = await rows(
            "SELECT action, channel FROM participation WHERE activity_id = $1", stand.activity_id
        )
        on = await value(
            "SELECT received_at::date::text FROM information_statement WHERE activity = $1", stand.activity_id
        )
    assert log == [{"action": "information.send", "channel": "paper"}]
    assert on == "2026-01-02"


async def test_closed_while_one_wrote_gives_the_text_back(stand: Stand, client: Client, kari: Person) -> None:
    writer = await client(stand.tenant, kari)
    async with scope(stand.tenant):
        await execute(
            "UPDATE activity SET closes_at = $2 WHERE id = $1",
            stand.activity_id,
            datetime.now(UTC) - timedelta(hours=1),
        )
    for path, sent in (("statement", STATEMENT), ("remark", {"section": "1-kaia", "text": "trenger plass"})):
        answer = await writer.post(f"{stand.url}/{path}", data=sent)
        assert answer.status_code == 403
        assert "trenger plass" in answer.text


async def test_visitor_is_asked_to_sign_in_and_keeps_the_text(stand: Stand, client: Client) -> None:
    answer = await (await client(stand.tenant)).post(f"{stand.url}/statement", data=STATEMENT)
    assert answer.status_code == 401
    assert "trenger plass" in answer.text


async def test_hostile_text_is_shown_as_text(
    stand: Stand, client: Client, kari: Person, boss: Person
) -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    said, sent = (
        await remark(client, stand, kari, text=bad, exact=bad),
        await statement(client, stand, kari, text=bad, title=bad),
    )
    staff = await client(stand.tenant, boss)
    await staff.post(f"{stand.url}/manage/statements/{sent}/publish", data={"body": f"<p>Hei</p>{bad}"})
    pages = [
        f"/{said}",
        "/read/1-kaia",
        "/remarks",
        f"/statements/{sent}",
        f"/manage/statements/{sent}",
        "/manage/incoming",
    ]
    for path in pages:
        shown = (await staff.get(stand.url + path)).text
        assert "<script>alert" not in shown, path
        assert "<img src=x" not in shown, path


async def test_staff_pages_are_closed_to_residents_and_other_towns(
    stand: Stand, client: Client, kari: Person, boss: Person, make_person: MakePerson, towns: Towns
) -> None:
    sent = await statement(client, stand, kari)
    resident, visitor = await client(stand.tenant, kari), await client(stand.tenant)
    elsewhere = await client(towns.b, await make_person(towns.b, role=Role.ADMIN))
    for path in (
        "/manage/incoming",
        "/manage/document",
        f"/manage/statements/{sent}",
        "/manage/answers.csv",
        "/manage/letters",
    ):
        assert (await resident.get(stand.url + path)).status_code == 403, path
        assert (await visitor.get(stand.url + path)).status_code in (401, 403), path
        assert (await elsewhere.get(stand.url + path)).status_code == 404, path


async def test_id_of_another_activity_finds_nothing(
    stand: Stand, client: Client, kari: Person, boss: Person, towns: Towns
) -> None:
    said, sent = await remark(client, stand, kari), await statement(client, stand, kari)
    other = await hearing(towns.a, boss)
    staff = await client(towns.a, boss)
    for path in (f"/{said}", f"/manage/remarks/{said}", f"/manage/statements/{sent}", f"/receipt/{sent}"):
        assert (await staff.get(other.url + path)).status_code in (303, 404), path
    assert (await staff.get(f"{other.url}/manage/statements/{said}")).status_code == 404
    answer = {"outcome": "noted", "reason": "<p>Nei</p>"}
    assert (await staff.post(f"{other.url}/manage/statements/{sent}/answer", data=answer)).status_code == 404


async def test_pages_of_a_hearing_are_not_in_an_information_page(
    page: Stand, client: Client, boss: Person
) -> None:
    staff = await client(page.tenant, boss)
    for path in (
        "/statement",
        "/remark?section=x",
        "/read",
        "/remarks",
        "/answers",
        "/manage/document",
        "/manage/incoming",
    ):
        assert (await staff.get(page.url + path)).status_code == 404, path
    assert (await staff.post(f"{page.url}/statement", data=STATEMENT)).status_code == 404


async def test_switched_off_is_off_also_for_those_who_send_by_hand(
    towns: Towns, client: Client, boss: Person, kari: Person
) -> None:
    stand = await hearing(towns.a, boss, remarks=False, statements=False)
    writer = await client(towns.a, kari)
    assert (await writer.post(f"{stand.url}/statement", data=STATEMENT)).status_code == 404
    assert (
        await writer.post(f"{stand.url}/remark", data={"section": "1-kaia", "text": "Hei"})
    ).status_code == 404


async def test_hearing_shorter_than_the_law_needs_a_reason(towns: Towns) -> None:
    from plugins.information import publish_problems

    stand = await new_activity(
        towns.a, "hearing", settings=HearingSettings(rule="detailed_plan", short_reason="Hastesak")
    )
    async with stand.open() as place:
        assert [p for p in await publish_problems(activity=place.here) if p.blocking] == []
        await execute("UPDATE activity SET settings = settings - 'short_reason' WHERE id = $1", place.here.id)
    async with stand.open() as place:
        blocking = [str(p.message) for p in await publish_problems(activity=place.here) if p.blocking]
    assert len(blocking) == 1
    assert "§ 12-10" in blocking[0]
    assert "42" in blocking[0]
