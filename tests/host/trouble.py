"""A plugin that does what no plugin should: raise, sleep, answer nonsense, send hostile SQL – in each of its hooks."""

import asyncio
import time
from typing import Any

from core.sdk import (
    Action,
    Activity,
    Answer,
    Method,
    Page,
    Panel,
    PersonalData,
    Place,
    Plugin,
    Visit,
    _,
    execute,
    get,
    hookimpl,
    page,
    rows,
)
from core.sdk.tables import BigSerial, Table, Varchar

MOOD = {"now": "fine"}
HEARD: list[str] = []
SLEEP = 30.0


class Scar(Table, tablename="trouble"):
    """What a hook wrote before it failed must not be found here."""

    id = BigSerial(primary_key=True)
    hook = Varchar(length=60)


async def behave(hook: str, answer: Any) -> Any:
    """As the mood is. It writes first, so that it can be seen that nothing of it stays."""
    HEARD.append(hook)
    if hook not in ("panels", "personal_data"):  # those two are asked on pages that only read
        await execute("INSERT INTO trouble (hook) VALUES ($1)", hook)
    match MOOD["now"]:
        case "raise":
            raise RuntimeError(hook)
        case "sleep":
            await asyncio.sleep(SLEEP)
        case "sleep in SQL":
            await rows("SELECT pg_sleep(30)")
        case "nonsense":
            return object()
        case "broken SQL":
            await rows("SELECT * FROM there_is_no_such_table")
        case "leave":
            raise SystemExit
        case "cancel":
            raise asyncio.CancelledError
    return answer


def behave_now(hook: str, answer: Any) -> Any:
    """The same for hooks that must not query."""
    HEARD.append(hook)
    match MOOD["now"]:
        case "raise" | "broken SQL" | "cancel" | "leave":
            raise RuntimeError(hook)
        case "sleep" | "sleep in SQL":
            time.sleep(3)
        case "nonsense":
            return object()
    return answer


@get("", action="trouble.view", at="activity")
async def show(visit: Visit, place: Place) -> Page:
    del visit, place
    return page("pages/about.html", html="", lang=None)


@get("/trouble/sql", action="site.view")
async def hostile_sql(visit: Visit) -> Answer:
    """A handler that sends whatever it is told."""
    await rows(visit.query["sql"])
    return page("pages/about.html", html="done", lang=None)


@hookimpl
def plugin() -> Plugin:
    view = Action("trouble.view", _("See the trouble"))
    return Plugin(
        id="trouble",
        name=_("Troublemaker"),
        summary=_("Makes trouble."),
        version="1.0.0",
        sdk="1",
        tables=(Scar,),
        routes=(hostile_sql,),
        methods=(
            Method(
                id="trouble",
                name=_("Trouble"),
                summary=_("Trouble."),
                icon="warning",
                page=show,
                actions=(view,),
            ),
        ),
    )


def links(place: str) -> Any:
    del place
    return behave_now("links", [])


def allows(activity: Activity, action: str) -> Any:
    del activity, action
    return behave_now("allows", True)


def publish_problems(activity: Activity) -> Any:
    del activity
    return behave_now("publish_problems", [])


async def panels(place: str, subject: Any) -> Any:
    del place, subject
    if MOOD["now"] == "broken template":
        return [Panel(title=_("Gone"), template="trouble/nowhere.html")]
    return await behave("panels", [])


async def on_event(event: Any) -> Any:
    del event
    return await behave("on_event", None)


async def tenant_enabled() -> Any:
    return await behave("tenant_enabled", None)


async def personal_data(person_id: int) -> Any:
    return await behave("personal_data", [PersonalData(name="scars", rows=({"person": person_id},))])


async def forget_person(person_id: int) -> Any:
    del person_id
    return await behave("forget_person", None)


async def clone_activity(source: Activity, target: Activity) -> Any:
    del source, target
    return await behave("clone_activity", None)


async def exports(activity: Activity) -> Any:
    del activity
    return await behave("exports", [])
