"""From cast ballots to a published result that anyone can count again."""

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from core.cli import make_cli
from core.db import execute, rows, value
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.sdk import Channel
from core.tenancy import scope
from plugins.voting import blocks, exports
from plugins.voting.ballot import urn
from plugins.voting.ballot.codes import fresh_receipt
from plugins.voting.ballot.marks import Marks
from plugins.voting.results.count import count_now, result_changed
from plugins.voting.results.publish import publish_result
from plugins.voting.tally.package import BrokenPackage, unzipped, zipped
from tests.conftest import Client, MakePerson
from tests.plugins.voting.conftest import NewVote, Vote
from tests.plugins.voting.steps import cast


async def fill(vote: Vote, *ballots: tuple[str, ...]) -> list[str]:
    """Cast ballots, by titles; their receipts."""
    receipts = []
    async with vote.stand.open() as place:
        for titles in ballots:
            receipts.append(fresh_receipt())
            marks = Marks({vote.options[title]: 1 for title in titles})
            await urn.drop(activity_id=place.here.id, receipt=receipts[-1], marks=marks)
    return receipts


async def close(vote: Vote) -> None:
    async with scope(vote.tenant):
        await execute(
            "UPDATE activity SET closes_at = $2, version = version + 1 WHERE id = $1",
            vote.stand.activity_id,
            datetime.now(UTC) - timedelta(minutes=1),
        )


async def published(vote: Vote, *ballots: tuple[str, ...]) -> list[str]:
    receipts = await fill(vote, *ballots)
    await close(vote)
    async with vote.stand.open() as place:
        await count_now(place=place, by_id=vote.staff.id)
        await publish_result(place=place, by=vote.staff)
    return receipts


BALLOTS = [("Badebrygge", "Benker")] * 3 + [("Benker",), ("Lys i løypa",)]


async def test_staff_count_look_and_publish_and_residents_see_why(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    await fill(vote, *BALLOTS)
    await close(vote)
    boss, visitor = await client(vote.tenant, vote.staff), await client(vote.tenant)
    assert "not ready" in (await visitor.get(f"{vote.url}/result")).text
    answer = await boss.post(f"{vote.url}/manage/result/count")
    await run_due_jobs(vote.tenant)
    looked = (await boss.get(answer.headers["location"])).text
    assert "Publish the result" in looked
    assert "not ready" in (await visitor.get(f"{vote.url}/result")).text
    await boss.post(f"{vote.url}/manage/result/publish")
    shown = (await visitor.get(f"{vote.url}/result")).text
    assert "4 voters chose it. It was number 1 in turn, when 1,000 kr was left of the budget." in shown
    assert "1 voter chose it. When its turn came, 100 kr was left, and it costs 500 kr." in shown
    assert "It would have needed 3 more votes." in shown


async def test_open_vote_is_not_counted_and_shows_nobody_a_figure(vote: Vote, client: Client) -> None:
    await fill(vote, *BALLOTS)
    boss = await client(vote.tenant, vote.staff)
    await boss.post(f"{vote.url}/manage/result/count")
    await run_due_jobs(vote.tenant)
    async with scope(vote.tenant, read_only=True):
        assert (
            await value("SELECT count(*) FROM voting_count WHERE activity = $1", vote.stand.activity_id) == 0
        )
    assert "before the vote is closed" in (await boss.get(f"{vote.url}/manage/result")).text


async def test_published_package_is_counted_again_without_a_database(
    vote: Vote, client: Client, tmp_path: object
) -> None:
    receipts = await published(vote, *BALLOTS)
    sent = await (await client(vote.tenant)).get(f"{vote.url}/result/files/package.zip")
    files = unzipped(sent.content)
    assert set(files) == {"all.pb", "manifest.json", "receipts.txt", "result.json"}
    assert files["receipts.txt"].decode().split() == sorted(receipts)
    path = f"{tmp_path}/package.zip"
    with open(path, "wb") as file:  # noqa: PTH123, ASYNC230
        file.write(sent.content)
    told = CliRunner().invoke(make_cli(), ["tally", path, "--receipt", receipts[0]])
    assert told.exit_code == 0, told.output
    assert "the same as published" in told.output
    assert f"receipt {receipts[0]}: in the list of 5" in told.output
    async with scope(vote.tenant, read_only=True):
        digest = await value(
            "SELECT o.digest FROM voting_outcome o JOIN voting_count c ON c.id = o.counted WHERE c.activity = $1 AND chosen",
            vote.stand.activity_id,
        )
    assert f"result: sha256 {digest}" in told.output


async def test_changed_package_is_found_out(vote: Vote, client: Client, tmp_path: object) -> None:
    await published(vote, *BALLOTS)
    files = unzipped((await (await client(vote.tenant)).get(f"{vote.url}/result/files/package.zip")).content)
    fewer = files["all.pb"].decode().rstrip("\n").rpartition("\n")[0] + "\n"
    with pytest.raises(BrokenPackage, match=r"all\.pb"):
        unzipped(zipped(files | {"all.pb": fewer.encode()}))
    path = f"{tmp_path}/all.pb"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123, ASYNC230
        file.write(fewer)
    told = CliRunner().invoke(make_cli(), ["tally", path])
    assert told.exit_code == 2
    assert "the ballots are not those that were counted" in told.output


async def test_package_says_nothing_about_when_or_who(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    kari = await make_person(vote.tenant, name="Kari Hemmelig")
    code = await cast(await client(vote.tenant, kari), vote.url, vote.options["Benker"])
    await published(vote, *BALLOTS)
    content = (await (await client(vote.tenant)).get(f"{vote.url}/result/files/package.zip")).content
    whole = b"".join(unzipped(content).values()).decode()
    assert "Kari" not in whole
    assert str(code) not in whole
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.date_time[0] for each in archive.infolist()} == {1980}
    votes = unzipped(content)["all.pb"].decode().partition("VOTES\n")[2].splitlines()[1:]
    assert [line.partition(";")[2] for line in votes] == sorted(line.partition(";")[2] for line in votes)


async def test_voter_finds_the_receipt_and_a_stranger_does_not(vote: Vote, client: Client) -> None:
    receipts = await published(vote, *BALLOTS)
    visitor = await client(vote.tenant)
    spaced = "-".join(re.findall("....", receipts[0])).lower()
    found = (await visitor.get(f"{vote.url}/result/receipt", params={"receipt": spaced})).text
    assert "Your ballot is counted" in found
    assert "Benker" not in found
    lost = (await visitor.get(f"{vote.url}/result/receipt", params={"receipt": "<b>0000"})).text
    assert "No ballot has this receipt" in lost
    assert "<b>0000" not in lost.replace("&lt;b&gt;0000", "")


async def test_counting_again_gives_the_same_to_the_last_digit(vote: Vote) -> None:
    await fill(vote, *BALLOTS)
    await close(vote)
    sql = (
        "SELECT o.rule, o.digest FROM voting_outcome o JOIN voting_count c ON c.id = o.counted "
        "WHERE c.activity = $1 ORDER BY o.rule"
    )
    seen = []
    for _time in range(2):
        async with vote.stand.open() as place:
            await count_now(place=place, by_id=None)
            seen.append(await rows(sql, place.here.id))
            assert not await result_changed(activity=place.here)
    assert seen[0] == seen[1]
    assert [each["rule"] for each in seen[0]] == ["equal_shares", "greedy_votes", "greedy_votes_per_cost"]


async def test_override_needs_a_reason_and_is_published_beside_the_option(vote: Vote, client: Client) -> None:
    await published(vote, *BALLOTS)
    boss = await client(vote.tenant, vote.staff)
    page = f"{vote.url}/manage/result/{vote.options['Lys i løypa']}"
    short = await boss.post(page, data={"funded": "yes", "reason": "Fordi."})
    assert short.status_code == 422
    reason = "Kommunestyret har satt av penger til løypa i sak 12/26."
    await boss.post(page, data={"funded": "yes", "reason": reason})
    shown = (await (await client(vote.tenant)).get(f"{vote.url}/result")).text
    assert reason in shown
    assert "3 options get money." in shown
    same = await boss.post(
        f"{vote.url}/manage/result/{vote.options['Benker']}", data={"funded": "yes", "reason": reason}
    )
    assert "what the count says already" in same.text
    await boss.post(f"{page}/as-counted")
    assert reason not in (await (await client(vote.tenant)).get(f"{vote.url}/result")).text


async def test_published_result_stands(vote: Vote, client: Client) -> None:
    await published(vote, *BALLOTS)
    boss = await client(vote.tenant, vote.staff)
    await boss.post(f"{vote.url}/manage/result/count")
    await boss.post(f"{vote.url}/manage/result/publish")
    await boss.post(
        f"{vote.url}/manage/paper/type", data={"number": "1", "choose": str(vote.options["Benker"])}
    )
    async with scope(vote.tenant, read_only=True):
        assert (
            await value("SELECT count(*) FROM voting_count WHERE activity = $1", vote.stand.activity_id) == 1
        )
        assert (
            await value("SELECT count(*) FROM voting_paper WHERE activity = $1", vote.stand.activity_id) == 0
        )


async def test_what_was_changed_after_the_count_must_be_counted_anew(vote: Vote, client: Client) -> None:
    await fill(vote, *BALLOTS)
    await close(vote)
    async with vote.stand.open() as place:
        await count_now(place=place, by_id=None)
        await execute("UPDATE voting_option SET cost = 90000 WHERE id = $1", vote.options["Badebrygge"])
    boss = await client(vote.tenant, vote.staff)
    await boss.post(f"{vote.url}/manage/result/publish")
    async with scope(vote.tenant, read_only=True):
        sql = "SELECT published_at FROM voting_count WHERE activity = $1"
        assert await value(sql, vote.stand.activity_id) is None


async def test_figures_equal_a_recount_of_ballots_and_log(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    for _each in range(2):
        await cast(
            await client(vote.tenant, await make_person(vote.tenant)), vote.url, vote.options["Benker"]
        )
    async with scope(vote.tenant, read_only=True):
        log = await value(
            "SELECT count(*) FROM participation WHERE activity_id = $1 AND action = 'voting.vote' AND channel = $2",
            vote.stand.activity_id,
            Channel.WEB,
        )
        ballots = await value(
            "SELECT count(*) FROM voting_ballot WHERE activity = $1", vote.stand.activity_id
        )
    assert log == ballots == 2


@pytest.mark.parametrize("rule", ["greedy_votes_per_cost", "equal_shares"])
@pytest.mark.parametrize("ballot", ["points", "ranking", "approval"])
async def test_every_way_of_voting_is_counted_by_every_rule(
    new_vote: NewVote, client: Client, ballot: str, rule: str
) -> None:
    vote = await new_vote(ballot=ballot, rule=rule)
    await published(vote, *BALLOTS)
    shown = await (await client(vote.tenant)).get(f"{vote.url}/result")
    assert shown.status_code == 200
    assert "Benker" in shown.text


async def test_places_are_shared_out_without_money(new_vote: NewVote, client: Client) -> None:
    vote = await new_vote(shares="places", ballot="approval", winners=1)
    await published(vote, *BALLOTS)
    shown = (await (await client(vote.tenant)).get(f"{vote.url}/result")).text
    assert "1 option is chosen." in shown
    assert " kr" not in shown
    assert "money" not in shown.partition("<main")[2]


async def test_other_town_and_other_roles_get_nowhere(
    towns: object, new_vote: NewVote, client: Client, make_person: MakePerson
) -> None:
    vote = await new_vote()
    await published(vote, *BALLOTS)
    mine, theirs = await client(vote.tenant, role=Role.PARTICIPANT), await client(towns.b, role=Role.ADMIN)  # type: ignore[attr-defined]
    for path in ("/manage/result", "/manage/paper", "/manage/paper/type", "/manage/paper/ballot.pdf"):
        assert (await mine.get(vote.url + path)).status_code == 403
        assert (await theirs.get(vote.url + path)).status_code == 404
    assert (await theirs.get(f"{vote.url}/result/files/package.zip")).status_code == 404
    assert (await mine.post(f"{vote.url}/manage/result/count")).status_code == 403


async def test_blocks_and_exports_say_what_is_published_and_nothing_before(
    new_vote: NewVote, client: Client, make_person: MakePerson
) -> None:
    vote, other = await new_vote(), await new_vote()
    await cast(await client(vote.tenant, await make_person(vote.tenant)), vote.url, vote.options["Benker"])
    async with vote.stand.open() as place:
        before = {each.id: each for each in await blocks(None, place.here.id, None, None)}
        assert before["voting.votes"].value == 1
        assert before["voting.result"].rows == ()
        assert [[row async for row in each.rows] for each in await exports(place.here)][1:] == [
            [],
            [],
            [],
            [],
        ]
    await published(vote, *BALLOTS)
    await published(other, *BALLOTS)
    async with vote.stand.open() as place:
        found = {each.id: each for each in await blocks(None, place.here.id, None, None)}
        assert (found["voting.winners"].value, found["voting.shared_out"].value) == (2, 900)
        assert [row[:2] for row in found["voting.result"].rows] == [
            ("Benker", 5),
            ("Badebrygge", 3),
            ("Lys i løypa", 1),
        ]
        tables = {each.name: [row async for row in each.rows] for each in await exports(place.here)}
        assert (len(tables["ballots"]), len(tables["receipts"]), len(tables["decisions"])) == (6, 6, 9)
        assert not set(tables["ballots"][0]) & {"receipt", "person"}
