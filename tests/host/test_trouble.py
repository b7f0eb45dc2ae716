"""A plugin that raises, sleeps, or answers nonsense in each hook: the page stands, staff see it, the neighbour does not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import asyncpg
import httpx
import pytest

from core.account import keepers
from core.app import build, make_app
from core.db import execute, value
from core.host import House, events, failures, hooks, install, switching
from core.host.events import emit
from core.host.find import found_modules
from core.host.switching import DoesNotStart, disable_plugin, enable_plugin, resume_plugin
from core.jobs.testing import run_due_jobs
from core.people import Person, Role
from core.tenancy import PLATFORM, Tenant, save_site, scope, site
from tests.host import trouble
from tests.support.people import new_person, session_for
from tests.support.projects import new_project, slug_of_open
from tests.support.towns import Towns, new_town

MOODS = ["raise", "sleep", "sleep in SQL", "nonsense", "broken SQL", "cancel", "leave"]
NAME = "Troublemaker"
Go = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture(scope="module")
async def troubled(house: House) -> AsyncIterator[Any]:
    """The house with the troublemaker in it; afterwards as it was."""
    yield make_app(build([*found_modules(), trouble]))
    build()
    install(house)


@pytest.fixture(scope="module")
async def towns(troubled: Any) -> Towns:
    del troubled
    trouble.MOOD["now"] = "fine"
    return Towns(await new_town("Uroby"), await new_town("Roligby"))


@pytest.fixture(autouse=True)
async def calm(towns: Towns, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Each test begins with a plugin that is on, not paused and well; and waits for nothing long."""
    for module, name in (
        (hooks, "HOOK_SECONDS"),
        (events, "_HOOK_SECONDS"),
        (keepers, "_SECONDS"),
        (switching, "_SETTING_UP_SECONDS"),
    ):
        monkeypatch.setattr(module, name, 0.3)
    trouble.MOOD["now"] = "fine"
    for town in towns:
        async with scope(town):
            await enable_plugin("trouble")
            await resume_plugin("trouble")
            await execute("DELETE FROM trouble")
            await save_site()
    failures._failures.clear()
    trouble.HEARD.clear()
    yield
    trouble.MOOD["now"] = "fine"


@pytest.fixture
async def go(troubled: Any) -> Go:
    """`await go(tenant, "/path", person)`"""

    async def ask(
        tenant: Tenant, path: str, person: Person | None = None, *, data: dict[str, Any] | None = None
    ) -> httpx.Response:
        base = f"http://{tenant.hosts[0]}"
        cookies = {"session": await session_for(tenant, person)} if person else {}
        transport = httpx.ASGITransport(app=troubled)
        async with httpx.AsyncClient(
            transport=transport, base_url=base, cookies=cookies, headers={"accept-language": "en"}
        ) as visitor:
            return await (visitor.get(path) if data is None else visitor.post(path, data=data))

    return ask


async def scars(tenant: Tenant) -> int:
    async with scope(tenant, read_only=True):
        found: int = await value("SELECT count(*) FROM trouble")
    return found


async def incidents(tenant: Tenant) -> int:
    async with scope(PLATFORM, read_only=True):
        found: int = await value("SELECT count(*) FROM plugin_incident WHERE tenant = $1", tenant.id)
    return found


@pytest.mark.parametrize("mood", [*MOODS, "broken template"])
async def test_pages_stand_and_staff_see_what_is_missing(towns: Towns, go: Go, mood: str) -> None:
    project_id = await new_project(towns.a, "Torget", method="ideas")
    async with scope(towns.a, read_only=True):
        project = f"/projects/{await slug_of_open(project_id)}"
    admin = await new_person(towns.a, role=Role.ADMIN)
    trouble.MOOD["now"] = mood
    for path in ("/", project):
        answer = await go(towns.a, path)
        assert answer.status_code == 200, path
        assert NAME not in answer.text
        assert "Gone" not in answer.text
    answer = await go(towns.a, "/manage", admin)
    assert answer.status_code == 200
    assert (NAME if mood != "broken template" else "cannot be shown just now") in answer.text
    assert {"panels", "links"} <= {*trouble.HEARD, *(["panels"] if mood == "broken template" else [])}


async def test_a_page_made_without_a_plugin_is_not_kept(towns: Towns, go: Go) -> None:
    trouble.MOOD["now"] = "raise"
    await go(towns.a, "/")
    await go(towns.a, "/")
    assert trouble.HEARD.count("panels") == 2
    trouble.MOOD["now"] = "fine"
    await go(towns.a, "/")
    await go(towns.a, "/")
    assert trouble.HEARD.count("panels") == 3


@pytest.mark.parametrize("mood", MOODS)
async def test_event_is_handled_and_nothing_of_the_failed_hook_stays(towns: Towns, mood: str) -> None:
    await run_due_jobs(towns.a)  # what earlier tests have published
    before = await scars(towns.a)
    async with scope(towns.a):
        await emit("contribution.submitted", subject_id=1)
    trouble.MOOD["now"] = mood
    await run_due_jobs(towns.a)
    assert "on_event" in trouble.HEARD
    async with scope(towns.a, read_only=True):
        assert await value("SELECT count(*) FROM event") == 0
    assert await scars(towns.a) - before == (
        1 if mood == "nonsense" else 0
    )  # what it answers is not asked for


@pytest.mark.parametrize("mood", [mood for mood in MOODS if mood != "nonsense"])
async def test_plugin_that_does_not_start_is_not_on(towns: Towns, mood: str) -> None:
    async with scope(towns.a):
        await disable_plugin("trouble")
    trouble.MOOD["now"] = mood
    with pytest.raises(DoesNotStart):
        async with scope(towns.a):
            await enable_plugin("trouble")
    async with scope(towns.a, read_only=True):
        assert "trouble" not in (await site()).plugins
    trouble.MOOD["now"] = "fine"
    async with scope(towns.a):
        await enable_plugin("trouble")
    async with scope(towns.a, read_only=True):
        hooks = await value("SELECT array_agg(hook ORDER BY id) FROM trouble")
    assert hooks == ["tenant_enabled"]  # nothing of the start that failed


@pytest.mark.parametrize("mood", ["raise", "sleep in SQL", "nonsense", "broken SQL", "leave"])
async def test_ones_own_data_says_what_is_not_in_it(towns: Towns, go: Go, mood: str) -> None:
    person = await new_person(towns.a)
    trouble.MOOD["now"] = mood
    answer = await go(towns.a, "/account/data.json", person)
    assert answer.status_code == 200
    assert answer.json()["incomplete"] == ["trouble"]
    assert answer.json()["person"]["id"] == person.id


@pytest.mark.parametrize("mood", ["raise", "sleep in SQL", "broken SQL", "leave"])
async def test_account_is_not_half_closed(towns: Towns, go: Go, mood: str) -> None:
    person = await new_person(towns.a)
    trouble.MOOD["now"] = mood
    data = {"contributions": "stay", "sure": "on"}
    answer = await go(towns.a, "/account/close", person, data=data)
    assert answer.status_code == 422
    assert "could not erase everything" in answer.text
    async with scope(towns.a, read_only=True):
        assert await value("SELECT name FROM person WHERE id = $1", person.id) == person.name


@pytest.mark.parametrize("mood", MOODS)
async def test_staffs_own_pages_of_an_activity_stand(towns: Towns, go: Go, mood: str) -> None:
    project_id = await new_project(towns.a, "Uro", method="trouble")
    admin = await new_person(towns.a, role=Role.ADMIN)
    async with scope(towns.a, read_only=True):
        activity_id = await value("SELECT id FROM activity WHERE project = $1", project_id)
    trouble.MOOD["now"] = mood
    base = f"/manage/projects/{project_id}"
    for path in (base, f"{base}/activities/{activity_id}", f"{base}/activities/{activity_id}/data"):
        assert (await go(towns.a, path, admin)).status_code == 200, path
        failures._failures.clear()  # ten pause it, and then it would not be asked to copy
    assert "could not say whether something is missing" in (await go(towns.a, base, admin)).text
    failures._failures.clear()
    answer = await go(towns.a, f"{base}/duplicate", admin, data={})
    assert answer.status_code in (303, 422)
    assert {"publish_problems", "exports", "clone_activity"} <= set(trouble.HEARD)


async def test_ten_failures_pause_it_here_and_nowhere_else(towns: Towns, go: Go) -> None:
    trouble.MOOD["now"] = "raise"
    before = await incidents(towns.a)
    for _ in range(10):
        assert (await go(towns.a, "/")).status_code == 200
    await asyncio.gather(*failures._pauses)
    async with scope(towns.a, read_only=True):
        here = await site()
        assert not here.enabled("trouble")
        assert here.enabled("ideas")
        assert "paused_at" in here.plugins["trouble"]
    async with scope(towns.b, read_only=True):
        assert (await site()).enabled("trouble")
    assert (await incidents(towns.a), await incidents(towns.b)) == (before + 1, 0)
    trouble.HEARD.clear()
    assert (await go(towns.a, "/")).status_code == 200
    assert trouble.HEARD == []
    admin = await new_person(towns.a, role=Role.ADMIN)
    assert NAME in (await go(towns.a, "/manage", admin)).text  # that it is paused waits for the administrator
    trouble.MOOD["now"] = "fine"
    assert (await go(towns.b, "/")).status_code == 200
    assert "panels" in trouble.HEARD


async def test_nine_failures_do_not_pause_it(towns: Towns, go: Go) -> None:
    trouble.MOOD["now"] = "raise"
    for _ in range(4):  # links are asked once, panels each time
        await go(towns.a, "/")
    await asyncio.gather(*failures._pauses)
    async with scope(towns.a, read_only=True):
        assert (await site()).enabled("trouble")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM {b}.person",
        "SELECT * FROM platform.tenant",
        "SET ROLE {b}",
        "SET LOCAL ROLE {b}",
        "RESET ROLE",
        "/* x */ SET SESSION AUTHORIZATION DEFAULT",
        "SELECT set_config('role', '{b}', true)",
        "SELECT pg_catalog.\"set_config\"('search_path', '{b}', true)",
        "SELECT U&\"set\\005fconfig\"('role', '{b}', true)",
        "WITH x AS (SELECT query_to_xml('SELECT 1', true, true, '')) SELECT * FROM x",
        "DO $$ BEGIN EXECUTE 'SET ROLE {b}'; END $$",
        "COMMIT",
        "ROLLBACK",
        "COPY person TO PROGRAM 'cat'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT pg_terminate_backend(pg_backend_pid())",
    ],
)
async def test_hostile_sql_of_a_handler_gets_nowhere(towns: Towns, go: Go, sql: str) -> None:
    answer = await go(towns.a, str(httpx.URL("/trouble/sql", params={"sql": sql.format(b=towns.b.schema)})))
    assert answer.status_code in (500, 503)
    assert "done" not in answer.text
    assert (await go(towns.a, "/")).status_code == 200
    async with scope(towns.b, read_only=True):
        assert await value("SELECT current_user") == towns.b.role
        assert await value("SELECT count(*) FROM site") == 1


async def test_sql_of_a_handler_works_where_it_may(towns: Towns, go: Go) -> None:
    answer = await go(towns.a, "/trouble/sql?sql=SELECT%201")
    assert answer.status_code == 200
    assert (await go(towns.a, "/trouble/sql?sql=SELECT%201%3BSELECT%202")).status_code == 500
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with scope(towns.a, read_only=True):
            await value(f"SELECT count(*) FROM {towns.b.schema}.site")
