"""Imports: many at once, counts equal to rows, undone to the last row and no further."""

from datetime import UTC, datetime
from pathlib import Path

from core.contributions import (
    Content,
    Imported,
    ImportedComment,
    ImportedVote,
    Wish,
    comments_of,
    finish_import,
    insert_comments,
    insert_many,
    insert_votes,
    listing,
    merge,
    react,
    undo_import,
)
from core.db import rows, value
from core.host.archive import export_tenant, import_tenant
from core.participation import participants
from core.tenancy import scope
from tests.conftest import MakePerson
from tests.contributions.ground import IDEA, Ground, new_ground, new_idea
from tests.support.towns import Towns

AT = datetime(2024, 2, 3, tzinfo=UTC)


async def bring(ground: Ground, import_id: int) -> dict[str, int]:
    """Two ideas, three comments of which one is about nothing, four votes of which one is given twice."""
    async with ground.open() as place:
        ids = await insert_many(
            place=place,
            kind=IDEA,
            import_id=import_id,
            items=[
                Imported(
                    external_id="a",
                    author="Bob",
                    published_at=AT,
                    content=Content(
                        title="More benches", body="<p>The park and the quay.</p>", answers={"x": 1}
                    ),
                ),
                Imported(external_id="b", content=Content(title="Fewer cars")),
            ],
        )
        written = await insert_comments(
            place=place,
            import_id=import_id,
            comments=[
                ImportedComment(external_id="1", about="a", text="Yes", author="Ann"),
                ImportedComment(external_id="2", about="a", text="No", parent="1"),
                ImportedComment(external_id="3", about="nowhere", text="Lost"),
                ImportedComment(external_id="4", about="a", text="Deep", parent="2"),
            ],
        )
        votes = [
            ImportedVote(about="a", voter="v1"),
            ImportedVote(about="a", voter="v1"),
            ImportedVote(about="a", voter="v2", value=-1),
            ImportedVote(about="b"),
            ImportedVote(about="b"),
            ImportedVote(about="c"),
        ]
        voted = await insert_votes(place=place, votes=votes, import_id=import_id)
        await finish_import(import_id=import_id)
        assert (written, voted) == (3, 4)
        return ids


async def test_import_keeps_names_times_answers_and_counts(ground: Ground) -> None:
    ids = await bring(ground, 1)
    async with ground.open():
        items = {
            item.id: item
            for item in (await listing(activity_id=ground.activity_id, kind=IDEA, wish=Wish())).items
        }
        bench, cars = items[ids["a"]], items[ids["b"]]
        assert (bench.author_name, bench.published_at, bench.channel) == ("Bob", AT, "import")
        assert (bench.counts.support, bench.counts.oppose, bench.counts.comments) == (1, 1, 3)
        assert (cars.counts.support, str(cars.author_name)) == (2, "Former participant")
        assert await value("SELECT answers FROM contribution WHERE id = $1", bench.id) == {"x": 1}
        (top,) = (await comments_of(root_id=bench.id)).comments
        assert [reply.text for reply in top.replies] == ["No", "Deep"]
        # Bob, who wrote b, Ann, who wrote 2 and 4, and the two named voters; a vote without a name is nobody
        assert await participants(activity_id=ground.activity_id) == 7


async def test_undo_takes_back_exactly_the_import(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    own, joined = await new_idea(ground, kari), await new_idea(ground, kari, "Flere benker")
    kept = await bring(ground, 11)
    ids = await bring(ground, 12)
    async with ground.open() as place:
        await react(place=place, contribution_id=ids["a"], person=kari, value=1)
        await merge(place=place, source_id=joined, target_id=ids["a"], by=kari)
        assert await undo_import(import_id=12) == 2 + 3
    async with ground.open():
        items = (await listing(activity_id=ground.activity_id, kind=IDEA, wish=Wish())).items
        assert {item.id for item in items} == {own, joined, *kept.values()}
        assert await rows("SELECT 1 FROM participation WHERE import_id = 12") == []
        assert await value("SELECT count(*) FROM participation WHERE import_id = 11") > 0
        assert await value("SELECT count(*) FROM contribution_words") == await value(
            "SELECT count(*) FROM contribution WHERE root IS NULL"
        )


async def test_undo_of_another_towns_import_does_nothing(two_towns: Towns, ground: Ground) -> None:
    await bring(ground, 21)
    far = await new_ground(two_towns.b)
    await bring(far, 21)
    async with scope(two_towns.b):
        await undo_import(import_id=21)
        assert await rows("SELECT 1 FROM contribution") == []
    async with ground.open():
        assert len((await listing(activity_id=ground.activity_id, kind=IDEA, wish=Wish())).items) == 2


async def test_a_place_taken_out_and_brought_in_can_be_searched(
    ground: Ground, make_person: MakePerson, tmp_path: Path
) -> None:
    kari = await make_person(ground.tenant)
    idea = await new_idea(ground, kari, "Fergekai med benker")
    await export_tenant(ground.tenant, to=tmp_path / "place.zip")
    brought = await import_tenant(tmp_path / "place.zip", host="utvik.allmenning.test")
    async with scope(brought):
        found = await listing(activity_id=ground.activity_id, kind=IDEA, wish=Wish(text="fergekai"))
        assert [item.id for item in found.items] == [idea]
