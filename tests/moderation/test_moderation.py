"""From a report to a decision: the queue, the record, who is told, who may look."""

import dataclasses

import httpx
import pytest

from core.audit import first_broken
from core.contributions import comment, comments_of, load, report_pages
from core.contributions.refusals import TooMuchAtOnce
from core.contributions.screening import listed_words, save_screening
from core.db import execute, rows, value
from core.people import Person, Role
from core.people.limits import Limit
from core.tenancy import Tenant, scope
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.towns import Towns

REPORT = {"reason": "hateful", "text": "Dette er <b>ikke</b> greit"}
HIDE = {"decision": "hide", "reason": "hateful", "text": "Skriv om saken, ikke om personen."}


@pytest.fixture
async def kari(ground: Ground, make_person: MakePerson) -> Person:
    return await make_person(ground.tenant)


@pytest.fixture
async def idea(ground: Ground, kari: Person) -> int:
    return await new_idea(ground, kari, "En sint idé")


@pytest.fixture
async def staff(ground: Ground, client: Client) -> httpx.AsyncClient:
    return await client(ground.tenant, role=Role.ADMIN)


async def moderator_of(tenant: Tenant, person: Person, project_id: int) -> Person:
    async with scope(tenant):
        await execute(
            "INSERT INTO project_role (person, project_id, role) VALUES ($1, $2, 'moderator')",
            person.id,
            project_id,
        )
    return dataclasses.replace(person, project_roles={project_id: Role.MODERATOR})


async def rules(tenant: Tenant, **rules: object) -> None:
    async with scope(tenant):
        version = await value("SELECT version FROM screening")
        await save_screening(**{"words": [], "flood": 10, "look_first": False, **rules}, version=version)  # type: ignore[arg-type]


async def state(ground: Ground, idea: int) -> str:
    async with ground.open():
        found: str = await value("SELECT state FROM contribution WHERE id = $1", idea)
        return found


async def test_report_reaches_the_queue_and_hides_nothing(
    ground: Ground, idea: int, kari: Person, client: Client, make_person: MakePerson, staff: httpx.AsyncClient
) -> None:
    ola = await client(ground.tenant, await make_person(ground.tenant, name="Ola Melder"))
    assert "En sint idé" in (await ola.get(f"/contributions/{idea}/report")).text
    for _ in range(2):
        sent = await ola.post(f"/contributions/{idea}/report", data=REPORT)
        assert (sent.status_code, sent.headers["location"]) == (303, f"{ground.url}/{idea}")
    assert await state(ground, idea) == "published"
    queue = (await staff.get("/manage/moderation")).text
    assert queue.count(f"/manage/moderation/{idea}") == 1
    case = (await staff.get(f"/manage/moderation/{idea}")).text
    assert """data-show-if='{"field": "decision", "values": ["hide", "remove"]}'""" in case
    assert "Dette er &lt;b&gt;ikke&lt;/b&gt; greit" in case
    assert "Ola Melder" in case
    author = await client(ground.tenant, kari)
    for path in (f"{ground.url}/{idea}", "/account/notifications"):
        assert "Ola Melder" not in (await author.get(path)).text


@pytest.mark.parametrize("data", [{}, {"reason": "nonsense"}, {"reason": "spam", "text": "a" * 2_000}])
async def test_report_without_a_sound_reason_is_given_back(
    ground: Ground, idea: int, client: Client, kari: Person, data: dict[str, str]
) -> None:
    answer = await (await client(ground.tenant, kari)).post(f"/contributions/{idea}/report", data=data)
    assert answer.status_code == 422
    assert data.get("text", "") in answer.text
    async with ground.open():
        assert await value("SELECT count(*) FROM contribution_flag WHERE contribution = $1", idea) == 0


async def test_decision_hides_tells_the_author_and_is_written_down(
    ground: Ground, idea: int, kari: Person, client: Client, staff: httpx.AsyncClient
) -> None:
    sent = await staff.post(f"/manage/moderation/{idea}", data=HIDE)
    assert sent.status_code == 303
    assert await state(ground, idea) == "hidden"
    visitor, author = await client(ground.tenant), await client(ground.tenant, kari)
    assert (await visitor.get(f"{ground.url}/{idea}")).status_code == 404
    assert "En sint idé" not in (await visitor.get(ground.url)).text
    assert (await author.get(f"{ground.url}/{idea}")).status_code == 200
    async with ground.open():
        sql = (
            "SELECT n.title, n.body FROM notification o JOIN notice n ON n.id = o.notice WHERE o.person = $1"
        )
        (told,) = await rows(sql, kari.id)
        assert told["title"]["msgid"] == "“{title}” is hidden"
        assert "Skriv om saken" in str(told["body"])
        assert "write to {contact}" in told["body"]["msgid"]
        assert (
            await value(
                "SELECT count(*) FROM contribution_flag WHERE settled_at IS NULL AND contribution = $1", idea
            )
            == 0
        )
        assert await first_broken() is None
    record = (await staff.get("/manage/moderation/record")).text
    assert "En sint idé" in record
    assert "Skriv om saken" in record
    await staff.post(f"/manage/moderation/{idea}", data={"decision": "restore"})
    assert await state(ground, idea) == "published"
    assert (await visitor.get(f"{ground.url}/{idea}")).status_code == 200


@pytest.mark.parametrize(
    "data", [{}, {"decision": "hide"}, {"decision": "burn"}, {"decision": "remove", "reason": "x"}]
)
async def test_decision_without_a_reason_is_given_back(
    ground: Ground, idea: int, staff: httpx.AsyncClient, data: dict[str, str]
) -> None:
    answer = await staff.post(f"/manage/moderation/{idea}", data={**data, "text": "Kjære deg"})
    assert answer.status_code == 422
    assert "Kjære deg" in answer.text
    assert await state(ground, idea) == "published"


async def test_hidden_comment_keeps_its_place_and_is_not_counted(
    ground: Ground, idea: int, kari: Person, staff: httpx.AsyncClient
) -> None:
    async with ground.open() as place:
        first = await comment(place=place, root_id=idea, author=kari, text="Stygt")
        await comment(place=place, root_id=idea, author=kari, text="Svar", parent_id=first)
    await staff.post(f"/manage/moderation/{first}", data=HIDE)
    async with ground.open():
        (top,) = (await comments_of(root_id=idea)).comments
        assert (top.state, top.body, [reply.text for reply in top.replies]) == ("hidden", "", ["Svar"])
        found = await load(contribution_id=idea, activity_id=ground.activity_id)
        assert found is not None
        assert found.counts.comments == 1


async def test_moderator_of_one_project_sees_that_project_only(
    ground: Ground, idea: int, kari: Person, client: Client, make_person: MakePerson
) -> None:
    other = await new_ground(ground.tenant)
    elsewhere = await new_idea(other, kari, "Et annet sted")
    reporter = await client(ground.tenant, kari)
    for each in (idea, elsewhere):
        await reporter.post(f"/contributions/{each}/report", data=REPORT)
    person = await moderator_of(ground.tenant, await make_person(ground.tenant), ground.project_id)
    moderator = await client(ground.tenant, person)
    queue = (await moderator.get("/manage/moderation")).text
    assert "En sint idé" in queue
    assert "Et annet sted" not in queue
    assert (await moderator.get(f"/manage/moderation/{elsewhere}")).status_code == 404
    assert (await moderator.post(f"/manage/moderation/{elsewhere}", data=HIDE)).status_code == 404
    assert (await moderator.post(f"/manage/moderation/{idea}", data=HIDE)).status_code == 303
    assert (await moderator.get("/manage/moderation/rules")).status_code == 403
    assert (await state(ground, idea), await state(other, elsewhere)) == ("hidden", "published")


async def test_no_way_in_for_residents_visitors_and_other_towns(
    two_towns: Towns, ground: Ground, idea: int, kari: Person, client: Client
) -> None:
    resident, visitor, stranger = (
        await client(ground.tenant, kari),
        await client(ground.tenant),
        await client(two_towns.b, role=Role.ADMIN),
    )
    for path in (
        "/manage/moderation",
        f"/manage/moderation/{idea}",
        "/manage/moderation/record",
        "/manage/moderation/rules",
    ):
        assert (await resident.get(path)).status_code == 403
        assert (await visitor.get(path)).status_code == 401
    assert (await resident.post(f"/manage/moderation/{idea}", data=HIDE)).status_code == 403
    assert (await visitor.post(f"/manage/moderation/{idea}", data=HIDE)).status_code == 401
    assert (await stranger.get(f"/manage/moderation/{idea}")).status_code == 404
    assert (await stranger.post(f"/manage/moderation/{idea}", data=HIDE)).status_code == 404
    await resident.post(f"/contributions/{idea}/report", data=REPORT)
    assert "En sint idé" not in (await stranger.get("/manage/moderation")).text
    assert await state(ground, idea) == "published"


async def test_listed_words_and_floods_only_suggest(
    ground: Ground, client: Client, staff: httpx.AsyncClient, make_person: MakePerson
) -> None:
    await rules(ground.tenant, words=["Idiot", "dust*"], flood=2)
    writer = await make_person(ground.tenant, name="Skriver")
    ideas = [
        await new_idea(ground, writer, title)
        for title in ("For en IDIOT-plan", "Dustete", "Idiotisk", "Helt vanlig")
    ]
    async with ground.open():
        found = await rows(
            "SELECT contribution, reason FROM contribution_flag WHERE contribution = ANY ($1::bigint[]) ORDER BY id",
            ideas,
        )
        assert [(each["contribution"], each["reason"]) for each in found] == [
            (ideas[0], "words"),
            (ideas[1], "words"),
            (ideas[2], "flood"),
            (ideas[3], "flood"),
        ]
    for idea in ideas:
        assert await state(ground, idea) == "published"
    only_words = (await staff.get("/manage/moderation?reason=words")).text
    assert "Dustete" in only_words
    assert "Helt vanlig" not in only_words
    await rules(ground.tenant)


async def test_far_too_much_at_once_is_refused(ground: Ground, make_person: MakePerson) -> None:
    await rules(ground.tenant, flood=1)
    writer = await make_person(ground.tenant)
    for n in range(10):
        await new_idea(ground, writer, f"Nr. {n}")
    with pytest.raises(TooMuchAtOnce):
        await new_idea(ground, writer, "Nr. 11")
    await rules(ground.tenant)


async def test_look_first_keeps_back_until_a_moderator_says_yes(
    ground: Ground, kari: Person, client: Client, staff: httpx.AsyncClient, make_person: MakePerson
) -> None:
    idea = await new_idea(ground, kari)
    await rules(ground.tenant, look_first=True)
    waiting = await new_idea(ground, await make_person(ground.tenant, name="Ola"), "Ser du meg?")
    ola = await client(ground.tenant, await make_person(ground.tenant))
    sent = await ola.post(f"/contributions/{idea}/comment", data={"text": "Ser du meg nå?"})
    assert sent.status_code == 303
    visitor = await client(ground.tenant)
    assert (
        "Ser du meg"
        not in (await visitor.get(ground.url)).text + (await visitor.get(f"{ground.url}/{idea}")).text
    )
    queue = (await staff.get("/manage/moderation?show=waiting")).text
    assert queue.count("Ser du meg") >= 2
    async with ground.open():
        held = await value("SELECT id FROM contribution WHERE root = $1", idea)
    for each in (waiting, held):
        assert (await staff.post(f"/manage/moderation/{each}", data={"decision": "keep"})).status_code == 303
    assert "Ser du meg?" in (await visitor.get(ground.url)).text
    assert "Ser du meg nå?" in (await visitor.get(f"{ground.url}/{idea}")).text
    await rules(ground.tenant)


async def test_rules_are_saved_once_and_a_stale_form_is_told(staff: httpx.AsyncClient) -> None:
    form = {"words": "tull\ntøys*\ntull", "flood": "5", "look_first": ""}
    page = (await staff.get("/manage/moderation/rules")).text
    version = page.partition('name="version"')[2].partition('value="')[2].partition('"')[0]
    assert (
        await staff.post("/manage/moderation/rules", data={**form, "version": version})
    ).status_code == 303
    assert "tull\ntøys*" in (await staff.get("/manage/moderation/rules")).text
    stale = await staff.post("/manage/moderation/rules", data={**form, "version": version})
    assert stale.status_code == 422
    assert (
        await staff.post("/manage/moderation/rules", data={"flood": "-1", "version": "9"})
    ).status_code == 422


def test_listed_words_are_whole_words_or_beginnings() -> None:
    assert listed_words("En Idiot, altså", ["idiot", "alt", "alts*"]) == ["idiot", "alts*"]
    assert listed_words("a.c", ["a.c", "(", "*"]) == ["a.c"]


async def test_the_same_report_twice_is_told_once_and_a_flood_is_stopped(
    ground: Ground, idea: int, client: Client, make_person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_pages, "REPORTS", Limit("reports", most=2, seconds=3_600))
    ola = await client(ground.tenant, await make_person(ground.tenant))
    answers = [await ola.post(f"/contributions/{idea}/report", data=REPORT) for _ in range(3)]
    assert [each.status_code for each in answers] == [303, 303, 422]
    assert "Dette er &lt;b&gt;ikke&lt;/b&gt; greit" in answers[2].text
    async with ground.open():
        told = "SELECT count(*) FROM notice WHERE kind = 'queue' AND url = $1"
        assert await value(told, f"/manage/moderation/{idea}") == 1


async def test_changed_comment_waits_again_where_everything_is_read_first(
    ground: Ground, idea: int, kari: Person, client: Client, staff: httpx.AsyncClient
) -> None:
    async with ground.open() as place:
        said = await comment(place=place, root_id=idea, author=kari, text="Snilt sagt")
    await rules(ground.tenant, look_first=True)
    author = await client(ground.tenant, kari)
    sent = await author.post(f"/contributions/{said}/edit", data={"text": "Stygt sagt", "version": "1"})
    assert sent.status_code == 303
    assert await state(ground, said) == "waiting"
    async with ground.open():
        assert await value("SELECT comment_count FROM contribution WHERE id = $1", idea) == 0
    visitor = await client(ground.tenant)
    assert "Stygt sagt" not in (await visitor.get(f"{ground.url}/{idea}")).text
    await staff.post(f"/manage/moderation/{said}", data={"decision": "keep"})
    assert "Stygt sagt" in (await visitor.get(f"{ground.url}/{idea}")).text
