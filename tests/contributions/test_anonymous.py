"""Anonymous to the public: no page, search, list, thread or export shows the name to anyone but staff."""

from core.contributions import (
    Content,
    Wish,
    comment,
    comments_of,
    export_comments,
    export_rows,
    listing,
    load,
    submit,
)
from core.db import execute
from core.people import Person, Role
from core.tenancy import scope
from tests.conftest import MakePerson
from tests.contributions.ground import IDEA, Ground

NAME = "Hemmelig Navnesen"


async def everything_seen(ground: Ground, idea: int, viewer: Person | None) -> str:
    async with ground.open():
        found = await load(contribution_id=idea, activity_id=ground.activity_id, viewer=viewer)
        lists = [
            await listing(activity_id=ground.activity_id, kind=IDEA, wish=wish, viewer=viewer)
            for wish in (Wish(), Wish(text="brygge"), Wish(text="Hemmelig"), Wish(text="Navnesen"))
        ]
        assert lists[2].items == lists[3].items == ()
        thread = await comments_of(root_id=idea, viewer=viewer)
        rows = [row async for row in export_rows(activity_id=ground.activity_id, kind=IDEA, viewer=viewer)]
        rows += [row async for row in export_comments(activity_id=ground.activity_id, viewer=viewer)]
        return repr((found, lists, thread, rows))


async def test_anonymous_shows_the_name_to_staff_only(ground: Ground, make_person: MakePerson) -> None:
    author = await make_person(ground.tenant, name=NAME)
    async with ground.open() as place:
        idea = await submit(
            place=place, kind=IDEA, author=author, content=Content(title="Badebrygge", anonymous=True)
        )
        await comment(place=place, root_id=idea, author=author, text="Jeg igjen", anonymous=True)
    other = await make_person(ground.tenant, name="Ola")
    elsewhere = Person(id=other.id, name="Ola", email="", project_roles={ground.project_id + 1: Role.ADMIN})
    for viewer in (None, other, elsewhere, author):
        seen = await everything_seen(ground, idea, viewer)
        assert NAME not in seen
        assert f"Author(id={author.id}" not in seen
        assert "Anonymous" in seen
    here = Person(id=other.id, name="Ola", email="", project_roles={ground.project_id: Role.MODERATOR})
    for viewer in (here, await make_person(ground.tenant, role=Role.ADMIN)):
        assert (await everything_seen(ground, idea, viewer)).count(NAME) >= 4


async def test_anonymous_cannot_be_called_on_or_found_by_author(
    ground: Ground, make_person: MakePerson
) -> None:
    author = await make_person(ground.tenant, name=NAME)
    ola = await make_person(ground.tenant, name="Ola")
    async with ground.open() as place:
        idea = await submit(
            place=place, kind=IDEA, author=author, content=Content(title="Brygge", anonymous=True)
        )
        await comment(place=place, root_id=idea, author=ola, text=f"Er dette @{NAME}?")
        kinds = await execute("SELECT 1 FROM notice WHERE kind = 'mention'")
        assert kinds == 0
        wish = Wish(author=author.id)
        assert (await listing(activity_id=ground.activity_id, kind=IDEA, wish=wish, viewer=ola)).items == ()
        assert (
            len((await listing(activity_id=ground.activity_id, kind=IDEA, wish=wish, viewer=author)).items)
            == 1
        )


async def test_former_participant_has_no_name(ground: Ground, make_person: MakePerson) -> None:
    author = await make_person(ground.tenant, name=NAME)
    async with ground.open() as place:
        idea = await submit(place=place, kind=IDEA, author=author, content=Content(title="Brygge"))
    async with scope(ground.tenant):
        await execute("UPDATE person SET closed_at = now() WHERE id = $1", author.id)
    seen = await everything_seen(ground, idea, await make_person(ground.tenant, role=Role.ADMIN))
    assert NAME not in seen
    assert "Former participant" in seen
