"""The record of what staff did: whole, in order, never changed."""

import asyncio

import asyncpg
import pytest

from core.audit import Seal, csv_of_record, first_broken, note, record, seal, still_holds
from core.db import execute, rows, value
from core.i18n import speaking
from core.people import Role
from core.tenancy import Tenant, scope
from tests.conftest import MakePerson
from tests.support.towns import Towns, new_town


@pytest.fixture
async def town(two_towns: Towns) -> Tenant:
    return await new_town("Skogheim")


async def note_some(tenant: Tenant, count: int) -> None:
    for n in range(count):
        async with scope(tenant):
            await note(action="project.publish", subject="project", subject_id=n, details={"n": n}, by=None)


async def test_note_keeps_who_what_and_when(town: Tenant, make_person: MakePerson) -> None:
    admin = await make_person(town, name="Åse Ødegård", role=Role.ADMIN)
    async with scope(town):
        await note(
            action="site.settings",
            subject="site",
            details={"changed": ["names"], "æ": 1.5, "big": 10**20},
            by=admin,
        )
        [entry] = (await record()).entries
        assert (entry.person, entry.name, entry.role) == (admin.id, "Åse Ødegård", "admin")
        assert (entry.action, entry.subject, entry.subject_id) == ("site.settings", "site", None)
        assert entry.details == {"changed": ["names"], "æ": 1.5, "big": 10**20}
        assert await first_broken() is None


async def test_record_of_one_town_is_not_seen_in_another(two_towns: Towns, town: Tenant) -> None:
    await note_some(town, 1)
    async with scope(two_towns.b):
        assert (await record()).entries == []


async def test_record_is_listed_by_key_and_narrowed(town: Tenant) -> None:
    await note_some(town, 3)
    async with scope(town):
        await note(action="person.block", subject="person", subject_id=1, by=None)
        first = await record(size=2)
        assert [(e.action, e.subject_id) for e in first.entries] == [
            ("person.block", 1),
            ("project.publish", 2),
        ]
        second = await record(before=first.older, size=2)
        assert [e.subject_id for e in second.entries] == [1, 0]
        assert second.older is None
        assert [e.subject_id for e in (await record(action="project")).entries] == [2, 1, 0]
        assert [e.action for e in (await record(subject="person", subject_id=1)).entries] == ["person.block"]


async def test_empty_record_may_be_emptied(town: Tenant) -> None:
    async with scope(town):
        await execute("TRUNCATE audit")  # bringing a place in from an archive begins so


@pytest.mark.parametrize(
    "change",
    ["UPDATE audit SET action = 'nothing'", "DELETE FROM audit WHERE subject_id = 1", "TRUNCATE audit"],
)
async def test_record_refuses_change(town: Tenant, change: str) -> None:
    await note_some(town, 2)
    with pytest.raises(asyncpg.PostgresError, match="never changed"):
        async with scope(town):
            await execute(change)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE audit SET name = 'Somebody else' WHERE subject_id = 1", 1),
        ("UPDATE audit SET details = '{\"n\": 9}' WHERE subject_id = 2", 2),
        ("UPDATE audit SET at = at - interval '1 day' WHERE subject_id = 0", 0),
        ("DELETE FROM audit WHERE subject_id = 1", 2),
        ("DELETE FROM audit WHERE subject_id = 0", 1),
    ],
)
async def test_change_behind_the_trigger_shows(town: Tenant, change: str, broken: int) -> None:
    await note_some(town, 4)
    async with scope(town):
        await execute("ALTER TABLE audit DISABLE TRIGGER audit_only_grows")
        await execute(change)
        found = await first_broken()
        assert await value("SELECT subject_id FROM audit WHERE id = $1", found) == broken


async def test_rows_cut_off_at_the_end_show_against_a_kept_seal(town: Tenant) -> None:
    await note_some(town, 3)
    async with scope(town):
        kept = await seal()
        assert kept is not None
        assert await still_holds(kept)
        assert not await still_holds(Seal(kept.id, "00"))
        await execute("ALTER TABLE audit DISABLE TRIGGER audit_only_grows")
        await execute("DELETE FROM audit WHERE id = $1", kept.id)
        assert not await still_holds(kept)


async def test_many_at_once_make_one_chain(town: Tenant) -> None:
    await asyncio.gather(*[note_some(town, 5) for _ in range(4)])
    async with scope(town):
        assert len(await rows("SELECT 1 FROM audit")) == 20
        assert await first_broken() is None


async def test_note_of_a_deed_that_is_rolled_back_is_gone(town: Tenant) -> None:
    with pytest.raises(RuntimeError):
        async with scope(town):
            await note(action="project.delete", subject="project", subject_id=1, by=None)
            raise RuntimeError
    async with scope(town):
        assert (await record()).entries == []


async def test_export_has_every_row_and_no_formula(town: Tenant, make_person: MakePerson) -> None:
    admin = await make_person(town, name="=HYPERLINK(1)", role=Role.ADMIN)
    async with scope(town):
        await note(action="site.settings", subject="site", by=admin)
    await note_some(town, 2)
    async with scope(town, read_only=True):
        with speaking("en"):
            text = b"".join([chunk async for chunk in csv_of_record()]).decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0].startswith("Line number;When;")
    assert len(lines) == 4
    assert "'=HYPERLINK(1)" in lines[1]
    hashes = [line.rpartition(";")[2] for line in lines[1:]]
    assert [line.split(";")[-2] for line in lines[2:]] == hashes[:-1]
