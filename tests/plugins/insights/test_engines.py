"""An administrator chooses a language model; what is sent stands on record; when it fails the local engine goes on."""

import asyncio
import json

import httpx
import pytest
from llmock.pytest_plugin import LLMock

from core.db import execute, row, rows, value
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.sdk import CallRecord, SensemakerOut
from core.tenancy import scope
from plugins.insights.engines.forgetting import forget_sent
from plugins.insights.engines.ledger import PlaceLedger
from tests.conftest import Client, MakePerson
from tests.plugins.insights.test_themes import Desk, _study, desk
from tests.support.towns import Towns

__all__ = ["desk"]

FORM = {
    "keep_days": "90",
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


async def test_words_that_were_sent_go_after_as_many_days_as_the_place_says(
    admin: httpx.AsyncClient, two_towns: Towns, service: str
) -> None:
    assert (await _choose(admin, two_towns, service, keep_days="0")).status_code == 422
    assert (await _choose(admin, two_towns, service, keep_days="10")).status_code == 303
    assert "kept for 10 days" in (await admin.get("/manage/insights/sent")).text
    async with scope(two_towns.a):
        await execute("DELETE FROM insights_sent")
        for days in (9, 11):
            await execute(
                "INSERT INTO insights_sent (at, purpose, model, digest, sent, answer, cost, outcome) "
                "VALUES (now() - make_interval(days => $1), 'label', 'm', $2, 'Ord', 'Svar', 1, 'ok')",
                days,
                str(days),
            )
        await forget_sent()
        kept = await rows("SELECT digest, sent, answer, cost FROM insights_sent ORDER BY digest DESC")
        await execute("DELETE FROM insights_sent")
    assert kept == [
        {"digest": "9", "sent": "Ord", "answer": "Svar", "cost": 1.0},
        {"digest": "11", "sent": "", "answer": None, "cost": 1.0},
    ]


async def test_jobs_at_once_do_not_pass_the_budget_together(two_towns: Towns) -> None:
    """Twelve who ask at the same moment, each for 30 of 100 kroner: three find room; one that is answered gives room back."""
    ledger = PlaceLedger(budget=100.0, may_leave=True)

    async def ask(cost: float) -> int | None:
        async with scope(two_towns.b):
            try:
                return await ledger.reserve(cost=cost)
            except SensemakerOut:
                return None

    found = [each for each in await asyncio.gather(*(ask(30.0) for _n in range(12))) if each is not None]
    assert len(found) == 3
    record = CallRecord(
        purpose="label",
        model="m",
        prompt="label.1",
        digest="d",
        sent="",
        ids=(),
        tokens_in=1,
        tokens_out=1,
        cost=2.0,
        outcome="ok",
    )
    async with scope(two_towns.b):
        await ledger.keep(record, answer=None, reserved=found[0])
    assert await ask(30.0) is not None
    assert await ask(30.0) is None
    async with scope(two_towns.b):
        await execute("UPDATE insights_reserved SET at = now() - interval '1 hour'")
    assert await ask(90.0) is not None
    assert await ask(9.0) is None
