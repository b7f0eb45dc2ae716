"""An administrator chooses a language model; what is sent stands on record; when it fails the local engine goes on."""

import json
from collections.abc import Iterator

import httpx
import pytest
from llmock.pytest_plugin import LLMock

from core.db import row, rows, value
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.settings import settings
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.plugins.insights.test_themes import Desk, _study, desk
from tests.support.towns import Towns

__all__ = ["desk"]

FORM = {
    "engine": "openai",
    "may_leave": "on",
    "model": "gpt-4o-mini",
    "key": "sk-hemmelig-key",
    "budget": "500",
    "version": "0",
}


@pytest.fixture
async def admin(two_towns: Towns, client: Client, make_person: MakePerson) -> httpx.AsyncClient:
    return await client(two_towns.a, await make_person(two_towns.a, role=Role.ADMIN))


@pytest.fixture
def service(llmock: LLMock, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("SENSEMAKING_HOSTS", llmock.url.removeprefix("http://"))
    settings.cache_clear()
    yield llmock.base_url("openai")
    monkeypatch.undo()
    settings.cache_clear()


async def _version(two_towns: Towns) -> str:
    async with scope(two_towns.a, read_only=True):
        return str(await value("SELECT version FROM insights_service") or 0)


async def _choose(admin: httpx.AsyncClient, two_towns: Towns, service: str, **more: str) -> httpx.Response:
    given = FORM | {"base_url": service, "version": await _version(two_towns)} | more
    return await admin.post("/manage/insights/engine", data=given)


async def test_key_is_sealed_and_never_shown(
    admin: httpx.AsyncClient, two_towns: Towns, service: str
) -> None:
    assert (await _choose(admin, two_towns, service)).status_code == 303
    async with scope(two_towns.a, read_only=True):
        kept = await row("SELECT * FROM insights_service")
        noted = await rows("SELECT details FROM audit WHERE action = 'insights.engine'")
    assert kept is not None
    assert "hemmelig" not in json.dumps(kept, default=str)
    assert noted
    assert "hemmelig" not in str(noted)
    for path in (
        "/manage/insights/engine",
        "/manage/insights/sent",
        "/manage/insights/sent.csv",
        "/manage/audit",
    ):
        assert "hemmelig" not in (await admin.get(path)).text
    again = await _choose(admin, two_towns, service, key="", model="another")
    assert again.status_code == 303
    async with scope(two_towns.a, read_only=True):
        assert await value("SELECT key FROM insights_service") == kept["key"]


async def test_address_inside_the_house_is_refused(admin: httpx.AsyncClient, two_towns: Towns) -> None:
    for url in ("http://127.0.0.1:5432", "https://10.0.0.1/v1", "https://localhost/v1"):
        answer = await _choose(admin, two_towns, url)
        assert answer.status_code == 422
        assert "data-error-summary" in answer.text


async def test_key_that_is_none_is_refused(admin: httpx.AsyncClient, two_towns: Towns, service: str) -> None:
    for key in ("nøkkel", "two words", "line\nbreak"):
        answer = await _choose(admin, two_towns, service, key=key)
        assert answer.status_code == 422
        assert key not in answer.text


async def test_only_administrators_choose(two_towns: Towns, client: Client, make_person: MakePerson) -> None:
    manager = await client(two_towns.a, await make_person(two_towns.a, role=Role.MANAGER))
    for path in ("/manage/insights/engine", "/manage/insights/sent", "/manage/insights/sent.csv"):
        assert (await manager.get(path)).status_code == 403
    assert (await manager.post("/manage/insights/engine", data=FORM)).status_code == 403


async def test_names_come_from_the_service_and_stand_on_record(
    desk: Desk, admin: httpx.AsyncClient, two_towns: Towns, service: str, llmock: LLMock
) -> None:
    await _choose(admin, two_towns, service)
    said = {
        "groups": [
            {"group": n, "name": f"Navn fra modellen {n}", "description": "Kort sagt."} for n in range(20)
        ]
    }
    llmock.reply(json.dumps(said), times=None)
    url = await _study(desk)
    shown = (await desk.staff.get(url)).text
    assert "Navn fra modellen" in shown
    sent = (await admin.get("/manage/insights/sent")).text
    assert "label.1" in sent
    async with scope(two_towns.b, read_only=True):
        assert await value("SELECT count(*) FROM insights_sent") == 0


async def test_without_an_answer_the_local_engine_goes_on(
    desk: Desk, admin: httpx.AsyncClient, two_towns: Towns, service: str, llmock: LLMock
) -> None:
    await _choose(admin, two_towns, service, model="another")
    llmock.reply("this is no JSON", times=None)
    url = await _study(desk)
    async with scope(two_towns.a, read_only=True):
        made = await value("SELECT made FROM insights_study WHERE id = $1", int(url.rpartition("/")[2]))
        assert await value("SELECT count(*) FROM insights_sent WHERE outcome = 'broken'") >= 1
    assert made["engine"] == "local"
    assert made["note"] == "broken"
    assert "could not be read, so the local engine did the work" in (await desk.staff.get(url)).text


async def test_nothing_is_sent_where_nothing_may_leave(
    desk: Desk, admin: httpx.AsyncClient, two_towns: Towns, service: str, llmock: LLMock
) -> None:
    given = FORM | {"base_url": service, "version": await _version(two_towns), "engine": "local"}
    given.pop("may_leave")
    assert (await admin.post("/manage/insights/engine", data=given)).status_code == 303
    before = len(llmock.requests)
    await _study(desk)
    await run_due_jobs(desk.tenant)
    assert len(llmock.requests) == before
