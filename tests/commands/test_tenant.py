"""`allmenning tenant …` and `allmenning support …`, as an operator types them."""

import asyncio
import re
import secrets
from pathlib import Path

from core.db import row, value
from core.host import House
from core.outside.storage import storage
from core.tenancy import PLATFORM, Status, scope
from core.tenancy.registry import tenant_at, tenant_by_id
from tests.support.processes import allmenning
from tests.support.towns import Towns


async def test_place_is_made_taken_out_deleted_and_brought_in(house: House, tmp_path: Path) -> None:
    host = f"c{secrets.token_hex(4)}.allmenning.test"
    options = ("--admin-email", "Kari@Example.org", "--admin-name", "Kari Ås", "--confirmed")
    made = await allmenning("tenant", "create", "Øyvik", "--host", host, *options)
    assert made.code == 0, made.err
    tenant = await tenant_at(host)
    assert tenant is not None
    assert (tenant.name, tenant.status) == ("Øyvik", Status.ACTIVE)
    async with scope(tenant, read_only=True):
        assert await row("SELECT name, email, role FROM person") == {
            "name": "Kari Ås",
            "email": "kari@example.org",
            "role": "admin",
        }
    await storage().put(f"{tenant.id}/files/p1/400.webp", b"picture")

    refused = await allmenning("tenant", "delete", host, "--export-to", str(tmp_path), typed="Oyvik\n")
    assert refused.code == 1
    assert "Nothing is changed" in refused.err
    assert await tenant_by_id(tenant.id) is not None

    deleted = await allmenning("tenant", "delete", tenant.id, "--export-to", str(tmp_path), typed="Øyvik\n")
    assert deleted.code == 0, deleted.err
    assert await tenant_by_id(tenant.id) is None
    archive = re.search(r"(\S+\.zip): .*\nSHA-256 (\w+)", deleted.out)
    assert archive is not None

    brought = await allmenning("tenant", "import", archive[1], "--host", host, "--sha256", archive[2])
    assert brought.code == 0, brought.err
    again = await tenant_by_id(tenant.id)
    assert again is not None
    assert (again.name, again.hosts) == ("Øyvik", (host,))
    assert await storage().read(f"{tenant.id}/files/p1/400.webp") == b"picture"


async def test_list_names_every_place(two_towns: Towns) -> None:
    listed = await allmenning("tenant", "list")
    assert listed.code == 0, listed.err
    for town in two_towns:
        assert re.search(rf"^{town.id}\s+active\s+{town.hosts[0]}\s+{town.name}$", listed.out, re.MULTILINE)


async def test_create_at_a_taken_host_is_refused_in_a_sentence(two_towns: Towns) -> None:
    options = ("--admin-email", "kari@example.org", "--admin-name", "Kari")
    refused = await allmenning("tenant", "create", "Another", "--host", two_towns.a.hosts[0], *options)
    assert (refused.code, refused.out) == (1, "")
    assert "This address is taken" in refused.err
    assert "Traceback" not in refused.err


async def test_place_that_is_not_there_is_named(house: House) -> None:
    missing, platform, nowhere = await asyncio.gather(
        allmenning("tenant", "export", "nobody"),
        allmenning("tenant", "delete", "platform", "--name", "Allmenning"),
        allmenning("tenant", "import", __file__, "--host", "https://x.no/"),
    )
    assert missing.code != 0
    assert "nobody" in missing.err
    assert platform.code != 0
    assert nowhere.code != 0
    assert "host name like" in nowhere.err


async def test_support_expert_is_added_once(house: House) -> None:
    email = f"{secrets.token_hex(5)}@support.example"
    added = await allmenning("support", "add", email, "Siri Støtte")
    assert added.code == 0, added.err
    assert "/sign-in?next=/desk" in added.out
    async with scope(PLATFORM, read_only=True):
        assert await value("SELECT role FROM person WHERE email = $1", email) == "support"
    twice = await allmenning("support", "add", email, "Siri")
    assert twice.code == 1
