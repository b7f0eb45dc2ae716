"""A resident votes: marks, looks through, casts once, and changes the ballot by its code alone."""

import asyncio
from datetime import UTC, datetime, timedelta

from core.db import execute, value
from core.people import Role
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.plugins.voting.conftest import NewVote, Vote
from tests.plugins.voting.steps import cast, hidden, mark


async def count(vote: Vote, table: str) -> int:
    async with scope(vote.tenant, read_only=True):
        found: int = await value(f"SELECT count(*) FROM {table} WHERE activity = $1", vote.stand.activity_id)
    return found


async def test_ballot_counts_only_after_the_last_step(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    voter = await client(vote.tenant, await make_person(vote.tenant))
    await mark(voter, vote.url, vote.options["Benker"])
    assert (await count(vote, "voting_ballot"), await count(vote, "voting_draft")) == (0, 1)
    last = await voter.get(f"{vote.url}/ballot/review")
    assert "Your ballot is not cast yet" in last.text
    assert "Benker" in last.text
    answer = await voter.post(f"{vote.url}/ballot/cast", data=hidden(last))
    assert "Your vote is counted" in answer.text
    assert "no-store" in answer.headers["cache-control"]
    assert (await count(vote, "voting_ballot"), await count(vote, "voting_draft")) == (1, 0)
    assert "You have voted" in (await voter.get(vote.url, follow_redirects=True)).text


async def test_ballot_is_kept_between_visits(vote: Vote, client: Client, make_person: MakePerson) -> None:
    kari = await make_person(vote.tenant)
    voter = await client(vote.tenant, kari)
    await voter.post(f"{vote.url}/ballot", data={"choose": str(vote.options["Benker"]), "step": "update"})
    again = await (await client(vote.tenant, kari)).get(f"{vote.url}/ballot")
    assert (
        f'value="{vote.options["Benker"]}" id="choose-{vote.options["Benker"]}" data-cost="30000" checked'
        in again.text
    )
    assert "Left: 700 kr" in again.text


async def test_more_than_the_budget_comes_back_with_the_sum(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    voter = await client(vote.tenant, await make_person(vote.tenant))
    answer = await mark(voter, vote.url, *vote.options.values())
    assert answer.status_code == 422
    assert "Your choices cost 400 kr more than the budget." in answer.text
    assert (await voter.get(f"{vote.url}/ballot/review")).status_code == 303


async def test_the_same_page_sent_twice_gives_the_same_receipt(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    voter = await client(vote.tenant, await make_person(vote.tenant))
    await mark(voter, vote.url, vote.options["Benker"])
    last = hidden(await voter.get(f"{vote.url}/ballot/review"))
    first = await voter.post(f"{vote.url}/ballot/cast", data=last)
    second = await voter.post(f"{vote.url}/ballot/cast", data=last)
    assert second.text == first.text
    assert await count(vote, "voting_ballot") == 1


async def test_what_is_cast_is_what_was_shown(vote: Vote, client: Client, make_person: MakePerson) -> None:
    voter = await client(vote.tenant, await make_person(vote.tenant))
    await mark(voter, vote.url, vote.options["Benker"])
    last = hidden(await voter.get(f"{vote.url}/ballot/review"))
    await mark(voter, vote.url, vote.options["Badebrygge"])
    answer = await voter.post(f"{vote.url}/ballot/cast", data=last)
    assert answer.status_code == 303
    assert (await count(vote, "voting_ballot"), await count(vote, "voting_draft")) == (0, 1)


async def test_code_of_another_person_does_not_cast(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    kari = await client(vote.tenant, await make_person(vote.tenant))
    ola = await client(vote.tenant, await make_person(vote.tenant))
    await mark(kari, vote.url, vote.options["Benker"])
    await mark(ola, vote.url, vote.options["Benker"])
    last = hidden(await kari.get(f"{vote.url}/ballot/review"))
    assert (await ola.post(f"{vote.url}/ballot/cast", data=last)).status_code == 303
    assert await count(vote, "voting_ballot") == 0


async def test_two_hundred_casts_at_once_leave_one_ballot(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    voter = await client(vote.tenant, await make_person(vote.tenant))
    await mark(voter, vote.url, vote.options["Benker"])
    pages = [hidden(await voter.get(f"{vote.url}/ballot/review")) for _each in range(20)]
    answers = await asyncio.gather(
        *(voter.post(f"{vote.url}/ballot/cast", data=pages[each % 20]) for each in range(200))
    )
    receipts = {answer.text for answer in answers if answer.status_code == 200}
    assert len(receipts) == 1
    assert {answer.status_code for answer in answers} == {200, 303}
    assert (await count(vote, "voting_ballot"), await count(vote, "voting_voter")) == (1, 1)


async def test_cast_ballot_is_changed_by_its_code_without_signing_in(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    given = await cast(
        await client(vote.tenant, await make_person(vote.tenant)), vote.url, vote.options["Benker"]
    )
    stranger = await client(vote.tenant)
    found = await stranger.post(f"{vote.url}/change", data={"code": given["change"].lower()})
    assert f'id="choose-{vote.options["Benker"]}" data-cost="30000" checked' in found.text
    sent = {**hidden(found), "choose": str(vote.options["Badebrygge"]), "step": "review"}
    last = await stranger.post(f"{vote.url}/change/ballot", data=sent)
    sent = {**hidden(last), "choose": str(vote.options["Badebrygge"])}
    done = await stranger.post(f"{vote.url}/change/cast", data=sent)
    assert "Your ballot is changed" in done.text
    async with scope(vote.tenant, read_only=True):
        choices = await value(
            "SELECT choices FROM voting_ballot WHERE receipt = $1", given["receipt"].replace("-", "")
        )
    assert choices == {str(vote.options["Badebrygge"]): 1}


async def test_the_receipt_alone_changes_nothing(vote: Vote, client: Client, make_person: MakePerson) -> None:
    given = await cast(
        await client(vote.tenant, await make_person(vote.tenant)), vote.url, vote.options["Benker"]
    )
    answer = await (await client(vote.tenant)).post(f"{vote.url}/change", data={"code": given["receipt"]})
    assert answer.status_code == 422
    assert "No ballot here has this change code." in answer.text


async def test_nothing_is_cast_or_changed_after_closing(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    kari = await client(vote.tenant, await make_person(vote.tenant))
    ola = await client(vote.tenant, await make_person(vote.tenant))
    given = await cast(kari, vote.url, vote.options["Benker"])
    await mark(ola, vote.url, vote.options["Benker"])
    last = hidden(await ola.get(f"{vote.url}/ballot/review"))
    async with scope(vote.tenant):
        await execute(
            "UPDATE activity SET closes_at = $2, version = version + 1 WHERE id = $1",
            vote.stand.activity_id,
            datetime.now(UTC) - timedelta(minutes=1),
        )
    assert (await ola.post(f"{vote.url}/ballot/cast", data=last)).status_code == 403
    assert (await kari.post(f"{vote.url}/change", data={"code": given["change"]})).status_code == 403
    assert await count(vote, "voting_ballot") == 1


async def test_visitors_sign_in_before_they_vote(vote: Vote, client: Client) -> None:
    visitor = await client(vote.tenant)
    assert (await visitor.get(f"{vote.url}/ballot")).status_code == 401
    assert "/sign-in?next=" in (await visitor.get(vote.url, follow_redirects=True)).text


async def test_points_and_ranks_are_held_to_their_rules(
    new_vote: NewVote, client: Client, make_person: MakePerson
) -> None:
    points = await new_vote(ballot="points", points=10, most_points=6)
    one, two, three = points.options.values()
    voter = await client(points.tenant, await make_person(points.tenant))
    sent = {f"mark.{one}": "7", f"mark.{two}": "4", "step": "review"}
    wrong = await voter.post(f"{points.url}/ballot", data=sent)
    assert "You have given 11 points, and have 10 to give." in wrong.text
    assert "Give at most 6 points to one option." in wrong.text
    await cast(voter, points.url, **{f"mark.{one}": "6", f"mark.{two}": "4"})
    ranking = await new_vote(ballot="ranking")
    one, two, three = ranking.options.values()
    voter = await client(ranking.tenant, await make_person(ranking.tenant))
    sent = {f"mark.{one}": "1", f"mark.{two}": "1", "step": "review"}
    assert (
        "You have given place 1 to more than one option."
        in (await voter.post(f"{ranking.url}/ballot", data=sent)).text
    )
    await cast(voter, ranking.url, **{f"mark.{three}": "3", f"mark.{one}": "1"})
    async with scope(ranking.tenant, read_only=True):
        choices = await value(
            "SELECT choices FROM voting_ballot WHERE activity = $1", ranking.stand.activity_id
        )
    assert choices == {str(one): 1, str(three): 2}


async def test_a_ballot_of_another_town_is_not_there(
    new_vote: NewVote, client: Client, make_person: MakePerson, towns: object
) -> None:
    here = await new_vote()
    there = await new_vote(tenant=towns.b)  # type: ignore[attr-defined]
    given = await cast(
        await client(here.tenant, await make_person(here.tenant)), here.url, here.options["Benker"]
    )
    answer = await (await client(there.tenant)).post(f"{there.url}/change", data={"code": given["change"]})
    assert answer.status_code == 422


async def test_voting_is_recorded_once_and_staff_who_make_options_are_not_participants(
    vote: Vote, client: Client, make_person: MakePerson
) -> None:
    voter = await client(vote.tenant, await make_person(vote.tenant, role=Role.PARTICIPANT))
    await cast(voter, vote.url, vote.options["Benker"])
    async with scope(vote.tenant, read_only=True):
        lines = await value(
            "SELECT array_agg(action) FROM participation WHERE activity_id = $1", vote.stand.activity_id
        )
    assert lines == ["voting.vote"]
