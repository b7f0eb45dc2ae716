"""The front page: what is open, coming, finished; what happened; an empty place."""

from core.db import execute, value
from core.people import Role
from core.projects.service import folder_named
from core.tenancy import scope
from tests.conftest import Client
from tests.support.projects import nb, new_project
from tests.support.towns import Towns, new_town


def between(page: str, start: str, end: str) -> str:
    return page.partition(start)[2].partition(end)[0]


async def test_new_place_says_that_nothing_is_open_yet(house: object, client: Client) -> None:
    town = await new_town("Tomvik")
    visitor, staff = await client(town), await client(town, role=Role.ADMIN)
    page = (await visitor.get("/")).text
    assert "Nothing is open yet" in page
    assert "/manage/projects/new" not in page
    assert 'href="/manage/projects/new"' in (await staff.get("/")).text


async def test_projects_stand_where_their_time_says(two_towns: Towns, client: Client) -> None:
    await new_project(two_towns.a, "Åpent prosjekt", method="ideas", phase=(-2, 3.5))
    await new_project(two_towns.a, "Kommende prosjekt", method="ideas", phase=(9, 20))
    await new_project(two_towns.a, "Ferdig prosjekt", method="ideas", phase=(-20, -9))
    await new_project(two_towns.a, "Pågående prosjekt", phase=(-20, 9))
    await new_project(two_towns.b, "Naboens prosjekt", method="ideas")
    page = (await (await client(two_towns.a)).get("/")).text
    assert "Naboens" not in page
    for part, title in (
        ("open", "Åpent"),
        ("coming", "Kommende"),
        ("underway", "Pågående"),
        ("finished", "Ferdig"),
    ):
        section = between(page, f'id="{part}"', "</section>")
        assert f"{title} prosjekt" in section
        assert section.count(" prosjekt</a>") == 1
    assert "3 days left" in between(page, 'id="open"', "</section>")


async def test_project_page_says_the_same_stage_as_the_list(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    for title, phase, method, stage in (
        ("Steg én", (-2, 3), "ideas", "open"),
        ("Steg to", (2, 3), "ideas", "coming"),
        ("Steg tre", (-3, -2), "ideas", "finished"),
        ("Steg fire", (-3, 2), None, "underway"),
        ("Steg fem", (3, None), None, "coming"),
    ):
        project_id = await new_project(two_towns.a, title, phase=phase, method=method)
        async with scope(two_towns.a, read_only=True):
            slug = await value("SELECT slug FROM project WHERE id = $1", project_id)
        listed = (await visitor.get(f"/projects?stage={stage}&q={title}")).text
        assert f'href="/projects/{slug}"' in listed, title
        page = (await visitor.get(f"/projects/{slug}")).text
        said = {"open": "Open now", "coming": "Coming", "finished": "Finished", "underway": "Being worked on"}
        assert said[stage] in between(page, 'class="al-hero__tags"', "</div>"), title


async def test_what_happened_lately_is_of_public_projects_only(two_towns: Towns, client: Client) -> None:
    for title, visibility in (("Offentlig sak", "public"), ("Skjult sak", "link")):
        project_id = await new_project(two_towns.a, title, visibility=visibility, method="ideas")
        async with scope(two_towns.a):
            await execute(
                "INSERT INTO contribution (activity, kind, title, text, state, published_at) "
                "SELECT id, 'idea', 'Idé i ' || $2, '', 'published', now() FROM activity WHERE project = $1",
                project_id,
                title,
            )
    page = (await (await client(two_towns.a)).get("/")).text
    assert "Idé i Offentlig sak" in page
    assert "Idé i Skjult sak" not in page
    assert "Skjult sak" not in page


async def test_residents_choose_among_collections_where_there_are_two(
    two_towns: Towns, client: Client
) -> None:
    visitor = await client(two_towns.a)
    async with scope(two_towns.a):
        await folder_named(titles=nb("Havna"))
    async with scope(two_towns.b):
        await folder_named(titles=nb("Naboens"))
    assert 'name="folder"' not in (await visitor.get("/projects")).text
    async with scope(two_towns.a):
        await folder_named(titles=nb("Skolene"))
    page = (await visitor.get("/projects")).text
    assert ("Collection" in page, "Skolene" in page, "Naboens" in page) == (True, True, False)
