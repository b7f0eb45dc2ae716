"""What the plugin answers when the house asks."""

from core.contributions import react
from core.db import execute, rows, value
from core.jobs.testing import run_due_jobs
from core.people import Person, Role
from core.people.roles import set_project_role
from core.projects.duplicate import duplicate_project
from core.projects.fields import save_field
from core.sdk import BuiltField, Kind, load_form
from core.tenancy import Tenant, scope, site
from plugins.ideas import allows, exports, forget_person, personal_data, publish_problems
from plugins.ideas.importing import Part, begin_import
from plugins.ideas.settings import IdeasSettings
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.towns import Towns


async def test_support_has_the_limit_that_staff_set(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ground = await new_ground(towns.a, settings={"max_supports": 1})
    author, kari = await make_person(towns.a), await make_person(towns.a)
    first, second = await new_idea(ground, author), await new_idea(ground, author, "Flere benker")
    visitor = await client(towns.a, kari)
    for idea in (first, second):
        await visitor.post(f"/contributions/{idea}/react", data={"reaction": "support"})
    async with scope(towns.a, read_only=True):
        supported = await value("SELECT array_agg(contribution) FROM reaction WHERE person = $1", kari.id)
    assert supported == [first]


async def test_switched_off_is_off_also_for_those_who_send_by_hand(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ground = await new_ground(towns.a, settings={"support": False, "comments": False})
    idea = await new_idea(ground, await make_person(towns.a))
    visitor = await client(towns.a, await make_person(towns.a))
    for path, sent in (
        ("react", {"reaction": "support"}),
        ("comment", {"text": "Hei"}),
        ("react", {"reaction": "oppose"}),
    ):
        assert (await visitor.post(f"/contributions/{idea}/{path}", data=sent)).status_code == 403
    shown = (await visitor.get(f"{ground.url}/{idea}")).text
    assert "Your comment" not in shown
    assert "al-reaction__button" not in shown


async def test_copy_of_an_activity_has_its_own_questions(ground: Ground) -> None:
    field = BuiltField(key="hvem", kind=Kind.SHORT_TEXT, labels={"nb": "Hvem?"})
    async with ground.open() as place:
        await save_field(activity_id=place.here.id, field=field)
        copy = await duplicate_project(project_id=place.project.id, site=await site())
        old = await value("SELECT form_id FROM activity WHERE id = $1", place.here.id)
        new = await value("SELECT form_id FROM activity WHERE project = $1", copy)
        form = await load_form(new)
    assert new != old
    assert form is not None
    assert form.fields == (field,)


async def test_person_gets_and_leaves_the_imports_one_made(ground: Ground, make_person: MakePerson) -> None:
    boss, other = await make_person(ground.tenant, role=Role.MANAGER), await make_person(ground.tenant)
    async with ground.open() as place:
        await begin_import(place=place, by=boss, files={Part.IDEAS: ("a.csv", b"title\nA\n")})
        assert [data.name for data in await personal_data(person_id=boss.id)] == ["ideas.imports"]
        assert await personal_data(person_id=other.id) == []
        await forget_person(person_id=boss.id)
        assert await personal_data(person_id=boss.id) == []


async def test_exports_give_names_as_the_public_sees_them(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant, name="Kari Hemmelig")
    await new_idea(ground, kari, anonymous=True)
    async with ground.open() as place:
        found = {
            export.name: [row async for row in export.rows] for export in await exports(activity=place.here)
        }
    assert len(found["ideas"]) == 1
    assert "Kari Hemmelig" not in str(found)


async def test_problems_name_what_does_not_go_together(towns: Towns) -> None:
    ground = await new_ground(towns.a, settings={"max_supports": 3, "support": False})
    async with ground.open() as place:
        problems = publish_problems(activity=place.here)
        assert [problem.blocking for problem in problems].count(True) == 1
        assert allows(activity=place.here, action="ideas.support") is False
        assert allows(activity=place.here, action="ideas.submit") is True
        assert place.here.settings == IdeasSettings(max_supports=3, support=False)


async def test_contact_person_hears_of_a_new_idea_where_staff_asked(
    towns: Towns, make_person: MakePerson
) -> None:
    contact = await make_person(towns.a, role=Role.MANAGER)
    asked, quiet = [await new_ground(towns.a, settings={"tell_contact": on}) for on in (True, False)]
    for ground in (asked, quiet):
        async with scope(towns.a):
            await execute(
                "UPDATE project SET contact_person = $2 WHERE id = $1", ground.project_id, contact.id
            )
        await new_idea(ground, await make_person(towns.a))
    await run_due_jobs(towns.a)
    async with scope(towns.a, read_only=True):
        urls = await rows(
            "SELECT n.url FROM notice n JOIN notification o ON o.notice = n.id WHERE o.person = $1",
            contact.id,
        )
    assert [url["url"].rpartition("/")[0] for url in urls] == [asked.url]


async def test_staff_see_what_many_support_and_nobody_answered(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ground = await new_ground(towns.b)
    loud = await new_idea(ground, await make_person(towns.b), "Gatelys til skolen")
    await new_idea(ground, await make_person(towns.b), "Nesten ingen vil dette")
    for _ in range(5):
        async with ground.open() as place:
            await react(place=place, contribution_id=loud, person=await _inside(), value=1)
    overview = (await (await client(towns.b, role=Role.ADMIN)).get("/manage")).text
    assert "Gatelys til skolen" in overview
    assert "Nesten ingen vil dette" not in overview
    assert "Gatelys til skolen" not in (await (await client(towns.a, role=Role.ADMIN)).get("/manage")).text


async def _inside() -> Person:
    """A new person in the scope that is open."""
    person_id = await value("INSERT INTO person (name) VALUES ('Ola') RETURNING id")
    return Person(id=person_id, name="Ola", email="")


async def test_overview_shows_a_projects_manager_only_what_many_support_there(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    mine, other = await new_ground(towns.a), await new_ground(towns.a)
    elsewhere = await new_ground(towns.b)
    author, manager = await make_person(towns.a), await make_person(towns.a)
    shown, hidden = await new_idea(mine, author, "Benk på kaia"), await new_idea(other, author, "Ikke din")
    await _many_support(towns.a, shown, hidden)
    await _many_support(towns.b, await new_idea(elsewhere, await make_person(towns.b), "Nabobyens"))
    async with scope(towns.a):
        await set_project_role(person_id=manager.id, project_id=mine.project_id, role=Role.MANAGER)
    page = (await (await client(towns.a, manager)).get("/manage")).text
    assert "Benk på kaia" in page
    assert "Ikke din" not in page
    assert "Nabobyens" not in page


async def _many_support(tenant: Tenant, *ideas: int) -> None:
    async with scope(tenant):
        await execute("UPDATE contribution SET support_count = 40 WHERE id = ANY ($1)", list(ideas))
