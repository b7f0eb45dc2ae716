"""Staff make options: by hand, from ideas with the link kept, from files; evaluators look; the first ballot closes it."""

import httpx
import pytest

from core.contributions import Content, react, submit
from core.db import execute, row, rows, value
from core.people import Person, Role
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_ground
from tests.plugins.voting.conftest import NewVote, Vote, make_vote
from tests.plugins.voting.steps import cast
from tests.support.towns import Towns


@pytest.fixture
async def staff(vote: Vote, client: Client) -> httpx.AsyncClient:
    return await client(vote.tenant, vote.staff)


async def option_titled(vote: Vote, title: str) -> dict[str, object]:
    async with scope(vote.tenant, read_only=True):
        found = await row(
            "SELECT o.*, c.body, c.title, c.address FROM voting_option o JOIN contribution c ON c.id = o.id "
            "WHERE o.activity = $1 AND c.title = $2",
            vote.stand.activity_id,
            title,
        )
    assert found is not None
    return found


async def test_option_is_made_by_hand_and_shown(vote: Vote, staff: httpx.AsyncClient, client: Client) -> None:
    sent = {
        "title": "Gapahuk <b>",
        "body": "Ved vannet.\n<script>alert(1)</script>",
        "cost": "12 500,50",
        "place.address": "Skogveien 3",
        "on_ballot": "on",
    }
    answer = await staff.post(f"{vote.url}/manage/new", data=sent)
    assert answer.status_code == 303, answer.text[-3000:]
    made = await option_titled(vote, "Gapahuk <b>")
    assert made["cost"] == 1_250_050
    shown = await (await client(vote.tenant)).get(f"{vote.url}/{made['id']}")
    assert "Gapahuk &lt;b&gt;" in shown.text
    assert "<script>alert(1)" not in shown.text
    assert "12,500.50 kr" in shown.text
    assert "Skogveien 3" in shown.text


async def test_option_is_changed_by_a_colleague_and_moved(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    ole = await client(vote.tenant, await make_person(vote.tenant, role=Role.MANAGER))
    option = vote.options["Benker"]
    sent = {
        "title": "Benker og bord",
        "body": "Nå med bord.",
        "cost": "350",
        "on_ballot": "on",
        "version": "1",
    }
    assert (await ole.post(f"{vote.url}/manage/{option}", data=sent)).status_code == 303
    assert (await option_titled(vote, "Benker og bord"))["cost"] == 35_000
    assert (await ole.post(f"{vote.url}/manage/{option}", data=sent)).status_code == 422  # stale
    await ole.post(f"{vote.url}/manage/{option}/move", data={"to": "up"})
    async with scope(vote.tenant, read_only=True):
        order = await rows(
            "SELECT id FROM voting_option WHERE activity = $1 ORDER BY position", vote.stand.activity_id
        )
    assert order[0]["id"] == option


async def test_first_ballot_closes_what_would_change_it(
    vote: Vote, staff: httpx.AsyncClient, client: Client, make_person: MakePerson
) -> None:
    await cast(await client(vote.tenant, await make_person(vote.tenant)), vote.url, vote.options["Benker"])
    dear = {"title": "Benker", "body": "Som før.", "cost": "900", "on_ballot": "on", "version": "1"}
    answer = await staff.post(f"{vote.url}/manage/{vote.options['Benker']}", data=dear)
    assert answer.status_code == 422
    assert "The first ballots are cast." in answer.text
    same = dear | {"cost": "300", "body": "Med en trykkfeil mindre."}
    assert (await staff.post(f"{vote.url}/manage/{vote.options['Benker']}", data=same)).status_code == 303
    new = {"title": "Ny", "body": "Ny.", "cost": "1", "on_ballot": "on"}
    assert (await staff.post(f"{vote.url}/manage/new", data=new)).status_code == 422
    await staff.post(f"{vote.url}/manage/{vote.options['Lys i løypa']}/remove")
    found = {"feasible": "no", "cost": "1", "reason": "Nei."}
    answer = await staff.post(f"{vote.url}/evaluate/{vote.options['Lys i løypa']}", data=found)
    assert answer.status_code == 422
    assert (await option_titled(vote, "Lys i løypa"))["on_ballot"] is True


async def _idea(ground: Ground, author: Person, title: str, supporters: list[Person]) -> int:
    async with ground.open() as place:
        content = Content(title=title, body=f"<p>{title}</p>", location=(59.9, 10.7), address="Kaia 1")
        idea = await submit(place=place, kind="idea", author=author, content=content)
        for person in supporters:
            await react(place=place, contribution_id=idea, person=person, value=1)
    return idea


async def test_ideas_of_the_same_project_become_options_with_the_link_kept(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ada = await make_person(towns.a, role=Role.MANAGER)
    kari, ola = [await make_person(towns.a) for _each in range(2)]
    ground = await new_ground(towns.a)
    elsewhere = await new_ground(towns.a)
    vote = await make_vote(towns.a, ada, costs={}, project_id=ground.project_id)
    liked = await _idea(ground, kari, "Sykkelvei til skolen", [ola])
    other = await _idea(ground, kari, "Flere blomster", [])
    foreign = await _idea(elsewhere, kari, "I et annet prosjekt", [ola])
    staff = await client(towns.a, ada)
    listed = (await staff.get(f"{vote.url}/manage/from-ideas")).text
    assert listed.index("Sykkelvei til skolen") < listed.index("Flere blomster")
    assert "I et annet prosjekt" not in listed
    await staff.post(f"{vote.url}/manage/from-ideas", data={"id": [str(liked), str(foreign)]})
    await staff.post(f"{vote.url}/manage/from-ideas", data={"id": [str(liked)]})
    async with scope(towns.a, read_only=True):
        made = await rows("SELECT source FROM voting_option WHERE activity = $1", vote.stand.activity_id)
    assert [each["source"] for each in made] == [liked]
    option = await option_titled(vote, "Sykkelvei til skolen")
    assert option["address"] == "Kaia 1"
    shown = (await (await client(towns.a)).get(f"{vote.url}/{option['id']}")).text
    assert f"{ground.url}/{liked}" in shown
    assert other


async def test_result_goes_back_to_those_who_had_the_ideas(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ada = await make_person(towns.a, role=Role.MANAGER)
    kari, ola, per = [await make_person(towns.a) for _each in range(3)]
    ground = await new_ground(towns.a)
    vote = await make_vote(towns.a, ada, costs={}, project_id=ground.project_id)
    won = await _idea(ground, kari, "Sykkelvei til skolen", [ola])
    lost = await _idea(ground, per, "Flere blomster", [])
    staff = await client(towns.a, ada)
    assert "The result is not published yet" in (await staff.get(f"{vote.url}/manage/tell")).text
    await staff.post(f"{vote.url}/manage/from-ideas", data={"id": [str(won), str(lost)]})
    async with scope(towns.a):
        await execute("UPDATE voting_option SET cost = 80000 WHERE activity = $1", vote.stand.activity_id)
    option = await option_titled(vote, "Sykkelvei til skolen")
    voter = await client(towns.a, await make_person(towns.a))
    given = await cast(voter, vote.url, option["id"])  # type: ignore[arg-type]
    await _close_and_publish(vote)
    page = (await staff.get(f"{vote.url}/manage/tell")).text
    async with scope(towns.a, read_only=True):
        ids = {each["key"]: each["id"] for each in await rows("SELECT id, key FROM status")}
    sent = {
        "won_status": str(ids["planned"]),
        "won_answer": "Ideen din blir bygd.",
        "other_status": str(ids["not_now"]),
        "other_answer": "Ikke i år.",
    }
    assert "Won" in page
    answer = await staff.post(f"{vote.url}/manage/tell", data=sent)
    assert answer.status_code == 303, answer.text[-2000:]
    async with scope(towns.a, read_only=True):
        said = await rows(
            "SELECT c.id, s.key, (SELECT answer FROM status_change ch WHERE ch.contribution = c.id) AS answer "
            "FROM contribution c JOIN status s ON s.id = c.status WHERE c.id = ANY ($1::bigint[])",
            [won, lost],
        )
        told = await rows(
            "SELECT person FROM notification n JOIN notice x ON x.id = n.notice WHERE x.kind = 'answer' "
            "AND person = ANY ($1::bigint[])",
            [kari.id, ola.id, per.id],
        )
    assert {each["id"]: (each["key"], each["answer"]) for each in said} == {
        won: ("planned", "<p>Ideen din blir bygd.</p>"),
        lost: ("not_now", "<p>Ikke i år.</p>"),
    }
    assert {each["person"] for each in told} == {kari.id, ola.id, per.id}
    async with scope(towns.a):  # opened again by mistake: no code leads to its own ballot now
        await execute(
            "UPDATE activity SET closes_at = now() + interval '1 day' WHERE id = $1", vote.stand.activity_id
        )
    again = await voter.post(f"{vote.url}/change", data={"code": given["change"]})
    assert "The result is published." in again.text


async def _close_and_publish(vote: Vote) -> None:
    from plugins.voting.results.count import count_now
    from plugins.voting.results.publish import publish_result

    async with scope(vote.tenant):
        await execute(
            "UPDATE activity SET closes_at = now() - interval '1 hour' WHERE id = $1", vote.stand.activity_id
        )
    async with vote.stand.open() as place:
        await count_now(place=place, by_id=vote.staff.id)
        await publish_result(place=place, by=vote.staff)


async def _send_file(
    staff: httpx.AsyncClient, vote: Vote, text: str, encoding: str = "utf-8"
) -> httpx.Response:
    files = {"file": ("tiltak.csv", text.encode(encoding), "text/csv")}
    return await staff.post(f"{vote.url}/manage/from-file", files=files)


async def test_file_becomes_options_with_parts_and_places(vote: Vote, staff: httpx.AsyncClient) -> None:
    await staff.post(
        f"{vote.url}/manage/parts", data={"kind": "category", "names.nb": "Natur", "budget": "500"}
    )
    text = (
        "Tittel;Beskrivelse;Kostnad;Kategori;Adresse;Breddegrad;Lengdegrad\n"
        'Fuglekasser;"Tjue kasser; i skogen";1 500 kr;natur;Skogen;59,91;10,75\n'
        "Ærfugltårn;;45000;;;;\n;;;;;;\n"
    )
    answer = await _send_file(staff, vote, text, "cp1252")
    assert answer.status_code == 303, answer.text[-3000:]
    made = await option_titled(vote, "Fuglekasser")
    assert (made["cost"], made["body"], made["address"]) == (
        150_000,
        "<p>Tjue kasser; i skogen</p>",
        "Skogen",
    )
    assert made["category"] is not None
    assert (await option_titled(vote, "Ærfugltårn"))["cost"] == 4_500_000


async def test_file_with_bad_rows_makes_nothing_and_tells_each(vote: Vote, staff: httpx.AsyncClient) -> None:
    text = "title,cost,category\nGod,100,\n,200,\nDyr,mange penger,\nHjemløs,5,Finnes ikke\n"
    answer = await _send_file(staff, vote, text)
    assert answer.status_code == 422
    for row_number, words in ((3, "The title is missing."), (4, "must be a number"), (5, "Finnes ikke")):
        assert str(row_number) in answer.text
        assert words in answer.text
    async with scope(vote.tenant, read_only=True):
        count = await value("SELECT count(*) FROM voting_option WHERE activity = $1", vote.stand.activity_id)
    assert count == len(vote.options)


@pytest.mark.parametrize("text", ["", "bare,tull\n1,2\n", "\0\0", "title\n" + "x\n" * 501, 'title\n"a\n'])
async def test_file_that_is_no_list_of_options_is_refused_in_words(
    vote: Vote, staff: httpx.AsyncClient, text: str
) -> None:
    answer = await _send_file(staff, vote, text)
    assert answer.status_code in (422, 303)
    if answer.status_code == 303:  # one row whose quote never ends is still a row
        assert "title\n" in text


async def test_evaluation_is_logged_and_stands_on_the_option(
    vote: Vote, staff: httpx.AsyncClient, client: Client
) -> None:
    option = vote.options["Badebrygge"]
    first = {"feasible": "partly", "cost": "700", "reason": "Bare uten rampe."}
    second = {"feasible": "no", "cost": "9000", "reason": "Fredet fjære."}
    assert (await staff.post(f"{vote.url}/evaluate/{option}", data=first)).status_code == 303
    assert (
        await staff.post(f"{vote.url}/evaluate/{option}", data=second | {"reason": ""})
    ).status_code == 422
    assert (await staff.post(f"{vote.url}/evaluate/{option}", data=second)).status_code == 303
    log = (await staff.get(f"{vote.url}/evaluate/{option}")).text
    assert log.index("Fredet fjære.") < log.rindex("Bare uten rampe.")
    assert "Ada Styrmo" in log
    made = await option_titled(vote, "Badebrygge")
    assert (made["cost"], made["on_ballot"], made["feasible"]) == (900_000, False, "no")
    visitor = await client(vote.tenant)
    assert "Badebrygge" not in (await visitor.get(vote.url, follow_redirects=True)).text
    assert "Fredet fjære." in (await visitor.get(f"{vote.url}/set-aside")).text


async def test_evaluators_are_staff_or_those_who_were_given_it(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    resident = await client(vote.tenant, await make_person(vote.tenant))
    address = f"{vote.url}/evaluate/{vote.options['Benker']}"
    assert (await resident.get(address)).status_code == 403
    async with scope(vote.tenant):
        await execute(
            "UPDATE activity SET rules = $2, version = version + 1 WHERE id = $1",
            vote.stand.activity_id,
            {"voting.evaluate": {"who": "registered"}},
        )
    assert (await resident.get(address)).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "manage",
        "manage/new",
        "manage/parts",
        "manage/from-ideas",
        "manage/from-file",
        "manage/tell",
        "evaluate",
    ],
)
async def test_staff_pages_are_for_staff_only(
    vote: Vote, client: Client, make_person: MakePerson, path: str
) -> None:
    resident = await client(vote.tenant, await make_person(vote.tenant))
    assert (await resident.get(f"{vote.url}/{path}")).status_code == 403
    assert (await (await client(vote.tenant)).get(f"{vote.url}/{path}")).status_code == 401
    assert (await (await client(vote.tenant, vote.staff)).get(f"{vote.url}/{path}")).status_code == 200


async def test_part_of_another_vote_is_not_found_or_used(new_vote: NewVote, client: Client) -> None:
    here, there = await new_vote(), await new_vote()
    staff = await client(there.tenant, there.staff)
    await staff.post(f"{there.url}/manage/parts", data={"kind": "district", "names.nb": "Nord"})
    async with scope(there.tenant, read_only=True):
        part = await value("SELECT id FROM voting_part WHERE activity = $1", there.stand.activity_id)
    other = await client(here.tenant, here.staff)
    assert (await other.get(f"{here.url}/manage/parts/{part}")).status_code == 404
    assert (await other.post(f"{here.url}/manage/parts/{part}/remove")).status_code == 404
    assert (await other.get(f"{here.url}/manage/{there.options['Benker']}")).status_code == 404
