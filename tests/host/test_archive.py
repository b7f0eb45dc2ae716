"""A place taken out, brought in, and deleted."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.audit.service import first_broken, note
from core.db import execute, rows, value
from core.host.archive import ArchiveRefused, delete_tenant, export_tenant, import_tenant
from core.host.archive.manifest import BOOKKEEPING, LEFT_OUT
from core.host.archive.schema import tables_in_order
from core.host.provision import HostTaken, OrganisationTaken
from core.outside.storage import storage
from core.tenancy import PLATFORM, Tenant, scope, site
from core.tenancy.registry import tenant_at, tenant_by_id
from tests.support.people import new_person, session_for
from tests.support.towns import Towns, new_town

HOSTILE = "O'Brien \\N \\. \t\n\"; DROP TABLE person; --\u0007"
Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
async def town(two_towns: Towns) -> Tenant:
    """A third town with content of every awkward kind, beside the two that must not be touched."""
    made = await new_town("Utvik")
    person = await new_person(made, name=HOSTILE)
    await session_for(made, person)
    async with scope(made):
        await execute(
            "INSERT INTO project (slug, titles, blocks, contact_person) VALUES ('p', $1, $2, $3)",
            {"nb": HOSTILE},
            [{"a": None}],
            person.id,
        )
        await note(
            action="project.create", subject="project", subject_id=1, details={"a": HOSTILE}, by=person
        )
        await execute("UPDATE person SET verified_resident_on = now(), password_hash = NULL")
        await execute(
            "INSERT INTO sign_in_code (purpose, email, code_hash, expires_at) VALUES ('a', 'b', 'c', now())"
        )
    await storage().put(f"{made.id}/files/p1/400.webp", b"\x00\xffpicture" * 1000)
    await storage().put(f"{made.id}/files/d1/document", b"")
    return made


async def everything_in(tenant: Tenant) -> dict[str, list[dict[str, Any]]]:
    async with scope(tenant, read_only=True):
        tables = [name for name in await tables_in_order() if name not in LEFT_OUT and name != BOOKKEEPING]
        return {name: sorted(await rows(f'SELECT * FROM "{name}"'), key=str) for name in tables}


async def files_of(tenant: Tenant) -> dict[str, bytes]:
    return {
        stored.key.removeprefix(tenant.id): await storage().read(stored.key)
        async for stored in storage().list(f"{tenant.id}/")
    }


async def what_is_left_of(tenant: Tenant) -> list[Any]:
    async with scope(PLATFORM, read_only=True):
        return [
            *await rows("SELECT nspname FROM pg_namespace WHERE nspname = $1", tenant.schema),
            *await rows("SELECT rolname FROM pg_roles WHERE rolname = $1", tenant.role),
            *await rows("SELECT id FROM tenant WHERE id = $1", tenant.id),
            *await rows("SELECT host FROM tenant_host WHERE tenant = $1", tenant.id),
            *(await files_of(tenant)),
        ]


def tampered(source: Path, change: Change) -> Path:
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    target = source.with_name("tampered.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target


async def test_import_under_a_new_id_gives_equal_rows_and_files(town: Tenant, tmp_path: Path) -> None:
    await export_tenant(town, to=tmp_path / "a.zip")
    brought = await import_tenant(tmp_path / "a.zip", host="copy-1.allmenning.test")
    assert brought.id != town.id
    assert await everything_in(brought) == await everything_in(town)
    assert await files_of(brought) == await files_of(town)


async def test_import_keeps_the_record_of_staffs_deeds_unbroken(town: Tenant, tmp_path: Path) -> None:
    await export_tenant(town, to=tmp_path / "a.zip")
    brought = await import_tenant(tmp_path / "a.zip", host="copy-4.allmenning.test")
    async with scope(brought):
        await note(action="project.publish", subject="project", by=None)
        assert await value("SELECT count(*) FROM audit") == 2
        assert await first_broken() is None


async def test_import_after_delete_has_the_old_id_and_goes_on_counting(town: Tenant, tmp_path: Path) -> None:
    await export_tenant(town, to=tmp_path / "a.zip")
    before = await everything_in(town)
    await delete_tenant(town)
    brought = await import_tenant(tmp_path / "a.zip", host=town.hosts[0])
    assert (brought.id, await everything_in(brought)) == (town.id, before)
    new = await new_person(brought)
    assert new.id > max(person["id"] for person in before["person"])


async def test_export_leaves_sessions_and_codes_out(town: Tenant, tmp_path: Path) -> None:
    await export_tenant(town, to=tmp_path / "a.zip")
    brought = await import_tenant(tmp_path / "a.zip", host="copy-2.allmenning.test")
    async with scope(brought, read_only=True):
        assert await value("SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM sign_in_code)") == 0


async def test_import_is_served_at_its_host_with_its_plugins(town: Tenant, tmp_path: Path) -> None:
    await export_tenant(town, to=tmp_path / "a.zip")
    brought = await import_tenant(tmp_path / "a.zip", host="copy-3.allmenning.test")
    assert await tenant_at("copy-3.allmenning.test") == brought
    async with scope(town, read_only=True):
        plugins = (await site()).plugins
    async with scope(brought, read_only=True):
        assert (await site()).plugins == plugins


async def test_delete_leaves_nothing_and_touches_nobody_else(town: Tenant, two_towns: Towns) -> None:
    others = [await everything_in(two_towns.a), await everything_in(two_towns.b)]
    await delete_tenant(town)
    assert await what_is_left_of(town) == []
    assert await tenant_by_id(town.id) is None
    assert [await everything_in(two_towns.a), await everything_in(two_towns.b)] == others


async def test_delete_twice_is_no_error(town: Tenant) -> None:
    await delete_tenant(town)
    assert await delete_tenant(town) == 0


def change_a_row(parts: dict[str, bytes]) -> None:
    parts["tables/person.copy"] = parts["tables/person.copy"].replace(b"participant", b"admin")


def change_a_file(parts: dict[str, bytes]) -> None:
    parts["files/files/p1/400.webp"] = b"another"


def leave_a_table_out(parts: dict[str, bytes]) -> None:
    del parts["tables/project.copy"]


def add_a_part(parts: dict[str, bytes]) -> None:
    parts["../../outside"] = b"x"


def manifest_change(**changes: Any) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts["manifest.json"])
        for name, to in changes.items():
            manifest[name] = {**manifest[name], **to} if isinstance(manifest[name], dict) else to
        parts["manifest.json"] = json.dumps(manifest).encode()

    return change


@pytest.mark.parametrize(
    "change",
    [
        change_a_row,
        change_a_file,
        leave_a_table_out,
        add_a_part,
        manifest_change(format=2),
        manifest_change(tenant={"id": "x; DROP SCHEMA platform"}),
        manifest_change(tenant={"kind": "platform"}),
        manifest_change(plugins={"unheard": "1"}),
        manifest_change(migrations={"core": ["core_9999_later"]}),
        manifest_change(tables=[]),
    ],
)
async def test_import_of_a_tampered_archive_is_refused_and_leaves_nothing(
    town: Tenant, tmp_path: Path, change: Change
) -> None:
    await export_tenant(town, to=tmp_path / "a.zip")
    await delete_tenant(town)
    with pytest.raises(ArchiveRefused):
        await import_tenant(tampered(tmp_path / "a.zip", change), host="bad.allmenning.test")
    assert await what_is_left_of(town) == []
    assert await tenant_at("bad.allmenning.test") is None


async def test_import_of_what_is_no_archive_is_refused(house: object, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(ArchiveRefused):
        await import_tenant(tmp_path / "a.zip", host="bad.allmenning.test")


async def test_import_at_a_taken_host_is_refused_and_leaves_no_files(
    town: Tenant, two_towns: Towns, tmp_path: Path
) -> None:
    await export_tenant(town, to=tmp_path / "a.zip")
    await delete_tenant(town)
    with pytest.raises(HostTaken):
        await import_tenant(tmp_path / "a.zip", host=two_towns.a.hosts[0])
    assert await what_is_left_of(town) == []


async def test_import_of_an_organisation_that_is_here_is_refused(town: Tenant, tmp_path: Path) -> None:
    async with scope(PLATFORM):
        await execute("UPDATE tenant SET organisation = $2 WHERE id = $1", town.id, {"orgnr": "974760673"})
    registered = await tenant_by_id(town.id)
    assert registered is not None
    await export_tenant(registered, to=tmp_path / "a.zip")
    with pytest.raises(OrganisationTaken):
        await import_tenant(tmp_path / "a.zip", host="second.allmenning.test")
    assert await tenant_at("second.allmenning.test") is None
    await delete_tenant(town)


async def test_export_that_fails_leaves_no_half_archive(town: Tenant, tmp_path: Path) -> None:
    await delete_tenant(town)
    with pytest.raises(Exception, match="does not exist"):
        await export_tenant(town, to=tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240 - a local folder in a test
