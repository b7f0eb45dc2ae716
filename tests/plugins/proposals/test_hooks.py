"""What the plugin answers when the house asks; paper to print; demonstration content."""

import io
from decimal import Decimal

import pikepdf
import pytest

from core.db import rows, value
from core.people import Person, Role
from core.projects.duplicate import duplicate_project
from core.sdk import Seeding
from core.sdk.testing import Towns
from core.tenancy import scope, site
from plugins.proposals import allows, blocks, exports, forget_person, personal_data, publish_problems, seeds
from plugins.proposals.seeding import themes
from plugins.proposals.settings import ProposalsSettings
from plugins.proposals.signing import sign
from tests.conftest import Client, MakePerson
from tests.plugins.proposals.conftest import POSTCODE, Ground, new_ground, new_proposal
from tests.plugins.proposals.test_signing import RECOUNT


async def _signed(ground: Ground, person: Person, *, shown: bool = True) -> int:
    new_id = await new_proposal(ground)
    async with ground.stand.open() as place:
        await sign(place=place, person=person, proposal_id=new_id, shown=shown, hear=True)
    return new_id


async def test_account_that_closes_leaves_its_count_and_nothing_else(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    signer = await make_person(ground.tenant, name="Ola Hemmelig", postcode=POSTCODE)
    new_id = await _signed(ground, signer)
    async with scope(ground.tenant):
        kept = {data.name: data.rows for data in await personal_data(person_id=signer.id)}
        assert list(kept) == ["proposals.signatures"]
        assert [row["title"] for row in kept["proposals.signatures"]] == ["Gangbru over elva"]
        await forget_person(person_id=signer.id)
        assert await personal_data(person_id=signer.id) == []
    assert await ground.ask("SELECT signatures FROM proposals_case WHERE contribution = $1", new_id) == 1
    assert await ground.ask(RECOUNT, new_id) is True
    shown = (await (await client(ground.tenant)).get(f"{ground.url}/{new_id}")).text
    assert "Ola Hemmelig" not in shown


async def test_staff_and_proposers_are_forgotten_too(ground: Ground) -> None:
    await new_proposal(ground)
    async with scope(ground.tenant):
        assert await personal_data(person_id=ground.staff.id) != []
        for person in (ground.staff, ground.author):
            await forget_person(person_id=person.id)
            assert await personal_data(person_id=person.id) == []


async def test_exports_show_names_as_the_public_sees_them(ground: Ground, make_person: MakePerson) -> None:
    hidden = await make_person(ground.tenant, name="Ola Hemmelig", postcode=POSTCODE)
    await _signed(ground, hidden, shown=False)
    await new_proposal(ground, "Ikke sjekket", approved=False)
    async with ground.stand.open() as place:
        found = {each.name: [row async for row in each.rows] for each in await exports(activity=place.here)}
    assert {name: len(lines) for name, lines in found.items()} == {
        "proposals": 1,
        "steps": 3,
        "signatures": 1,
    }
    assert "Ola Hemmelig" not in str(found)
    assert (found["proposals"][0]["web"], found["proposals"][0]["paper"]) == (1, 0)


async def test_figures_agree_with_the_page(towns: Towns, make_person: MakePerson) -> None:
    ground = await new_ground(towns.a, make_person)
    await _signed(ground, await make_person(ground.tenant, postcode=POSTCODE))
    async with scope(ground.tenant, read_only=True):
        found = await blocks(project_id=None, activity_id=ground.stand.activity_id, since=None, until=None)
    figures = {block.id: (block.value, block.n) for block in found if block.kind == "figure"}
    assert figures["proposals.proposals"] == (1, 1)
    assert figures["proposals.signatures"] == (1, 1)
    async with scope(towns.b, read_only=True):
        other = await blocks(project_id=None, activity_id=None, since=None, until=None)
    assert {block.n for block in other} == {0}


async def test_changed_rule_needs_its_reason_before_publishing(towns: Towns, make_person: MakePerson) -> None:
    ground = await new_ground(towns.a, make_person)
    async with ground.stand.open() as place:
        assert [each for each in publish_problems(activity=place.here) if each.blocking] == []
        assert allows(activity=place.here, action="proposals.comment") is True
    for settings in ({"percent": 1}, {"everybody": True}, {"names": "shown"}):
        await ground.do(
            "UPDATE activity SET settings = settings || $2 WHERE id = $1", ground.stand.activity_id, settings
        )
        async with ground.stand.open() as place:
            assert sum(each.blocking for each in publish_problems(activity=place.here)) == 1


async def test_settings_are_read_back_as_they_were_saved(towns: Towns, make_person: MakePerson) -> None:
    wish = ProposalsSettings(percent=Decimal("1.5"), reason={"nb": "Vi er få."}, comments=False)
    ground = await new_ground(towns.a, make_person, wish)
    async with ground.stand.open() as place:
        assert place.here.settings == wish
        assert allows(activity=place.here, action="proposals.comment") is False
        copy = await duplicate_project(project_id=place.project.id, site=await site())
        assert (
            await value(
                "SELECT count(*) FROM contribution c JOIN activity a ON a.id = c.activity WHERE a.project = $1",
                copy,
            )
            == 0
        )


@pytest.mark.parametrize("kind", ["poster", "sheet"])
async def test_paper_is_tagged_and_leads_to_the_proposal(ground: Ground, client: Client, kind: str) -> None:
    new_id = await new_proposal(ground, "Gangbru & <b>lys</b>")
    answer = await (await client(ground.tenant)).get(f"{ground.url}/{new_id}/{kind}.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.docinfo["/Title"]) == "Gangbru & <b>lys</b>"
        assert len(document.pages) == {"poster": 1, "sheet": 3}[kind]


@pytest.mark.parametrize("stage", ["open", "running", "finished"])
async def test_demonstration_is_told_through_the_services(
    towns: Towns, client: Client, make_person: MakePerson, stage: str
) -> None:
    theme = {"open": "coast", "running": "valley", "finished": "no such theme"}[stage]
    ground = await new_ground(towns.b, make_person)
    people = [await make_person(towns.b, name=f"Person {n}", postcode=POSTCODE) for n in range(3)]
    async with ground.stand.open() as place:
        await seeds(
            seeding=Seeding(
                place=place,
                stage=stage,
                theme=theme,
                language="nb",
                residents=tuple(people),
                staff=(ground.staff,),
            )
        )
    async with scope(towns.b, read_only=True):
        found = await rows(
            "SELECT k.stage, k.signatures >= k.threshold AS enough, k.signatures = (SELECT count(*) FROM proposals_signature g "
            "WHERE g.proposal = k.id) AS whole FROM proposals_case k JOIN contribution c ON c.id = k.contribution "
            "WHERE c.activity = $1 ORDER BY k.id",
            ground.stand.activity_id,
        )
    stages = {"open": [], "running": ["collecting", "sent"], "finished": ["followed", "decided"]}[stage]
    assert [each["stage"] for each in found] == stages
    assert all(each["whole"] for each in found)
    assert all(each["enough"] for each in found if each["stage"] != "collecting")
    assert (await (await client(towns.b)).get(ground.url)).status_code == 200


def test_demonstration_content_has_names_enough_for_its_paper() -> None:
    assert set(themes()) == {"coast", "town", "valley"}
    for theme in themes().values():
        assert len(theme.first) * len(theme.last) >= 300
        assert {story.until for story in (*theme.running, *theme.finished)} >= {"collecting", "followed"}


async def test_nothing_of_the_plugin_is_seen_next_door(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ground = await new_ground(towns.a, make_person)
    new_id = await new_proposal(ground, "Bare i Havneby")
    neighbour = await client(towns.b, role=Role.ADMIN)
    before = await _whole(ground, new_id)
    for path in ("", f"/{new_id}", f"/{new_id}/qr.svg", f"/manage/{new_id}", f"/manage/{new_id}/paper"):
        answer = await neighbour.get(ground.url + path)  # an activity of theirs may have the same address
        assert answer.status_code == 404 or "Bare i Havneby" not in answer.text
    for path in ("sign", "unsign", "message", "change", "withdraw", "leave"):
        assert (await neighbour.post(f"{ground.url}/{new_id}/{path}")).status_code in (303, 404, 409, 422)
    assert await _whole(ground, new_id) == before


async def _whole(ground: Ground, proposal_id: int) -> list[dict[str, object]]:
    async with scope(ground.tenant, read_only=True):
        return await rows(
            "SELECT c.*, (SELECT count(*) FROM proposals_signature) AS signatures, "
            "(SELECT count(*) FROM proposals_step) AS steps FROM contribution c WHERE c.id = $1",
            proposal_id,
        )


async def test_another_activity_of_the_same_place_has_its_own(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    mine, other = await new_ground(towns.a, make_person), await new_ground(towns.a, make_person)
    new_id = await new_proposal(mine)
    staff, author = await client(towns.a, other.staff), await client(towns.a, mine.author)
    for path in (f"/{new_id}", f"/manage/{new_id}", f"/manage/{new_id}/paper"):
        assert (await staff.get(other.url + path)).status_code == 404
    for path in ("sign", "unsign", "withdraw", "message"):
        assert (await author.post(f"{other.url}/{new_id}/{path}")).status_code == 404


async def test_forged_origin_and_huge_body_are_refused(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    new_id = await new_proposal(ground)
    signer = await client(ground.tenant, await make_person(ground.tenant, postcode=POSTCODE))
    forged = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    assert (await signer.post(f"{ground.url}/{new_id}/sign", headers=forged)).status_code in (400, 403)
    assert (
        await signer.post(f"{ground.url}/new", data={"title": "x", "body": "x" * 400_000})
    ).status_code == 413
