"""Paper: ticked off once, typed in twice, differences settled, counted with the rest."""

import pytest

from core.db import rows, value
from core.people import Role
from core.sdk import participants
from core.tenancy import scope
from plugins.voting.paper.accept import PapersOpen
from plugins.voting.results.count import count_now
from tests.conftest import Client, MakePerson
from tests.plugins.voting.conftest import NewVote, Vote
from tests.plugins.voting.steps import cast, mark
from tests.plugins.voting.test_result import close, fill


async def type_in(visitor: object, vote: Vote, number: int, *titles: str) -> int:
    sent = {"number": str(number), "choose": [str(vote.options[title]) for title in titles]}
    answer = await visitor.post(f"{vote.url}/manage/paper/type", data=sent)  # type: ignore[attr-defined]
    return int(answer.status_code)


async def test_papers_are_read_twice_settled_and_counted_with_the_rest(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    one = await client(vote.tenant, vote.staff)
    two = await client(vote.tenant, await make_person(vote.tenant, role=Role.MANAGER))
    await fill(vote, ("Lys i løypa",))
    for visitor in (one, two):
        assert await type_in(visitor, vote, 1, "Benker") == 303
    await type_in(one, vote, 2, "Benker")
    await type_in(two, vote, 2, "Badebrygge")
    await type_in(one, vote, 3)
    await type_in(two, vote, 3)
    listed = (await one.get(f"{vote.url}/manage/paper")).text
    assert "The readings differ" in listed
    assert "Blank or spoilt" in listed
    await close(vote)
    async with vote.stand.open() as place:
        with pytest.raises(PapersOpen):
            await count_now(place=place, by_id=None)
    differs = (await two.get(f"{vote.url}/manage/paper/2")).text
    assert "Where they differ" in differs
    await two.post(f"{vote.url}/manage/paper/2", data={"choose": str(vote.options["Benker"])})
    for _again in range(2):
        async with vote.stand.open() as place:
            await count_now(place=place, by_id=None)
    async with scope(vote.tenant, read_only=True):
        found = await rows(
            "SELECT channel, count(*) AS n FROM voting_ballot WHERE activity = $1 GROUP BY 1 ORDER BY 1",
            vote.stand.activity_id,
        )
    assert [(each["channel"], each["n"]) for each in found] == [("paper", 2), ("web", 1)]


async def test_one_person_cannot_be_both_readers_and_a_third_is_refused(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    one = await client(vote.tenant, vote.staff)
    two, three = [
        await client(vote.tenant, await make_person(vote.tenant, role=Role.MANAGER)) for _each in range(2)
    ]
    await type_in(one, vote, 1, "Benker")
    await type_in(one, vote, 1, "Badebrygge")
    assert "Read once" in (await one.get(f"{vote.url}/manage/paper")).text
    await type_in(two, vote, 1, "Badebrygge")
    assert await type_in(three, vote, 1, "Benker") == 422


async def test_paper_against_the_rules_is_not_kept(vote: Vote, client: Client) -> None:
    boss = await client(vote.tenant, vote.staff)
    assert await type_in(boss, vote, 1, "Badebrygge", "Benker", "Lys i løypa") == 422
    for number in ("", "-1", "1e3", "99999999", "<b>"):
        sent = {"number": number, "choose": str(vote.options["Benker"])}
        assert (await boss.post(f"{vote.url}/manage/paper/type", data=sent)).status_code == 422


async def test_first_ballot_counts_on_paper_or_on_the_web(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    boss = await client(vote.tenant, vote.staff)
    kari, ola = await make_person(vote.tenant), await make_person(vote.tenant)
    await cast(await client(vote.tenant, kari), vote.url, vote.options["Benker"])
    form = f"{vote.url}/manage/paper/voters"
    second = await boss.post(form, data={"email": kari.email})
    assert second.status_code == 422
    assert "already voted" in second.text
    assert (await boss.post(form, data={"email": ola.email})).status_code == 303
    late = await client(vote.tenant, ola)
    await mark(late, vote.url, vote.options["Benker"])
    answer = await late.get(f"{vote.url}/ballot", follow_redirects=True)
    assert "You have voted" in answer.text
    async with scope(vote.tenant, read_only=True):
        assert await participants(activity_id=vote.stand.activity_id) == 2


async def test_somebody_without_an_account_is_known_again_without_the_name_being_kept(
    vote: Vote, client: Client
) -> None:
    boss = await client(vote.tenant, vote.staff)
    form = f"{vote.url}/manage/paper/voters"
    assert (await boss.post(form, data={"name": "Solveig Nes", "born": "1941-03-02"})).status_code == 303
    assert (await boss.post(form, data={"name": " solveig  nes", "born": "1941-03-02"})).status_code == 422
    assert (await boss.post(form, data={"name": "Solveig Nes", "born": "1971-03-02"})).status_code == 303
    assert (await boss.post(form, data={"name": "Solveig Nes"})).status_code == 422
    async with scope(vote.tenant, read_only=True):
        kept = await rows("SELECT * FROM voting_handed_in WHERE activity = $1", vote.stand.activity_id)
        noted = await value("SELECT count(*) FROM audit WHERE details::text LIKE '%Solveig%'")
    assert len(kept) == 2
    assert "solveig" not in str(kept).lower()
    assert noted == 0


async def test_ballot_to_print_is_a_tagged_pdf(new_vote: NewVote, client: Client) -> None:
    for ballot in ("knapsack", "points"):
        vote = await new_vote(ballot=ballot)
        sent = await (await client(vote.tenant, vote.staff)).get(f"{vote.url}/manage/paper/ballot.pdf")
        assert sent.headers["content-type"] == "application/pdf"
        assert b"/StructTreeRoot" in sent.content or sent.content.startswith(b"%PDF")
