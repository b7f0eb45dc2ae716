"""What the plugin answers the host: publishing checks, clones, personal data, reminders, demonstration."""

import pytest

from core.db import execute, rows, value
from core.people import Role
from core.projects.place import place_of_activity
from core.sdk import Seeding
from core.tenancy import scope, site
from plugins.voting.ballot.reminding import remind
from plugins.voting.cloning import copy_parts
from plugins.voting.missing import problems_of
from plugins.voting.outside import forget, kept_about
from plugins.voting.results.load import load_result
from plugins.voting.seeding import seed
from tests.conftest import Client, MakePerson
from tests.plugins.voting.conftest import NewVote, Vote
from tests.plugins.voting.steps import mark


async def problems(vote: Vote) -> dict[str, bool]:
    async with vote.stand.open() as place:
        return {str(each.message): each.blocking for each in await problems_of(place.here)}


async def test_vote_that_nobody_could_cast_cannot_be_published(new_vote: NewVote) -> None:
    found = await problems(await new_vote(budget=0, least=5, most=2, costs={"Ene": 10}))
    stopping = " ".join(message for message, blocking in found.items() if blocking)
    assert "Write the budget" in stopping
    assert "more than the most" in stopping
    assert "needs more options" in stopping


async def test_good_vote_gets_advice_only(vote: Vote) -> None:
    found = await problems(vote)
    assert not any(found.values())
    assert any("have not been evaluated" in message for message in found)


async def test_clone_takes_parts_and_leaves_options(new_vote: NewVote, client: Client) -> None:
    source, target = await new_vote(), await new_vote(costs={})
    staff = await client(source.tenant, source.staff)
    await staff.post(
        f"{source.url}/manage/parts", data={"kind": "district", "names.nb": "Nord", "budget": "400"}
    )
    async with source.stand.open() as one:
        other = await place_of_activity(await site(), target.stand.activity_id)
        assert other is not None
        await copy_parts(source=one.here, target=other.here)
    async with scope(source.tenant, read_only=True):
        parts = await rows(
            "SELECT kind, names, budget FROM voting_part WHERE activity = $1", target.stand.activity_id
        )
        options = await value(
            "SELECT count(*) FROM voting_option WHERE activity = $1", target.stand.activity_id
        )
    assert parts == [{"kind": "district", "names": {"nb": "Nord"}, "budget": 40_000}]
    assert options == 0


async def test_draft_is_given_out_and_forgotten(vote: Vote, client: Client, make_person: MakePerson) -> None:
    kari = await make_person(vote.tenant)
    await mark(await client(vote.tenant, kari), vote.url, vote.options["Benker"])
    async with scope(vote.tenant):
        kept = await kept_about(kari.id)
        assert [(each.name, each.rows[0]["choices"]) for each in kept] == [
            ("voting.drafts", {str(vote.options["Benker"]): 1})
        ]
        await forget(kari.id)
        assert await kept_about(kari.id) == []


@pytest.mark.parametrize(("closes", "told"), [("20 hours", 1), ("3 days", 0), ("-1 hours", 0)])
async def test_begun_ballot_is_reminded_once_a_day_before_closing(
    vote: Vote, client: Client, make_person: MakePerson, closes: str, told: int
) -> None:
    kari, ola = [await make_person(vote.tenant) for _each in range(2)]
    await mark(await client(vote.tenant, kari), vote.url, vote.options["Benker"])
    await mark(await client(vote.tenant, ola), vote.url)  # nothing marked: nothing to remind of
    async with scope(vote.tenant):
        await execute(
            "UPDATE activity SET closes_at = now() + $2::text::interval WHERE id = $1",
            vote.stand.activity_id,
            closes,
        )
    for _each in range(2):
        async with scope(vote.tenant):
            await remind()
    async with scope(vote.tenant, read_only=True):
        found = await rows(
            "SELECT n.person FROM notification n JOIN notice x ON x.id = n.notice WHERE n.person = ANY ($1::bigint[])",
            [kari.id, ola.id],
        )
    assert [each["person"] for each in found] == [kari.id] * told


@pytest.mark.parametrize("theme", ["neighbourhood", "village", "dairy", "unknown"])
@pytest.mark.parametrize("stage", ["open", "running", "finished"])
async def test_demonstration_is_made_by_the_plugins_own_services(
    new_vote: NewVote, make_person: MakePerson, theme: str, stage: str
) -> None:
    vote = await new_vote(costs={})
    residents = tuple([await make_person(vote.tenant) for _each in range(12)])
    if stage == "finished":
        async with scope(vote.tenant):
            await execute(
                "UPDATE activity SET opens_at = now() - interval '40 days', closes_at = now() - interval '10 days' "
                "WHERE id = $1",
                vote.stand.activity_id,
            )
    ada = await make_person(vote.tenant, role=Role.MANAGER)
    async with scope(vote.tenant):
        place = await place_of_activity(await site(), vote.stand.activity_id)
        seeding = Seeding(
            place=place, stage=stage, theme=theme, language="nb", residents=residents, staff=(ada,)
        )
        await seed(seeding)
        voters = await value("SELECT count(*) FROM voting_voter WHERE activity = $1", vote.stand.activity_id)
        ballots = await value(
            "SELECT count(*) FROM voting_ballot WHERE activity = $1", vote.stand.activity_id
        )
        log = await value(
            "SELECT count(*) FROM participation WHERE activity_id = $1 AND action = 'voting.vote'",
            vote.stand.activity_id,
        )
        now = await place_of_activity(await site(), vote.stand.activity_id)
        assert now is not None
        result = await load_result(activity=now.here)
        stops = [each for each in await problems_of(now.here) if each.blocking]
    assert voters == ballots == log
    assert (ballots > 0) == (stage != "open")
    assert (result is not None) == (stage == "finished")
    assert stops == []
