"""The case: the same matter twice, the council's clock, joining, messages, what waits for staff."""

from datetime import timedelta
from typing import Any

import pytest

from core.db import rows
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.sdk.testing import Towns
from core.tenancy import scope
from plugins.proposals.alike import alike_to
from plugins.proposals.casework import decide, join_with, send_to_council, set_clock_note
from plugins.proposals.clock import wind_clock
from plugins.proposals.days import add_months
from plugins.proposals.messages import send_message
from plugins.proposals.reading import load_proposal
from plugins.proposals.refusals import EnoughMessages, NoRule, NotYours, OneADay, WrongStep
from plugins.proposals.settings import ProposalsSettings
from plugins.proposals.signing import sign
from plugins.proposals.states import Outcome, Stage
from tests.conftest import Client, MakePerson
from tests.plugins.proposals.conftest import POSTCODE, Ground, new_ground, new_proposal


async def _reach(ground: Ground, make_person: MakePerson, title: str = "Gangbru over elva") -> int:
    new_id = await new_proposal(ground, title)
    for number in range(4):
        person = await make_person(ground.tenant, name=f"Signer {number}", postcode=POSTCODE)
        async with ground.stand.open() as place:
            await sign(place=place, person=person, proposal_id=new_id, shown=False, hear=True)
    return new_id


async def _decide(ground: Ground, proposal_id: int) -> None:
    async with ground.stand.open() as place:
        by = ground.staff
        await send_to_council(
            place=place, proposal_id=proposal_id, by=by, case_number="1", case_url="", reason=""
        )
        day = (await rows("SELECT current_date AS day"))[0]["day"]
        await decide(
            place=place,
            proposal_id=proposal_id,
            by=by,
            outcome=Outcome.REJECTED,
            decided_on=day,
            reason="Nei.",
        )


async def _told(ground: Ground, person_id: int, words: str) -> int:
    await run_due_jobs(ground.tenant)
    async with scope(ground.tenant, read_only=True):
        found = await rows(
            "SELECT n.title FROM notice n JOIN notification o ON o.notice = n.id WHERE o.person = $1",
            person_id,
        )
    return sum(words in str(each["title"]) for each in found)


async def test_council_has_six_calendar_months_from_the_day_the_goal_is_met(
    ground: Ground, make_person: MakePerson
) -> None:
    new_id = await _reach(ground, make_person)
    found: Any = await ground.ask(
        "SELECT (council_due, (reached_at AT TIME ZONE 'Europe/Oslo')::date) FROM proposals_case WHERE contribution = $1",
        new_id,
    )
    assert found[0] == add_months(found[1], 6)


async def test_same_matter_in_the_same_period_is_pointed_out_before_the_check(
    ground: Ground, client: Client, make_person: MakePerson, towns: Towns
) -> None:
    old = await _reach(ground, make_person, "Badeplass i Nordvika med brygge")
    await _decide(ground, old)
    again = await new_proposal(ground, "Brygge og badeplass i Nordvika", approved=False)
    staff = await client(ground.tenant, ground.staff)
    assert "Decided in this election period" in (await staff.get(f"{ground.url}/manage/{again}")).text
    await ground.do("UPDATE proposals_case SET decided_on = '2022-05-05' WHERE contribution = $1", old)
    assert "Decided in this election period" not in (await staff.get(f"{ground.url}/manage/{again}")).text
    elsewhere = await new_ground(towns.b, make_person)
    other = await new_proposal(elsewhere, "Brygge og badeplass i Nordvika", approved=False)
    async with elsewhere.stand.open() as place:
        proposal = await load_proposal(place=place, proposal_id=other, viewer=elsewhere.staff)
        assert proposal is not None
        day = (await rows("SELECT current_date AS day"))[0]["day"]
        assert await alike_to(proposal=proposal, rule=proposal.rule, viewer=None, today=day) == []


async def test_overdue_is_shown_to_everyone_and_the_handler_reminded_once_a_week(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    new_id = await _reach(ground, make_person)
    late = "UPDATE proposals_case SET council_due = current_date - 3, handler = $2 WHERE contribution = $1"
    await ground.do(late, new_id, ground.staff.id)
    for _twice in range(2):
        async with scope(ground.tenant):
            await wind_clock()
    assert await _told(ground, ground.staff.id, "should have decided") == 1
    assert "The council is late" in (await (await client(ground.tenant)).get(f"{ground.url}/{new_id}")).text
    await ground.do("UPDATE proposals_case SET council_due = council_due - 7 WHERE contribution = $1", new_id)
    async with scope(ground.tenant):
        await wind_clock()
    assert await _told(ground, ground.staff.id, "should have decided") == 2
    async with ground.stand.open() as place:
        why = "Behandles i plansaken for sentrum."
        await set_clock_note(place=place, proposal_id=new_id, by=ground.staff, reason=why)
    shown = (await (await client(ground.tenant)).get(f"{ground.url}/{new_id}")).text
    assert "The council is late" not in shown
    assert "Behandles i plansaken" in shown


async def test_check_that_is_near_its_limit_is_reminded(ground: Ground) -> None:
    new_id = await new_proposal(ground, "Må sjekkes", approved=False)
    await ground.do(
        "UPDATE proposals_case SET check_due = current_date + 1, handler = $2 WHERE contribution = $1",
        new_id,
        ground.staff.id,
    )
    async with scope(ground.tenant):
        await wind_clock()
    assert await _told(ground, ground.staff.id, "must be checked") == 1


async def test_proposal_whose_time_is_over_expires_and_its_people_are_told(
    ground: Ground, make_person: MakePerson
) -> None:
    new_id = await new_proposal(ground)
    signer = await make_person(ground.tenant, postcode=POSTCODE)
    async with ground.stand.open() as place:
        await sign(place=place, person=signer, proposal_id=new_id, shown=False, hear=True)
    await ground.do(
        "UPDATE proposals_case SET collect_until = now() - interval '1 hour' WHERE contribution = $1", new_id
    )
    for _twice in range(2):
        async with scope(ground.tenant):
            await wind_clock()
    assert await ground.ask("SELECT stage FROM proposals_case WHERE contribution = $1", new_id) == "expired"
    assert await _told(ground, ground.author.id, "goal was not reached") == 1
    assert await _told(ground, signer.id, "goal was not reached") == 1


async def test_steps_out_of_order_are_refused(ground: Ground, make_person: MakePerson) -> None:
    new_id = await new_proposal(ground)
    async with ground.stand.open() as place:
        with pytest.raises(WrongStep):
            await send_to_council(
                place=place, proposal_id=new_id, by=ground.staff, case_number="1", case_url="", reason=""
            )
    assert (
        await ground.ask("SELECT stage FROM proposals_case WHERE contribution = $1", new_id) == "collecting"
    )


async def test_joining_moves_people_on_and_leaves_signatures(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    goes, stays = (
        await new_proposal(ground, "Bru ved skolen"),
        await new_proposal(ground, "Gangbru ved skolen"),
    )
    signer = await make_person(ground.tenant, postcode=POSTCODE)
    async with ground.stand.open() as place:
        await sign(place=place, person=signer, proposal_id=goes, shown=False, hear=True)
        for wrong in (goes, 999_999):
            with pytest.raises(NoRule):
                await join_with(place=place, proposal_id=goes, target_id=wrong, by=ground.staff)
        await join_with(place=place, proposal_id=goes, target_id=stays, by=ground.staff)
    led = await (await client(ground.tenant)).get(f"{ground.url}/{goes}")
    assert led.headers["location"] == f"{ground.url}/{stays}"
    assert await ground.ask("SELECT signatures FROM proposals_case WHERE contribution = $1", stays) == 0
    assert await ground.ask("SELECT signatures FROM proposals_case WHERE contribution = $1", goes) == 1
    assert await _told(ground, signer.id, "does not move by itself") == 1


async def test_messages_are_few_and_go_to_those_who_want_them(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ground = await new_ground(towns.a, make_person, ProposalsSettings(messages=2))
    new_id = await new_proposal(ground)
    wants, rests = [await make_person(ground.tenant, postcode=POSTCODE) for _two in range(2)]
    async with ground.stand.open() as place:
        await sign(place=place, person=wants, proposal_id=new_id, shown=False, hear=True)
        await sign(place=place, person=rests, proposal_id=new_id, shown=False, hear=False)
    author = await client(ground.tenant, ground.author)
    sent = {"title": "Vi er halvveis", "text": "Kom på lørdag <script>x</script>"}
    assert (await author.post(f"{ground.url}/{new_id}/message", data=sent)).status_code == 303
    assert await _told(ground, wants.id, "Vi er halvveis") == 1
    assert await _told(ground, rests.id, "Vi er halvveis") == 0
    shown = (await (await client(ground.tenant)).get(f"{ground.url}/{new_id}")).text
    assert "Kom på lørdag &lt;script&gt;" in shown
    update = await ground.ask("SELECT max(contribution) FROM proposals_update")
    led = await author.get(f"{ground.url}/{update}")
    assert led.headers["location"] == f"{ground.url}/{new_id}#update-{update}"
    for person, why in ((ground.author, OneADay), (wants, NotYours)):
        with pytest.raises(why):
            async with ground.stand.open() as place:
                await send_message(place=place, proposal_id=new_id, author=person, title="X", text="Y")
    await ground.do("UPDATE proposals_update SET at = now() - $1::interval", timedelta(days=2))
    assert (await author.post(f"{ground.url}/{new_id}/message", data=sent)).status_code == 303
    with pytest.raises(EnoughMessages):
        async with ground.stand.open() as place:
            await send_message(place=place, proposal_id=new_id, author=ground.author, title="X", text="Y")


async def test_staff_overview_shows_what_waits_here_and_nothing_of_the_neighbour(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    here, there = await new_ground(towns.a, make_person), await new_ground(towns.b, make_person)
    await new_proposal(here, "Venter i Havneby", approved=False)
    await new_proposal(there, "Venter i Fjellvik", approved=False)
    page = (await (await client(towns.a, role=Role.ADMIN)).get("/manage")).text
    assert "Venter i Fjellvik" not in page
    table = (await (await client(towns.a, here.staff)).get(f"{here.url}/manage")).text
    assert "Venter i Havneby" in table


def test_refusals_leave_every_stage_a_name() -> None:
    assert all(str(WrongStep(stage).message) for stage in Stage)
