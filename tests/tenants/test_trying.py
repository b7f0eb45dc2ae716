"""`allmenning demo --try ID`: a plugin that somebody is writing, on in the first town, with something to look at."""

import secrets

import pytest

from core.host import House
from core.host.provision import provision
from core.people import Role
from core.tenancy import Kind, Status
from tenants.demo import trying
from tests.conftest import Client


async def test_plugin_is_on_with_an_activity_of_its_method_and_a_second_start_finds_it(
    house: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = f"prøve{secrets.token_hex(3)}".replace("ø", "o")
    monkeypatch.setattr(trying, "TOWNS", (slug,))
    town = await provision(
        name="Prøvested", kind=Kind.MUNICIPALITY, host=f"{slug}.localhost", status=Status.ACTIVE
    )
    first = await trying.try_plugin("ideas")
    assert "ideas is on in Prøvested" in first[0]
    assert first[1].startswith("Ideas: http")
    assert first[1].endswith("/projects/try-ideas")
    assert await trying.try_plugin("ideas") == first
    assert (await (await client(town)).get("/projects/try-ideas")).status_code == 200
    waits = await trying.try_plugin("survey")  # a survey needs its questions before it opens
    assert "something is missing before it opens" in waits[1]
    staff = await client(town, role=Role.ADMIN)
    assert (await staff.get("/manage/projects")).status_code == 200


async def test_plugin_that_does_not_run_is_said(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "TOWNS", ("nowhere-at-all",))
    assert "does not run" in (await trying.try_plugin("ideas"))[0]
