"""Signatures: once each, counted right, the threshold met exactly once, names only of those who chose it."""

import asyncio

import pytest

from core.participation import participants
from core.people import Person
from core.sdk.testing import Towns
from core.tenancy import scope
from plugins.proposals.refusals import NotNow, NotResident
from plugins.proposals.settings import ProposalsSettings
from plugins.proposals.signing import sign, unsign
from tests.conftest import Client, MakePerson
from tests.plugins.proposals.conftest import POSTCODE, Ground, new_ground, new_proposal

RECOUNT = (
    "SELECT k.signatures = (SELECT count(*) FROM proposals_signature g WHERE g.proposal = k.id AND g.struck_at IS NULL) "
    "FROM proposals_case k WHERE k.contribution = $1"
)
REACHED = (
    "SELECT count(*) FROM proposals_step s JOIN proposals_case k ON k.id = s.proposal "
    "WHERE k.contribution = $1 AND s.stage = 'reached'"
)


async def _people(ground: Ground, make_person: MakePerson, count: int) -> list[Person]:
    return [await make_person(ground.tenant, name=f"Person {n}", postcode=POSTCODE) for n in range(count)]


async def _sign(
    ground: Ground, proposal_id: int, person: Person, *, shown: bool = False, hear: bool = False
) -> bool:
    async with ground.stand.open() as place:
        return await sign(place=place, person=person, proposal_id=proposal_id, shown=shown, hear=hear)


async def test_everybody_at_once_meets_the_threshold_exactly_once(
    ground: Ground, make_person: MakePerson
) -> None:
    new_id = await new_proposal(ground)
    people = await _people(ground, make_person, 9)
    found = await asyncio.gather(*(_sign(ground, new_id, person) for person in people))
    assert found == [True] * 9
    assert await ground.ask("SELECT signatures FROM proposals_case WHERE contribution = $1", new_id) == 9
    assert await ground.ask(REACHED, new_id) == 1
    assert await ground.ask(RECOUNT, new_id) is True


async def test_same_person_twenty_times_at_once_counts_once(ground: Ground, make_person: MakePerson) -> None:
    new_id = await new_proposal(ground)
    (person,) = await _people(ground, make_person, 1)
    found = await asyncio.gather(*(_sign(ground, new_id, person) for _again in range(20)))
    assert sorted(found) == [False] * 19 + [True]
    assert await ground.ask(RECOUNT, new_id) is True
    acts = "SELECT count(*) FROM participation WHERE contribution_id = $1 AND action = 'proposals.sign'"
    assert await ground.ask(acts, new_id) == 1


async def test_signature_taken_back_is_deleted_and_a_met_goal_stands(
    ground: Ground, make_person: MakePerson
) -> None:
    new_id = await new_proposal(ground)
    people = await _people(ground, make_person, 4)
    for person in people:
        await _sign(ground, new_id, person)
    due = await ground.ask("SELECT council_due FROM proposals_case WHERE contribution = $1", new_id)
    async with ground.stand.open() as place:
        assert await unsign(place=place, person=people[0], proposal_id=new_id)
        assert not await unsign(place=place, person=people[0], proposal_id=new_id)
    assert await _sign(ground, new_id, people[0])
    assert await ground.ask(REACHED, new_id) == 1
    assert await ground.ask("SELECT council_due FROM proposals_case WHERE contribution = $1", new_id) == due
    assert await ground.ask(RECOUNT, new_id) is True
    assert await ground.ask("SELECT count(*) FROM proposals_signature WHERE person = $1", people[0].id) == 1


async def test_only_residents_sign_also_among_staff(ground: Ground, make_person: MakePerson) -> None:
    new_id = await new_proposal(ground)
    for person in (ground.staff, await make_person(ground.tenant, postcode="0150")):
        with pytest.raises(NotResident):
            await _sign(ground, new_id, person)
    assert await ground.ask("SELECT signatures FROM proposals_case WHERE contribution = $1", new_id) == 0


async def test_nobody_signs_after_the_last_day(ground: Ground, make_person: MakePerson) -> None:
    new_id = await new_proposal(ground)
    (person,) = await _people(ground, make_person, 1)
    await ground.do(
        "UPDATE proposals_case SET collect_until = now() - interval '1 second' WHERE contribution = $1",
        new_id,
    )
    with pytest.raises(NotNow):
        await _sign(ground, new_id, person)


async def test_names_are_shown_as_rule_and_signer_say(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    for names, seen in (("choose", ["Vil Vises"]), ("hidden", []), ("shown", ["Vil Vises", "Vil Skjules"])):
        ground = await new_ground(
            towns.a, make_person, ProposalsSettings(names=names, reason={"nb": "Prøve."})
        )
        new_id = await new_proposal(ground)
        for name, shown in (("Vil Vises", True), ("Vil Skjules", False)):
            person = await make_person(ground.tenant, name=name, postcode=POSTCODE)
            await _sign(ground, new_id, person, shown=shown)
        page = (await (await client(ground.tenant)).get(f"{ground.url}/{new_id}")).text
        assert [name for name in ("Vil Vises", "Vil Skjules") if name in page] == seen


async def test_count_is_the_participants_of_the_log(ground: Ground, make_person: MakePerson) -> None:
    new_id = await new_proposal(ground)
    for person in await _people(ground, make_person, 3):
        await _sign(ground, new_id, person)
    async with scope(ground.tenant, read_only=True):
        assert await participants(activity_id=ground.stand.activity_id) == 4  # three signers and the author


async def test_settings_and_population_do_not_move_a_goal_that_stands(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    new_id = await new_proposal(ground)
    await ground.do(
        "UPDATE activity SET settings = settings || $2 WHERE id = $1",
        ground.stand.activity_id,
        {"enough": 900},
    )
    assert await ground.ask("SELECT threshold FROM proposals_case WHERE contribution = $1", new_id) == 4
    assert "of 4" in (await (await client(ground.tenant)).get(f"{ground.url}/{new_id}")).text
