"""Who voted and what was voted are not joined after casting: not by a column, a time, an order or a transaction."""

import asyncio

import pytest

from core.db import rows, value
from core.jobs.testing import run_due_jobs
from core.people import Person
from core.tenancy import scope
from plugins.voting.ballot import urn
from plugins.voting.ballot.codes import ALPHABET, new_code, read_code, receipt_of, say_code
from plugins.voting.ballot.marks import Marks
from plugins.voting.outside import kept_about
from tests.conftest import Client, MakePerson
from tests.plugins.voting.conftest import NewVote, Vote
from tests.plugins.voting.steps import cast

VOTERS = 24


@pytest.fixture
async def voted(new_vote: NewVote, client: Client, make_person: MakePerson) -> tuple[Vote, list[Person]]:
    """Two dozen who have cast, every second one for the benches."""
    vote = await new_vote()
    people = [await make_person(vote.tenant) for _each in range(VOTERS)]
    for number, person in enumerate(people):
        choice = vote.options["Benker" if number % 2 else "Badebrygge"]
        await cast(await client(vote.tenant, person), vote.url, choice)
    return vote, people


async def test_ballot_has_no_column_of_a_person_a_time_or_a_sequence(vote: Vote) -> None:
    async with scope(vote.tenant, read_only=True):
        found = await rows(
            "SELECT column_name, data_type, coalesce(column_default, '') AS filled FROM information_schema.columns "
            "WHERE table_name = 'voting_ballot' AND table_schema = $1",
            vote.tenant.schema,
        )
    assert {each["column_name"] for each in found} == {
        "receipt",
        "activity",
        "district",
        "channel",
        "choices",
    }
    assert not any("timestamp" in each["data_type"] or "nextval" in each["filled"] for each in found)


async def test_no_table_holds_both_a_voter_and_a_receipt(voted: tuple[Vote, list[Person]]) -> None:
    """The receipts are searched for in every table of the place, as text."""
    vote, _people = voted
    async with scope(vote.tenant, read_only=True):
        receipts = [
            each["receipt"]
            for each in await rows(
                "SELECT receipt FROM voting_ballot WHERE activity = $1", vote.stand.activity_id
            )
        ]
        tables = await rows("SELECT tablename FROM pg_tables WHERE schemaname = $1", vote.tenant.schema)
        holding = set()
        for table in tables:
            name = table["tablename"]
            text = await value(f'SELECT string_agg(to_jsonb(t)::text, $1) FROM "{name}" t', "\n")
            if any(receipt in (text or "") for receipt in receipts):
                holding.add(name)
    assert holding == {"voting_ballot"}


async def test_choices_stand_nowhere_beside_a_voter(voted: tuple[Vote, list[Person]]) -> None:
    vote, people = voted
    async with scope(vote.tenant, read_only=True):
        drafts = await value("SELECT count(*) FROM voting_draft WHERE activity = $1", vote.stand.activity_id)
        kept = await kept_about(people[0].id)
        log = await rows("SELECT * FROM participation WHERE activity_id = $1", vote.stand.activity_id)
        asked = await value("SELECT string_agg(to_jsonb(o)::text, '') FROM outbox o")
    assert drafts == 0
    assert [each.name for each in kept] == ["voting.voted"]
    assert {each["contribution_id"] for each in log} == {None}
    assert "choices" not in (asked or "")


async def test_transaction_of_a_voter_holds_more_than_one_ballot_already_at_casting(
    voted: tuple[Vote, list[Person]],
) -> None:
    """A ballot falls in together with up to sixteen others, so the transaction of the last voter names none of them."""
    vote, people = voted
    async with scope(vote.tenant, read_only=True):
        together = await value(
            "SELECT count(*) FROM voting_ballot b JOIN voting_voter v ON v.xmin = b.xmin "
            "WHERE v.person = $1 AND b.activity = $2",
            people[-1].id,
            vote.stand.activity_id,
        )
    assert together != 1 or VOTERS < urn.HANDFUL


async def test_after_the_urn_is_turned_no_transaction_and_no_order_joins_them(
    voted: tuple[Vote, list[Person]],
) -> None:
    vote, _people = voted
    async with scope(vote.tenant, read_only=True):
        before = await rows(
            "SELECT receipt FROM voting_ballot WHERE activity = $1 ORDER BY ctid", vote.stand.activity_id
        )
    async with scope(vote.tenant):
        await urn.turn_urns()
    async with scope(vote.tenant, read_only=True):
        transactions = await value(
            "SELECT count(DISTINCT xmin::text) FROM voting_ballot WHERE activity = $1", vote.stand.activity_id
        )
        joined = await value("SELECT count(*) FROM voting_ballot b JOIN voting_voter v ON v.xmin = b.xmin")
        after = await rows(
            "SELECT receipt FROM voting_ballot WHERE activity = $1 ORDER BY ctid", vote.stand.activity_id
        )
    assert (transactions, joined) == (1, 0)
    assert sorted(each["receipt"] for each in before) == sorted(each["receipt"] for each in after)
    assert before != after


async def test_after_publishing_no_code_leads_to_its_own_ballot(vote: Vote) -> None:
    one, two, _three = vote.options.values()
    cast_so = {receipt_of(new_code()): Marks({one if number % 2 else two: 1}) for number in range(40)}
    async with scope(vote.tenant):
        for receipt, marks in cast_so.items():
            await urn.drop(activity_id=vote.stand.activity_id, receipt=receipt, marks=marks)
        await urn.part(activity_id=vote.stand.activity_id)
        found = await rows(
            "SELECT receipt, choices FROM voting_ballot WHERE activity = $1", vote.stand.activity_id
        )
    now = {each["receipt"]: each["choices"] for each in found}
    assert now.keys() == cast_so.keys()
    assert sorted(str(each) for each in now.values()) == sorted(str(m.stored) for m in cast_so.values())
    assert any(now[receipt] != marks.stored for receipt, marks in cast_so.items())


async def test_urn_loses_nothing_when_many_fall_in_change_and_stir_at_once(vote: Vote) -> None:
    codes = [new_code() for _each in range(60)]
    one, two, _three = vote.options.values()

    async def drop(code: str) -> None:
        async with scope(vote.tenant):
            await urn.drop(
                activity_id=vote.stand.activity_id, receipt=receipt_of(code), marks=Marks({one: 1})
            )

    async def change(code: str) -> bool:
        async with scope(vote.tenant):
            return await urn.replace(
                activity_id=vote.stand.activity_id, receipt=receipt_of(code), marks=Marks({two: 1})
            )

    async def stir() -> None:
        async with scope(vote.tenant):
            await urn.turn(activity_id=vote.stand.activity_id)

    await asyncio.gather(*(drop(code) for code in codes[:40]))
    changed = [change(code) for code in codes[:20]]
    done = await asyncio.gather(*changed, *(drop(code) for code in codes[40:]), stir(), stir())
    async with scope(vote.tenant, read_only=True):
        found = await rows(
            "SELECT receipt, choices FROM voting_ballot WHERE activity = $1", vote.stand.activity_id
        )
    assert all(done[:20])
    assert {each["receipt"] for each in found} == {receipt_of(code) for code in codes}
    now = {each["receipt"]: each["choices"] for each in found}
    assert all(now[receipt_of(code)] == {str(two): 1} for code in codes[:20])
    assert all(now[receipt_of(code)] == {str(one): 1} for code in codes[20:])


async def test_person_who_leaves_stays_counted_without_a_name(
    voted: tuple[Vote, list[Person]], client: Client
) -> None:
    from plugins.voting.outside import forget

    vote, people = voted
    async with scope(vote.tenant):
        await forget(people[0].id)
        voters = await value("SELECT count(*) FROM voting_voter WHERE activity = $1", vote.stand.activity_id)
        ballots = await value(
            "SELECT count(*) FROM voting_ballot WHERE activity = $1", vote.stand.activity_id
        )
        left = await value("SELECT count(*) FROM voting_voter WHERE person = $1", people[0].id)
    assert (voters, ballots, left) == (VOTERS, VOTERS, 0)
    await run_due_jobs(vote.tenant)


def test_codes_are_read_as_people_type_them() -> None:
    code = new_code()
    assert len(code) == 16
    assert set(code) <= set(ALPHABET)
    assert read_code(say_code(code).lower().replace("-", " ")) == code
    assert read_code("O" * 16) == "0" * 16
    assert read_code("") is None
    assert read_code("ÆØÅ" * 5 + "A") is None
    assert receipt_of(code) != code
    assert len({receipt_of(new_code()) for _each in range(500)}) == 500
